/* The lexicon: learning from invented pairs, what stands in the file, and files that are none. */
#define _POSIX_C_SOURCE 200809L
#include "tests/unit/align.h"

#include <unistd.h>

#include "tests/unit/check.h"

static char path[] = "/tmp/padan-lexicon.XXXXXX";

static const struct {
    const char *source, *target;
} pairs[] = {
    {"rumah besar", "big house"},
    {"rumah kecil", "small house"},
    {"kucing besar", "big cat"},
    {"kucing kecil", "small cat"},
    {"rumah merah", "red house"},
    {"kucing itu tidur", "the cat sleeps"},
    {"anjing itu tidur", "the dog sleeps"},
    {"anjing merah", "red dog"},
    {"rumah besar", "big house"},
    {"tiga kucing", "3 cats"},
    {"tiga anjing", "3 dogs"},
};

static struct text_span trained(int threads)
{
    struct align_trainer *t = NULL;
    struct align_training how = {.threads = threads, .comment = "invented\ntwo lines"};
    char *bytes = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&bytes, &n);
    demand(to && align_trainer_new(languages[0], languages[1], &t, NULL) == TEXT_OK, "memory to learn");
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct text_pair pair = {text_span_of(pairs[i].source), text_span_of(pairs[i].target)};
        check(align_trainer_add(t, pair, NULL) == TEXT_OK, "a pair is taken");
    }
    struct text_pair lopsided = {TEXT_LITERAL("a"), TEXT_LITERAL("one two three four five six seven eight nine ten")};
    check(align_trainer_add(t, lopsided, NULL) == TEXT_OK, "a lopsided pair is no error");
    check(align_trainer_pairs(t) == sizeof pairs / sizeof pairs[0] - 1, "a pair seen before counts once, %zu kept",
          align_trainer_pairs(t));
    check(align_trainer_write(t, &how, to, NULL) == TEXT_OK, "a lexicon is written");
    fclose(to);
    align_trainer_free(t);
    return (struct text_span){bytes, n};
}

static void put(struct text_span bytes)
{
    FILE *to = fopen(path, "w");
    demand(to && fwrite(bytes.p, 1, bytes.n, to) == bytes.n && fclose(to) == 0, "a file under /tmp");
}

static void check_learned(struct text_arena *arena)
{
    static const struct {
        const char *language, *word, *translation;
    } words[] = {{"id", "rumah", "hous"}, {"id", "kucing", "cat"},  {"id", "besar", "big"}, {"id", "anjing", "dog"},
                 {"en", "hous", "rumah"}, {"en", "small", "kecil"}, {"en", "red", "merah"}};
    struct align_lexicon *l = NULL;
    struct align_entry e;
    check(align_lexicon_open(path, &l, NULL) == TEXT_OK, "what was written opens");
    for (size_t i = 0; l && i < sizeof words / sizeof words[0]; i++) {
        enum text_status status =
            align_lexicon_find_stem(l, words[i].language, text_span_of(words[i].word), arena, &e, NULL);
        check(status == TEXT_OK && e.translations > 0 &&
                  text_span_equal(e.at[0].word, text_span_of(words[i].translation)),
              "%s means %s", words[i].word, words[i].translation);
        check(status != TEXT_OK || (e.translations > 0 && e.at[0].probability <= 1 && e.at[0].probability > 0.3),
              "%s means it likely", words[i].word);
    }
    static const char *const unknown[] = {"", "gajah", "zzz", "\t", "rumah\t2", "#", "0"};
    for (size_t i = 0; l && i < sizeof unknown / sizeof unknown[0]; i++) {
        check(align_lexicon_find(l, "id", text_span_of(unknown[i]), arena, &e, NULL) == TEXT_OK && e.translations == 0,
              "\"%s\" is not in it", unknown[i]);
    }
    check(align_lexicon_find(l, "id", TEXT_LITERAL("rumah"), arena, &e, NULL) == TEXT_OK && e.count == 3,
          "rumah was seen three times");
    check(align_lexicon_tokens(l, "en") > 0 && align_lexicon_tokens(l, "fr") == 0, "words are counted by language");
    align_lexicon_close(l);
}

/* A lexicon that is in no file. */
static void check_in_memory(struct text_arena *arena)
{
    struct align_trainer *t = NULL;
    struct align_training how = {0};
    struct align_lexicon *l = NULL;
    struct align_entry e = {0};
    demand(align_trainer_new(languages[0], languages[1], &t, NULL) == TEXT_OK, "memory to learn");
    check(align_lexicon_learn(t, &how, &l, NULL) == TEXT_EMPTY && !l, "nothing is learned from nothing");
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct text_pair pair = {text_span_of(pairs[i].source), text_span_of(pairs[i].target)};
        check(align_trainer_add(t, pair, NULL) == TEXT_OK, "a pair is taken");
    }
    check(align_lexicon_learn(t, &how, &l, NULL) == TEXT_OK, "a lexicon is learned");
    align_trainer_free(t);
    check(l && align_lexicon_find_stem(l, "id", TEXT_LITERAL("kucing"), arena, &e, NULL) == TEXT_OK &&
              e.translations > 0 && text_span_equal(e.at[0].word, TEXT_LITERAL("cat")),
          "and outlives what it was learned with");
    align_lexicon_close(l);
}

