/* Searching a settled archive (archive.h).
 *
 * Each segment of the article is compared with each segment of the stories within the window that it shares a likely
 * translation with, by how surprising that is: with p(translation | word) and n segments of all N with the translation
 *     log(1 + p * N / n)
 * for each word, of all translations of a word the best, against what both segments hold besides (score_of). That is
 * the logarithm of the odds, true against chance, so that of all stories of the window, or none, each has a probability
 * to be where the segment comes from; a story's sum of them is how many of the article's segments it is expected to
 * explain, and that is what it is judged by.
 *
 * Cost: a probe for each likely translation of the article's words, a bisection of its list, and for each time the word
 * stands in the article the part of the list that lies in the window. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/archive.h"
#include "align/archive/archive-private.h"

static const float LIKELY = 0.03f; /* translations less likely than this are not looked for */
static const float NAME = 0.8f;    /* p(translation | word) of a name or number that is the same on both sides */

/* The logarithm of the odds that one segment is the translation of another, by what they share and hold. Learned from
 * texts that quote each other. */
static const struct {
    float constant, shared, source, target;
} ODDS = {4.0f, 0.75f, -0.16f, -0.12f};

static const double DRAWN = 0.1; /* of all segments come from a story in the window */

/* Of stories that are expected to explain so many segments half are the article's; it is few below, and nearly all
 * above. */
static const struct {
    double half, steepness;
} PRIOR = {1.6, 2.5};

/* Segments or places from .begin to .end - 1. */
struct stretch {
    uint32_t begin, end;
};

/* A translation of a word of the article: the postings within the window, and what it tells. */
struct reach {
    struct stretch postings[2];
    float weight;
};

struct align_finder {
    const struct align_archive *archive;
    struct stretch windows[2]; /* segments of the undated documents, and of those within the window; maybe empty */
    struct reach *reaches;
    uint32_t *reach_begin; /* of each type of the article, and one more */
    float *possible;       /* of each type: what its best translation tells, wherever it stands */
    size_t reach_count, reach_capacity, type_capacity;
    float *scores;     /* of each segment of the archive; 0 between searches */
    uint32_t *counted; /* of each: the turn in which the word at hand was counted for it */
    uint32_t *touched, touched_count, turn;
    float *expected; /* of each place: how many segments it explains; 0 between searches */
    uint32_t *places, place_count;
};

enum text_status align_finder_new(const struct align_archive *a, struct align_finder **out, struct text_error *err)
{
    if (!a->settled) {
        return text_fail(err, TEXT_MISUSE, "an archive is settled before it is searched");
    }
    struct align_finder *f = calloc(1, sizeof *f);
    if (f) {
        f->archive = a;
        f->scores = calloc(a->segments + 1u, sizeof *f->scores);
        f->counted = calloc(a->segments + 1u, sizeof *f->counted);
        f->touched = malloc((a->segments + 1u) * sizeof *f->touched);
        f->expected = calloc(a->documents + 1u, sizeof *f->expected);
        f->places = malloc((a->documents + 1u) * sizeof *f->places);
    }
    if (!f || !f->scores || !f->counted || !f->touched || !f->expected || !f->places) {
        align_finder_free(f);
        return text_fail_memory(err, "searching an archive");
    }
    *out = f;
    return TEXT_OK;
}

void align_finder_free(struct align_finder *f)
{
    if (f) {
        free(f->reaches);
        free(f->reach_begin);
        free(f->possible);
        free(f->scores);
        free(f->counted);
        free(f->touched);
        free(f->expected);
        free(f->places);
        free(f);
    }
}

