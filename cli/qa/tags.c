/* Inline codes, tags and placeholders: each of the source must be in the target as often, and no other.
 *
 * A code of the markup is known by its element and what it holds; one that holds nothing by its attributes, but for the
 * numbers that only tie the parts of a pair in one text together (i) or texts to each other (x, kept: it is the same on
 * both sides). Text that looks like a tag or a placeholder (%s, {0}, <b>, &nbsp;) is known by its characters. The order
 * is the translator's.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/qa/qa-private.h"

struct tags {
    struct text_span *at; /* in the arena; sorted */
    size_t count, capacity;
};

static bool add(struct cli_qa *q, struct tags *t, struct text_span tag)
{
    size_t held = t->capacity * sizeof *t->at;
    if (t->count == t->capacity) {
        size_t capacity = t->capacity ? t->capacity * 2 : 16;
        struct text_span *at = text_arena_alloc(q->arena, capacity, sizeof *at);
        if (!at) {
            return false;
        }
        memcpy(at, t->at ? (const void *)t->at : "", held);
        t->at = at;
        t->capacity = capacity;
    }
    t->at[t->count++] = tag;
    return true;
}

static const char *find(const char *p, const char *end, char c)
{
    const char *found = p < end ? memchr(p, c, (size_t)(end - p)) : NULL;
    return found ? found : end;
}

/* The attributes of a start tag from p on, without i; appended. */
static void add_attributes(struct text_buffer *to, const char *p, const char *end)
{
    while (p < end) {
        const char *quote = find(p, end, '"'), *behind = find(quote < end ? quote + 1 : end, end, '"');
        behind += behind < end;
        if (!(behind - p > 4 && memcmp(p, " i=\"", 4) == 0) && quote < end) {
            text_buffer_add(to, (struct text_span){p, (size_t)(behind - p)});
        }
        p = behind;
    }
}

/* One code: its start tag from `begin` (at the <) to `close` (at the >), and what it holds. */
static bool add_code(struct cli_qa *q, struct tags *t, const char *begin, const char *close, struct text_span held)
{
    struct text_buffer key = {0};
    const char *name = begin + 1, *end = name;
    while (end < close && *end != ' ' && *end != '/') {
        end++;
    }
    text_buffer_add(&key, (struct text_span){name, (size_t)(end - name)});
    if (text_span_trim(held).n) {
        text_buffer_add_char(&key, ' ');
        text_buffer_add(&key, held);
    } else {
        add_attributes(&key, end, close);
    }
    struct text_span copy = text_arena_copy(q->arena, text_span_trim(text_buffer_span(&key)));
    bool good = copy.p && !key.failed && add(q, t, copy);
    text_buffer_free(&key);
    return good;
}

static bool is_element(const char *p, const char *end, const char *name)
{
    size_t n = strlen(name);
    return (size_t)(end - p) > n && memcmp(p, name, n) == 0 && (p[n] == ' ' || p[n] == '>' || p[n] == '/');
}

/* The codes of a markup in the form of formats/unit.h: what holds text of a person's (hi) counts as two. */
static bool take_markup(struct cli_qa *q, struct tags *t, struct text_span markup)
{
    static const char *const codes[] = {"bpt", "ept", "ph", "it", "ut"};
    const char *p = markup.n ? markup.p : "", *end = p + markup.n;
    while ((p = find(p, end, '<')) < end) {
        const char *close = find(p, end, '>'), *name = NULL;
        for (size_t i = 0; i < sizeof codes / sizeof codes[0] && !name; i++) {
            name = is_element(p + 1, end, codes[i]) ? codes[i] : NULL;
        }
        struct text_span held = {0};
        const char *next = close + (close < end);
        if (name && close < end && close[-1] != '/') {
            char closing[8];
            size_t n = (size_t)snprintf(closing, sizeof closing, "</%s>", name);
            const char *stop = next;
            while ((stop = find(stop, end, '<')) < end && ((size_t)(end - stop) < n || memcmp(stop, closing, n) != 0)) {
                stop++;
            }
            held = (struct text_span){next, (size_t)(stop - next)};
            next = stop + (stop < end ? n : 0);
        }
        if (!(name || is_element(p + 1, end, "hi")) || add_code(q, t, p, close, held)) {
            p = next;
            continue;
        }
        return false;
    }
    return true;
}

static bool gather(struct cli_qa *q, int side, struct text_span markup, struct tags *t)
{
    const struct text_placeables *values = &q->at[side].values;
    for (size_t i = 0; i < values->count; i++) {
        struct text_span tag = values->at[i].text;
        bool is_entity = tag.n > 3 || tag.p[0] != '&'; /* there is none of one letter: "R&D;" */
        if (values->at[i].value.kind == TEXT_VALUE_TAG && is_entity && !add(q, t, tag)) {
            return false;
        }
    }
    return take_markup(q, t, markup);
}

static int by_bytes(const void *a, const void *b)
{
    return text_span_compare(*(const struct text_span *)a, *(const struct text_span *)b);
}

static void add_to_list(struct text_buffer *b, struct text_span tag, const char *what, bool *first)
{
    text_buffer_add_format(b, "%s\"%.*s\" %s", *first ? "" : ", ", TEXT_PRINT(tag), what);
    *first = false;
}

/* Both lists are sorted: one pass tells what is in one of them only. */
static void tell(struct cli_qa *q, const struct tags *s, const struct tags *t)
{
    struct text_buffer *b = cli_qa_reason(q);
    bool first = true;
    size_t i = 0, k = 0;
    while (i < s->count || k < t->count) {
        int order = i == s->count ? 1 : k == t->count ? -1 : text_span_compare(s->at[i], t->at[k]);
        if (order < 0) {
            add_to_list(b, s->at[i], "is missing", &first);
        } else if (order > 0) {
            bool doubled = k > 0 && text_span_equal(t->at[k - 1], t->at[k]) && i > 0 &&
                           text_span_equal(s->at[i - 1], t->at[k]);
            add_to_list(b, t->at[k], doubled ? "is there too often" : "is not in the source", &first);
        }
        i += order <= 0;
        k += order >= 0;
    }
    if (!first) {
        cli_qa_tell(q, CLI_QA_TAG);
    }
}

enum text_status cli_qa_look_tags(struct cli_qa *q, struct text_error *err)
{
    struct tags s = {0}, t = {0};
    if (!cli_qa_wants(q, CLI_QA_TAG)) {
        return TEXT_OK;
    }
    if (!gather(q, 0, q->unit->markup.source, &s) || !gather(q, 1, q->unit->markup.target, &t)) {
        return text_fail_memory(err, "the tags of a text");
    }
    if (s.count) {
        qsort(s.at, s.count, sizeof *s.at, by_bytes);
    }
    if (t.count) {
        qsort(t.at, t.count, sizeof *t.at, by_bytes);
    }
    tell(q, &s, &t);
    return TEXT_OK;
}
