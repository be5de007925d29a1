/* The terms of one language, and where they stand in a text. */
#ifndef CLI_QA_TERMS_PRIVATE_H
#define CLI_QA_TERMS_PRIVATE_H

#include "cli/qa/terms.h"

#define CLI_QA_NO_TERM UINT32_MAX

/* A word by the numbers of its folded form and of its stem. */
struct cli_qa_term_word {
    uint32_t folded, stem;
    struct text_span text;     /* folded */
    struct text_span capitals; /* the word as it must stand, when it is written in capitals: "IT" is not "it" */
};

struct cli_qa_link {
    uint32_t term;
    struct cli_qa_link *next;
};

struct cli_qa_term {
    struct text_span text;
    struct cli_qa_term_word *words;
    size_t count;
    /* Of a term of the source, numbers of terms in the target. */
    struct cli_qa_link *accepted, *forbidden;
    bool banned;   /* forbidden whatever the source */
    uint64_t look; /* the last one in which it was found */
};

/* From {0} with the language set. */
struct cli_qa_vocabulary {
    const struct text_language *language;
    struct text_stemmer *stemmer;
    struct text_arena *arena;
    struct text_table *terms, *forms; /* "=" and a folded form, "~" and a stem */
    struct cli_qa_term *at;
    struct cli_qa_link **begins; /* by form: the terms whose first word has it */
    size_t capacity, form_capacity;
    uint64_t looks; /* texts that were looked at */
};

enum text_status cli_qa_vocabulary_begin(struct cli_qa_vocabulary *, const struct text_language *,
                                         struct text_error *err);
void cli_qa_vocabulary_free(struct cli_qa_vocabulary *);
/* The number of a term, the same when it comes again; CLI_QA_NO_TERM in *out when it has no words. */
enum text_status cli_qa_vocabulary_add(struct cli_qa_vocabulary *, struct text_span term, uint32_t *out,
                                       struct text_error *err);
/* Adds to a list, if it is not there yet; false when out of memory. */
bool cli_qa_link_add(struct text_arena *, struct cli_qa_link **list, uint32_t term);

/* A text by the forms of its words. */
struct cli_qa_row_word {
    struct text_span surface, text; /* as written, and folded */
    uint32_t folded[TEXT_FORMS], stems[TEXT_FORMS];
    size_t folded_count, stem_count;
};

struct cli_qa_row {
    struct cli_qa_row_word *at; /* in the arena */
    size_t count;
};

enum text_status cli_qa_row_read(struct cli_qa_vocabulary *, struct text_span text, struct text_arena *,
                                 struct cli_qa_row *out, struct text_error *err);

enum cli_qa_strictness {
    CLI_QA_STRICT, /* the term itself: stems where the language's are of one meaning, capitals as they are */
    CLI_QA_LENIENT /* all that may be the term: words that begin alike, too, as "analyses" does */
};
bool cli_qa_stands_at(const struct cli_qa_vocabulary *, const struct cli_qa_term *, const struct cli_qa_row *, size_t i,
                      enum cli_qa_strictness);
/* The first place from word i on; row->count when there is none. */
size_t cli_qa_stands(const struct cli_qa_vocabulary *, const struct cli_qa_term *, const struct cli_qa_row *, size_t i,
                     enum cli_qa_strictness);

#endif
