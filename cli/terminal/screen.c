/* See screen.h. */
#define _DEFAULT_SOURCE /* TIOCGWINSZ */
#include "cli/terminal/screen.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { USUAL = 80, LEAST = 20, MOST = 10000 }; /* columns */

static struct {
    enum { AUTO, ALWAYS, NEVER } colour;
    bool looked, terminal, coloured; /* as it was at the first question: a pager may come between */
    bool measured;
    size_t width;
} screen;

void cli_screen_begin(const struct cli_arguments *a)
{
    const char *when = cli_text(a, "color", "auto");
    screen.colour = strcmp(when, "always") == 0 ? ALWAYS : strcmp(when, "never") == 0 ? NEVER : AUTO;
    screen.looked = screen.measured = false;
}

static void look(void)
{
    if (!screen.looked) {
        const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
        bool able = !(no && *no) && term && *term && strcmp(term, "dumb") != 0;
        screen.looked = true;
        screen.terminal = isatty(STDOUT_FILENO);
        screen.coloured = screen.colour == ALWAYS || (screen.colour == AUTO && screen.terminal && able);
    }
}

bool cli_screen_coloured(void)
{
    look();
    return screen.coloured;
}

static size_t columns_told(void)
{
    const char *told = getenv("COLUMNS");
    char *end;
    long columns = told ? strtol(told, &end, 10) : 0;
    return told && *told && *end == '\0' && columns > 0 && columns <= MOST ? (size_t)columns : 0;
}

static size_t measure(void)
{
    struct winsize size = {0};
    size_t told = columns_told();
    if (told) {
        return told < LEAST ? LEAST : told;
    }
    if (!screen.terminal) {
        return 0;
    }
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
        return USUAL;
    }
    return size.ws_col < LEAST ? LEAST : size.ws_col;
}

size_t cli_screen_width(void)
{
    look();
    if (!screen.terminal && screen.colour != ALWAYS) {
        return 0;
    }
    if (!screen.measured) {
        screen.measured = true;
        screen.width = measure();
    }
    return screen.width;
}

void cli_screen_measure(void)
{
    /* Behind a pager standard output is no terminal any more, and the width that it had stays. */
    screen.measured = screen.measured && !isatty(STDOUT_FILENO);
}
