/* A page cache for SQLite that costs less than its own, where the file is much larger than the processor's caches.
 *
 *  - Memory comes in blocks that the system may map as one huge page. With SQLite's own, a page of the file is a piece
 * of
 *    the heap, and its first use two or three page faults, which cost several times what reading it does.
 *  - SQLite's own chains its pages by hash and links them by age, and each look touches those beside the one that is
 *    wanted, in both ways: misses of the processor's cache. Here a table says where a page is (open addressing, keys
 *    beside the numbers), what a look will read first is fetched all at once, and age is a bit of the page (the clock
 * of
 *    Corbató 1968).
 *
 * SQLite takes one kind of cache for all connections of a process, before it is first used: tm_pages_use. If something
 * else in the process has begun to use SQLite already, its own stays, and all works as well.
 *
 * Invariants: pages that are PINNED are SQLite's until it unpins them; all others may be given to another key, but not
 * in a cache that is not purgeable, of which nothing is stored elsewhere. A cache belongs to one connection, and so to
 * one thread at a time. Memory: blocks are added up to the limit that SQLite sets (PRAGMA cache_size), and given back
 * with the cache.
 */
#define _DEFAULT_SOURCE /* madvise */
#include "tm/store/page-private.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    BLOCK = 1 << 21, /* bytes: a huge page */
    FEW = 16,        /* pages of a block of a cache that is not purgeable: such are small and short of life */
    LINE = 64,       /* bytes of the processor's */
    HEAD_LINES = 4,
    TABLE_LEAST = 256
};

enum state { FREE, UNPINNED, PINNED };

/* SQLite's own data of the page follow it. In a block the heads are behind the pages: SQLite may look a little beyond a
 * page that is damaged. */
struct head {
    sqlite3_pcache_page page;
    uint32_t key;
    uint8_t state, used;
};

struct cache {
    unsigned char **blocks;
    uint32_t block_count, block_room;
    uint32_t block_pages;     /* of each */
    uint32_t pages;           /* of all */
    uint32_t taken, pinned;   /* of these, have a key; are SQLite's */
    uint32_t most;            /* that may be taken */
    uint32_t next;            /* where the clock stands */
    uint32_t highest;         /* no key is above it */
    uint64_t *table;          /* key << 32 | number + 1; 0: free; at most half are taken */
    uint32_t table_mask;
    size_t page_bytes, head_bytes;
    bool purgeable;
};

static struct head *head_at(const struct cache *c, uint32_t number)
{
    const size_t heads = c->block_pages * c->page_bytes;
    return (struct head *)(void *)(c->blocks[number / c->block_pages] + heads +
                                   number % c->block_pages * c->head_bytes);
}

static unsigned char *buffer_at(const struct cache *c, uint32_t number)
{
    return c->blocks[number / c->block_pages] + number % c->block_pages * c->page_bytes;
}

static uint32_t home_of(const struct cache *c, uint32_t key)
{
    uint32_t i = key * 0x9E3779B1u;
    return (i ^ i >> 15) & c->table_mask;
}

/* Where the key is in the table, or the free place where it would go. */
static uint32_t place_of(const struct cache *c, uint32_t key)
{
    uint32_t i = home_of(c, key);
    while (c->table[i] && c->table[i] >> 32 != key) {
        i = (i + 1) & c->table_mask;
    }
    return i;
}

/* What stands behind moves up, so that no search ends before it. */
static void take_out(struct cache *c, uint32_t key)
{
    uint32_t hole = place_of(c, key);
    for (uint32_t i = (hole + 1) & c->table_mask; c->table[i]; i = (i + 1) & c->table_mask) {
        uint32_t home = home_of(c, (uint32_t)(c->table[i] >> 32));
        if (((i - home) & c->table_mask) >= ((i - hole) & c->table_mask)) {
            c->table[hole] = c->table[i];
            hole = i;
        }
    }
    c->table[hole] = 0;
}

