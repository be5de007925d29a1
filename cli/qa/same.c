/* The same text with another counterpart. A text is the same when text_normalize makes no difference; its counterpart
 * when the words are, whatever their case and the signs between. Texts without a word in them are nobody's. */
#include "cli/qa/qa-private.h"

enum { LINE_BITS = 40 };

/* Where the unit stands, as a number. Files come one after the other. */
static uint64_t place_of(struct cli_qa *q, bool *failed)
{
    const struct cli_qa_place *p = &q->unit->place;
    const uint64_t mask = ((uint64_t)1 << LINE_BITS) - 1;
    if (!p->file) {
        return (uint64_t)p->unit & mask;
    }
    uint32_t file = text_table_add(q->files, text_span_of(p->file));
    *failed = *failed || file == TEXT_NONE;
    return (uint64_t)(file + 1) << LINE_BITS | ((uint64_t)p->line & mask);
}

static void add_place(struct cli_qa *q, uint64_t place)
{
    uint64_t file = place >> LINE_BITS, line = place & (((uint64_t)1 << LINE_BITS) - 1);
    if (!file) {
        text_buffer_add_format(&q->reason, "unit %llu", (unsigned long long)line);
        return;
    }
    struct text_span name = text_table_at(q->files, (uint32_t)file - 1);
    text_buffer_add_format(&q->reason, "%.*s:%llu", TEXT_PRINT(name), (unsigned long long)line);
}

/* The words, or the text where there are none. */
static uint64_t hash_of(const struct cli_qa_text *t)
{
    uint64_t hash = t->words.count ? 0 : text_hash(t->text);
    for (size_t i = 0; i < t->words.count; i++) {
        hash = hash * 0x9E3779B97F4A7C15u + text_hash(t->words.at[i].folded);
    }
    return hash;
}

static enum text_status look(struct cli_qa *q, int side, struct cli_qa_known *known, enum cli_qa_check check,
                             struct text_error *err)
{
    struct text_span normal;
    bool failed = false;
    if (!cli_qa_wants(q, check) || !q->at[side].words.count) {
        return TEXT_OK;
    }
    enum text_status status = text_normalize(q->at[side].text, q->arena, &normal, err);
    if (status != TEXT_OK) {
        return status;
    }
    /* The language belongs to the text: a source in one may be a target in the other. */
    uint64_t text = text_hash(normal) ^ (uint64_t)(q->unit->side + 1);
    const struct cli_qa_seen now = {text, hash_of(&q->at[!side]), place_of(q, &failed)};
    const struct cli_qa_seen *first = cli_qa_known_see(known, &now, &failed);
    if (failed) {
        return text_fail_memory(err, "the texts that were seen");
    }
    if (first && first->counterpart != now.counterpart) {
        text_buffer_add_format(cli_qa_reason(q), "the same %s has another %s in ", side ? "target" : "source",
                               side ? "source" : "target");
        add_place(q, first->place);
        cli_qa_tell(q, check);
    }
    return TEXT_OK;
}

enum text_status cli_qa_look_known(struct cli_qa *q, struct text_error *err)
{
    enum text_status status = look(q, 0, &q->targets, CLI_QA_TARGETS, err);
    return status == TEXT_OK ? look(q, 1, &q->sources, CLI_QA_SOURCES, err) : status;
}
