/* See pretranslate.h: a document, slot by slot, and what became of them. */
#include "cli/pretranslate/pretranslate.h"

#include <string.h>

#include "cli/message.h"
#include "cli/progress.h"

enum { SAMPLE = 1 << 14, TAG = 40, REASONS = 10 };

static const char *const names[CLI_FATES] = {"context", "exact",      "substituted",      "offered", "refused",
                                             "nothing", "translated", "not-to-translate", "foreign"};

const char *cli_fate_name(enum cli_fate fate)
{
    return names[fate];
}

/* The language of a tag by its number; -1: of none, -2: the tag is empty. */
static int language_of(const struct cli_pretranslation *p, struct text_span tag)
{
    for (int i = 0; i < 2 && tag.n; i++) {
        if (formats_tag_same(tag, text_span_of(text_language_code(p->languages->at[i])))) {
            return i;
        }
    }
    return tag.n ? -1 : -2;
}

static const struct text_language *choose_language(void *context, struct text_span declared, struct text_span text)
{
    struct cli_pretranslation *p = context;
    int from = p->from >= 0 ? p->from : language_of(p, declared);
    if (from == -2) {
        from = cli_languages_choose(p->languages, "auto", text);
    }
    return from >= 0 ? p->languages->at[from] : NULL;
}

struct sample {
    struct cli_pretranslation *p;
    struct text_buffer text;
};

static const struct text_language *sample_language(void *context, struct text_span declared, struct text_span text)
{
    return choose_language(((struct sample *)context)->p, declared, text);
}

static enum text_status sample_slot(void *context, const struct formats_slot *slot, struct text_error *err)
{
    struct sample *s = context;
    text_buffer_add(&s->text, slot->source);
    text_buffer_add_char(&s->text, '\n');
    return s->text.n < SAMPLE ? TEXT_OK : text_fail(err, TEXT_INTERRUPTED, "enough");
}

/* The language of a document that does not say it, by its first slots. */
static enum text_status recognise(struct cli_pretranslation *p, struct text_error *err)
{
    struct sample s = {.p = p};
    const struct formats_document_reading reading = {.language = sample_language, .slot = sample_slot, .context = &s};
    struct text_error why;
    enum text_status status = formats_document_read(p->document, &reading, &why);
    if (status == TEXT_OK || status == TEXT_INTERRUPTED) {
        status = s.text.failed ? text_fail_memory(err, p->name) : TEXT_OK;
        p->recognised = cli_languages_choose(p->languages, "auto", text_buffer_span(&s.text));
    } else {
        status = text_fail(err, status, "%s", why.message);
    }
    text_buffer_free(&s.text);
    return status;
}

/* The slot's source by its number among the languages, -1 where it or its target is in another. */
static enum text_status from_of(struct cli_pretranslation *p, const struct formats_slot *slot, int *out,
                                struct text_error *err)
{
    int source = language_of(p, slot->source_language), target = language_of(p, slot->target_language);
    enum text_status status = TEXT_OK;
    *out = -1;
    if (source == -1 || target == -1 || (source >= 0 && source == target) ||
        (p->from >= 0 && (source == !p->from || target == p->from))) {
        return TEXT_OK;
    }
    if (p->from < 0 && source < 0 && target < 0 && p->recognised < 0) {
        status = recognise(p, err);
    }
    *out = p->from >= 0 ? p->from : source >= 0 ? source : target >= 0 ? !target : p->recognised;
    return status;
}

static enum text_status fill(void *context, const struct formats_slot *slot, struct formats_fill *out,
                             struct text_error *err)
{
    struct cli_pretranslation *p = context;
    int from = -1;
    text_arena_reset(p->arena);
    out->mark = CLI_FATE_NOTHING;
    enum text_status status = from_of(p, slot, &from, err);
    if (status == TEXT_OK && from < 0) {
        out->mark = CLI_FATE_FOREIGN;
    } else if (status == TEXT_OK) {
        status = cli_pretranslate_slot(p, slot, from, out, err);
    }
    return status;
}

/* A translation that was known and not filled in, the first few. */
static void tell_reason(struct cli_pretranslation *p, const struct formats_slot *slot, enum formats_outcome outcome,
                        const char *reason)
{
    if (*reason && p->reasons < REASONS) {
        cli_warn("%s, line %zu: a translation is %s: %s", p->name, slot->line,
                 outcome == FORMATS_OFFERED ? "only offered" : "not written", reason);
    } else if (*reason && p->reasons == REASONS) {
        cli_warn("%s: further ones like it are only counted", p->name);
    }
    p->reasons += *reason != '\0';
}

