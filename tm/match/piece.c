/* The comparison of two texts: which words stay, and all that stands between them.
 *
 * Words are paired by a shortest edit script over folded words. Between two paired words each text has a stretch of
 * blanks, punctuation and unpaired words. What the two stretches have in common at their ends, short of their first
 * and after their last unpaired word, is TM_SAME; the rest is TM_QUERY_ONLY and TM_UNIT_ONLY, in this order. Paired
 * words that are written differently (case) differ too. So TM_SAME and TM_QUERY_ONLY give the query back byte for
 * byte, TM_SAME and TM_UNIT_ONLY the unit's text.
 *
 * Cost: words of the one times words of the other after equal beginnings and ends are cut off. Where that is more than
 * CELLS_MOST, what lies between is shown as differing as a whole.
 */
#include "tm/match/piece-private.h"

#include <string.h>

enum { CELLS_MOST = 1 << 22 };

/* One of the two texts. */
struct side {
    struct text_span text;
    struct text_tokens words;
    uint32_t *ids;
    uint32_t *partner; /* the word of the other side, or TEXT_NONE */
};

static enum text_status prepare(struct text_span text, struct text_table *table, struct text_arena *arena,
                                struct side *out, struct text_error *err)
{
    struct side s = {.text = text.n ? text : TEXT_LITERAL("")}; /* never NULL, so that it may be counted from */
    enum text_status status = text_words(text, arena, &s.words, err);
    if (status != TEXT_OK) {
        return status;
    }
    s.ids = text_arena_alloc(arena, s.words.count + 1, sizeof *s.ids);
    s.partner = text_arena_alloc(arena, s.words.count + 1, sizeof *s.partner);
    if (!s.ids || !s.partner) {
        return text_fail_memory(err, "the comparison of two texts");
    }
    for (size_t i = 0; i < s.words.count; i++) {
        struct text_span normal; /* a text as written may not be in NFC */
        status = text_normalize(s.words.at[i].folded, arena, &normal, err);
        if (status != TEXT_OK) {
            return status;
        }
        s.ids[i] = text_table_add(table, normal);
        s.partner[i] = TEXT_NONE;
        if (s.ids[i] == TEXT_NONE) {
            return text_fail_memory(err, "the comparison of two texts");
        }
    }
    *out = s;
    return TEXT_OK;
}

static void pair(struct side *a, size_t i, struct side *b, size_t j)
{
    a->partner[i] = (uint32_t)j;
    b->partner[j] = (uint32_t)i;
}

enum step { BOTH, FIRST, SECOND };

/* Pairs the words from `from` on, rows x columns of them. The matrix holds the step that leads to each cell. */
static bool pair_middle(struct side *a, struct side *b, size_t from, size_t rows, size_t columns,
                        struct text_arena *arena)
{
    size_t width = columns + 1;
    uint8_t *steps = text_arena_alloc(arena, (rows + 1) * width, 1);
    uint32_t *row = text_arena_alloc(arena, width, sizeof *row);
    if (!steps || !row) {
        return false;
    }
    for (size_t j = 0; j < width; j++) {
        row[j] = (uint32_t)j;
        steps[j] = SECOND;
    }
    for (size_t i = 1; i <= rows; i++) {
        uint32_t diagonal = row[0];
        row[0] = (uint32_t)i;
        steps[i * width] = FIRST;
        for (size_t j = 1; j < width; j++) {
            uint32_t both = diagonal + (a->ids[from + i - 1] != b->ids[from + j - 1]);
            uint32_t first = row[j] + 1, second = row[j - 1] + 1;
            uint32_t least = both;
            uint8_t step = BOTH;
            if (first < least) {
                least = first;
                step = FIRST;
            }
            if (second < least) {
                least = second;
                step = SECOND;
            }
            diagonal = row[j];
            row[j] = least;
            steps[i * width + j] = step;
        }
    }
    for (size_t i = rows, j = columns; i > 0 || j > 0;) {
        uint8_t step = steps[i * width + j];
        i -= step != SECOND;
        j -= step != FIRST;
        if (step == BOTH && a->ids[from + i] == b->ids[from + j]) {
            pair(a, from + i, b, from + j);
        }
    }
    return true;
}

static bool pair_words(struct side *a, struct side *b, struct text_arena *arena)
{
    size_t begin = 0, ends = 0, na = a->words.count, nb = b->words.count;
    while (begin < na && begin < nb && a->ids[begin] == b->ids[begin]) {
        pair(a, begin, b, begin);
        begin++;
    }
    while (begin + ends < na && begin + ends < nb && a->ids[na - 1 - ends] == b->ids[nb - 1 - ends]) {
        pair(a, na - 1 - ends, b, nb - 1 - ends);
        ends++;
    }
    size_t rows = na - begin - ends, columns = nb - begin - ends;
    if (rows == 0 || columns == 0 || rows > CELLS_MOST / columns) {
        return true;
    }
    return pair_middle(a, b, begin, rows, columns, arena);
}

/* Pieces as they come; differences wait until something equal follows, so that each kind comes in one piece. */
struct writer {
    struct tm_piece *at;
    size_t count;
    struct text_span query, unit;
};

