/* Chains of content words: see stretch-private.h. Texts of about the same length are looked at together, as the index
 * has them. The content words are gone through in the order of the query. What two neighbours share is found by
 * galloping through the longer of their lists (Demaine, López-Ortiz, Munro 2000), and makes the chains that reach to
 * the first of them longer; the others end there. */
#include "tm/fragment/stretch-private.h"

#include <stdlib.h>
#include <string.h>

#include "tm/index/index-private.h"

enum { LENGTHS = 256 }; /* texts that are longer are all the same */

struct postings {
    struct tm_memory *m;
    struct tm_posting *at;
    size_t count, capacity;
    uint32_t low, high; /* lengths of other texts are left out */
};

struct linking {
    struct tm_memory *m;
    const struct tm_stretch_query *q;
    struct postings lists[2], shared; /* of the last two content words; of both */
    uint32_t low, high;               /* the lengths of the band at hand */
    struct tm_chains open, next;      /* chains that reach to the last content word */
    struct tm_chains closed;
};

static bool push_posting(struct postings *p, struct tm_posting x)
{
    if (p->count == p->capacity) {
        size_t capacity = p->capacity ? p->capacity * 2 : 1024;
        struct tm_posting *at = realloc(p->at, capacity * sizeof *at);
        if (!at) {
            return false;
        }
        p->at = at;
        p->capacity = capacity;
    }
    p->at[p->count++] = x;
    return true;
}

static bool push_chain(struct tm_chains *c, struct tm_chain x)
{
    if (c->count == c->capacity) {
        size_t capacity = c->capacity ? c->capacity * 2 : 1024;
        struct tm_chain *at = realloc(c->at, capacity * sizeof *at);
        if (!at) {
            return false;
        }
        c->at = at;
        c->capacity = capacity;
    }
    c->at[c->count++] = x;
    return true;
}

static enum text_status read_list(void *context, struct tm_list list, struct text_error *err)
{
    struct postings *p = context;
    uint32_t segment, length;
    while (tm_list_next(&list, &segment, &length)) {
        if (length >= p->low && length <= p->high && !push_posting(p, (struct tm_posting){segment, length})) {
            return text_fail_memory(err, "a query");
        }
    }
    return tm_list_end(p->m, &list, err);
}

/* Of one band of lengths, so that it rises: the lists of the runs do one behind the other. */
static enum text_status read_postings(struct linking *l, const struct tm_stretch_word *w, struct postings *out,
                                      struct text_error *err)
{
    out->m = l->m;
    out->count = 0;
    out->low = l->low;
    out->high = l->high;
    enum text_status status = tm_index_lists(l->m, w->id, w->segments, l->low, l->high, read_list, out, err);
    l->closed.postings += out->count;
    return status;
}

/* The first of the list from `from` on that is not below `segment`: in steps that double, then by bisection. */
static size_t seek(const struct postings *p, size_t from, uint32_t segment)
{
    size_t step = 1, low = from, high = from;
    while (high < p->count && p->at[high].segment < segment) {
        low = high + 1;
        high += step;
        step *= 2;
    }
    high = high < p->count ? high : p->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->at[middle].segment < segment) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool intersect(const struct postings *a, const struct postings *b, struct postings *out)
{
    size_t k = 0;
    const struct postings *few = a->count <= b->count ? a : b, *many = few == a ? b : a;
    out->count = 0;
    for (size_t i = 0; i < few->count; i++) {
        k = seek(many, k, few->at[i].segment);
        if (k == many->count) {
            break;
        }
        if (many->at[k].segment == few->at[i].segment && !push_posting(out, few->at[i])) {
            return false;
        }
    }
    return true;
}

struct tm_stretch tm_chain_reach(const struct tm_chains *c, const struct tm_stretch_query *q,
                                 const struct tm_chain *chain)
{
    struct tm_stretch r = {.begin = c->content[chain->first], .end = c->content[chain->last] + 1};
    while (r.begin > 0 && q->words[r.begin - 1].id && !q->words[r.begin - 1].content) {
        r.begin--;
    }
    while (r.end < q->count && q->words[r.end].id && !q->words[r.end].content) {
        r.end++;
    }
    return r;
}

bool tm_stretch_is_worth(const struct tm_stretch_query *q, uint32_t begin, uint32_t end)
{
    uint32_t content = 0;
    bool enough = end - begin >= q->least, telling = false;
    for (uint32_t i = begin; i < end; i++) {
        content += q->words[i].content;
        telling = telling || q->words[i].telling;
        enough = enough || (i > begin && q->words[i].rare && q->words[i - 1].rare);
    }
    return content >= 2 && telling && enough;
}

static bool close_chain(struct linking *l, struct tm_chain c)
{
    struct tm_stretch r = tm_chain_reach(&l->closed, l->q, &c);
    return !tm_stretch_is_worth(l->q, r.begin, r.end) || push_chain(&l->closed, c);
}

/* Whether the words from a content word to the next one are all in the memory. */
static bool are_joined(const struct linking *l, uint32_t first)
{
    for (uint32_t i = l->closed.content[first]; i < l->closed.content[first + 1]; i++) {
        if (!l->q->words[i].id) {
            return false;
        }
    }
    return true;
}

