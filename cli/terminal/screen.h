/* What standard output is: whether a person looks at it, in colour, and how wide it is.
 *
 * --color always says that a person does, by whatever way (`padan match --color always | less -R`).
 */
#ifndef CLI_TERMINAL_SCREEN_H
#define CLI_TERMINAL_SCREEN_H

#include "cli/command.h"

#define CLI_COLOR_OPTION                                                                                               \
    {                                                                                                                  \
        "color", 0, "WHEN", "auto|always|never",                                                                       \
            "colours: auto (the default) on a terminal, unless NO_COLOR is set"                                        \
    }

/* Takes --color, which the command must have. To be called before anything is printed. */
void cli_screen_begin(const struct cli_arguments *);
/* Colour: on a terminal that can show it, unless NO_COLOR is set (no-color.org); or as --color says. */
bool cli_screen_coloured(void);
/* How many columns there are to fill: of a terminal what COLUMNS says, else the terminal itself, else 80. 0: lines are
 * not to be broken, for a program may read them. With --color always that is so unless COLUMNS says. */
size_t cli_screen_width(void);
/* Forgets the width: a terminal may have another size now. */
void cli_screen_measure(void);

#endif
