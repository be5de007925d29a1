/* Any bytes, shown on a screen of any width: nothing is left that a terminal would obey, no line is wider than the
 * screen, and nothing but blanks is lost. And texts of any bytes have as many columns as their clusters together. */
#include "cli/command.h"
#include "cli/terminal/paragraph.h"
#include "cli/terminal/visible.h"
#include "tests/property/random.h"
#include "tests/unit/check.h"

/* What stands beside main(), which a test has of its own. */
const struct cli_command *const cli_commands[] = {NULL};

const struct cli_command *cli_command_find(const char *name)
{
    (void)name;
    return NULL;
}

enum { LONGEST = 200, ROUNDS = 20000 };

static const char *const parts[] = {
    "a",  "kata ",      " ",          "  ",           "\033[31m",         "\xC2\x9B",         "\xE6\x97\xA5",
    "\n", "e\xCC\x81",  "\xF0\x9F\x98\x80", "\xE2\x80\x8D", "\xEF\xB8\x8F", "\xF0\x9F\x87\xAE", "\xE2\x80\xAE",
    "\t", "\xE1\x85\xA1", "\xFF",       "\xE2\x80",     "persahabatan",   "\x7F",             "\xF0\x9F\x8F\xBD",
};

static struct text_span make(char text[LONGEST + 20])
{
    size_t n = 0, most = below(LONGEST);
    while (n < most) {
        const char *part = PICK(parts);
        for (; *part; part++) {
            text[n++] = *part;
        }
        if (below(20) == 0) {
            text[n++] = (char)below(256);
        }
    }
    return (struct text_span){text, n};
}

static bool obeyed(struct text_span s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool latin = c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xA0;
        if (c < 0x20 || c == 0x7F || latin) {
            return true;
        }
    }
    return false;
}

static void check_lines(struct text_span s, int round)
{
    size_t room = 1 + below(60), label = below(room), begin, lost = 0, clusters;
    bool first = true;
    for (size_t at = 0; at < s.n; first = false) {
        begin = at;
        size_t end = cli_paragraph_break(s, &at, room, first ? label : 0);
        struct text_span line = {s.p + begin, end - begin};
        size_t width = text_columns(line);
        /* Blanks may stand beyond the edge, where a terminal shows them as nothing. */
        while (width > room && line.n && line.p[line.n - 1] == ' ') {
            line.n--;
            width = text_columns(line);
        }
        clusters = 0;
        for (size_t i = 0; i < line.n; clusters++) {
            text_cluster_next(line, &i);
        }
        if (width > room && clusters > 1) {
            check(false, "round %d: a line of %zu columns where there are %zu", round, width, room);
        }
        for (size_t i = end; i < at; i++) {
            lost += s.p[i] != ' ';
        }
        if (at <= begin) {
            check(false, "round %d: a line takes nothing", round);
            return;
        }
    }
    if (lost) {
        check(false, "round %d: %zu bytes are lost", round, lost);
    }
}

int main(int argc, char **argv)
{
    char text[LONGEST + 20];
    struct text_buffer seen = {0};
    random_start(argc, argv);
    for (int round = 0; round < ROUNDS; round++) {
        struct text_span s = make(text);
        size_t columns = 0;
        for (size_t i = 0; i < s.n;) {
            columns += text_cluster_next(s, &i);
        }
        text_buffer_clear(&seen);
        cli_visible_add(&seen, s);
        if (obeyed(text_buffer_span(&seen)) || columns != text_columns(s)) {
            check(false, "round %d: something is obeyed, or columns differ", round);
        }
        check_lines(text_buffer_span(&seen), round);
        check(true, "round %d", round);
    }
    text_buffer_free(&seen);
    return check_report();
}
