/* Help texts, made from the command table. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "cli/terminal/screen.h"

enum { HELP_COLUMN = 28, NAME_COLUMN = 16, NARROW_COLUMN = 10, WIDTH = 100, NARROW = 70, LEAST = 40 };

/* That of the terminal, as far as it is good to read. */
static int width_of_page(void)
{
    size_t width = cli_screen_width();
    return width == 0 || width > WIDTH ? WIDTH : width < LEAST ? LEAST : (int)width;
}

int cli_help_column(int column)
{
    return column > NARROW_COLUMN && width_of_page() < NARROW ? NARROW_COLUMN : column;
}

void cli_help_folded(const char *text, int indent, int at)
{
    const int width = width_of_page();
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
        if (at > indent && at + n > width) {
            putchar('\n');
            at = 0;
            continue;
        }
        at += printf("%.*s", n, text);
        text += n;
        if (*text == ' ') {
            text++;
            if (at + 1 + (int)strcspn(text, " \n") <= width) {
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
    const int column = cli_help_column(HELP_COLUMN);
    if (at >= column - 1) {
        putchar('\n');
        at = 0;
    }
    cli_help_folded(o->help, column, at);
}

void cli_help_command(const struct cli_command *c)
{
    printf("usage: padan %s [OPTION...]%s%s\n\n", c->name, *c->operands ? " " : "", c->operands);
    cli_help_folded(c->summary, 0, 0);
    if (c->details) {
        putchar('\n');
        cli_help_folded(c->details, 0, 0);
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
        cli_help_folded((*c)->summary, NAME_COLUMN, printf("  %-*s", NAME_COLUMN - 2, (*c)->name));
    }
    printf("\n'padan COMMAND --help' tells a command's options; 'man padan' tells all.\n");
}
