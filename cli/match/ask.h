/* A text -> what the memory has that is like it: what every form of `padan match` asks, and how it is told. */
#ifndef CLI_MATCH_ASK_H
#define CLI_MATCH_ASK_H

#include "cli/fragments.h"
#include "cli/languages.h"
#include "cli/lines.h"
#include "tm/tm.h"

struct cli_asking {
    struct cli_languages languages;
    bool whole; /* they are loaded whole, so that texts can be cut into sentences */
    struct tm_memory *memory;
    struct text_arena *arena; /* what an answer stands in; reset by who asks */
    struct cli_fragments fragments;
    const char *when; /* fragments are looked for: "auto", "never", "always" */
    const char *from; /* "id", "en", "auto" */
    long least, most;
    struct tm_penalties penalties;
};

/* The arena, the languages and the memory are to be there, or are made here. */
enum text_status cli_asking_begin(const struct cli_arguments *, struct cli_asking *, struct text_error *err);
void cli_asking_end(struct cli_asking *);

struct cli_answer {
    struct text_span query;
    int from;             /* the query's language by its number among the languages */
    const char *codes[2]; /* of the query, of the translations */
    struct tm_matches matches;
    const struct cli_fragments *fragments; /* NULL: they were not looked for */
};

/* A clean text with what stands around it. */
enum text_status cli_ask(struct cli_asking *, const struct cli_line *, struct cli_answer *out, struct text_error *err);
bool cli_answer_found(const struct cli_answer *);

/* For a person. `first` is the number of the first suggestion, 0 for none; returns how many were numbered: the matches,
 * then the fragments. */
size_t cli_answer_show(const struct cli_asking *, const struct cli_answer *, size_t first);
/* An object in a line. */
enum text_status cli_answer_write(const struct cli_answer *, struct text_error *err);

#endif
