/* Lines that a person types, or a script sends: on a terminal with a prompt, editing, history and completion; through a
 * pipe as they come, without a prompt. */
#ifndef CLI_TERMINAL_PROMPT_H
#define CLI_TERMINAL_PROMPT_H

#include "text/text.h"

struct cli_prompting {
    const char *const *words; /* of commands, for completion; ends with NULL */
    bool history;             /* what is typed is kept from one day to the next */
};

struct cli_prompt;
enum text_status cli_prompt_new(const struct cli_prompting *, struct cli_prompt **out, struct text_error *err);
void cli_prompt_free(struct cli_prompt *); /* NULL is fine */
/* Both standard input and output are one. */
bool cli_prompt_on_terminal(const struct cli_prompt *);

/* The next line, clean and without blanks at its ends, in the arena; p NULL: the end. On a terminal `initial` stands
 * there to be edited. Bytes that are no UTF-8 become U+FFFD, and a line with a NUL is empty: both are told, and nothing
 * else comes of it. */
enum text_status cli_prompt_read(struct cli_prompt *, const char *label, struct text_span initial, struct text_arena *,
                                 struct text_span *out, struct text_error *err);
/* Whether there is more already: of a paste on a terminal. */
bool cli_prompt_waits(const struct cli_prompt *);
/* Keeps a line for the next time. */
void cli_prompt_remember(struct cli_prompt *, struct text_span line);

#endif
