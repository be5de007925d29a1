/* Help texts, made from the command table. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

enum { HELP_COLUMN = 28, WIDTH = 100 };

/* Prints text from column `indent`, folded at blanks before WIDTH; the cursor is at column `at`. */
static void print_folded(const char *text, int indent, int at)
{
    while (*text) {
        if (at < indent || *text == '\n') {
            if (*text == '\n') {
                putchar('\n');
                text++;
                at = 0;
                continue;
            }
            at += printf("%*s", indent - at, "");
        }
        int n = (int)strcspn(text, " \n");
        if (at > indent && at + n > WIDTH) {
            putchar('\n');
            at = 0;
            continue;
        }
        at += printf("%.*s", n, text);
        text += n;
        if (*text == ' ') {
            text++;
            if (at + 1 + (int)strcspn(text, " \n") <= WIDTH) {
                at += printf(" ");
            } else {
                putchar('\n');
                at = 0;
            }
        }
    }
    putchar('\n');
}

static void print_option(const struct cli_option *o)
{
    const char *value = o->choices ? o->choices : o->argument;
    int at = o->letter ? printf("  -%c, --%s", o->letter, o->name) : printf("      --%s", o->name);
    if (value) {
        at += printf(" %s", value);
    }
    if (at >= HELP_COLUMN - 1) {
        putchar('\n');
        at = 0;
    }
    print_folded(o->help, HELP_COLUMN, at);
}

void cli_help_command(const struct cli_command *c)
{
    printf("usage: padan %s [OPTION...]%s%s\n\n", c->name, *c->operands ? " " : "", c->operands);
    print_folded(c->summary, 0, 0);
    if (c->details) {
        putchar('\n');
        print_folded(c->details, 0, 0);
    }
    printf("\nOptions:\n");
    for (const struct cli_option *o = c->options; o->name; o++) {
        print_option(o);
    }
    print_option(&(struct cli_option){"help", 'h', NULL, NULL, "this text"});
}

void cli_help_all(void)
{
    printf("usage: padan COMMAND [OPTION...] [ARGUMENT...]\n\n"
           "A bilingual Indonesian-English translation memory.\n\nCommands:\n");
    for (const struct cli_command *const *c = cli_commands; *c; c++) {
        printf("  %-14s%s\n", (*c)->name, (*c)->summary);
    }
    printf("\n'padan COMMAND --help' tells a command's options; 'man padan' tells all.\n");
}
