/* tm_fragments against brute force: random memories, random queries. What is given stands where it is said to stand, no
 * unit holds a word more of it, and every content word that could be covered is. The seed is printed and may be given
 * as an argument. */
#include "tests/unit/memory.h"
#include "tests/property/random.h"

#include <ctype.h>

enum { TEXTS = 400, WORDS_MOST = 30, VOCABULARY = 1024, QUERIES = 150, ROUNDS = 3 };

struct line {
    uint32_t words[WORDS_MOST];
    size_t n;
    bool rejected;
    char text[1024];
};

static struct line lines[TEXTS];
static uint32_t texts_with[VOCABULARY + TEXTS];
static struct text_arena *arena;

/* A few words are frequent, many rare. */
static uint32_t random_word(void)
{
    uint32_t n = 1u << (1 + below(10));
    return below(n);
}

static void write_line(struct line *l)
{
    static const char *const gaps[] = {" ", " ", " ", ", ", " - ", " (", "\xe2\x80\x94"};
    size_t at = 0;
    for (size_t i = 0; i < l->n; i++) {
        at += (size_t)snprintf(l->text + at, sizeof l->text - at, "%s%c%u", i ? gaps[below(7)] : "",
                               below(10) ? 'k' : 'K', l->words[i]);
    }
}

/* Words of its own, and stretches of other lines. */
static void make_line(struct line *l, size_t count)
{
    size_t n = 1 + below(WORDS_MOST - 1);
    l->n = 0;
    while (l->n < n) {
        const struct line *o = &lines[count ? below((uint32_t)count) : 0];
        size_t from = count ? below((uint32_t)o->n) : 0, length = below(3) ? 1 + below(6) : 0;
        for (size_t i = from; count && i < o->n && i < from + length && l->n < n; i++) {
            l->words[l->n++] = o->words[i];
        }
        if (l->n < n) {
            l->words[l->n++] = random_word();
        }
    }
    write_line(l);
}

static void fill(struct tm_memory *m)
{
    memset(texts_with, 0, sizeof texts_with);
    check(tm_begin(m, NULL) == TEXT_OK, "begin");
    for (size_t i = 0; i < TEXTS; i++) {
        char target[20];
        make_line(&lines[i], i);
        lines[i].words[lines[i].n - 1] = VOCABULARY + (uint32_t)i; /* no two are equal */
        write_line(&lines[i]);
        lines[i].rejected = below(10) == 0;
        for (size_t k = 0; k < lines[i].n; k++) {
            bool again = false;
            for (size_t e = 0; e < k; e++) {
                again = again || lines[i].words[e] == lines[i].words[k];
            }
            texts_with[lines[i].words[k]] += !again;
        }
        snprintf(target, sizeof target, "x%zu", i);
        struct tm_unit u = memory_unit(lines[i].text, target, "f");
        u.status = lines[i].rejected ? TM_REJECTED : below(2) ? TM_APPROVED : TM_DRAFT;
        memory_add(m, &u);
    }
    check(tm_commit(m, NULL) == TEXT_OK, "commit");
}

static bool holds(const struct line *l, const uint32_t *words, size_t n)
{
    for (size_t i = 0; i + n <= l->n; i++) {
        if (memcmp(l->words + i, words, n * sizeof *words) == 0) {
            return true;
        }
    }
    return false;
}

static bool stands(const uint32_t *words, size_t n)
{
    for (size_t i = 0; i < TEXTS; i++) {
        if (!lines[i].rejected && holds(&lines[i], words, n)) {
            return true;
        }
    }
    return false;
}

/* The numbers of fragment.h, for a memory of TEXTS units. */
static bool is_content(uint32_t word)
{
    return texts_with[word] <= TEXTS / 16;
}

static bool is_telling(uint32_t word)
{
    return texts_with[word] <= 16;
}

static bool is_worth(const struct line *q, size_t begin, size_t end, size_t least)
{
    size_t content = 0;
    bool enough = end - begin >= least, telling = false;
    for (size_t i = begin; i < end; i++) {
        telling = telling || is_telling(q->words[i]);
        content += is_content(q->words[i]);
        enough = enough || (i > begin && texts_with[q->words[i]] <= 8 && texts_with[q->words[i - 1]] <= 8);
    }
    return content >= 2 && telling && enough;
}

