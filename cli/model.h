/* The aligner's knowledge for a pair of languages: the shipped lexicon, and the user's own on top. */
#ifndef CLI_MODEL_H
#define CLI_MODEL_H

#include "align/align.h"
#include "cli/languages.h"

#define CLI_LEXICON_OPTIONS                                                                                            \
    {"lexicon", 0, "FILE", NULL, "a lexicon of your own on top of the shipped one; may be given several times"},       \
    {                                                                                                                  \
        "no-lexicon", 0, NULL, NULL, "do without the shipped lexicon"                                                  \
    }

struct cli_model {
    struct cli_languages languages;
    struct align_lexicon **lexicons;
    size_t lexicon_count;
    struct align_model *model;
};

/* `order` as for cli_languages_load. */
enum text_status cli_model_load(const struct cli_arguments *, const char *order, struct cli_model *out,
                                struct text_error *err);
/* A hash of all that the model was made of: another one may come to other results. */
enum text_status cli_model_hash(const struct cli_model *, const struct cli_arguments *, uint64_t *out,
                                struct text_error *err);
void cli_model_free(struct cli_model *);

#endif
