/* See style.h. */
#define _POSIX_C_SOURCE 200809L
#include "cli/style.h"

#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

static bool coloured(void)
{
    static int known = -1;
    if (known < 0) {
        const char *no = getenv("NO_COLOR");
        const char *terminal = getenv("TERM");
        known = isatty(STDOUT_FILENO) && !(no && *no) && terminal && *terminal && terminal[0] != 'd';
    }
    return known > 0;
}

static const struct {
    const char *escape, *before, *after;
} styles[] = {
    [CLI_PLAIN] = {"", "", ""},
    [CLI_BOLD] = {"\033[1m", "", ""},
    [CLI_DIM] = {"\033[2m", "", ""},
    [CLI_INSERTED] = {"\033[32;4m", "{+", "+}"},
    [CLI_DELETED] = {"\033[31;9m", "[-", "-]"},
    [CLI_HIT] = {"\033[1;33m", "[", "]"},
};

const char *cli_style_on(enum cli_style s)
{
    return coloured() ? styles[s].escape : styles[s].before;
}

const char *cli_style_off(enum cli_style s)
{
    return !coloured() ? styles[s].after : *styles[s].escape ? "\033[0m" : "";
}
