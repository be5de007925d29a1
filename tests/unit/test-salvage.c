/* Saving what can be read: of a whole memory everything, of one with a page destroyed all that is not on that page. */
#include "tests/fault/dump.h"

enum { UNITS = 600, STORIES = 500, ARTICLES = 300 };

static const char *const settings[] = {"one", "two"};

/* What two harvests have done. */
static void make_account(struct tm_memory *m)
{
    struct tm_document a = {.name = text_span_of("a"), .title = text_span_of("Judul")};
    struct tm_document other = {.name = text_span_of("b-again"), .url = text_span_of("https://b.example/")};
    check(tm_further_add(m, &a, &other, NULL) == TEXT_OK, "a further name");
    for (uint32_t h = 0; h < 2; h++) {
        struct tm_ledger *l = NULL;
        bool good = tm_ledger_open(m, text_span_of(settings[h]), &l, NULL) == TEXT_OK;
        for (uint32_t i = 1; i <= STORIES; i++) {
            struct tm_record r = {.number = i, .kind_name = ""};
            good = good && tm_ledger_enter(l, TM_TARGET, i * 7919u, &r, NULL) == TEXT_OK;
        }
        for (uint32_t i = 1; i <= ARTICLES; i++) {
            struct tm_number_run run = {1 + i % 7, STORIES - h};
            struct tm_record r = {.kind_name = ""};
            struct tm_drawn d = {i, 0.5};
            good = good && tm_ledger_set(l, &run, 1, &r.number, NULL) == TEXT_OK &&
                   tm_ledger_enter(l, TM_SOURCE, i, &r, NULL) == TEXT_OK && tm_ledger_draw(l, i, &d, NULL) == TEXT_OK;
        }
        check(good, "an account");
        tm_ledger_close(l);
    }
}

static bool has_further(struct tm_memory *m)
{
    struct tm_document a = {.name = text_span_of("a")}, *at = NULL;
    struct text_arena *arena = text_arena_new();
    size_t count = 0;
    bool good = tm_further_get(m, &a, arena, &at, &count, NULL) == TEXT_OK && count == 1 &&
                text_span_equal(at[0].name, text_span_of("b-again"));
    text_arena_free(arena);
    return good;
}

/* Is all there that make_account made of a harvest, or nothing? */
static bool has_account(struct tm_memory *m, uint32_t h, const char *what)
{
    struct tm_ledger *l = NULL;
    struct text_arena *arena = text_arena_new();
    bool good = tm_ledger_open(m, text_span_of(settings[h]), &l, NULL) == TEXT_OK;
    bool any = good && (tm_ledger_count(l, TM_SOURCE) || tm_ledger_count(l, TM_TARGET));
    good = good && (!any || (tm_ledger_last(l) == STORIES && tm_ledger_count(l, TM_TARGET) == STORIES));
    for (uint32_t i = 1; i <= ARTICLES && any && good; i++) {
        const struct tm_number_run *runs;
        struct tm_record r;
        struct tm_drawn *d;
        size_t count, drawn;
        good = tm_ledger_find(l, TM_SOURCE, i, &r);
        tm_ledger_get_set(l, good ? r.number : 0, &runs, &count);
        good = good && count == 1 && runs[0].first == 1 + i % 7 && runs[0].last == STORIES - h &&
               tm_ledger_drawn(l, i, arena, &d, &drawn, NULL) == TEXT_OK && drawn == 1 && d[0].story == i;
    }
    check(good, "%s: the account of harvest %s is whole or not there", what, settings[h]);
    tm_ledger_close(l);
    text_arena_free(arena);
    return any;
}

static void make(const char *path)
{
    static const char *const files[] = {"a", "b", "c"};
    static const struct tm_property properties[] = {
        {.side = TM_WHOLE, .type = {"domain", 6}, .text = {"news", 4}},
        {.side = TM_TARGET, .note = true, .text = {"to be looked at", 15}},
    };
    struct tm_memory *m = memory_open(path, TM_CREATE);
    check(tm_begin(m, NULL) == TEXT_OK, "begin");
    for (int i = 0; i < UNITS; i++) {
        char source[200], target[200];
        snprintf(source, sizeof source, "Kalimat nomor %d tentang hal %d, kata %s itu.", i, i % 20,
                 i % 3 ? "ia" : "dia");
        snprintf(target, sizeof target, "Sentence number %d about the thing %d.", i, i % 20);
        for (int k = 0; k <= i % 3; k++) {
            struct tm_unit u = memory_unit(source, target, files[k]);
            u.status = i % 7 ? TM_APPROVED : TM_REJECTED;
            u.created = text_span_of("2023-03-06T18:05:00Z");
            u.changed = text_span_of("2024-03-06T18:05:00Z");
            u.user = text_span_of("ani");
            u.origin.source.title = text_span_of("Judul");
            u.origin.confidence = 0.75;
            u.properties = properties;
            u.property_count = i % 10 == 0 ? 2 : 0;
            memory_add(m, &u);
        }
    }
    make_account(m);
    check(tm_commit(m, NULL) == TEXT_OK, "commit");
    tm_close(m);
}

static void read_bytes(const char *path, struct text_buffer *b)
{
    text_buffer_free(b);
    check(text_file_read(path, b, NULL) == TEXT_OK, "read %s", path);
}

