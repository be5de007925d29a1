/* make-archive FOLDER SIZE SEED PAIRS.tsv...: makes two archives of SIZE articles a side for the benchmark of harvest,
 * out of pairs of sentences (SOURCE<TAB>TARGET, lines of one text in a row): FOLDER/source.jsonl, FOLDER/target.jsonl,
 * and FOLDER/gold.tsv, a line ARTICLE<TAB>STORY for each pair of articles there is. The same arguments make the same
 * bytes.
 *
 * A story is 15 to 30 lines of one file's target side, a few in a row each time. An article is as many lines of the
 * source side; in one of three, 3 to 10 of them are the source lines of a story's lines, in another order, at places of
 * their own; now and then there is a second story. The others come from elsewhere. An article follows its story within
 * two days; there are 27 stories a day, so that 100,000 are ten years.
 *
 * Corpora repeat themselves (one report in two collections, a summary and its chapters): a pair of which either line
 * has eight words in a row that were read before, or is a shorter line read before, is left out, as it would make
 * articles correspond that the gold does not name.
 *
 * There are more lines in 100,000 stories than pairs: to be used again, but weeks apart, so that what the gold does not
 * name does not correspond, the pairs are in four parts; while stories are made of one, articles' own lines come from
 * the one after the next. That needs some 20,000 pairs.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FEWEST = 15, MOST = 30, FIRST_DAY = 16071, A_DAY = 27, LATE = 2, PARTS = 4, BLOCK = 16, SHINGLE = 8 };

struct pair {
    const char *source, *target;
};

struct text {
    uint32_t lines[MOST]; /* pairs */
    uint32_t count;
};

/* Texts out of one part after the other. */
struct walk {
    struct text *texts;
    uint32_t count, at, part;
    uint64_t random;
};

static struct pair *pairs;
static uint32_t pair_count;
static uint64_t *seen; /* hashes of runs of words, open addressing, 0 is free */
static uint32_t seen_slots, seen_count;
static uint32_t *text_begins, text_count; /* where the lines of each file begin */

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void *get_room(void *old, size_t count, size_t size)
{
    void *p = realloc(old, (count + 1) * size);
    if (!p) {
        fail("make-archive");
    }
    return p;
}

/* splitmix64 (Steele, Lea and Flood 2014). */
static uint32_t draw(uint64_t *state, uint32_t below)
{
    uint64_t x = *state += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)(((x ^ (x >> 31)) >> 32) * below >> 32);
}

static char *read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    size_t n = 0, room = 1 << 16;
    char *bytes = get_room(NULL, room, 1);
    if (!f) {
        fail(path);
    }
    for (size_t got; (got = fread(bytes + n, 1, room - n, f)) > 0;) {
        n += got;
        if (n == room) {
            room *= 2;
            bytes = get_room(bytes, room, 1);
        }
    }
    if (ferror(f)) {
        fail(path);
    }
    fclose(f);
    bytes[n] = '\0';
    return bytes;
}

static uint64_t *seen_slot(uint64_t *slots, uint32_t count, uint64_t hash)
{
    uint32_t i = (uint32_t)(hash >> 20) & (count - 1);
    while (slots[i] && slots[i] != hash) {
        i = (i + 1) & (count - 1);
    }
    return &slots[i];
}

/* Whether the hash was seen before; it is from now on. */
static bool see(uint64_t hash)
{
    if (seen_count >= seen_slots / 2) {
        uint32_t slots = seen_slots ? seen_slots * 2 : 1024;
        uint64_t *larger = get_room(NULL, slots, sizeof *larger);
        memset(larger, 0, slots * sizeof *larger);
        for (uint32_t i = 0; i < seen_slots; i++) {
            if (seen[i]) {
                *seen_slot(larger, slots, seen[i]) = seen[i];
            }
        }
        free(seen);
        seen = larger;
        seen_slots = slots;
    }
    uint64_t *slot = seen_slot(seen, seen_slots, hash ? hash : 1);
    bool known = *slot != 0;
    seen_count += !known;
    *slot = hash ? hash : 1;
    return known;
}

