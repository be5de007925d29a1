/* See archive.h. Here: filing documents, and settling; what is searched for is in find.c.
 *
 * Words are known by their keys (align-private.h), so that nothing of a document needs to be kept but which of them
 * stood in which segment. While documents come, in any order, each segment is a list of numbers, about two bytes a
 * word; settled, each word is a list of the segments it stands in, four bytes each, in the order of their documents'
 * days, so that a window is a stretch of each list. Words that stand nearly everywhere tell nothing and get no list. */
#include "align/archive.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/archive/archive-private.h"

enum { BEGINNING = 4 };

static const float WEAK = 0.15f;  /* a word with no likelier translation may be a name, the same on both sides */
static const float USUAL = 0.004f;  /* words that make up more of the language are not filed */
static const double COMMON = 0.02; /* of the segments; words in more get no list */
static const double FEW = 16;      /* segments */

enum text_status align_archive_new(const struct align_model *model, struct align_archive **out, struct text_error *err)
{
    struct align_archive *a = calloc(1, sizeof *a);
    if (a) {
        a->model = model;
        a->slots = 1024;
        a->lists = calloc(a->slots, sizeof *a->lists);
    }
    if (!a || !a->lists) {
        align_archive_free(a);
        return text_fail_memory(err, "an archive's index");
    }
    *out = a;
    return TEXT_OK;
}

void align_archive_free(struct align_archive *a)
{
    if (a) {
        free(a->lists);
        free(a->days);
        free(a->bytes);
        free(a->numbers);
        free(a->begins);
        free(a->place_of);
        free(a->masses);
        free(a->postings);
        free(a);
    }
}

struct align_entry_list *align_archive_slot(const struct align_archive *a, uint64_t key)
{
    uint32_t mask = a->slots - 1, i = (uint32_t)(key >> 1) & mask;
    while (a->lists[i].key && a->lists[i].key != key) {
        i = (i + 1) & mask;
    }
    return &a->lists[i];
}

bool align_type_is_foreign(const struct align_type *type)
{
    for (uint32_t k = 0; k < type->word->count; k++) {
        if (type->word->at[k].p >= WEAK) {
            return false;
        }
    }
    return !type->number;
}

uint64_t align_type_beginning(const struct align_type *type)
{
    char bytes[BEGINNING + 1] = {0}; /* the byte more keeps such keys apart from those of words */
    size_t n = align_skeleton(type->form, bytes, BEGINNING);
    return n < BEGINNING ? 0 : text_hash((struct text_span){bytes, sizeof bytes}) & ~(uint64_t)1;
}

static bool grow_lists(struct align_archive *a)
{
    struct align_archive larger = *a;
    if (a->taken < a->slots / 3 * 2) {
        return true;
    }
    larger.slots = a->slots * 2;
    larger.lists = a->slots <= UINT32_MAX / 4 ? calloc(larger.slots, sizeof *larger.lists) : NULL;
    if (!larger.lists) {
        return false;
    }
    for (uint32_t i = 0; i < a->slots; i++) {
        if (a->lists[i].key) {
            *align_archive_slot(&larger, a->lists[i].key) = a->lists[i];
        }
    }
    free(a->lists);
    *a = larger;
    return true;
}

