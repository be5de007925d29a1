/* What the tests of align/ share: a model with the shipped lexicon, and documents made from lines. */
#ifndef TESTS_UNIT_ALIGN_H
#define TESTS_UNIT_ALIGN_H

#include "align/align.h"
#include "tests/unit/language.h"

static struct align_lexicon *lexicon;
static struct align_model *model;

static void demand(bool ok, const char *what)
{
    if (!ok) {
        printf("FAIL %s\n0 passed, 1 failed\n", what);
        exit(1);
    }
}

/* The model of a source and a target language, with the lexicon or without. */
__attribute__((unused)) static struct align_model *model_of(int source, int target, bool with_lexicon)
{
    const struct align_lexicon *all[] = {lexicon};
    struct align_languages pair = {languages[source], languages[target]};
    struct align_model *m = NULL;
    demand(align_model_new(pair, all, with_lexicon, &m, NULL) == TEXT_OK, "memory for a model");
    return m;
}

__attribute__((unused)) static void model_load(void)
{
    char path[4096];
    struct text_error err;
    const char *folder = getenv("PADAN_DATA");
    languages_load();
    snprintf(path, sizeof path, "%s/lexicon/id-en.lexicon", folder ? folder : "corpora");
    err.message[0] = '\0';
    demand(align_lexicon_open(path, &lexicon, &err) == TEXT_OK, err.message);
    model = model_of(0, 1, true);
}

__attribute__((unused)) static void model_free(void)
{
    align_model_free(model);
    align_lexicon_close(lexicon);
    languages_free();
}

/* One side of a test: its document, and its words in the model. */
struct side {
    struct text_document document;
    struct text_quotes quotes;
    struct align_text *text;
};

__attribute__((unused)) static void side_make(const struct align_model *m, const struct text_language *language,
                                              enum align_side which, struct text_span text, bool lines,
                                              struct text_arena *arena, struct side *out)
{
    out->document = segments_of(language, text, lines, arena);
    demand(text_quotes(language, &out->document, arena, &out->quotes, NULL) == TEXT_OK, "memory for quotations");
    demand(align_text_new(m, which, &out->document, &out->quotes, &out->text, NULL) == TEXT_OK, "memory for a text");
}

#endif