static void check_broken(struct text_arena *arena)
{
    static const struct {
        const char *bytes;
        enum text_status status; /* of opening, then of finding "b" */
        enum text_status find;
    } files[] = {
        {"", TEXT_FOREIGN, TEXT_OK},
        {"a", TEXT_FOREIGN, TEXT_OK},
        {"# padan lexicon 1 id", TEXT_FOREIGN, TEXT_OK},
        {"# padan lexicon 1 id x en 3\n", TEXT_FOREIGN, TEXT_OK},
        {"# padan lexicon 2 id 3 en 3\n", TEXT_NEWER, TEXT_OK},
        {"# padan lexicon 1 id 3 en 3\n", TEXT_OK, TEXT_OK},
        {"# padan lexicon 1 id 3 en 3\nid\tb\t1\tx\t0.5", TEXT_OK, TEXT_OK},
        {"# padan lexicon 1 id 3 en 3\nid\tb\t1\tx\t0.5\n\n\n", TEXT_OK, TEXT_OK},
        {"# padan lexicon 1 id 3 en 3\nid\tb\t1\tx\n", TEXT_OK, TEXT_INVALID},
        {"# padan lexicon 1 id 3 en 3\nid\tb\t1\tx\t7\n", TEXT_OK, TEXT_INVALID},
        {"# padan lexicon 1 id 3 en 3\nid\tb\tmany\tx\t0.1\n", TEXT_OK, TEXT_INVALID},
        {"# padan lexicon 1 id 3 en 3\nid\tb\t1\tx\t1e5\n", TEXT_OK, TEXT_INVALID},
        {"# padan lexicon 1 id 3 en 3\nid\tb\t", TEXT_OK, TEXT_INVALID},
        {"# padan lexicon 1 id 3 en 3\nid\tb", TEXT_OK, TEXT_OK},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct align_lexicon *l = NULL;
        struct align_entry e = {0};
        struct text_error err;
        put(text_span_of(files[i].bytes));
        enum text_status status = align_lexicon_open(path, &l, &err);
        check(status == files[i].status, "opening file %zu gives %d, not %d", i, (int)files[i].status, (int)status);
        if (status == TEXT_OK) {
            enum text_status found = align_lexicon_find(l, "id", TEXT_LITERAL("b"), arena, &e, &err);
            check(found == files[i].find, "looking up in file %zu gives %d, not %d", i, (int)files[i].find, (int)found);
            check(found == TEXT_OK || strstr(err.message, ":2:"), "the line of file %zu is named: %s", i, err.message);
        } else {
            check(strstr(err.message, path) != NULL, "file %zu is named: %s", i, err.message);
        }
        align_lexicon_close(l);
    }
    struct align_lexicon *l = NULL;
    check(align_lexicon_open("/nonexistent/lexicon", &l, NULL) == TEXT_IO, "a missing file is told");
    check(align_lexicon_open("/tmp", &l, NULL) == TEXT_IO, "a folder is told");
}

static void check_shipped(struct text_arena *arena)
{
    static const struct {
        const char *language, *word, *translation;
    } words[] = {{"id", "presiden", "president"},    {"id", "air", "water"}, {"id", "mengatakan", "said"},
                 {"en", "government", "pemerintah"}, {"en", "water", "air"}, {"en", "monday", "senin"}};
    struct align_entry e;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        check(align_lexicon_find(lexicon, words[i].language, text_span_of(words[i].word), arena, &e, NULL) == TEXT_OK &&
                  e.translations > 0 && text_span_equal(e.at[0].word, text_span_of(words[i].translation)),
              "%s means %s", words[i].word, words[i].translation);
    }
}

int main(void)
{
    struct text_arena *arena = text_arena_new();
    int fd = mkstemp(path);
    demand(arena && fd >= 0, "a temporary file");
    close(fd);
    model_load();
    struct text_span one = trained(1), three = trained(3);
    check(text_span_equal(one, three), "the bytes do not depend on the number of threads");
    check(text_span_starts(one, TEXT_LITERAL("# padan lexicon 1 id ")), "the first line says what it is");
    check(strstr(one.p, "\n# invented\n# two lines\n") != NULL, "the comment stands in the file");
    put(one);
    check_learned(arena);
    check_in_memory(arena);
    check_broken(arena);
    check_shipped(arena);
    free((void *)(uintptr_t)one.p);
    free((void *)(uintptr_t)three.p);
    unlink(path);
    model_free();
    text_arena_free(arena);
    return check_report();
}
