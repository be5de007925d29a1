/* Whatever stands in a memory's file, every call ends, with an answer or with a clear refusal, and a damaged memory is
 * never taken for whole when its index lies. Random bytes are flipped, runs overwritten, the file cut; the seed is
 * printed and may be given as an argument, the number of rounds as the second. */
#include "tests/unit/memory.h"

#include <time.h>

enum { UNITS = 400 };

static uint64_t state;

static uint32_t below(uint32_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33) % n;
}

static void make(const char *path)
{
    struct tm_memory *m = memory_open(path, TM_CREATE);
    check(tm_begin(m, NULL) == TEXT_OK, "begin");
    for (int i = 0; i < UNITS; i++) {
        char source[200], target[200];
        snprintf(source, sizeof source, "Kalimat nomor %d tentang hal %d, kata %s itu.", i, i % 20, i % 3 ? "ia" : "dia");
        snprintf(target, sizeof target, "Sentence number %d about the thing %d.", i, i % 20);
        struct tm_unit u = memory_unit(source, target, i % 2 ? "a" : "b");
        memory_add(m, &u);
    }
    check(tm_commit(m, NULL) == TEXT_OK, "commit");
    tm_close(m);
}

static void damage(struct text_buffer *b)
{
    switch (below(4)) {
    case 0:
        for (uint32_t n = 1 + below(40); n > 0; n--) {
            b->p[below((uint32_t)b->n)] ^= (char)(1 << below(8));
        }
        break;
    case 1:
        for (uint32_t at = below((uint32_t)b->n), n = below(600); n > 0 && at < b->n; n--, at++) {
            b->p[at] = (char)below(256);
        }
        break;
    case 2:
        b->n = below((uint32_t)b->n);
        break;
    default: /* a page in another's place */
        if (b->n > 3 * 4096) {
            uint32_t pages = (uint32_t)(b->n / 4096);
            memmove(b->p + 4096 * (size_t)(1 + below(pages - 1)), b->p + 4096 * (size_t)below(pages), 4096);
        }
        break;
    }
}

static bool is_clear(enum text_status status, const struct text_error *err, const char *path)
{
    return status == TEXT_OK || status == TEXT_NOMEM || (err->message[0] && strstr(err->message, path));
}

static enum text_status visit(void *context, const struct tm_unit *u, struct text_error *err)
{
    (void)err;
    *(size_t *)context += u->text.source.n + u->text.target.n + u->user.n + u->origin.source.name.n;
    return TEXT_OK;
}

static void use(const char *path, struct text_arena *arena)
{
    struct tm_memory *m = NULL;
    struct text_error err = {0};
    enum text_status status = tm_open(path, below(2) ? TM_WRITE : TM_READ, &m, &err);
    check(is_clear(status, &err, path), "open: %d %s", (int)status, err.message);
    if (status != TEXT_OK) {
        return;
    }
    struct tm_stats stats;
    size_t bytes = 0, problems = 0;
    status = tm_stats(m, &stats, &err);
    check(is_clear(status, &err, path), "stats: %d %s", (int)status, err.message);
    status = tm_each(m, visit, &bytes, &err);
    check(is_clear(status, &err, path), "each: %d %s", (int)status, err.message);
    for (int i = 0; i < 6; i++) {
        char text[100];
        snprintf(text, sizeof text, "Kalimat nomor %u tentang hal %u, kata ia itu.", below(UNITS), below(20));
        struct tm_query q = {.text = text_span_of(text),
                             .from = text_span_of("id"),
                             .to = text_span_of("en"),
                             .least = 1 + (int)below(100),
                             .most = 10};
        struct tm_matches matches;
        status = tm_find(m, &q, arena, &matches, &err);
        check(is_clear(status, &err, path), "find: %d %s", (int)status, err.message);
    }
    struct tm_phrase p = {.text = text_span_of(below(2) ? "kata dia" : "about the thing")};
    struct tm_hits hits;
    status = tm_concordance(m, &p, arena, &hits, &err);
    check(is_clear(status, &err, path), "concordance: %d %s", (int)status, err.message);
    struct tm_unit u = memory_unit("Kalimat baru tentang kata itu.", "A new sentence.", "c");
    status = tm_add(m, &u, NULL, &err);
    check(is_clear(status, &err, path) || status == TEXT_MISUSE, "add: %d %s", (int)status, err.message);
    status = tm_check(m, NULL, NULL, &problems, &err);
    check(is_clear(status, &err, path), "check: %d %s", (int)status, err.message);
    tm_close(m);
    text_arena_reset(arena);
}

int main(int argc, char **argv)
{
    state = argc > 1 ? strtoull(argv[1], NULL, 10) : (uint64_t)time(NULL);
    int rounds = argc > 2 ? atoi(argv[2]) : 60;
    printf("seed %llu\n", (unsigned long long)state);
    struct text_arena *arena = text_arena_new();
    struct text_buffer good = {0}, bad = {0};
    memory_start();
    char path[400];
    snprintf(path, sizeof path, "%s", memory_path("good.db"));
    make(path);
    check(text_file_read(path, &good, NULL) == TEXT_OK && good.n > 10 * 4096, "read the file");
    snprintf(path, sizeof path, "%s", memory_path("bad.db"));
    for (int round = 0; round < rounds; round++) {
        text_buffer_clear(&bad);
        text_buffer_add(&bad, text_buffer_span(&good));
        for (uint32_t n = 1 + below(3); n > 0 && bad.n; n--) {
            damage(&bad);
        }
        FILE *f = fopen(path, "wb");
        check(f && fwrite(bad.p, 1, bad.n, f) == bad.n && fclose(f) == 0, "write the file");
        use(path, arena);
        unlink(memory_path("bad.db-wal"));
        unlink(memory_path("bad.db-shm"));
    }
    text_buffer_free(&good);
    text_buffer_free(&bad);
    text_arena_free(arena);
    memory_end();
    return check_report();
}
