/* See style.h. */
#include "cli/style.h"

#include "cli/terminal/screen.h"

static const struct {
    const char *escape, *before, *after;
} styles[] = {
    [CLI_PLAIN] = {"", "", ""},
    [CLI_BOLD] = {"\033[1m", "", ""},
    [CLI_DIM] = {"\033[2m", "", ""},
    [CLI_INSERTED] = {"\033[32;4m", "{+", "+}"},
    [CLI_DELETED] = {"\033[31;9m", "[-", "-]"},
    [CLI_PUT_IN] = {"\033[36;4m", "{+", "+}"},
    [CLI_TAKEN_OUT] = {"\033[2;9m", "[-", "-]"},
    [CLI_HIT] = {"\033[1;33m", "[", "]"},
};

const char *cli_style_on(enum cli_style s)
{
    return cli_screen_coloured() ? styles[s].escape : styles[s].before;
}

const char *cli_style_off(enum cli_style s)
{
    return !cli_screen_coloured() ? styles[s].after : *styles[s].escape ? "\033[0m" : "";
}