/* l->shared are the texts with the content words k - 1 and k: chains that go on do, others close, new ones open. */
static bool join_chains(struct linking *l, uint32_t k)
{
    size_t i = 0, j = 0;
    bool ok = true;
    l->next.count = 0;
    while (ok && (i < l->open.count || j < l->shared.count)) {
        struct tm_chain *c = i < l->open.count ? &l->open.at[i] : NULL;
        struct tm_posting *s = j < l->shared.count ? &l->shared.at[j] : NULL;
        if (c && (!s || c->segment < s->segment)) {
            ok = close_chain(l, *c);
            i++;
        } else if (c && c->segment == s->segment) {
            ok = push_chain(&l->next, (struct tm_chain){c->segment, c->length, c->first, k});
            i++;
            j++;
        } else {
            ok = push_chain(&l->next, (struct tm_chain){s->segment, s->length, k - 1, k});
            j++;
        }
    }
    struct tm_chains swap = l->open;
    l->open = l->next;
    l->next = swap;
    return ok;
}

/* Whether a content word has a neighbour that a chain may join it to. */
static bool is_joined(const struct linking *l, uint32_t k)
{
    return (k > 0 && are_joined(l, k - 1)) || (k + 1 < l->closed.content_count && are_joined(l, k));
}

static enum text_status link_words(struct linking *l, struct text_error *err)
{
    bool ok = true;
    for (uint32_t k = 0; k < l->closed.content_count && ok; k++) {
        struct postings *list = &l->lists[k % 2];
        enum text_status status = TEXT_OK;
        if (is_joined(l, k)) {
            status = read_postings(l, &l->q->words[l->closed.content[k]], list, err);
        }
        if (status != TEXT_OK) {
            return status;
        }
        l->shared.count = 0;
        ok = (k == 0 || !are_joined(l, k - 1) || intersect(&l->lists[(k - 1) % 2], list, &l->shared)) &&
             join_chains(l, k);
    }
    l->shared.count = 0;
    ok = ok && join_chains(l, l->closed.content_count);
    return ok ? TEXT_OK : text_fail_memory(err, l->m->path);
}

/* What a chain is sorted by, last things first. */
static size_t key_of(const struct tm_chain *c, uint32_t content_count, int pass)
{
    if (pass == 0) {
        return c->length < LENGTHS ? c->length : LENGTHS - 1;
    }
    return (size_t)(content_count - 1 - (c->last - c->first)) * content_count + c->first;
}

/* Two counting sorts. */
static bool sort_chains(struct tm_chains *c)
{
    uint32_t n = c->content_count;
    size_t keys[2] = {LENGTHS, (size_t)n * n};
    size_t *begins = malloc(((keys[1] > LENGTHS ? keys[1] : LENGTHS) + 1) * sizeof *begins);
    struct tm_chain *to = malloc((c->count + 1) * sizeof *to);
    bool ok = begins && to;
    for (int pass = 0; ok && pass < 2; pass++) {
        memset(begins, 0, (keys[pass] + 1) * sizeof *begins);
        for (size_t i = 0; i < c->count; i++) {
            begins[key_of(&c->at[i], n, pass) + 1]++;
        }
        for (size_t k = 1; k <= keys[pass]; k++) {
            begins[k] += begins[k - 1];
        }
        for (size_t i = 0; i < c->count; i++) {
            to[begins[key_of(&c->at[i], n, pass)]++] = c->at[i];
        }
        struct tm_chain *swap = c->at;
        c->at = to;
        c->capacity = c->count + 1;
        to = swap;
    }
    free(begins);
    free(to);
    return ok;
}

enum text_status tm_chains_find(struct tm_memory *m, const struct tm_stretch_query *q, struct text_arena *arena,
                                struct tm_chains *out, struct text_error *err)
{
    struct linking l = {.m = m, .q = q};
    l.closed.content = text_arena_alloc(arena, q->count + 1u, sizeof *l.closed.content);
    enum text_status status = l.closed.content ? TEXT_OK : text_fail_memory(err, m->path);
    for (uint32_t i = 0; i < q->count && status == TEXT_OK; i++) {
        if (q->words[i].content) {
            l.closed.content[l.closed.content_count++] = i;
        }
    }
    for (unsigned band = 1; band <= TM_BANDS && l.closed.content_count > 1 && status == TEXT_OK; band++) {
        tm_index_band(band, &l.low, &l.high);
        status = link_words(&l, err);
    }
    if (status == TEXT_OK && !sort_chains(&l.closed)) {
        status = text_fail_memory(err, m->path);
    }
    free(l.lists[0].at);
    free(l.lists[1].at);
    free(l.shared.at);
    free(l.open.at);
    free(l.next.at);
    if (status != TEXT_OK) {
        free(l.closed.at);
        return status;
    }
    *out = l.closed;
    return TEXT_OK;
}

void tm_chains_free(struct tm_chains *c)
{
    free(c->at);
    *c = (struct tm_chains){0};
}
