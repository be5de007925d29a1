/* What a paste becomes, and what is sent to a clipboard. */
#include <string.h>

#include "cli/command.h"
#include "cli/interactive/paste.h"
#include "cli/terminal/clipboard.h"
#include "tests/unit/check.h"

/* What stands beside main(), which a test has of its own. */
const struct cli_command *const cli_commands[] = {NULL};

const struct cli_command *cli_command_find(const char *name)
{
    (void)name;
    return NULL;
}

#define FORTY "Harga beras di pasar dunia naik tajam pada"

static const struct {
    const char *lines, *text;
} pastes[] = {
    {"", ""},
    {"Satu baris.", "Satu baris."},
    {"Satu.\nDua.", "Satu.\nDua."},
    {"Satu\nDua", "Satu\nDua"},                                             /* headings */
    {"Satu\ndua", "Satu dua"},                                              /* goes on */
    {"Satu.\ndua", "Satu.\ndua"},
    {"Satu:\n\ndua", "Satu:\n\ndua"},
    {FORTY "\nSenin.", FORTY " Senin."},                                    /* did not fit */
    {FORTY "\nSenin ini.\nJudul\nIsi", FORTY " Senin ini.\nJudul\nIsi"},
    {FORTY "\n\nSenin.", FORTY "\n\nSenin."},                               /* a paragraph */
    {FORTY " " FORTY " " FORTY "\nSenin.", FORTY " " FORTY " " FORTY "\nSenin."}, /* a line is a paragraph */
    {"  Satu \n dua", "Satu dua"},
};

static const struct {
    const char *text, *sent;
} clips[] = {
    {"", "\033]52;c;\a"},
    {"M", "\033]52;c;TQ==\a"},
    {"Ma", "\033]52;c;TWE=\a"},
    {"Man", "\033]52;c;TWFu\a"},
    {"caf\xC3\xA9?", "\033]52;c;Y2Fmw6k/\a"},
    {"a\nb\033", "\033]52;c;YSBiIA==\a"}, /* as "a b " */
};

int main(void)
{
    static char large[80000];
    struct text_buffer got = {0};
    for (size_t i = 0; i < sizeof pastes / sizeof pastes[0]; i++) {
        text_buffer_clear(&got);
        cli_paste_join(text_span_of(pastes[i].lines), &got);
        check(text_span_equal(text_buffer_span(&got), text_span_of(pastes[i].text)), "'%s' becomes '%.*s'",
              pastes[i].lines, TEXT_PRINT(got));
    }
    for (size_t i = 0; i < sizeof clips / sizeof clips[0]; i++) {
        text_buffer_clear(&got);
        cli_clipboard_add(&got, text_span_of(clips[i].text));
        check(text_span_equal(text_buffer_span(&got), text_span_of(clips[i].sent)), "clip %zu is '%.*s'", i,
              TEXT_PRINT(got));
    }
    text_buffer_clear(&got);
    memset(large, 'a', sizeof large);
    cli_clipboard_add(&got, (struct text_span){large, sizeof large});
    check(got.n == 0, "what no terminal takes is not sent");
    text_buffer_free(&got);
    return check_report();
}