static void write_bytes(const char *path, const char *p, size_t n)
{
    FILE *f = fopen(path, "wb");
    check(f && fwrite(p, 1, n, f) == n && fclose(f) == 0, "write %s", path);
}

/* Saves bad.db into saved.db, both as dumps: the whole memory's in `whole`. */
static enum text_status salvage(struct tm_salvaged *out, struct text_buffer *dump, const char *what)
{
    struct text_error err = {0};
    char path[400];
    snprintf(path, sizeof path, "%s", memory_path("saved.db"));
    unlink(path);
    struct tm_memory *m = memory_open(path, TM_CREATE);
    enum text_status status = tm_salvage(memory_path("bad.db"), m, NULL, out, &err);
    check(status == TEXT_OK || (status == TEXT_INVALID && strstr(err.message, "bad.db")), "%s: %d %s", what,
          (int)status, err.message);
    memory_whole(m, "saved");
    check(strcmp(what, "whole") != 0 || has_further(m), "%s: the further name is there", what);
    if (status == TEXT_OK) {
        int64_t there = has_account(m, 0, what) + has_account(m, 1, what);
        check(there == out->harvests && (there == 0 || out->lost == 0) && (there == 2 || out->harvests_lost > 0),
              "%s: %lld accounts, %lld told, %lld lost", what, (long long)there, (long long)out->harvests,
              (long long)out->harvests_lost);
    }
    check(dump_memory(m, dump, &err) == TEXT_OK, "%s: %s", what, err.message);
    tm_close(m);
    return status;
}

static size_t count_common(struct text_span whole, struct text_span saved)
{
    size_t n = 0;
    while (saved.n) {
        const char *end = strstr(saved.p, "\n\n");
        size_t length = (size_t)(end - saved.p) + 2;
        char *copy = strndup(saved.p, length);
        n += copy && strstr(whole.p, copy) != NULL;
        free(copy);
        saved = (struct text_span){saved.p + length, saved.n - length};
    }
    return n;
}

/* Each page in turn is filled with noughts. */
static void test_pages(const struct text_buffer *good, const struct text_buffer *whole)
{
    struct text_buffer bytes = {0}, dump = {0};
    size_t page_size = (size_t)(unsigned char)good->p[16] << 8, pages = good->n / page_size, all = 0, most = 0,
           none = 0;
    for (size_t page = 0; page < pages; page++) {
        char what[60];
        struct tm_salvaged r = {0};
        snprintf(what, sizeof what, "page %zu of %zu", page + 1, pages);
        text_buffer_clear(&bytes);
        text_buffer_add(&bytes, text_buffer_span(good));
        memset(bytes.p + page * page_size, 0, page_size);
        write_bytes(memory_path("bad.db"), bytes.p, bytes.n);
        if (salvage(&r, &dump, what) != TEXT_OK) {
            none++;
            continue;
        }
        text_buffer_add_char(&dump, '\0');
        dump.n--;
        size_t common = count_common(text_buffer_span(whole), text_buffer_span(&dump));
        check((int64_t)common + r.incomplete >= r.saved, "%s: %lld saved, %lld incomplete, but %zu equal", what,
              (long long)r.saved, (long long)r.incomplete, common);
        check(r.saved + r.lost + r.absent == UNITS, "%s: %lld saved, %lld lost, %lld absent", what, (long long)r.saved,
              (long long)r.lost, (long long)r.absent);
        all += r.saved == UNITS && r.incomplete == 0;
        most += r.saved >= UNITS - UNITS / 10;
    }
    /* The one page from which all others of the units are found is the dear one. */
    check(all >= pages / 3 && none <= 1 && most + none == pages, "of %zu pages %zu cost nothing, %zu everything", pages,
          all, none);
    text_buffer_free(&bytes);
    text_buffer_free(&dump);
}

int main(void)
{
    struct text_buffer good = {0}, whole = {0}, dump = {0}, after = {0};
    struct tm_salvaged r = {0};
    memory_start();
    char path[400];
    snprintf(path, sizeof path, "%s", memory_path("good.db"));
    make(path);
    struct tm_memory *m = memory_open(path, TM_READ);
    check(dump_memory(m, &whole, NULL) == TEXT_OK, "dump");
    tm_close(m);
    text_buffer_add_char(&whole, '\0');
    whole.n--;
    read_bytes(path, &good);
    write_bytes(memory_path("bad.db"), good.p, good.n);
    check(salvage(&r, &dump, "whole") == TEXT_OK && r.saved == UNITS && r.lost == 0 && r.absent == 0 &&
              r.incomplete == 0 && r.harvests == 2,
          "of a whole memory all is saved: %lld, %lld incomplete, %lld lost, %lld absent", (long long)r.saved,
          (long long)r.incomplete, (long long)r.lost, (long long)r.absent);
    check(text_span_equal(text_buffer_span(&dump), text_buffer_span(&whole)), "and as it was");
    test_pages(&good, &whole);
    read_bytes(path, &after);
    check(text_span_equal(text_buffer_span(&good), text_buffer_span(&after)), "what is read is not changed");
    text_buffer_free(&good);
    text_buffer_free(&whole);
    text_buffer_free(&dump);
    text_buffer_free(&after);
    memory_end();
    return check_report();
}
