/* Colour, where a person sees it (terminal/screen.h); else marks that stay readable in plain text. */
#ifndef CLI_STYLE_H
#define CLI_STYLE_H

enum cli_style {
    CLI_PLAIN,
    CLI_BOLD,
    CLI_DIM,
    CLI_INSERTED,
    CLI_DELETED,
    CLI_PUT_IN, /* a number, a date or the like that was put in, and what stood there; marked as the two above */
    CLI_TAKEN_OUT,
    CLI_HIT
};

/* What to print before and after a piece of text in that style: an escape sequence, or in plain text "{+" "+}",
 * "[-" "-]" (as wdiff has it) and "[" "]" for what would otherwise be lost. */
const char *cli_style_on(enum cli_style);
const char *cli_style_off(enum cli_style);

#endif
