/* See brute.h. */
#include "tests/bench/brute.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 64 };

struct brute {
    struct text_table *vocabulary;
    struct text_arena *arena;
    uint32_t *words, *query; /* of all texts, one after the other; of the query */
    size_t *begin;           /* text i has words begin[i] to begin[i + 1] */
    uint64_t *masks;         /* by word: in which places of the query it stands */
    uint32_t *row;           /* for the plain table */
    struct brute_hit *hits;
    size_t word_count, word_room, text_count, text_room, query_count, query_room, mask_room, hit_count, hit_room;
};

static void *need(void *p)
{
    if (!p) {
        fprintf(stderr, "brute: out of memory\n");
        exit(1);
    }
    return p;
}

/* Room for `wanted` elements in an array that grows by doubling. */
static void *grow(void *p, size_t *room, size_t wanted, size_t size)
{
    if (wanted <= *room) {
        return p;
    }
    *room = 2 * *room > wanted ? 2 * *room : wanted + 1024;
    return need(realloc(p, *room * size));
}

struct brute *brute_new(void)
{
    struct brute *b = need(calloc(1, sizeof *b));
    b->vocabulary = need(text_table_new());
    b->arena = need(text_arena_new());
    return b;
}

void brute_free(struct brute *b)
{
    text_table_free(b->vocabulary);
    text_arena_free(b->arena);
    free(b->words);
    free(b->query);
    free(b->begin);
    free(b->masks);
    free(b->row);
    free(b->hits);
    free(b);
}

static struct text_tokens words_of(struct brute *b, struct text_span text)
{
    struct text_tokens tokens;
    struct text_span normal;
    struct text_error err;
    text_arena_reset(b->arena);
    if (text_normalize(text, b->arena, &normal, &err) != TEXT_OK ||
        text_words(normal, b->arena, &tokens, &err) != TEXT_OK) {
        fprintf(stderr, "brute: %s\n", err.message);
        exit(1);
    }
    return tokens;
}

void brute_add(struct brute *b, struct text_span text)
{
    struct text_tokens tokens = words_of(b, text);
    b->words = grow(b->words, &b->word_room, b->word_count + tokens.count, sizeof *b->words);
    b->begin = grow(b->begin, &b->text_room, b->text_count + 2, sizeof *b->begin);
    b->begin[b->text_count] = b->word_count;
    for (size_t i = 0; i < tokens.count; i++) {
        b->words[b->word_count++] = text_table_add(b->vocabulary, tokens.at[i].folded);
    }
    b->begin[++b->text_count] = b->word_count;
}

void brute_ask(struct brute *b, struct text_span query)
{
    struct text_tokens tokens = words_of(b, query);
    b->query = grow(b->query, &b->query_room, tokens.count, sizeof *b->query);
    for (size_t i = 0; i < tokens.count; i++) {
        b->query[i] = text_table_add(b->vocabulary, tokens.at[i].folded);
    }
    b->query_count = tokens.count;
    size_t had = b->mask_room;
    b->masks = grow(b->masks, &b->mask_room, text_table_count(b->vocabulary), sizeof *b->masks);
    memset(b->masks + had, 0, (b->mask_room - had) * sizeof *b->masks);
}

static size_t distance_by_bits(const struct brute *b, const uint32_t *text, size_t n)
{
    uint64_t rises = ~(uint64_t)0, falls = 0, last = (uint64_t)1 << (b->query_count - 1);
    size_t distance = b->query_count;
    for (size_t i = 0; i < n; i++) {
        uint64_t equal = b->masks[text[i]];
        uint64_t diagonal = (((equal & rises) + rises) ^ rises) | equal | falls;
        uint64_t up = falls | ~(diagonal | rises), down = diagonal & rises;
        distance += (up & last) != 0;
        distance -= (down & last) != 0;
        up = up << 1 | 1;
        rises = down << 1 | ~(diagonal | up);
        falls = diagonal & up;
    }
    return distance;
}

static size_t distance_by_table(struct brute *b, const uint32_t *text, size_t n)
{
    uint32_t *row = b->row;
    for (size_t j = 0; j <= n; j++) {
        row[j] = (uint32_t)j;
    }
    for (size_t i = 0; i < b->query_count; i++) {
        uint32_t corner = row[0];
        row[0] = (uint32_t)i + 1;
        for (size_t j = 0; j < n; j++) {
            uint32_t best = corner + (b->query[i] != text[j]);
            best = row[j] + 1 < best ? row[j] + 1 : best;
            best = row[j + 1] + 1 < best ? row[j + 1] + 1 : best;
            corner = row[j + 1];
            row[j + 1] = best;
        }
    }
    return row[n];
}

static void compare(struct brute *b, size_t text, size_t least)
{
    size_t n = b->begin[text + 1] - b->begin[text], q = b->query_count;
    size_t longer = n > q ? n : q, shorter = n > q ? q : n;
    if (shorter == 0 || 100 * shorter < least * longer) {
        return;
    }
    const uint32_t *words = b->words + b->begin[text];
    size_t distance = q <= WIDTH ? distance_by_bits(b, words, n) : distance_by_table(b, words, n);
    if (100 * (longer - distance) >= least * longer) {
        b->hits = grow(b->hits, &b->hit_room, b->hit_count + 1, sizeof *b->hits);
        b->hits[b->hit_count++] = (struct brute_hit){(uint32_t)text, (int)(100 * (longer - distance) / longer)};
    }
}

size_t brute_find(struct brute *b, int least, const struct brute_hit **out)
{
    bool by_bits = b->query_count <= WIDTH;
    for (size_t i = 0; i < b->query_count && by_bits; i++) {
        b->masks[b->query[i]] |= (uint64_t)1 << i;
    }
    if (!by_bits && !b->row) {
        b->row = need(malloc((b->word_count + 1) * sizeof *b->row));
    }
    b->hit_count = 0;
    for (size_t i = 0; i < b->text_count; i++) {
        compare(b, i, (size_t)least);
    }
    for (size_t i = 0; i < b->query_count && by_bits; i++) {
        b->masks[b->query[i]] = 0;
    }
    *out = b->hits;
    return b->hit_count;
}
