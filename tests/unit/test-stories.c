/* Which story an article may have come from: the index, its window of days, and searches of several threads. */
#include <pthread.h>

#include "tests/unit/align.h"
#include "tests/unit/check.h"

static const char article[] =
    "Menteri Anton Varga tiba di Orlin pada hari Senin dengan 45 delegasi.\n"
    "Ia mengatakan bahwa jembatan baru akan dibuka pada bulan Agustus.\n"
    "Pemerintah menyediakan 12 juta dolar untuk memperbaiki jalan di desa itu.\n";

static const char *const texts[] = {
    "Minister Anton Varga arrived in Orlin on Monday with 45 delegates.\n"
    "He said that the new bridge would be opened in August.\n"
    "The government provides 12 million dollars to repair the road in the village.\n",
    "The cat sleeps under the table in the kitchen.\nChildren play football behind the school every morning.\n",
    "Farmers sold their rice at the market.\nThe price of chili rose by 8 percent because of the rain.\n",
};

enum { TEXTS = sizeof texts / sizeof texts[0], THREADS = 4, SEARCHES = 50 };

struct filing {
    uint32_t text;
    int32_t day;
};

static struct align_archive *archive_of(const struct filing *at, size_t count, struct text_arena *arena)
{
    struct align_archive *archive = NULL;
    demand(align_archive_new(model, &archive, NULL) == TEXT_OK, "memory for an archive");
    for (size_t i = 0; i < count; i++) {
        struct side side;
        side_make(model, languages[1], ALIGN_TARGET, text_span_of(texts[at[i].text]), true, arena, &side);
        check(align_archive_add(archive, side.text, at[i].day, NULL) == TEXT_OK, "a story is filed");
        align_text_free(side.text);
    }
    return archive;
}

static struct align_candidates find(struct align_finder *finder, const struct align_text *text, int32_t day,
                                    int32_t window, size_t most, struct text_arena *arena)
{
    struct align_candidates found = {NULL, 0};
    struct align_days when = {day, window};
    check(align_finder_find(finder, text, when, most, arena, &found, NULL) == TEXT_OK, "memory for a search");
    return found;
}

static bool has(const struct align_candidates *c, uint32_t number)
{
    for (size_t i = 0; i < c->count; i++) {
        if (c->at[i].number == number) {
            return true;
        }
    }
    return false;
}

static void check_order(void)
{
    static const struct filing stories[] = {{1, 0}, {0, 10}};
    struct text_arena *arena = text_arena_new();
    struct align_finder *finder = NULL;
    struct side side;
    side_make(model, languages[0], ALIGN_SOURCE, text_span_of(article), true, arena, &side);
    struct align_archive *empty = archive_of(NULL, 0, arena), *archive = archive_of(stories, 2, arena);
    check(align_finder_new(archive, &finder, NULL) == TEXT_MISUSE, "an archive is settled before it is searched");
    check(align_archive_settle(empty, NULL) == TEXT_OK && align_finder_new(empty, &finder, NULL) == TEXT_OK,
          "an empty archive can be searched");
    check(find(finder, side.text, ALIGN_NO_DAY, 3, 8, arena).count == 0, "nothing is found in it");
    align_finder_free(finder);
    check(align_archive_settle(archive, NULL) == TEXT_OK && align_archive_settle(archive, NULL) == TEXT_OK,
          "an archive is settled, twice");
    check(align_archive_add(archive, side.text, 0, NULL) == TEXT_MISUSE, "a settled archive takes no more");
    align_finder_free(NULL);
    align_archive_free(NULL);
    align_archive_free(empty);
    align_archive_free(archive);
    align_text_free(side.text);
    text_arena_free(arena);
}