static bool grow_table(struct cache *c)
{
    uint32_t size = c->table_mask ? 2 * (c->table_mask + 1) : TABLE_LEAST;
    uint64_t *table = calloc(size, sizeof *table), *old = c->table;
    uint32_t before = c->table_mask ? c->table_mask + 1 : 0;
    if (!table) {
        return false;
    }
    c->table = table;
    c->table_mask = size - 1;
    for (uint32_t i = 0; i < before; i++) {
        if (old[i]) {
            table[place_of(c, (uint32_t)(old[i] >> 32))] = old[i];
        }
    }
    free(old);
    return true;
}

static unsigned char *new_block(const struct cache *c)
{
    size_t bytes = c->block_pages * (c->page_bytes + c->head_bytes);
    bool huge = bytes > BLOCK / 2;
    void *p;
    if (posix_memalign(&p, huge ? BLOCK : LINE, huge ? BLOCK : bytes) != 0) {
        return NULL;
    }
#ifdef MADV_HUGEPAGE
    if (huge) {
        madvise(p, BLOCK, MADV_HUGEPAGE);
    }
#endif
    memset((unsigned char *)p + c->block_pages * c->page_bytes, 0, c->block_pages * c->head_bytes);
    return p;
}

static bool add_block(struct cache *c)
{
    if (c->block_count == c->block_room) {
        uint32_t room = c->block_room ? 2 * c->block_room : 8;
        unsigned char **blocks = realloc(c->blocks, room * sizeof *blocks);
        if (!blocks) {
            return false;
        }
        c->blocks = blocks;
        c->block_room = room;
    }
    while (2 * (c->pages + c->block_pages) > c->table_mask) {
        if (!grow_table(c)) {
            return false;
        }
    }
    unsigned char *block = new_block(c);
    if (!block) {
        return false;
    }
    c->blocks[c->block_count++] = block;
    c->next = c->pages;
    for (uint32_t i = 0; i < c->block_pages; i++, c->pages++) {
        struct head *h = head_at(c, c->pages);
        h->page.pBuf = buffer_at(c, c->pages);
        h->page.pExtra = h + 1;
    }
    return true;
}

static void release(struct cache *c, struct head *h)
{
    take_out(c, h->key);
    c->pinned -= h->state == PINNED;
    c->taken--;
    h->state = FREE;
}

/* The clock: a page that has no key, or was not used since the hand came by last. Two turns find one if there is
 * one. */
static bool turn(struct cache *c, bool evict, uint32_t *number)
{
    for (uint64_t steps = 2 * (uint64_t)c->pages; steps > 0; steps--) {
        uint32_t i = c->next;
        struct head *h = head_at(c, i);
        c->next = i + 1 < c->pages ? i + 1 : 0;
        if (h->state == UNPINNED && evict) {
            if (h->used) {
                h->used = 0;
                continue;
            }
            release(c, h);
        }
        if (h->state == FREE) {
            *number = i;
            return true;
        }
    }
    return false;
}

static bool find_room(struct cache *c, bool must, uint32_t *number)
{
    bool full = c->purgeable && c->taken >= c->most;
    if (!full && c->taken < c->pages) {
        return turn(c, false, number);
    }
    if (full && turn(c, true, number)) {
        return true;
    }
    if ((!full || must) && add_block(c)) {
        return turn(c, false, number);
    }
    return c->purgeable && turn(c, true, number);
}

static sqlite3_pcache *create(int page_bytes, int extra_bytes, int purgeable)
{
    struct cache *c = calloc(1, sizeof *c);
    if (c) {
        c->page_bytes = (size_t)page_bytes;
        c->head_bytes = (sizeof(struct head) + (size_t)extra_bytes + LINE - 1) / LINE * LINE;
        c->purgeable = purgeable;
        c->block_pages = purgeable ? (uint32_t)(BLOCK / (c->page_bytes + c->head_bytes)) : FEW;
        c->most = TABLE_LEAST;
    }
    return (sqlite3_pcache *)c;
}

static void set_most(sqlite3_pcache *cache, int most)
{
    ((struct cache *)cache)->most = most > 0 ? (uint32_t)most : 0;
}

static int count(sqlite3_pcache *cache)
{
    return (int)((struct cache *)cache)->taken;
}

