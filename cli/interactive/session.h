/* padan match -i: texts are typed or pasted and answered with numbered suggestions; lines that begin with a colon say
 * what to do with them. What is decided is stored at once, each time in a transaction of its own. */
#ifndef CLI_INTERACTIVE_SESSION_H
#define CLI_INTERACTIVE_SESSION_H

#include "cli/decision.h"
#include "cli/match/ask.h"
#include "cli/terminal/prompt.h"

/* What a number stands for; in the arena of the answers. */
struct cli_item {
    struct tm_unit unit; /* turned so that its source is in the language of the question */
    struct text_span suggestion;
};

struct cli_session {
    const struct cli_arguments *arguments;
    struct cli_asking asking;    /* reads the memory; its languages are loaded whole */
    struct tm_memory *writing;   /* the same memory, opened when something is to be stored */
    struct cli_prompt *prompt;
    struct text_arena *typed;    /* what was typed and is at work */
    struct text_arena *scratch;  /* of decisions */
    struct text_span user;
    bool clipboard;              /* :copy asks the terminal to take the text */
    struct cli_item *items;      /* of the last question, number 1 first */
    size_t item_count, item_capacity;
    struct text_buffer sentence; /* the last one that was asked for */
    struct text_buffer before;   /* what stands before it, of a text of several */
    bool asked, stands;          /* there is such a sentence; something stands before it */
    int from;                    /* its language */
    size_t failures;
    bool over;
};

/* The asking, the arenas, the user and the prompt are to be there. TEXT_OK at the end of the input, or when the person
 * wants to leave. */
enum text_status cli_session_run(struct cli_session *, struct text_error *err);
void cli_session_free(struct cli_session *); /* its own: items, buffers, the memory for writing */
extern const char *const cli_session_words[]; /* of the commands, for completion; ends with NULL */

/* lookup.c: cuts a clean text into sentences and answers each. */
enum text_status cli_session_look_up(struct cli_session *, struct text_span text, struct text_error *err);
/* Gives what follows the next number. */
enum text_status cli_session_number(struct cli_session *, const struct tm_unit *, struct text_span suggestion,
                                    struct text_error *err);

/* store.c: TEXT_OK, or what could not be done, and nothing was. */
enum text_status cli_session_add(struct cli_session *, struct text_span translation, struct text_error *err);
enum text_status cli_session_correct(struct cli_session *, const struct cli_item *, struct text_span translation,
                                     struct text_error *err);
enum text_status cli_session_decide(struct cli_session *, const struct cli_item *, enum tm_status,
                                    struct text_error *err);

/* commands.c: a line that begins with a colon. */
enum text_status cli_session_command(struct cli_session *, struct text_span line, struct text_error *err);

#endif
