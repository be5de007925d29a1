/* See near.h. A word is a run of letters, digits and bytes beyond ASCII, its ASCII letters made small: that needs no
 * tables, and what matters is only that equal texts have equal words. */
#include "align/near.h"

#include <stdlib.h>
#include <string.h>

enum {
    SHINGLE = 4, /* words */
    FEWEST = 16, /* shingles */
    ROWS = 3,
    BANDS = 32,
    SAMPLES = ROWS * BANDS,
    NUMBERS = 16,
    COMPARED = 32 /* documents, for each band */
};

static const uint64_t EMPTY = UINT64_MAX;

struct sketch {
    uint64_t whole;            /* hash of all words in order */
    uint16_t samples[SAMPLES]; /* of the least hash in each of so many equal parts of all hashes */
    uint32_t numbers[NUMBERS]; /* the least hashes of different numbers, rising */
    uint32_t number;           /* that the caller gave it */
    uint16_t shingles;         /* at most FEWEST are counted */
    uint16_t number_count;     /* how many of .numbers there are */
};

struct align_near {
    struct sketch *at;
    uint32_t count, capacity;
    uint32_t *slots; /* open addressing by band: a document's place + 1; 0 is free */
    uint32_t slot_count;
    uint32_t *seen; /* of each document, when it was compared last */
    uint32_t turn;
};

enum text_status align_near_new(struct align_near **out, struct text_error *err)
{
    struct align_near *n = calloc(1, sizeof *n);
    if (n) {
        n->slot_count = 1024;
        n->slots = calloc(n->slot_count, sizeof *n->slots);
    }
    if (!n || !n->slots) {
        align_near_free(n);
        return text_fail_memory(err, "the table of near-duplicates");
    }
    *out = n;
    return TEXT_OK;
}

void align_near_free(struct align_near *n)
{
    if (n) {
        free(n->at);
        free(n->slots);
        free(n->seen);
        free(n);
    }
}

/* The finishing step of splitmix64 (Steele, Lea and Flood 2014): every bit of x bears on every bit of the result. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

/* While a text is read. */
struct reading {
    struct sketch sketch;
    uint64_t least[SAMPLES];
    uint64_t words[SHINGLE]; /* the latest ones, in a ring */
    size_t word_count;
};

static void add_number(struct sketch *s, uint32_t hash)
{
    size_t k = s->number_count;
    while (k > 0 && s->numbers[k - 1] > hash) {
        k--;
    }
    if (k == NUMBERS || (k > 0 && s->numbers[k - 1] == hash)) {
        return;
    }
    size_t moved = (s->number_count < NUMBERS ? s->number_count : NUMBERS - 1u) - k;
    memmove(s->numbers + k + 1, s->numbers + k, moved * sizeof *s->numbers);
    s->numbers[k] = hash;
    s->number_count = (uint16_t)(s->number_count < NUMBERS ? s->number_count + 1 : NUMBERS);
}

