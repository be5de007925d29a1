/* What the checks share. */
#ifndef CLI_QA_QA_PRIVATE_H
#define CLI_QA_QA_PRIVATE_H

#include "cli/qa/known.h"
#include "cli/qa/qa.h"
#include "cli/qa/terms.h"

/* A text and what is found in it. */
struct cli_qa_text {
    struct text_span text;
    const struct text_language *language;
    struct text_placeables values;
    struct text_tokens words;
};

struct cli_qa {
    const struct cli_languages *languages;
    unsigned checks;
    cli_qa_sink *sink;
    void *context;
    struct text_arena *arena; /* emptied for each unit */
    struct text_buffer reason;
    struct cli_qa_terms *terms[2]; /* by the side of the source; NULL without a glossary */
    struct cli_qa_known targets, sources;
    struct text_table *files; /* those that units came from */
    size_t counts[CLI_QA_CHECKS];
    /* The unit at hand; source, target. */
    const struct cli_qa_unit *unit;
    struct cli_qa_text at[2];
};

bool cli_qa_wants(const struct cli_qa *, enum cli_qa_check);
/* Tells what stands in q->reason. */
void cli_qa_tell(struct cli_qa *, enum cli_qa_check);
/* Empties q->reason for a new one. */
struct text_buffer *cli_qa_reason(struct cli_qa *);

/* The checks. Both texts are there, but for the first. */
bool cli_qa_look_empty(struct cli_qa *); /* true: there is no target, and nothing more to look at */
enum text_status cli_qa_look_untranslated(struct cli_qa *, struct text_error *err);
enum text_status cli_qa_look_values(struct cli_qa *, struct text_error *err);
enum text_status cli_qa_look_tags(struct cli_qa *, struct text_error *err);
void cli_qa_look_marks(struct cli_qa *);
void cli_qa_look_length(struct cli_qa *);
enum text_status cli_qa_look_known(struct cli_qa *, struct text_error *err);
enum text_status cli_qa_look_terms(struct cli_qa *, struct text_error *err);

#endif
