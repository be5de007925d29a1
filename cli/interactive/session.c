/* See session.h. What goes wrong with a line is told, and the next one is read. */
#include "cli/interactive/session.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/interactive/paste.h"
#include "cli/message.h"
#include "cli/terminal/screen.h"

enum { LONGEST = 1 << 20 }; /* bytes of a paste that are taken together */

void cli_session_free(struct cli_session *s)
{
    tm_close(s->writing);
    free(s->items);
    text_buffer_free(&s->sentence);
    text_buffer_free(&s->before);
}

/* A line, and on a terminal what was pasted with it. */
static enum text_status look_up(struct cli_session *s, struct text_span line, struct text_error *err)
{
    struct text_buffer lines = {0}, joined = {0};
    enum text_status status = TEXT_OK;
    text_buffer_add(&lines, line);
    while (status == TEXT_OK && line.p && lines.n < LONGEST && cli_prompt_waits(s->prompt)) {
        status = cli_prompt_read(s->prompt, "", (struct text_span){0}, s->typed, &line, err);
        text_buffer_add_char(&lines, '\n');
        text_buffer_add(&lines, line);
    }
    cli_paste_join(text_buffer_span(&lines), &joined);
    if (status == TEXT_OK) {
        status = lines.failed || joined.failed ? text_fail_memory(err, "a text")
                                               : cli_session_look_up(s, text_buffer_span(&joined), err);
    }
    text_buffer_free(&lines);
    text_buffer_free(&joined);
    return status;
}

static enum text_status act(struct cli_session *s, struct text_span line, struct text_error *err)
{
    bool colon = line.p[0] == ':', text = line.n > 1 && line.p[1] == ':';
    cli_screen_measure();
    if (colon && !text) {
        return cli_session_command(s, line, err);
    }
    return look_up(s, colon ? (struct text_span){line.p + 1, line.n - 1} : line, err);
}

enum text_status cli_session_run(struct cli_session *s, struct text_error *err)
{
    struct text_span line = {0};
    enum text_status status = TEXT_OK;
    while (status == TEXT_OK && !s->over) {
        text_arena_reset(s->typed);
        status = cli_prompt_read(s->prompt, "> ", (struct text_span){0}, s->typed, &line, err);
        if (status != TEXT_OK || !line.p) {
            break;
        }
        if (!line.n) {
            continue;
        }
        cli_prompt_remember(s->prompt, line);
        status = act(s, line, err);
        if (status != TEXT_OK && status != TEXT_NOMEM) {
            cli_warn("%s", err->message);
            s->failures++;
            status = TEXT_OK;
        }
        fflush(stdout);
    }
    return status;
}