static void add_word(struct reading *r, uint64_t word, bool number)
{
    r->words[r->word_count++ % SHINGLE] = word;
    r->sketch.whole = mix(r->sketch.whole ^ word) + 1;
    if (number) {
        add_number(&r->sketch, (uint32_t)(mix(word) >> 32));
    }
    if (r->word_count < SHINGLE) {
        return;
    }
    uint64_t shingle = 0;
    for (size_t k = 0; k < SHINGLE; k++) {
        shingle = mix(shingle ^ r->words[(r->word_count + k) % SHINGLE]);
    }
    r->sketch.shingles = (uint16_t)(r->sketch.shingles < FEWEST ? r->sketch.shingles + 1 : FEWEST);
    uint64_t *least = &r->least[(shingle >> 32) * SAMPLES >> 32];
    *least = shingle < *least ? shingle : *least;
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static bool is_wordly(unsigned char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

static void read_words(struct reading *r, struct text_span text)
{
    for (size_t i = 0; i < text.n;) {
        uint64_t word = 0xCBF29CE484222325u; /* FNV-1a, then mixed */
        bool number = false;
        size_t begin = i;
        for (; i < text.n && is_wordly((unsigned char)text.p[i]); i++) {
            unsigned char c = (unsigned char)text.p[i];
            number = number || is_digit(c);
            word = (word ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 0x100000001B3u;
        }
        if (i > begin) {
            add_word(r, mix(word), number);
        }
        i += i == begin;
    }
}

/* A part of all hashes in which the text has none takes the sample of the next one that has (Shrivastava and Li 2014,
 * "Densifying One Permutation Hashing"), changed by how far away that is. */
static void fill_samples(struct reading *r)
{
    for (size_t k = 0; k < SAMPLES; k++) {
        size_t away = 0;
        while (away < SAMPLES && r->least[(k + away) % SAMPLES] == EMPTY) {
            away++;
        }
        r->sketch.samples[k] = (uint16_t)mix(r->least[(k + away) % SAMPLES] + away);
    }
}

static struct sketch sketch_of(struct text_span text, uint32_t number)
{
    struct reading r = {.sketch = {.number = number}};
    for (size_t k = 0; k < SAMPLES; k++) {
        r.least[k] = EMPTY;
    }
    read_words(&r, text);
    fill_samples(&r);
    return r.sketch;
}

/* Of the numbers that would be among the least of both texts if both had them, how many both have. */
static bool have_like_numbers(const struct sketch *a, const struct sketch *b)
{
    size_t i = 0, j = 0, both = 0;
    bool open[2] = {a->number_count < NUMBERS, b->number_count < NUMBERS};
    while ((i < a->number_count || open[0]) && (j < b->number_count || open[1]) &&
           (i < a->number_count || j < b->number_count)) {
        bool first = j == b->number_count || (i < a->number_count && a->numbers[i] <= b->numbers[j]);
        bool second = i == a->number_count || (j < b->number_count && b->numbers[j] <= a->numbers[i]);
        both += first && second;
        i += first;
        j += second;
    }
    return (double)both >= ALIGN_NEAR_NUMBERS * (double)(i < j ? i : j);
}

static bool is_near(const struct sketch *a, const struct sketch *b)
{
    size_t equal = 0;
    if (a->whole == b->whole) {
        return true;
    }
    for (size_t k = 0; k < SAMPLES; k++) {
        equal += a->samples[k] == b->samples[k];
    }
    return a->shingles == FEWEST && b->shingles == FEWEST && (double)equal >= ALIGN_NEAR_SHINGLES * SAMPLES &&
           have_like_numbers(a, b);
}

/* Texts of few words have one band, all of them. */
static size_t bands_of(const struct sketch *s)
{
    return s->shingles < FEWEST ? 1 : BANDS;
}

static uint64_t band_key(const struct sketch *s, size_t band)
{
    if (s->shingles < FEWEST) {
        return mix(s->whole);
    }
    uint64_t key = band + 1;
    for (size_t k = 0; k < ROWS; k++) {
        key = (key << 16) | s->samples[band * ROWS + k];
    }
    return mix(key);
}

static bool has_band(const struct sketch *s, size_t bands, const struct sketch *like, size_t band)
{
    return bands_of(s) == bands && band_key(s, band) == band_key(like, band);
}

/* The slot in which a document with that band goes, or TEXT_NONE when enough have it. Those that have it are noted in
 * *of if they are nearly the same and earlier. */
static uint32_t look_up(struct align_near *n, const struct sketch *s, size_t band, uint32_t *of)
{
    uint32_t mask = n->slot_count - 1, i = (uint32_t)band_key(s, band) & mask, compared = 0;
    for (; n->slots[i]; i = (i + 1) & mask) {
        uint32_t place = n->slots[i] - 1;
        if (!has_band(&n->at[place], bands_of(s), s, band)) {
            continue;
        }
        if (++compared > COMPARED) {
            return TEXT_NONE;
        }
        if (n->seen[place] != n->turn && place < *of) {
            n->seen[place] = n->turn;
            *of = is_near(&n->at[place], s) ? place : *of;
        }
    }
    return i;
}

static void insert(struct align_near *n, uint32_t place)
{
    for (size_t band = 0; band < bands_of(&n->at[place]); band++) {
        uint32_t none = 0, slot = look_up(n, &n->at[place], band, &none);
        if (slot != TEXT_NONE) {
            n->slots[slot] = place + 1;
        }
    }
}

/* Room for one more document: at most three slots of four are taken. */
static bool make_room(struct align_near *n)
{
    if (n->count == n->capacity) {
        uint32_t capacity = n->capacity ? n->capacity + n->capacity / 2 : 64;
        struct sketch *at = realloc(n->at, capacity * sizeof *at);
        n->at = at ? at : n->at;
        uint32_t *seen = at ? realloc(n->seen, capacity * sizeof *seen) : NULL;
        if (!seen) {
            return false;
        }
        n->seen = seen;
        n->capacity = capacity;
    }
    if ((uint64_t)(n->count + 1) * BANDS <= (uint64_t)n->slot_count / 4 * 3) {
        return true;
    }
    uint32_t *slots = n->slot_count <= UINT32_MAX / 4 ? calloc((size_t)n->slot_count * 2, sizeof *slots) : NULL;
    if (!slots) {
        return false;
    }
    free(n->slots);
    n->slots = slots;
    n->slot_count *= 2;
    for (uint32_t place = 0; place < n->count; place++) {
        insert(n, place);
    }
    return true;
}

enum text_status align_near_add(struct align_near *n, struct text_span text, uint32_t number, uint32_t *of,
                                struct text_error *err)
{
    struct sketch s = sketch_of(text, number);
    uint32_t place = TEXT_NONE;
    n->turn++;
    for (size_t band = 0; band < bands_of(&s); band++) {
        look_up(n, &s, band, &place);
    }
    if (place != TEXT_NONE) {
        *of = n->at[place].number;
        return TEXT_OK;
    }
    if (!make_room(n)) {
        return text_fail_memory(err, "the table of near-duplicates");
    }
    n->at[n->count] = s;
    n->seen[n->count] = n->turn;
    n->count++;
    insert(n, n->count - 1);
    *of = TEXT_NONE;
    return TEXT_OK;
}
