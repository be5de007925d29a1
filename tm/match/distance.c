/* See distance-private.h. The columns: vp and vn say where the matrix rises and falls by one from row to row. */
#include "tm/match/distance-private.h"

enum { WIDTH = 64 };

/* Where one element stands within one block. */
struct bits {
    uint64_t mask;
    uint32_t block;
};

struct slot {
    uint32_t element;
    uint32_t count; /* of blocks; 0: a free slot */
    uint32_t first; /* in pattern->bits */
};

struct tm_pattern {
    size_t n, blocks;
    struct slot *slots; /* a power of two of them, at most half taken */
    uint32_t slot_mask;
    struct bits *bits;
    uint64_t *vp, *vn; /* for more than one block */
};

static struct slot *slot_of(const struct tm_pattern *p, uint32_t element)
{
    uint32_t i = element * 0x9E3779B1u;
    i = (i ^ (i >> 15)) & p->slot_mask;
    while (p->slots[i].count && p->slots[i].element != element) {
        i = (i + 1) & p->slot_mask;
    }
    return &p->slots[i];
}

/* Two passes: how many blocks each element stands in, then which. `last` holds the last block seen plus one. */
static void fill_bits(struct tm_pattern *p, const uint32_t *elements, uint32_t *last)
{
    for (size_t i = 0; i < p->n; i++) {
        struct slot *s = slot_of(p, elements[i]);
        uint32_t block = (uint32_t)(i / WIDTH);
        if (s->count == 0 || last[s - p->slots] != block + 1) {
            s->element = elements[i];
            s->count++;
            last[s - p->slots] = block + 1;
        }
    }
    uint32_t sum = 0;
    for (uint32_t i = 0; i <= p->slot_mask; i++) {
        p->slots[i].first = sum;
        sum += p->slots[i].count;
        last[i] = 0; /* now: how many blocks are filled */
    }
    for (size_t i = 0; i < p->n; i++) {
        const struct slot *s = slot_of(p, elements[i]);
        uint32_t block = (uint32_t)(i / WIDTH), *filled = &last[s - p->slots];
        if (*filled == 0 || p->bits[s->first + *filled - 1].block != block) {
            p->bits[s->first + (*filled)++] = (struct bits){0, block};
        }
        p->bits[s->first + *filled - 1].mask |= (uint64_t)1 << (i % WIDTH);
    }
}

struct tm_pattern *tm_pattern_new(const uint32_t *elements, size_t n, struct text_arena *arena)
{
    struct tm_pattern *p = text_arena_alloc(arena, 1, sizeof *p);
    size_t slots = 8;
    if (!p || n > UINT32_MAX / 4) {
        return NULL;
    }
    while (slots < 2 * n) {
        slots *= 2;
    }
    p->n = n;
    p->blocks = (n + WIDTH - 1) / WIDTH;
    p->slot_mask = (uint32_t)(slots - 1);
    p->slots = text_arena_alloc(arena, slots, sizeof *p->slots);
    p->bits = text_arena_alloc(arena, n + 1, sizeof *p->bits);
    uint32_t *last = text_arena_alloc(arena, slots, sizeof *last);
    if (p->blocks > 1) {
        p->vp = text_arena_alloc(arena, p->blocks, sizeof *p->vp);
        p->vn = text_arena_alloc(arena, p->blocks, sizeof *p->vn);
    }
    if (!p->slots || !p->bits || !last || (p->blocks > 1 && (!p->vp || !p->vn))) {
        return NULL;
    }
    fill_bits(p, elements, last);
    return p;
}

/* The bottom row's value can fall by one a column at most. */
static bool is_hopeless(size_t score, size_t columns_left, size_t limit)
{
    return score > limit && score - limit > columns_left;
}

static size_t distance_short(const struct tm_pattern *p, const uint32_t *text, size_t n, size_t limit)
{
    uint64_t vp = ~(uint64_t)0, vn = 0, bottom = (uint64_t)1 << (p->n - 1);
    size_t score = p->n;
    for (size_t j = 0; j < n; j++) {
        const struct slot *s = slot_of(p, text[j]);
        uint64_t equal = s->count ? p->bits[s->first].mask : 0;
        uint64_t d0 = (((equal & vp) + vp) ^ vp) | equal | vn;
        uint64_t hp = vn | ~(d0 | vp);
        uint64_t hn = d0 & vp;
        score += (hp & bottom) != 0;
        score -= (hn & bottom) != 0;
        if (is_hopeless(score, n - 1 - j, limit)) {
            return limit + 1;
        }
        hp = hp << 1 | 1; /* the top row rises by one a column */
        vp = hn << 1 | ~(d0 | hp);
        vn = hp & d0;
    }
    return score <= limit ? score : limit + 1;
}

/* One block of a column: `in` and the result are the horizontal differences above it and at its `bottom`. */
static int advance(uint64_t *vp, uint64_t *vn, uint64_t equal, int in, uint64_t bottom)
{
    uint64_t p = *vp, n = *vn, below = equal | n;
    equal |= in < 0;
    uint64_t d0 = (((equal & p) + p) ^ p) | equal | n;
    uint64_t hp = n | ~(d0 | p);
    uint64_t hn = d0 & p;
    int out = ((hp & bottom) != 0) - ((hn & bottom) != 0);
    hp = hp << 1 | (in > 0);
    hn = hn << 1 | (in < 0);
    *vp = hn | ~(below | hp);
    *vn = hp & below;
    return out;
}

static size_t distance_long(struct tm_pattern *p, const uint32_t *text, size_t n, size_t limit)
{
    uint64_t bottom = (uint64_t)1 << ((p->n - 1) % WIDTH);
    size_t score = p->n;
    for (size_t b = 0; b < p->blocks; b++) {
        p->vp[b] = ~(uint64_t)0;
        p->vn[b] = 0;
    }
    for (size_t j = 0; j < n; j++) {
        const struct slot *s = slot_of(p, text[j]);
        const struct bits *at = p->bits + s->first, *end = at + s->count;
        int carry = 1;
        for (size_t b = 0; b < p->blocks; b++) {
            uint64_t equal = 0;
            if (at < end && at->block == b) {
                equal = at++->mask;
            }
            carry =
                advance(&p->vp[b], &p->vn[b], equal, carry, b + 1 == p->blocks ? bottom : (uint64_t)1 << (WIDTH - 1));
        }
        score = carry < 0 ? score - 1 : score + (size_t)carry;
        if (is_hopeless(score, n - 1 - j, limit)) {
            return limit + 1;
        }
    }
    return score <= limit ? score : limit + 1;
}

size_t tm_distance(struct tm_pattern *p, const uint32_t *text, size_t n, size_t limit)
{
    size_t least = p->n > n ? p->n - n : n - p->n;
    if (least > limit) {
        return limit + 1;
    }
    if (p->n == 0) {
        return n;
    }
    return p->blocks > 1 ? distance_long(p, text, n, limit) : distance_short(p, text, n, limit);
}
