/* Whatever stands in a memory's file and in its log, every call ends, with an answer or with a clear refusal; what can
 * be saved of it makes a memory that is whole. Random bytes are flipped, runs overwritten, pages zeroed or put in
 * another's place, files cut, the log of another memory or of another time put beside it. While only its log is
 * damaged, a memory is whole and holds what one of its commits held.
 * The seed is printed and may be given as an argument, the number of rounds as the second. */
#include "tests/fault/dump.h"
#include "tests/property/random.h"

enum { UNITS = 400, COMMITS = 4, PAGE = 4096 };

static struct text_buffer closed;                               /* the file of a memory that was closed */
/* of one that is open, and its log after each commit */
static struct text_buffer open_file, logs[COMMITS], foreign_log;
static struct text_buffer states[COMMITS + 1];                  /* what that one held */

static void add(struct tm_memory *m, int first, int end, const char *word)
{
    check(tm_begin(m, NULL) == TEXT_OK, "begin");
    for (int i = first; i < end; i++) {
        char source[200], target[200];
        snprintf(source, sizeof source, "Kalimat nomor %d tentang %s %d, kata %s itu.", i, word, i % 20,
                 i % 3 ? "ia" : "dia");
        snprintf(target, sizeof target, "Sentence number %d about the thing %d.", i, i % 20);
        struct tm_unit u = memory_unit(source, target, i % 2 ? "a" : "b");
        memory_add(m, &u);
    }
    check(tm_commit(m, NULL) == TEXT_OK, "commit");
}

static void read_file(const char *name, struct text_buffer *out)
{
    check(text_file_read(memory_path(name), out, NULL) == TEXT_OK, "read %s", name);
}

static void write_file(const char *name, const struct text_buffer *b)
{
    FILE *f = fopen(memory_path(name), "wb");
    check(f && (b->n == 0 || fwrite(b->p, 1, b->n, f) == b->n) && fclose(f) == 0, "write %s", name);
}

static void make(void)
{
    struct tm_memory *m = memory_open(memory_path("closed.db"), TM_CREATE);
    add(m, 0, UNITS, "hal");
    tm_close(m);
    read_file("closed.db", &closed);
    check(closed.n > 10 * PAGE, "the file has some pages");
    tm_close(memory_open(memory_path("open.db"), TM_CREATE));
    read_file("open.db", &open_file);
    m = memory_open(memory_path("open.db"), TM_WRITE);
    text_buffer_add_string(&states[0], DUMP_OF_NOTHING);
    for (int i = 0; i < COMMITS; i++) {
        add(m, i * UNITS / COMMITS, (i + 1) * UNITS / COMMITS, "hal");
        check(dump_memory(m, &states[i + 1], NULL) == TEXT_OK, "dump");
        read_file("open.db-wal", &logs[i]);
    }
    tm_close(m);
    m = memory_open(memory_path("foreign.db"), TM_CREATE);
    add(m, 0, UNITS, "perkara");
    read_file("foreign.db-wal", &foreign_log);
    tm_close(m);
}

