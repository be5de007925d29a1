/* See qa.h: the list of checks, and a unit's way through them. */
#include <stdlib.h>
#include <string.h>

#include "cli/qa/qa-private.h"

static const struct {
    const char *name, *description;
} checks[CLI_QA_CHECKS] = {
    [CLI_QA_EMPTY] = {"empty", "there is no target"},
    [CLI_QA_UNTRANSLATED] = {"untranslated", "the target is the source, or in its language"},
    [CLI_QA_NUMBER] = {"number", "a number, percentage or amount has another value in the other text, or is missing"},
    [CLI_QA_DATE] = {"date", "a date or a time of day differs in value"},
    [CLI_QA_TAG] = {"tag", "an inline code, tag or placeholder is missing, doubled or another one"},
    [CLI_QA_QUOTE] = {"quote", "a quotation mark has no partner in the target, and all have one in the source"},
    [CLI_QA_BRACKET] = {"bracket", "a bracket has no partner in the target, and all have one in the source"},
    [CLI_QA_LENGTH] = {"length", "the target is far shorter or longer than texts of that length usually become"},
    [CLI_QA_TARGETS] = {"inconsistent-target", "the same source has another target elsewhere"},
    [CLI_QA_SOURCES] = {"inconsistent-source", "the same target has another source elsewhere"},
    [CLI_QA_TERM] = {"term", "a term of the glossary stands in the source, and none of its translations in the target"},
    [CLI_QA_FORBIDDEN] = {"forbidden-term", "the target has a term that the glossary forbids"},
};

const char *cli_qa_name(enum cli_qa_check c)
{
    return checks[c].name;
}

const char *cli_qa_description(enum cli_qa_check c)
{
    return checks[c].description;
}

bool cli_qa_named(struct text_span name, enum cli_qa_check *out)
{
    for (int i = 0; i < CLI_QA_CHECKS; i++) {
        if (text_span_equal(name, text_span_of(checks[i].name))) {
            *out = (enum cli_qa_check)i;
            return true;
        }
    }
    return false;
}

bool cli_qa_wants(const struct cli_qa *q, enum cli_qa_check c)
{
    return q->checks & 1u << c;
}

struct text_buffer *cli_qa_reason(struct cli_qa *q)
{
    text_buffer_clear(&q->reason);
    return &q->reason;
}

void cli_qa_tell(struct cli_qa *q, enum cli_qa_check c)
{
    q->counts[c]++;
    q->sink(q->context, q->unit, c, text_buffer_span(&q->reason));
}

size_t cli_qa_count(const struct cli_qa *q, enum cli_qa_check c)
{
    return q->counts[c];
}

bool cli_qa_is_full(const struct cli_qa *q)
{
    return q->targets.full || q->sources.full;
}

enum text_status cli_qa_new(const struct cli_languages *languages, unsigned wanted, cli_qa_sink *sink, void *context,
                            struct cli_qa **out, struct text_error *err)
{
    struct cli_qa *q = calloc(1, sizeof *q);
    if (!q || !(q->arena = text_arena_new()) || !(q->files = text_table_new())) {
        cli_qa_free(q);
        return text_fail_memory(err, "the checks");
    }
    q->languages = languages;
    q->checks = wanted;
    q->sink = sink;
    q->context = context;
    *out = q;
    return TEXT_OK;
}

void cli_qa_free(struct cli_qa *q)
{
    if (!q) {
        return;
    }
    text_arena_free(q->arena);
    text_buffer_free(&q->reason);
    text_table_free(q->files);
    cli_qa_terms_free(q->terms[0]);
    cli_qa_terms_free(q->terms[1]);
    cli_qa_known_free(&q->targets);
    cli_qa_known_free(&q->sources);
    free(q);
}

struct adding {
    struct cli_qa *qa;
    formats_warning_sink *warning;
    void *context;
};

/* A glossary serves both directions: what is a term's translation in one is a term in the other. */
static enum text_status add_concept(void *context, const struct formats_concept *c, struct text_error *err)
{
    struct adding *a = context;
    enum text_status status = cli_qa_terms_add(a->qa->terms[0], c, FORMATS_SOURCE, err);
    return status == TEXT_OK ? cli_qa_terms_add(a->qa->terms[1], c, FORMATS_TARGET, err) : status;
}

static void pass_on(void *context, const char *message)
{
    struct adding *a = context;
    a->warning(a->context, message);
}

enum text_status cli_qa_add_glossary(struct cli_qa *q, const char *path, formats_warning_sink *warning, void *context,
                                     struct formats_glossary_report *out, struct text_error *err)
{
    struct adding a = {q, warning, context};
    const struct text_language *l[2] = {q->languages->at[0], q->languages->at[1]};
    const struct formats_glossary_reading reading = {text_language_code(l[0]), text_language_code(l[1]), add_concept,
                                                     pass_on, &a};
    enum text_status status = TEXT_OK;
    for (int side = 0; side < 2 && status == TEXT_OK && !q->terms[side]; side++) {
        status = cli_qa_terms_new(l[side], l[!side], &q->terms[side], err);
    }
    return status == TEXT_OK ? formats_glossary_read(path, &reading, out, err) : status;
}

static enum text_status read_text(struct cli_qa *q, struct text_span text, const struct text_language *language,
                                  struct cli_qa_text *out, struct text_error *err)
{
    *out = (struct cli_qa_text){.text = text, .language = language};
    enum text_status status = text_placeables(language, text, q->arena, &out->values, err);
    return status == TEXT_OK ? text_words(text, q->arena, &out->words, err) : status;
}

enum text_status cli_qa_look(struct cli_qa *q, const struct cli_qa_unit *u, struct text_error *err)
{
    typedef enum text_status check(struct cli_qa *, struct text_error *);
    static check *const all[] = {cli_qa_look_untranslated, cli_qa_look_values, cli_qa_look_tags, cli_qa_look_known,
                                 cli_qa_look_terms};
    q->unit = u;
    text_arena_reset(q->arena);
    if (cli_qa_look_empty(q)) {
        return TEXT_OK;
    }
    enum text_status status = read_text(q, u->text.source, q->languages->at[u->side], &q->at[0], err);
    if (status == TEXT_OK) {
        status = read_text(q, u->text.target, q->languages->at[!u->side], &q->at[1], err);
    }
    for (size_t i = 0; i < sizeof all / sizeof all[0] && status == TEXT_OK; i++) {
        status = all[i](q, err);
    }
    if (status == TEXT_OK) {
        cli_qa_look_marks(q);
        cli_qa_look_length(q);
    }
    return status == TEXT_OK && q->reason.failed ? text_fail_memory(err, "a finding") : status;
}