/* The words of bytes that were found, as numbers. */
static size_t read_words(struct text_span s, uint32_t *out)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < WORDS_MOST; i++) {
        if (tolower((unsigned char)s.p[i]) == 'k') {
            out[n++] = (uint32_t)strtoul(s.p + i + 1, NULL, 10);
        }
    }
    return n;
}

static bool fits(const struct line *q, const struct tm_fragment *f, size_t *begin)
{
    uint32_t words[WORDS_MOST], first[WORDS_MOST];
    struct text_span query = {q->text + f->query.begin, f->query.end - f->query.begin};
    *begin = read_words((struct text_span){q->text, f->query.begin}, words);
    size_t n = read_words(query, first);
    bool ok = n == f->words && *begin + n <= q->n && memcmp(q->words + *begin, first, n * sizeof *first) == 0;
    for (size_t u = 0; u < f->unit_count; u++) {
        struct text_span text = f->units[u].unit.text.source;
        struct text_span found = {text.p + f->units[u].source.begin, f->units[u].source.end - f->units[u].source.begin};
        ok = ok && f->units[u].source.end <= text.n && f->units[u].unit.status != TM_REJECTED &&
             read_words(found, words) == n && memcmp(words, first, n * sizeof *first) == 0;
        ok = ok && (u == 0 || f->units[u].unit.status == f->units[u - 1].unit.status ||
                    f->units[u].unit.status == TM_DRAFT); /* approved ones first */
    }
    return ok && f->unit_count > 0;
}

static void compare(struct tm_memory *m, const struct line *q, size_t least)
{
    struct tm_fragment_query query = {text_span_of(q->text), text_span_of("id"), text_span_of("en"), least, 1000, 3};
    struct tm_fragments found = {0};
    struct text_error err = {0};
    bool covered[WORDS_MOST] = {0}, could[WORDS_MOST] = {0};
    text_arena_reset(arena);
    check(tm_fragments(m, &query, arena, &found, &err) == TEXT_OK, "fragments: %s", err.message);
    check(found.words == q->n, "\"%s\": %zu words", q->text, found.words);
    for (size_t i = 0; i < found.count; i++) {
        const struct tm_fragment *f = &found.at[i];
        size_t begin;
        check(fits(q, f, &begin), "\"%s\": fragment %zu does not stand where it is said to", q->text, i);
        check(is_worth(q, begin, begin + f->words, least) && stands(q->words + begin, f->words),
              "\"%s\": fragment %zu is none", q->text, i);
        check((begin == 0 || !stands(q->words + begin - 1, f->words + 1)) &&
                  (begin + f->words == q->n || !stands(q->words + begin, f->words + 1)),
              "\"%s\": fragment %zu can be longer", q->text, i);
        check(i == 0 || f->words <= found.at[i - 1].words, "\"%s\": the longest come first", q->text);
        for (size_t k = begin; k < begin + f->words; k++) {
            covered[k] = true;
        }
    }
    for (size_t begin = 0; begin < q->n; begin++) {
        for (size_t end = begin + 2; end <= q->n && stands(q->words + begin, end - begin); end++) {
            for (size_t k = begin; k < end && is_worth(q, begin, end, least); k++) {
                could[k] = true;
            }
        }
    }
    for (size_t k = 0; k < q->n; k++) {
        check(covered[k] || !could[k] || !is_telling(q->words[k]), "\"%s\": word %zu could be covered", q->text, k);
    }
}

int main(int argc, char **argv)
{
    random_start(argc, argv);
    arena = text_arena_new();
    memory_start();
    for (int round = 0; round < ROUNDS; round++) {
        char name[32];
        snprintf(name, sizeof name, "random-%d.db", round);
        struct tm_memory *m = memory_open(memory_path(name), TM_CREATE);
        fill(m);
        for (int i = 0; i < QUERIES; i++) {
            struct line query;
            make_line(&query, TEXTS);
            compare(m, &query, 2 + below(4));
        }
        tm_close(m);
    }
    memory_end();
    text_arena_free(arena);
    return check_report();
}
