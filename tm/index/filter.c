/* See known-private.h. A hash sets bits in one block of 512: one miss of the processor's cache a question (Putze,
 * Sanders, Singler 2007, Cache-, hash- and space-efficient Bloom filters). */
#include <stdlib.h>

#include "tm/index/known-private.h"

enum {
    PATIENCE = 2000,     /* questions that are answered by the file, before a filter is worth its making */
    BLOCK_WORDS = 8,     /* of 64 bits */
    PER_BLOCK = 32,      /* hashes: 16 bits each */
    BITS = 6,            /* that a hash sets */
    BLOCKS_FIRST = 1 << 12,
    BLOCKS_MOST = 1 << 18 /* 16 megabytes; of 20 million texts it answers "perhaps" for one in twenty that is new */
};

struct tm_filter {
    uint64_t *words;
    size_t blocks; /* a power of two; 0: no filter yet */
    size_t count;
    unsigned asked;
};

void tm_filter_free(struct tm_filter *f)
{
    if (f) {
        free(f->words);
        free(f);
    }
}

void tm_filter_forget(struct tm_memory *m)
{
    if (m->filter) {
        free(m->filter->words);
        *m->filter = (struct tm_filter){0};
    }
}

static uint64_t mix(uint64_t hash)
{
    hash *= 0x9e3779b97f4a7c15u;
    hash = (hash ^ (hash >> 29)) * 0xbf58476d1ce4e5b9u;
    return hash ^ (hash >> 32);
}

static uint64_t *block_of(const struct tm_filter *f, uint64_t mixed)
{
    return f->words + (mixed & (f->blocks - 1)) * BLOCK_WORDS;
}

static bool has(const struct tm_filter *f, uint64_t hash)
{
    uint64_t mixed = mix(hash), bits = mix(mixed);
    const uint64_t *block = block_of(f, mixed);
    for (unsigned i = 0; i < BITS; i++, bits >>= 9) {
        if (!(block[bits >> 6 & (BLOCK_WORDS - 1)] >> (bits & 63) & 1)) {
            return false;
        }
    }
    return true;
}

static void set(struct tm_filter *f, uint64_t hash)
{
    uint64_t mixed = mix(hash), bits = mix(mixed);
    uint64_t *block = block_of(f, mixed);
    for (unsigned i = 0; i < BITS; i++, bits >>= 9) {
        block[bits >> 6 & (BLOCK_WORDS - 1)] |= (uint64_t)1 << (bits & 63);
    }
    f->count++;
}

/* All hashes of the file, and of what is pending. */
static enum text_status fill(struct tm_memory *m, struct tm_filter *f, struct text_error *err)
{
    const struct tm_index_run *runs;
    size_t count, blocks = BLOCKS_FIRST;
    uint64_t segments = tm_pending_count(m);
    enum text_status status = tm_index_runs(m, &runs, &count, err);
    for (size_t i = 0; i < count && status == TEXT_OK; i++) {
        segments += 2 * ((uint64_t)runs[i].last - runs[i].first + 1);
    }
    while (blocks < BLOCKS_MOST && blocks * PER_BLOCK < 2 * segments) {
        blocks *= 2;
    }
    free(f->words);
    *f = (struct tm_filter){.words = calloc(blocks * BLOCK_WORDS, sizeof *f->words), .asked = f->asked};
    if (!f->words) {
        return text_fail_memory(err, m->path);
    }
    f->blocks = blocks;
    for (size_t i = 0; i < count && status == TEXT_OK; i++) {
        struct tm_hash_reader *r = NULL;
        status = tm_hash_reader_new(m, runs[i].id, &r, err);
        for (const struct tm_hashed *h; status == TEXT_OK && (h = tm_hash_reader_at(r));) {
            set(f, h->hash);
            status = tm_hash_reader_next(r, err);
        }
        tm_hash_reader_free(r);
    }
    tm_pending_hashes(m, tm_filter_add);
    return status;
}

enum text_status tm_filter_ask(struct tm_memory *m, uint64_t hash, bool *maybe, struct text_error *err)
{
    struct tm_filter *f = m->filter;
    *maybe = true;
    if (f->asked < PATIENCE) {
        f->asked++;
        return TEXT_OK;
    }
    bool full = f->count > f->blocks * PER_BLOCK && f->blocks < BLOCKS_MOST;
    if (f->blocks == 0 || full) {
        enum text_status status = fill(m, f, err);
        if (status != TEXT_OK) {
            tm_filter_forget(m);
            return status;
        }
    }
    *maybe = has(f, hash);
    return TEXT_OK;
}

void tm_filter_add(struct tm_memory *m, uint64_t hash)
{
    if (m->filter->blocks) {
        set(m->filter, hash);
    }
}

struct tm_filter *tm_filter_new(void)
{
    return calloc(1, sizeof(struct tm_filter));
}