/* The number of the entry with that key, a new one if need be; TEXT_NONE when out of memory. */
static uint32_t number_of(struct align_archive *a, uint64_t key)
{
    key = key ? key : 2;
    struct align_entry_list *l = align_archive_slot(a, key);
    if (!l->key) {
        if (!grow_lists(a)) {
            return TEXT_NONE;
        }
        l = align_archive_slot(a, key);
        *l = (struct align_entry_list){key, a->taken++, 0};
    }
    return l->begin;
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* The entries of a type: its word, and how it begins when it may be a name; TEXT_NONE for none. */
struct entries {
    uint32_t at[2];
};

static bool is_usual(const struct align_type *type)
{
    return type->word->rate > USUAL && !type->number;
}

static struct entries *number_types(struct align_archive *a, const struct align_text *text)
{
    struct entries *of = malloc((text->type_count + 1u) * sizeof *of);
    for (uint32_t i = 0; of && i < text->type_count; i++) {
        const struct align_type *type = &text->types[i];
        uint64_t beginning = align_type_is_foreign(type) ? align_type_beginning(type) : 0;
        of[i] = (struct entries){{TEXT_NONE, TEXT_NONE}};
        if (is_usual(type)) {
            continue;
        }
        of[i].at[0] = number_of(a, type->word->key);
        of[i].at[1] = beginning ? number_of(a, beginning) : TEXT_NONE;
        if (of[i].at[0] == TEXT_NONE || (beginning && of[i].at[1] == TEXT_NONE)) {
            free(of);
            return NULL;
        }
    }
    return of;
}

/* The different entries of a segment, rising; `to` has room for two each word. */
static size_t list_entries(const struct align_unit *unit, const struct entries *of, uint32_t *to)
{
    size_t n = 0, kept = 0;
    for (uint32_t i = 0; i < unit->count; i++) {
        for (int k = 0; k < 2; k++) {
            uint32_t entry = of[unit->words[i]].at[k];
            to[n] = entry;
            n += entry != TEXT_NONE;
        }
    }
    qsort(to, n, sizeof *to, compare_numbers);
    for (size_t k = 0; k < n; k++) {
        if (kept == 0 || to[k] != to[kept - 1]) {
            to[kept++] = to[k];
        }
    }
    return kept;
}

enum { MOST_BYTES = 5 }; /* of a number */

/* Room for one document more. */
static bool make_room(struct align_archive *a, const struct align_text *text)
{
    size_t need = a->byte_count + (1 + text->document->count + 2 * (size_t)text->tokens) * MOST_BYTES;
    if (need > a->byte_capacity) {
        size_t capacity = need + need / 2;
        unsigned char *bytes = realloc(a->bytes, capacity);
        if (!bytes) {
            return false;
        }
        a->bytes = bytes;
        a->byte_capacity = capacity;
    }
    if (a->documents == a->capacity) {
        uint32_t capacity = a->capacity ? a->capacity * 2 : 256;
        int32_t *days = realloc(a->days, capacity * sizeof *days);
        if (!days) {
            return false;
        }
        a->days = days;
        a->capacity = capacity;
    }
    return true;
}

static void put(struct align_archive *a, uint32_t n)
{
    for (; n >= 0x80; n >>= 7) {
        a->bytes[a->byte_count++] = (unsigned char)(n | 0x80);
    }
    a->bytes[a->byte_count++] = (unsigned char)n;
}

static uint32_t take(const unsigned char **p)
{
    uint32_t n = 0;
    for (int shift = 0;; shift += 7) {
        n |= (uint32_t)(**p & 0x7F) << shift;
        if (!(*(*p)++ & 0x80)) {
            return n;
        }
    }
}

enum text_status align_archive_add(struct align_archive *a, const struct align_text *text, int32_t day,
                                   struct text_error *err)
{
    if (a->settled) {
        return text_fail(err, TEXT_MISUSE, "a settled archive takes no more stories");
    }
    bool room = a->documents < TEXT_NONE - 1 && text->document->count < TEXT_NONE - 1 - a->segments;
    struct entries *of = room && make_room(a, text) ? number_types(a, text) : NULL;
    uint32_t *entries = of ? malloc((2 * (size_t)text->tokens + 1) * sizeof *entries) : NULL;
    if (!entries) {
        free(of);
        return text_fail_memory(err, "an archive's index");
    }
    put(a, (uint32_t)text->document->count);
    for (size_t s = 0; s < text->document->count; s++) {
        bool counts = text->document->segments[s].kind != TEXT_FURNITURE;
        size_t count = counts ? list_entries(&text->segments[s], of, entries) : 0;
        put(a, (uint32_t)count);
        for (size_t k = 0; k < count; k++) {
            put(a, entries[k] - (k ? entries[k - 1] : 0));
        }
    }
    free(entries);
    free(of);
    a->segments += (uint32_t)text->document->count;
    a->days[a->documents++] = day;
    return TEXT_OK;
}

struct document {
    const unsigned char *bytes;
    uint32_t number;
    int32_t day;
};

struct settling {
    struct align_archive *archive;
    uint32_t *end;           /* of each entry: how many segments have it, then where its next posting goes */
    float *weights;          /* of each entry: what it tells to stand in one segment and another */
    struct document *by_day; /* in the order of their days */
    struct align_archive made; /* what it will have */
};

static int compare_days(const void *a, const void *b)
{
    const struct document *x = a, *y = b;
    if (x->day != y->day) {
        return x->day > y->day ? 1 : -1;
    }
    return (x->number > y->number) - (x->number < y->number);
}

/* Puts the documents in order and counts in how many segments each entry is. ALIGN_NO_DAY is less than any day. */
static void order_documents(struct settling *s)
{
    const struct align_archive *a = s->archive;
    const unsigned char *p = a->bytes;
    for (uint32_t d = 0; d < a->documents; d++) {
        s->by_day[d] = (struct document){p, d, a->days[d]};
        for (uint32_t segments = take(&p); segments > 0; segments--) {
            uint32_t entry = 0;
            for (uint32_t count = take(&p); count > 0; count--) {
                entry += take(&p);
                s->end[entry]++;
            }
        }
    }
    qsort(s->by_day, a->documents, sizeof *s->by_day, compare_days);
    for (uint32_t place = 0; place < a->documents; place++) {
        s->made.numbers[place] = s->by_day[place].number;
        s->made.days[place] = s->by_day[place].day;
        s->made.undated += s->by_day[place].day == ALIGN_NO_DAY;
    }
}

/* How many postings there will be; common words get none. */
static uint64_t count_postings(struct settling *s)
{
    uint64_t total = 0;
    for (uint32_t entry = 0; entry < s->archive->taken; entry++) {
        uint32_t *count = &s->end[entry];
        *count = *count <= COMMON * s->archive->segments + FEW ? *count : 0;
        s->weights[entry] = *count ? logf(1 + (float)s->archive->segments / (float)*count) : 0;
        total += *count;
    }
    return total;
}

/* Gives each entry its stretch of the postings. From here on the entries have no numbers any more. */
static void lay_out(struct settling *s)
{
    uint32_t total = 0;
    for (uint32_t i = 0; i < s->archive->slots; i++) {
        struct align_entry_list *l = &s->archive->lists[i];
        if (l->key) {
            uint32_t entry = l->begin;
            l->begin = total;
            l->count = s->end[entry];
            s->end[entry] = l->begin;
            total += l->count;
        }
    }
}

static void fill(struct settling *s)
{
    uint32_t segment = 0;
    for (uint32_t place = 0; place < s->archive->documents; place++) {
        const unsigned char *p = s->by_day[place].bytes;
        s->made.begins[place] = segment;
        for (uint32_t segments = take(&p); segments > 0; segments--) {
            float mass = 0;
            uint32_t entry = 0;
            for (uint32_t count = take(&p); count > 0; count--) {
                entry += take(&p);
                mass += s->weights[entry];
                if (s->weights[entry] > 0) {
                    s->made.postings[s->end[entry]++] = segment;
                }
            }
            s->made.masses[segment] = (uint16_t)(mass < 4095 ? mass * 16 : 65535);
            s->made.place_of[segment++] = place;
        }
    }
    s->made.begins[s->archive->documents] = segment;
}

static bool make_tables(struct settling *s)
{
    const struct align_archive *a = s->archive;
    s->end = calloc(a->taken + 1u, sizeof *s->end);
    s->weights = calloc(a->taken + 1u, sizeof *s->weights);
    s->by_day = malloc((a->documents + 1u) * sizeof *s->by_day);
    s->made.days = malloc((a->documents + 1u) * sizeof *s->made.days);
    s->made.numbers = malloc((a->documents + 1u) * sizeof *s->made.numbers);
    s->made.begins = malloc((a->documents + 1u) * sizeof *s->made.begins);
    s->made.place_of = malloc((a->segments + 1u) * sizeof *s->made.place_of);
    s->made.masses = malloc((a->segments + 1u) * sizeof *s->made.masses);
    return s->end && s->weights && s->by_day && s->made.days && s->made.numbers && s->made.begins &&
           s->made.place_of && s->made.masses;
}

enum text_status align_archive_settle(struct align_archive *a, struct text_error *err)
{
    struct settling s = {.archive = a};
    if (a->settled) {
        return TEXT_OK;
    }
    if (make_tables(&s)) {
        order_documents(&s);
        uint64_t total = count_postings(&s);
        s.made.postings = total < TEXT_NONE ? malloc((total + 1) * sizeof *s.made.postings) : NULL;
    }
    struct align_archive waste = s.made; /* unless all goes well */
    if (s.made.postings) {
        lay_out(&s);
        fill(&s);
        waste = (struct align_archive){.days = a->days, .bytes = a->bytes};
        a->bytes = NULL;
        a->days = s.made.days;
        a->numbers = s.made.numbers;
        a->begins = s.made.begins;
        a->place_of = s.made.place_of;
        a->masses = s.made.masses;
        a->postings = s.made.postings;
        a->undated = s.made.undated;
        a->settled = true;
    }
    free(waste.days);
    free(waste.bytes);
    free(waste.numbers);
    free(waste.begins);
    free(waste.place_of);
    free(waste.masses);
    free(s.end);
    free(s.weights);
    free(s.by_day);
    return a->settled ? TEXT_OK : text_fail_memory(err, "an archive's index");
}