/* The story is filed under several days, and under none. */
static void check_window(void)
{
    static const struct filing stories[] = {{0, 104}, {1, 100}, {0, 100}, {2, 101}, {0, -5}, {0, ALIGN_NO_DAY},
                                            {0, INT32_MAX}, {0, INT32_MIN + 1}};
    static const struct {
        int32_t day, window;
        const char *found; /* numbers of stories */
    } cases[] = {
        {100, 3, "25"},       {101, 3, "025"},    {104, 0, "05"},
        {100, 0, "25"},       {97, 3, "25"},      {96, 3, "5"},
        {-8, 3, "45"},        {100, -1, "25"},    {ALIGN_NO_DAY, 0, "024567"},
        {ALIGN_NO_DAY, 3, "024567"}, {INT32_MAX, 2, "56"}, {INT32_MIN + 3, 2, "57"},
        {0, ALIGN_NO_WINDOW, "024567"}, {100, ALIGN_NO_WINDOW, "024567"},
    };
    struct text_arena *arena = text_arena_new();
    struct align_finder *finder = NULL;
    struct side side;
    side_make(model, languages[0], ALIGN_SOURCE, text_span_of(article), true, arena, &side);
    struct align_archive *archive = archive_of(stories, sizeof stories / sizeof stories[0], arena);
    demand(align_archive_settle(archive, NULL) == TEXT_OK && align_finder_new(archive, &finder, NULL) == TEXT_OK,
           "memory for a search");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct align_candidates found = find(finder, side.text, cases[i].day, cases[i].window, 8, arena);
        char numbers[16] = "";
        for (uint32_t n = 0, k = 0; n < 8; n++) {
            if (has(&found, n)) {
                numbers[k++] = (char)('0' + n);
                numbers[k] = '\0';
            }
        }
        check(strcmp(numbers, cases[i].found) == 0, "day %d, window %d: stories %s are found, not %s", cases[i].day,
              cases[i].window, cases[i].found, numbers);
    }
    struct align_candidates few = find(finder, side.text, 101, 3, 1, arena);
    check(few.count == 1 && few.at[0].number == 0, "of equals the first comes first, and no more than asked for");
    check(find(finder, side.text, 101, 3, 0, arena).count == 0, "none is asked for");
    align_finder_free(finder);
    align_archive_free(archive);
    align_text_free(side.text);
    text_arena_free(arena);
}

struct searching {
    const struct align_archive *archive;
    const struct align_text *text;
    bool same;
};

static void *search(void *context)
{
    struct searching *s = context;
    struct align_finder *finder = NULL;
    struct text_arena *arena = text_arena_new();
    s->same = arena && align_finder_new(s->archive, &finder, NULL) == TEXT_OK;
    double first = 0;
    for (int i = 0; i < SEARCHES && s->same; i++) {
        struct align_candidates found = {NULL, 0};
        struct align_days when = {7, i % 2 ? 3 : 1};
        s->same = align_finder_find(finder, s->text, when, 4, arena, &found, NULL) == TEXT_OK && found.count == 1 &&
                  found.at[0].number == 2 && (i < 2 || i % 2 || found.at[0].prior == first);
        first = i % 2 || found.count == 0 ? first : found.at[0].prior;
    }
    align_finder_free(finder);
    text_arena_free(arena);
    return NULL;
}

static void check_threads(void)
{
    static const struct filing stories[] = {{1, 5}, {2, 6}, {0, 7}, {1, 9}};
    struct text_arena *arena = text_arena_new();
    struct side side;
    pthread_t threads[THREADS];
    struct searching searching[THREADS];
    side_make(model, languages[0], ALIGN_SOURCE, text_span_of(article), true, arena, &side);
    struct align_archive *archive = archive_of(stories, sizeof stories / sizeof stories[0], arena);
    demand(align_archive_settle(archive, NULL) == TEXT_OK, "memory to settle");
    for (int i = 0; i < THREADS; i++) {
        searching[i] = (struct searching){archive, side.text, false};
        demand(pthread_create(&threads[i], NULL, search, &searching[i]) == 0, "a thread");
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        check(searching[i].same, "thread %d finds the same each time", i);
    }
    align_archive_free(archive);
    align_text_free(side.text);
    text_arena_free(arena);
}

int main(void)
{
    model_load();
    check_order();
    check_window();
    check_threads();
    model_free();
    return check_report();
}