static void damage(struct text_buffer *b)
{
    if (b->n == 0) {
        return;
    }
    switch (below(6)) {
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
    case 3: /* pages of noughts */
        for (size_t at = (size_t)PAGE * below((uint32_t)(b->n / PAGE + 1)), n = (size_t)PAGE * (1 + below(3));
             n > 0 && at < b->n; n--, at++) {
            b->p[at] = '\0';
        }
        break;
    case 4:
        b->n -= b->n % PAGE ? b->n % PAGE : PAGE;
        break;
    default: /* a page in another's place */
        if (b->n > 3 * PAGE) {
            uint32_t pages = (uint32_t)(b->n / PAGE);
            memmove(b->p + PAGE * (size_t)(1 + below(pages - 1)), b->p + PAGE * (size_t)below(pages), PAGE);
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

/* What can be saved makes a memory that is whole, and saving changes nothing of the damaged one. */
static void save(const char *path)
{
    char saved[400];
    struct tm_salvaged result;
    struct text_error err = {0};
    struct text_buffer before = {0}, after = {0};
    snprintf(saved, sizeof saved, "%s", memory_path("saved.db"));
    unlink(saved);
    struct tm_memory *m = memory_open(saved, TM_CREATE);
    check(text_file_read(path, &before, NULL) == TEXT_OK, "read %s", path);
    enum text_status status = tm_salvage(path, m, NULL, &result, &err);
    check(status == TEXT_OK || strstr(err.message, path), "salvage: %d %s", (int)status, err.message);
    memory_whole(m, "saved");
    tm_close(m);
    check(text_file_read(path, &after, NULL) == TEXT_OK &&
              text_span_equal(text_buffer_span(&before), text_buffer_span(&after)),
          "saving changes nothing");
    text_buffer_free(&before);
    text_buffer_free(&after);
}

/* With a good file and a damaged log. */
static void look_at_state(const char *path)
{
    struct text_buffer dump = {0};
    struct text_error err = {0};
    bool found = false;
    struct tm_memory *m = NULL;
    enum text_status status = tm_open(path, TM_READ, &m, &err);
    check(status == TEXT_OK, "opens in spite of a damaged log: %s", err.message);
    if (status != TEXT_OK) {
        return;
    }
    memory_whole(m, "with a damaged log");
    check(dump_memory(m, &dump, &err) == TEXT_OK, "dump: %s", err.message);
    for (int i = 0; i <= COMMITS && !found; i++) {
        found = text_span_equal(text_buffer_span(&dump), text_buffer_span(&states[i]));
    }
    check(found, "with a damaged log a memory holds what one of its commits held");
    tm_close(m);
    text_buffer_free(&dump);
}

static void damage_some(struct text_buffer *b)
{
    for (uint32_t n = 1 + below(3); n > 0 && b->n; n--) {
        damage(b);
    }
}

/* Writes bad.db, perhaps with a log. Returns whether only the log is damaged. */
static bool write_bad(struct text_buffer *bad)
{
    bool with_log = below(3) == 0, log_alone = with_log && below(2);
    text_buffer_clear(bad);
    text_buffer_add(bad, text_buffer_span(with_log ? &open_file : &closed));
    if (!log_alone) {
        damage_some(bad);
    }
    write_file("bad.db", bad);
    if (with_log) {
        bool foreign = !log_alone && below(2);
        text_buffer_clear(bad);
        text_buffer_add(bad, text_buffer_span(foreign ? &foreign_log : &logs[below(COMMITS)]));
        if (log_alone || below(2)) {
            damage_some(bad);
        }
        write_file("bad.db-wal", bad);
    }
    return log_alone;
}

int main(int argc, char **argv)
{
    random_start(argc, argv);
    int rounds = argc > 2 ? atoi(argv[2]) : 40;
    struct text_arena *arena = text_arena_new();
    struct text_buffer bad = {0};
    memory_start();
    make();
    char path[400];
    snprintf(path, sizeof path, "%s", memory_path("bad.db"));
    for (int round = 0; round < rounds; round++) {
        bool log_alone = write_bad(&bad);
        save(path);
        if (log_alone) {
            look_at_state(path);
        }
        use(path, arena);
        unlink(path);
        unlink(memory_path("bad.db-wal"));
        unlink(memory_path("bad.db-shm"));
    }
    text_buffer_free(&closed);
    text_buffer_free(&open_file);
    text_buffer_free(&foreign_log);
    text_buffer_free(&bad);
    for (int i = 0; i <= COMMITS; i++) {
        text_buffer_free(&states[i]);
        if (i < COMMITS) {
            text_buffer_free(&logs[i]);
        }
    }
    text_arena_free(arena);
    memory_end();
    return check_report();
}