static bool is_letter(unsigned char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* Whether SHINGLE words in a row, or all of a shorter line, were seen before: FNV-1a of each word without its marks. */
static bool see_line(const char *line)
{
    uint64_t words[SHINGLE] = {0};
    uint32_t n = 0;
    bool known = false;
    while (*line) {
        uint64_t word = 14695981039346656037u;
        for (; *line && !is_letter((unsigned char)*line); line++) {
        }
        for (; is_letter((unsigned char)*line); line++) {
            unsigned char c = (unsigned char)*line;
            word = (word ^ (c < 0x80 ? c | 0x20 : c)) * 1099511628211u;
        }
        memmove(words, words + 1, (SHINGLE - 1) * sizeof *words);
        words[SHINGLE - 1] = word;
        uint64_t all = 0;
        for (int k = 0; k < SHINGLE; k++) {
            all = (all ^ words[k]) * 1099511628211u;
        }
        known = ((++n >= SHINGLE || !*line) && see(all)) || known;
    }
    return known;
}

/* A line of which a part was read before, on either side, makes no pair. The bytes stay as long as the program runs. */
static void read_pairs(const char *path)
{
    char *line = read_file(path);
    text_begins = get_room(text_begins, text_count + 1, sizeof *text_begins);
    text_begins[text_count++] = pair_count;
    for (char *next; *line; line = next) {
        char *tab = strchr(line, '\t'), *end = line + strcspn(line, "\n");
        next = *end ? end + 1 : end;
        *end = '\0';
        if (!tab || tab > end || tab == line || tab + 1 == end) {
            continue;
        }
        *tab = '\0';
        bool known = see_line(line);
        if (see_line(tab + 1) || known) {
            continue;
        }
        if ((pair_count & (pair_count + 1)) == 0) {
            pairs = get_room(pairs, 2 * (size_t)pair_count + 1, sizeof *pairs);
        }
        pairs[pair_count++] = (struct pair){line, tab + 1};
    }
    text_begins[text_count] = pair_count;
}

static void shuffle(uint32_t *at, uint32_t count, uint64_t *random)
{
    for (uint32_t i = count; i > 1; i--) {
        uint32_t k = draw(random, i), x = at[i - 1];
        at[i - 1] = at[k];
        at[k] = x;
    }
}

/* Where runs of a few lines begin: those of one file that are in the part at hand, in any order, and an end. */
static uint32_t list_runs(struct walk *w, uint32_t file, uint32_t *runs)
{
    uint32_t n = 0;
    for (uint32_t i = text_begins[file]; i < text_begins[file + 1]; i += 4) {
        if (i / BLOCK % PARTS == w->part) {
            runs[n++] = i;
        }
    }
    shuffle(runs, n, &w->random);
    return n;
}

static void make_texts(struct walk *w, uint32_t file, uint32_t *runs)
{
    uint32_t n = list_runs(w, file, runs), wanted = 0;
    struct text *t = NULL;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t end = runs[k] + 4 < text_begins[file + 1] ? runs[k] + 4 : text_begins[file + 1];
        for (uint32_t i = runs[k]; i < end; i++) {
            if (!t || t->count == wanted) {
                t = &w->texts[w->count++];
                t->count = 0;
                wanted = FEWEST + draw(&w->random, MOST - FEWEST + 1);
            }
            t->lines[t->count++] = i;
        }
    }
    w->count -= t && t->count < FEWEST; /* what is left over is too short */
}

static void lay_part(struct walk *w)
{
    uint32_t *runs = get_room(NULL, pair_count, sizeof *runs);
    w->at = w->count = 0;
    for (uint32_t f = 0; f < text_count; f++) {
        make_texts(w, f, runs);
    }
    free(runs);
    for (uint32_t i = w->count; i > 1; i--) {
        uint32_t k = draw(&w->random, i);
        struct text t = w->texts[i - 1];
        w->texts[i - 1] = w->texts[k];
        w->texts[k] = t;
    }
}

static void begin_walk(struct walk *w, uint64_t seed, uint32_t part)
{
    *w = (struct walk){.part = part, .random = seed};
    w->texts = get_room(NULL, pair_count / FEWEST + 2 * (size_t)text_count, sizeof *w->texts);
    lay_part(w);
}

static struct text next_text(struct walk *w)
{
    for (uint32_t tried = 0; w->at == w->count; tried++) {
        w->part = (w->part + 1) % PARTS;
        lay_part(w);
        if (tried > PARTS) {
            fputs("make-archive: too few pairs to make articles of\n", stderr);
            exit(1);
        }
    }
    return w->texts[w->at++];
}

