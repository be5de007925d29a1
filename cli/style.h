/* Colour, when standard output is a terminal and NO_COLOR is not set (no-color.org); else marks that stay readable in
 * plain text. */
#ifndef CLI_STYLE_H
#define CLI_STYLE_H

enum cli_style { CLI_PLAIN, CLI_BOLD, CLI_DIM, CLI_INSERTED, CLI_DELETED, CLI_HIT };

/* What to print before and after a piece of text in that style: an escape sequence, or in plain text "{+" "+}",
 * "[-" "-]" (as wdiff has it) and "[" "]" for what would otherwise be lost. */
const char *cli_style_on(enum cli_style);
const char *cli_style_off(enum cli_style);

#endif