static void put(struct writer *w, enum tm_piece_kind kind, struct text_span text)
{
    if (text.n == 0) {
        return;
    }
    struct tm_piece *last = w->count ? &w->at[w->count - 1] : NULL;
    if (last && last->kind == kind && last->text.p + last->text.n == text.p) {
        last->text.n += text.n;
    } else {
        w->at[w->count++] = (struct tm_piece){kind, text};
    }
}

static void put_waiting(struct writer *w)
{
    put(w, TM_QUERY_ONLY, w->query);
    put(w, TM_UNIT_ONLY, w->unit);
    w->query.n = w->unit.n = 0;
}

/* Whatever waits is directly before what is added. */
static void differ(struct writer *w, struct text_span query, struct text_span unit)
{
    w->query = (struct text_span){w->query.n ? w->query.p : query.p, w->query.n + query.n};
    w->unit = (struct text_span){w->unit.n ? w->unit.p : unit.p, w->unit.n + unit.n};
}

static void same(struct writer *w, struct text_span text)
{
    if (text.n) {
        put_waiting(w);
        put(w, TM_SAME, text);
    }
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* What stands between two paired words: the whole, and how much of it is before its first and after its last word. */
struct stretch {
    struct text_span text;
    size_t head, tail;
};

static struct stretch stretch_of(const struct side *s, size_t begin, size_t end, size_t word, size_t words)
{
    struct stretch r = {{s->text.p + begin, end - begin}, end - begin, end - begin};
    if (words) {
        struct text_span first = s->words.at[word].surface, last = s->words.at[word + words - 1].surface;
        r.head = (size_t)(first.p - s->text.p) - begin;
        r.tail = end - (size_t)(last.p + last.n - s->text.p);
    }
    return r;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void put_stretch(struct writer *w, const struct stretch *q, const struct stretch *u)
{
    size_t head = 0, tail = 0, most = least(q->head, u->head);
    while (head < most && q->text.p[head] == u->text.p[head]) {
        head++;
    }
    while (head > 0 && ((head < q->text.n && is_continuation(q->text.p[head])) ||
                        (head < u->text.n && is_continuation(u->text.p[head])))) {
        head--;
    }
    most = least(least(q->tail, u->tail), least(q->text.n, u->text.n) - head);
    while (tail < most && q->text.p[q->text.n - 1 - tail] == u->text.p[u->text.n - 1 - tail]) {
        tail++;
    }
    while (tail > 0 && is_continuation(q->text.p[q->text.n - tail])) {
        tail--;
    }
    same(w, (struct text_span){q->text.p, head});
    differ(w, (struct text_span){q->text.p + head, q->text.n - head - tail},
           (struct text_span){u->text.p + head, u->text.n - head - tail});
    same(w, (struct text_span){q->text.p + q->text.n - tail, tail});
}

static void put_all(struct writer *w, const struct side *q, const struct side *u)
{
    size_t q_word = 0, u_word = 0, q_byte = 0, u_byte = 0;
    for (size_t i = 0; i <= q->words.count; i++) {
        bool end = i == q->words.count;
        if (!end && q->partner[i] == TEXT_NONE) {
            continue;
        }
        size_t j = end ? u->words.count : q->partner[i];
        struct text_span q_surface = {q->text.p + q->text.n, 0}, u_surface = {u->text.p + u->text.n, 0};
        if (!end) {
            q_surface = q->words.at[i].surface;
            u_surface = u->words.at[j].surface;
        }
        struct stretch qs = stretch_of(q, q_byte, (size_t)(q_surface.p - q->text.p), q_word, i - q_word);
        struct stretch us = stretch_of(u, u_byte, (size_t)(u_surface.p - u->text.p), u_word, j - u_word);
        put_stretch(w, &qs, &us);
        if (text_span_equal(q_surface, u_surface)) {
            same(w, q_surface);
        } else {
            differ(w, q_surface, u_surface);
        }
        q_byte = (size_t)(q_surface.p - q->text.p) + q_surface.n;
        u_byte = (size_t)(u_surface.p - u->text.p) + u_surface.n;
        q_word = i + 1;
        u_word = j + 1;
    }
    put_waiting(w);
}

enum text_status tm_pieces(struct text_span query, struct text_span unit, struct text_arena *arena,
                           struct tm_piece **out, size_t *count, struct text_error *err)
{
    struct text_table *table = text_table_new();
    struct side q, u;
    struct writer w = {0};
    enum text_status status = table ? TEXT_OK : text_fail_memory(err, "the comparison of two texts");
    if (status == TEXT_OK) {
        status = prepare(query, table, arena, &q, err);
    }
    if (status == TEXT_OK) {
        status = prepare(unit, table, arena, &u, err);
    }
    if (status == TEXT_OK) {
        /* Before, at and after each word of the query at most three pieces, and so behind the last. */
        w.at = text_arena_alloc(arena, 6 * (q.words.count + 1), sizeof *w.at);
        if (!w.at || !pair_words(&q, &u, arena)) {
            status = text_fail_memory(err, "the comparison of two texts");
        }
    }
    if (status == TEXT_OK) {
        put_all(&w, &q, &u);
        *out = w.at;
        *count = w.count;
    }
    text_table_free(table);
    return status;
}