static void put_text(FILE *to, const char *s)
{
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '"' || c == '\\') {
            fprintf(to, "\\%c", c);
        } else if (c >= ' ') {
            fputc(c, to);
        }
    }
}

static void put_article(FILE *to, const char *name, uint32_t number, uint32_t day, const struct text *t, bool target)
{
    time_t seconds = (time_t)day * 86400;
    struct tm *date = gmtime(&seconds);
    if (!date) {
        fail("make-archive");
    }
    fprintf(to, "{\"id\":\"%s-%06u\",\"date\":\"%04d-%02d-%02d\",\"text\":\"", name, number, date->tm_year + 1900,
            date->tm_mon + 1, date->tm_mday);
    for (uint32_t i = 0; i < t->count; i++) {
        put_text(to, target ? pairs[t->lines[i]].target : pairs[t->lines[i]].source);
        fputs(i + 1 < t->count ? "\\n\\n" : "\"}\n", to);
    }
}

static uint32_t day_of(uint32_t number)
{
    return FIRST_DAY + number / A_DAY;
}

/* Puts lines of a story over lines of an article, at places not taken yet. */
static void draw_on(const struct text *story, struct text *article, bool *taken, uint64_t *random)
{
    bool used[MOST] = {false};
    for (uint32_t n = 3 + draw(random, 8); n > 0; n--) {
        uint32_t from = draw(random, story->count), to = draw(random, article->count);
        while (used[from] || taken[to]) {
            from = draw(random, story->count);
            to = draw(random, article->count);
        }
        article->lines[to] = story->lines[from];
        used[from] = taken[to] = true;
        bool full = true;
        for (uint32_t k = 0; k < article->count; k++) {
            full = full && taken[k];
        }
        if (full) {
            return;
        }
    }
}

static FILE *open_in(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *to = fopen(path, "w");
    if (!to) {
        fail(path);
    }
    return to;
}

static struct text *make_stories(const char *folder, uint32_t size, uint64_t seed)
{
    struct text *at = get_room(NULL, size, sizeof *at);
    struct walk walk;
    FILE *to = open_in(folder, "target.jsonl");
    begin_walk(&walk, seed, 0);
    for (uint32_t i = 0; i < size; i++) {
        at[i] = next_text(&walk);
        put_article(to, "story", i, day_of(i), &at[i], true);
    }
    free(walk.texts);
    if (fclose(to) != 0) {
        fail(folder);
    }
    return at;
}

static void make_articles(const char *folder, uint32_t size, uint64_t seed, const struct text *stories)
{
    struct walk own;
    uint64_t random = seed + 2;
    FILE *to = open_in(folder, "source.jsonl"), *gold = open_in(folder, "gold.tsv");
    begin_walk(&own, seed + 1, PARTS / 2);
    for (uint32_t i = 0; i < size; i++) {
        struct text article = next_text(&own);
        bool taken[MOST] = {false};
        uint32_t drawn = draw(&random, 3) == 0 ? 1 + (draw(&random, 10) == 0) : 0, before = size;
        for (; drawn > 0; drawn--) {
            uint32_t story = i - draw(&random, i < A_DAY ? i + 1 : A_DAY);
            if (story != before) {
                draw_on(&stories[story], &article, taken, &random);
                fprintf(gold, "article-%06u\tstory-%06u\n", i, story);
            }
            before = story;
        }
        put_article(to, "article", i, day_of(i) + draw(&random, LATE), &article, false);
    }
    free(own.texts);
    if (fclose(to) != 0 || fclose(gold) != 0) {
        fail(folder);
    }
}

int main(int argc, char **argv)
{
    uint32_t size = argc > 4 ? (uint32_t)strtoul(argv[2], NULL, 10) : 0;
    if (size == 0) {
        fputs("usage: make-archive FOLDER SIZE SEED PAIRS.tsv...\n", stderr);
        return 2;
    }
    uint64_t seed = strtoull(argv[3], NULL, 10);
    for (int i = 4; i < argc; i++) {
        read_pairs(argv[i]);
    }
    struct text *stories = make_stories(argv[1], size, seed);
    make_articles(argv[1], size, seed, stories);
    free(stories);
    printf("%u articles and %u stories of %u pairs\n", size, size, pair_count);
    return 0;
}