/* The first place whose day is not before `day`. */
static uint32_t first_place(const struct align_archive *a, int64_t day)
{
    uint32_t low = a->undated, high = a->documents;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (a->days[middle] < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void set_windows(struct align_finder *f, struct align_days when)
{
    const struct align_archive *a = f->archive;
    struct stretch places = {a->undated, a->documents};
    if (when.day != ALIGN_NO_DAY && when.window != ALIGN_NO_WINDOW) {
        int64_t window = when.window > 0 ? when.window : 0;
        places.begin = first_place(a, when.day - window);
        places.end = first_place(a, when.day + window + 1);
    }
    f->windows[0] = (struct stretch){0, a->begins[a->undated]};
    f->windows[1] = (struct stretch){a->begins[places.begin], a->begins[places.end]};
}

/* The first of the postings from `low` to `high` that is not before a segment. */
static uint32_t first_posting(const uint32_t *postings, uint32_t low, uint32_t high, uint32_t segment)
{
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (postings[middle] < segment) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Looks a translation up; what it tells wherever it stands is what it may tell of the type. False when out of
 * memory. */
static bool add_reach(struct align_finder *f, uint32_t type, uint64_t key, float p)
{
    const struct align_archive *a = f->archive;
    const struct align_entry_list *l = align_archive_slot(a, key ? key : 2);
    if (!l->key || l->count == 0) {
        return true;
    }
    struct reach r = {.weight = logf(1 + p * (float)a->segments / (float)l->count)};
    f->possible[type] = r.weight > f->possible[type] ? r.weight : f->possible[type];
    uint32_t end = l->begin + l->count, found = 0;
    for (int w = 0; w < 2; w++) {
        const struct stretch *window = &f->windows[w];
        if (window->begin < window->end) {
            r.postings[w].begin = first_posting(a->postings, l->begin, end, window->begin);
            r.postings[w].end = first_posting(a->postings, r.postings[w].begin, end, window->end);
            found += r.postings[w].end - r.postings[w].begin;
        }
    }
    if (f->reach_count == f->reach_capacity) {
        size_t capacity = f->reach_capacity ? f->reach_capacity * 2 : 1024;
        struct reach *reaches = realloc(f->reaches, capacity * sizeof *reaches);
        if (!reaches) {
            return false;
        }
        f->reaches = reaches;
        f->reach_capacity = capacity;
    }
    if (found && r.weight > 0) {
        f->reaches[f->reach_count++] = r;
    }
    return true;
}

static int compare_reaches(const void *a, const void *b)
{
    const struct reach *x = a, *y = b;
    return (x->weight < y->weight) - (x->weight > y->weight);
}

/* All translations of a type, those that tell most first. */
static bool reach_type(struct align_finder *f, const struct align_text *text, uint32_t i)
{
    const struct align_type *type = &text->types[i];
    bool ok = true, number = type->word->key & 1;
    f->reach_begin[i] = (uint32_t)f->reach_count;
    f->possible[i] = 0;
    for (uint32_t k = 0; k < type->word->count && ok; k++) {
        ok = type->word->at[k].p < LIKELY || add_reach(f, i, type->word->at[k].key, type->word->at[k].p);
    }
    bool foreign = !number && align_type_is_foreign(type);
    uint64_t beginning = foreign ? align_type_beginning(type) : 0;
    ok = ok && (!(foreign || number) || add_reach(f, i, type->word->key, NAME));
    ok = ok && (!beginning || add_reach(f, i, beginning, NAME / 2));
    size_t n = f->reach_count - f->reach_begin[i];
    if (n > 1) {
        qsort(f->reaches + f->reach_begin[i], n, sizeof *f->reaches, compare_reaches);
    }
    f->reach_begin[i + 1] = (uint32_t)f->reach_count;
    return ok;
}

static bool reach_types(struct align_finder *f, const struct align_text *text)
{
    if (text->type_count >= f->type_capacity) {
        size_t capacity = text->type_count * (size_t)2 + 2;
        uint32_t *begin = realloc(f->reach_begin, capacity * sizeof *begin);
        f->reach_begin = begin ? begin : f->reach_begin;
        float *possible = begin ? realloc(f->possible, capacity * sizeof *possible) : NULL;
        if (!possible) {
            return false;
        }
        f->possible = possible;
        f->type_capacity = capacity - 1;
    }
    f->reach_count = 0;
    bool ok = true;
    for (uint32_t i = 0; i < text->type_count && ok; i++) {
        ok = reach_type(f, text, i);
    }
    return ok;
}

/* Adds what a word tells of each segment that has a translation of it. */
static void add_word(struct align_finder *f, uint32_t type)
{
    const uint32_t *postings = f->archive->postings;
    f->turn++;
    for (uint32_t k = f->reach_begin[type]; k < f->reach_begin[type + 1]; k++) {
        const struct reach *r = &f->reaches[k];
        for (int w = 0; w < 2; w++) {
            for (uint32_t i = r->postings[w].begin; i < r->postings[w].end; i++) {
                uint32_t segment = postings[i];
                if (f->counted[segment] != f->turn) {
                    f->counted[segment] = f->turn;
                    f->touched[f->touched_count] = segment;
                    f->touched_count += f->scores[segment] == 0;
                    f->scores[segment] += r->weight;
                }
            }
        }
    }
}

static float score_of(const struct align_finder *f, uint32_t segment, float possible)
{
    return ODDS.constant + ODDS.shared * f->scores[segment] + ODDS.source * possible +
           ODDS.target * (float)f->archive->masses[segment] / 16;
}

/* Shares a segment of the article out among the stories and none. */
static void share_out(struct align_finder *f, float possible)
{
    enum { MOST_SCORE = 60 };
    uint32_t all = f->windows[0].end - f->windows[0].begin + f->windows[1].end - f->windows[1].begin;
    double each = DRAWN / all, sum = 1 - DRAWN;
    uint32_t kept = 0;
    for (uint32_t k = 0; k < f->touched_count; k++) {
        uint32_t segment = f->touched[k];
        float score = score_of(f, segment, possible);
        f->scores[segment] = 0;
        if (score > 0) {
            f->touched[kept++] = segment;
            f->scores[segment] = expf(score < MOST_SCORE ? score : MOST_SCORE);
            sum += each * (double)f->scores[segment];
        }
    }
    for (uint32_t k = 0; k < kept; k++) {
        uint32_t place = f->archive->place_of[f->touched[k]];
        float *expected = &f->expected[place];
        f->places[f->place_count] = place;
        f->place_count += *expected == 0;
        *expected += (float)(each * (double)f->scores[f->touched[k]] / sum);
        f->scores[f->touched[k]] = 0;
    }
    f->touched_count = 0;
}

static void compare_segment(struct align_finder *f, const struct align_unit *unit)
{
    float possible = 0;
    for (uint32_t i = 0; i < unit->count; i++) {
        bool again = false;
        for (uint32_t k = 0; k < i && !again; k++) {
            again = unit->words[k] == unit->words[i];
        }
        if (!again && f->possible[unit->words[i]] > 0) {
            possible += f->possible[unit->words[i]];
            add_word(f, unit->words[i]);
        }
    }
    share_out(f, possible);
}

static double prior_of(const struct align_finder *f, uint32_t place)
{
    double ratio = pow((double)f->expected[place] / PRIOR.half, PRIOR.steepness);
    return ratio / (1 + ratio);
}

/* Puts a candidate in its place among the best so far, which are at most `most`; returns how many there are. */
static size_t insert(struct align_candidate *at, size_t n, size_t most, struct align_candidate c)
{
    size_t k = n;
    while (k > 0 && (at[k - 1].prior < c.prior || (at[k - 1].prior == c.prior && at[k - 1].number > c.number))) {
        k--;
    }
    if (k == most) {
        return n;
    }
    memmove(at + k + 1, at + k, ((n < most ? n : most - 1) - k) * sizeof *at);
    at[k] = c;
    return n < most ? n + 1 : most;
}

enum text_status align_finder_find(struct align_finder *f, const struct align_text *text, struct align_days when,
                                   size_t most, struct text_arena *arena, struct align_candidates *out,
                                   struct text_error *err)
{
    struct align_candidate *best = text_arena_alloc(arena, most, sizeof *best);
    size_t n = 0;
    set_windows(f, when);
    if (!best || !reach_types(f, text)) {
        return text_fail_memory(err, "looking for an article's story");
    }
    for (size_t s = 0; s < text->document->count; s++) {
        if (text->document->segments[s].kind != TEXT_FURNITURE) {
            compare_segment(f, &text->segments[s]);
        }
    }
    for (uint32_t k = 0; k < f->place_count; k++) {
        uint32_t place = f->places[k];
        struct align_candidate c = {f->archive->numbers[place], prior_of(f, place)};
        f->expected[place] = 0;
        n = c.prior >= ALIGN_LEAST_PRIOR ? insert(best, n, most, c) : n;
    }
    f->place_count = 0;
    *out = (struct align_candidates){best, n};
    return TEXT_OK;
}