static void tell(void *context, const struct formats_slot *slot, const struct formats_fill *fill,
                 enum formats_outcome outcome, const char *reason)
{
    struct cli_pretranslation *p = context;
    enum cli_fate fate = slot->state == FORMATS_SLOT_HUMAN ? CLI_FATE_HUMAN
                         : !slot->translatable             ? CLI_FATE_FIXED
                         : outcome == FORMATS_FILLED       ? (enum cli_fate)fill->mark
                         : outcome == FORMATS_OFFERED      ? CLI_FATE_OFFERED
                         : outcome == FORMATS_REFUSED      ? CLI_FATE_REFUSED
                         : fill->mark == CLI_FATE_FOREIGN  ? CLI_FATE_FOREIGN
                                                           : CLI_FATE_NOTHING;
    p->counts[fate].segments++;
    p->counts[fate].words += text_volume_of(slot->source).words;
    tell_reason(p, slot, outcome, reason);
    cli_progress("segments", slot->number + 1, 0);
}

static void warn(void *context, const char *message)
{
    struct cli_pretranslation *p = context;
    p->unreadable++;
    cli_progress_clear();
    cli_warn("%s", message);
}

enum text_status cli_pretranslate(struct cli_pretranslation *p, const char *name, struct formats_document *document,
                                  FILE *to, struct text_error *err)
{
    const struct formats_document_filling filling = {.language = choose_language,
                                                     .fill = fill,
                                                     .told = tell,
                                                     .context = p,
                                                     .tool = "Padan",
                                                     .most = (size_t)p->most,
                                                     .warning = warn};
    p->name = name;
    p->document = document;
    p->recognised = -1;
    p->reasons = 0;
    p->unreadable = 0;
    memset(p->counts, 0, sizeof p->counts);
    enum text_status status = tm_begin(p->memory, err);
    if (status == TEXT_OK) {
        status = formats_document_fill(document, &filling, to, err);
        tm_rollback(p->memory); /* nothing was written: all queries saw one state */
    }
    cli_progress_clear();
    return status;
}

static struct cli_count sum(const struct cli_pretranslation *p, enum cli_fate first, enum cli_fate last)
{
    struct cli_count all = {0};
    for (enum cli_fate i = first; i <= last; i++) {
        all.segments += p->counts[i].segments;
        all.words += p->counts[i].words;
    }
    return all;
}

void cli_pretranslate_tell(const struct cli_pretranslation *p)
{
    struct cli_count all = sum(p, CLI_FATE_CONTEXT, CLI_FATES - 1),
                     filled = sum(p, CLI_FATE_CONTEXT, CLI_FATE_SUBSTITUTED),
                     left = sum(p, CLI_FATE_REFUSED, CLI_FATE_FOREIGN);
    cli_note("%s: %zu segments, %zu filled in, %zu offered, %zu left; words: %zu, %zu, %zu, %zu", p->name, all.segments,
             filled.segments, p->counts[CLI_FATE_OFFERED].segments, left.segments, all.words, filled.words,
             p->counts[CLI_FATE_OFFERED].words, left.words);
    if (p->counts[CLI_FATE_FOREIGN].segments) {
        cli_warn("%s: %zu segments are not between the two languages of this memory, and were left", p->name,
                 p->counts[CLI_FATE_FOREIGN].segments);
    }
}

enum text_status cli_pretranslate_write(const struct cli_pretranslation *p, const char *out, struct text_error *err)
{
    struct formats_json *o = formats_json_object();
    struct cli_count all = sum(p, CLI_FATE_CONTEXT, CLI_FATES - 1);
    formats_json_set_text(o, "file", text_span_of(p->name));
    formats_json_set_text(o, "out", text_span_of(out));
    formats_json_set_text(o, "format", text_span_of(formats_document_kind_name(formats_document_kind_of(p->document))));
    formats_json_set_integer(o, "segments", (int64_t)all.segments);
    formats_json_set_integer(o, "words", (int64_t)all.words);
    for (int i = 0; i < CLI_FATES; i++) {
        struct formats_json *count = formats_json_object();
        formats_json_set_integer(count, "segments", (int64_t)p->counts[i].segments);
        formats_json_set_integer(count, "words", (int64_t)p->counts[i].words);
        formats_json_set(o, names[i], count);
    }
    enum text_status status = formats_json_write(o, stdout, err);
    formats_json_free(o);
    return status;
}