/* What SQLite will read first, all under way at once. */
static void fetch_lines(const unsigned char *head, const unsigned char *buffer)
{
    for (size_t i = 0; i < HEAD_LINES; i++) {
        __builtin_prefetch(head + i * LINE);
    }
    __builtin_prefetch(buffer);
}

static sqlite3_pcache_page *fetch(sqlite3_pcache *cache, unsigned key, int how)
{
    struct cache *c = (struct cache *)cache;
    uint64_t found = c->table ? c->table[place_of(c, key)] : 0;
    uint32_t number = (uint32_t)found - 1;
    if (found) {
        struct head *h = head_at(c, number);
        fetch_lines((const unsigned char *)h, buffer_at(c, number));
        c->pinned += h->state != PINNED;
        h->state = PINNED;
        h->used = 1;
        return &h->page;
    }
    /* With 1 SQLite can write pages and let go of them instead. */
    if (how == 0 || (how == 1 && c->purgeable && c->pinned >= c->most - c->most / 10) ||
        !find_room(c, how == 2, &number)) {
        return NULL;
    }
    struct head *h = head_at(c, number);
    h->key = key;
    h->state = PINNED;
    h->used = 1;
    memset(h->page.pExtra, 0, sizeof(void *)); /* that is how SQLite knows that it is new */
    c->table[place_of(c, key)] = (uint64_t)key << 32 | (number + 1);
    c->taken++;
    c->pinned++;
    c->highest = key > c->highest ? key : c->highest;
    return &h->page;
}

static void unpin(sqlite3_pcache *cache, sqlite3_pcache_page *page, int discard)
{
    struct cache *c = (struct cache *)cache;
    struct head *h = (struct head *)(void *)page; /* its first member */
    if (discard || (c->purgeable && c->taken > c->most)) {
        release(c, h);
    } else {
        c->pinned -= h->state == PINNED;
        h->state = UNPINNED;
    }
}

static void rekey(sqlite3_pcache *cache, sqlite3_pcache_page *page, unsigned from, unsigned to)
{
    struct cache *c = (struct cache *)cache;
    struct head *h = (struct head *)(void *)page;
    uint64_t other = c->table[place_of(c, to)], own = c->table[place_of(c, from)];
    if (other) {
        release(c, head_at(c, (uint32_t)other - 1));
    }
    take_out(c, from);
    h->key = to;
    c->table[place_of(c, to)] = (uint64_t)to << 32 | (uint32_t)own;
    c->highest = to > c->highest ? to : c->highest;
}

static void cut(sqlite3_pcache *cache, unsigned limit)
{
    struct cache *c = (struct cache *)cache;
    for (uint32_t i = 0; i < c->pages && limit <= c->highest; i++) {
        struct head *h = head_at(c, i);
        if (h->state != FREE && h->key >= limit) {
            release(c, h);
        }
    }
    c->highest = limit <= c->highest ? limit : c->highest;
}

static void destroy(sqlite3_pcache *cache)
{
    struct cache *c = (struct cache *)cache;
    for (uint32_t i = 0; i < c->block_count; i++) {
        free(c->blocks[i]);
    }
    free(c->blocks);
    free(c->table);
    free(c);
}

static void shrink(sqlite3_pcache *cache)
{
    (void)cache;
}

static int begin(void *nothing)
{
    (void)nothing;
    return SQLITE_OK;
}

static void end(void *nothing)
{
    (void)nothing;
}

static void use(void)
{
    sqlite3_pcache_methods2 methods = {.iVersion = 1,
                                       .xInit = begin,
                                       .xShutdown = end,
                                       .xCreate = create,
                                       .xCachesize = set_most,
                                       .xPagecount = count,
                                       .xFetch = fetch,
                                       .xUnpin = unpin,
                                       .xRekey = rekey,
                                       .xTruncate = cut,
                                       .xDestroy = destroy,
                                       .xShrink = shrink};
    sqlite3_config(SQLITE_CONFIG_PCACHE2, &methods);
}

void tm_pages_use(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, use);
}
