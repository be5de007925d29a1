/* make-units tmx|tsv SIZE SEED PAIRS.tsv: writes SIZE units to standard output for the benchmarks of large memories,
 * out of pairs of sentences (SOURCE<TAB>TARGET). The same arguments make the same bytes; nothing is kept but the pairs,
 * so that a stream may be far larger than memory and disk.
 *
 * First come the pairs as they are. Of the others each is the beginning of one pair and the end of another, a number
 * and, in every second one, a name in between, the same on both sides. Names are made of syllables, few of them often
 * and many seldom, so that the vocabulary goes on growing. So a memory of them has more texts that are nearly alike
 * than a real one, which is hard for a search.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES = 4000000, NUMBERS = 100000 };

struct part {
    const char *p;
    size_t n;
};

struct pair {
    struct part side[2];
};

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void *get_room(void *old, size_t count, size_t size)
{
    void *p = realloc(old, (count + 1) * size);
    if (!p) {
        fail("make-units");
    }
    return p;
}

/* splitmix64 (Steele, Lea and Flood 2014). */
static uint64_t next(uint64_t *state)
{
    uint64_t x = *state += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

static uint32_t draw(uint64_t *state, uint32_t below)
{
    return (uint32_t)((next(state) >> 32) * below >> 32);
}

static struct pair *read_pairs(const char *path, uint32_t *count)
{
    FILE *f = fopen(path, "rb");
    char line[1 << 16];
    struct pair *at = NULL;
    if (!f) {
        fail(path);
    }
    for (*count = 0; fgets(line, sizeof line, f);) {
        char *tab = strchr(line, '\t'), *end = strchr(line, '\n');
        for (char *c = line; c < end; c++) {
            *c = (unsigned char)*c < ' ' && c != tab ? ' ' : *c; /* which XML cannot have */
        }
        if (!tab || !end || tab == line || tab + 1 == end) {
            continue;
        }
        if ((*count & (*count - 1)) == 0) { /* at each power of two the room doubles */
            at = get_room(at, 2 * (size_t)*count, sizeof *at);
        }
        size_t n = (size_t)(end - line);
        char *copy = memcpy(get_room(NULL, n, 1), line, n);
        at[(*count)++] =
            (struct pair){{{copy, (size_t)(tab - line)}, {copy + (tab + 1 - line), (size_t)(end - tab - 1)}}};
    }
    fclose(f);
    if (*count == 0) {
        fputs("make-units: there are no pairs\n", stderr);
        exit(1);
    }
    return at;
}

/* The beginning of a text up to the blank nearest to its middle, or what follows it. */
static struct part half(struct part s, int second)
{
    size_t i = s.n / 2;
    while (i < s.n && s.p[i] != ' ') {
        i++;
    }
    return second ? (struct part){s.p + i, s.n - i} : (struct part){s.p, i};
}

/* Cubed, so that low numbers come much more often than high ones. */
static const char *make_name(uint64_t *state, char name[32])
{
    static const char *const first[] = {"b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w"};
    static const char *const second[] = {"a", "i", "u", "e", "o", "ai", "ang", "un"};
    double x = (double)draw(state, UINT32_MAX) / UINT32_MAX;
    uint32_t number = (uint32_t)(x * x * x * NAMES);
    name[0] = '\0';
    do {
        strcat(name, first[number % 16]);
        strcat(name, second[number / 16 % 8]);
        number /= 128;
    } while (number);
    name[0] = (char)(name[0] - 'a' + 'A');
    return name;
}

static void put(struct part s, int escape)
{
    for (size_t i = 0; i < s.n; i++) {
        switch (escape ? s.p[i] : 0) {
        case '<': fputs("&lt;", stdout); break;
        case '>': fputs("&gt;", stdout); break;
        case '&': fputs("&amp;", stdout); break;
        default: putchar_unlocked(s.p[i]);
        }
    }
}

int main(int argc, char **argv)
{
    static const char *const begin[2] = {"      <tuv xml:lang=\"id\"><seg>", "      <tuv xml:lang=\"en\"><seg>"};
    uint32_t size = argc == 5 ? (uint32_t)strtoul(argv[2], NULL, 10) : 0, count;
    int tmx = argc > 1 && strcmp(argv[1], "tmx") == 0;
    if (size == 0 || (!tmx && strcmp(argv[1], "tsv") != 0)) {
        fputs("usage: make-units tmx|tsv SIZE SEED PAIRS.tsv\n", stderr);
        return 2;
    }
    uint64_t random = strtoull(argv[3], NULL, 10);
    struct pair *pairs = read_pairs(argv[4], &count);
    if (tmx) {
        puts("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n  <header creationtool=\"make-units\""
             " creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"none\" adminlang=\"en\" srclang=\"id\""
             " datatype=\"plaintext\"/>\n  <body>");
    }
    for (uint32_t i = 0; i < size; i++) {
        const struct pair *a = &pairs[i < count ? i : draw(&random, count)], *b = &pairs[draw(&random, count)];
        char name[32] = "", middle[64] = "";
        if (i >= count) {
            uint32_t number = draw(&random, NUMBERS);
            int named = next(&random) & 1;
            snprintf(middle, sizeof middle, " %u%s%s", number, named ? " " : "",
                     named ? make_name(&random, name) : "");
        }
        fputs(tmx ? "    <tu creationdate=\"20240501T120000Z\" changedate=\"20240501T120000Z\">\n" : "", stdout);
        for (int side = 0; side < 2; side++) {
            fputs(tmx ? begin[side] : side ? "\t" : "", stdout);
            if (i < count) {
                put(a->side[side], tmx);
            } else {
                put(half(a->side[side], 0), tmx);
                fputs(middle, stdout);
                put(half(b->side[side], 1), tmx);
            }
            fputs(tmx ? "</seg></tuv>\n" : side ? "\n" : "", stdout);
        }
        fputs(tmx ? "    </tu>\n" : "", stdout);
    }
    if (tmx) {
        puts("  </body>\n</tmx>");
    }
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
