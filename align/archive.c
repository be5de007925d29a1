/* See archive.h. Words are known by their keys (align-private.h), so that nothing of a document needs to be kept but
 * which of them stood in it. A source word looks for its translations and weighs by how rare they are:
 *     p(translation | word) * log(documents / documents with the translation),
 * of all translations of a word that stand in the same document the best counts once. Scores are divided by the square
 * root of the story's number of words, so that long stories do not win by length.
 */
#include "align/archive.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/align-private.h"

enum { BEGINNING = 4 };

static const float WEAK = 0.15f;  /* a word with no likelier translation may be a name, the same on both sides */
static const float NAME = 0.8f;   /* p(translation | word) of a name that is the same on both sides */
static const double COMMON = 0.3; /* translations that stand in a larger share of the documents tell nothing */

struct posting_list {
    uint32_t *documents; /* rising */
    uint32_t count, capacity;
};

struct align_archive {
    const struct align_model *model;
    uint64_t *keys; /* open addressing; 0 is free, and no key is */
    uint32_t *lists_of;
    uint32_t slots, key_count;
    struct posting_list *lists;
    uint32_t list_capacity;
    float *lengths; /* of each document */
    int32_t *days;
    uint32_t documents, document_capacity;
    bool settled;
};

struct align_finder {
    const struct align_archive *archive;
    struct align_days when;
    float *scores, *best; /* of each document: in all, and of the word at hand; 0 between searches */
    uint32_t *touched, *all;
    uint32_t touched_count, all_count;
    struct align_candidate *found;
};

enum text_status align_archive_new(const struct align_model *model, struct align_archive **out, struct text_error *err)
{
    struct align_archive *a = calloc(1, sizeof *a);
    if (a) {
        a->model = model;
        a->slots = 1024;
        a->keys = calloc(a->slots, sizeof *a->keys);
        a->lists_of = calloc(a->slots, sizeof *a->lists_of);
    }
    if (!a || !a->keys || !a->lists_of) {
        align_archive_free(a);
        return text_fail_memory(err, "an archive's index");
    }
    *out = a;
    return TEXT_OK;
}

void align_archive_free(struct align_archive *a)
{
    if (a) {
        for (uint32_t i = 0; i < a->key_count; i++) {
            free(a->lists[i].documents);
        }
        free(a->keys);
        free(a->lists_of);
        free(a->lists);
        free(a->lengths);
        free(a->days);
        free(a);
    }
}

static uint32_t slot_of(const struct align_archive *a, uint64_t key)
{
    uint32_t mask = a->slots - 1, i = (uint32_t)(key >> 1) & mask;
    while (a->keys[i] && a->keys[i] != key) {
        i = (i + 1) & mask;
    }
    return i;
}

static bool grow_slots(struct align_archive *a)
{
    struct align_archive larger = *a;
    if (a->slots > UINT32_MAX / 4) {
        return false;
    }
    larger.slots = a->slots * 2;
    larger.keys = calloc(larger.slots, sizeof *larger.keys);
    larger.lists_of = calloc(larger.slots, sizeof *larger.lists_of);
    if (!larger.keys || !larger.lists_of) {
        free(larger.keys);
        free(larger.lists_of);
        return false;
    }
    for (uint32_t i = 0; i < a->slots; i++) {
        if (a->keys[i]) {
            uint32_t slot = slot_of(&larger, a->keys[i]);
            larger.keys[slot] = a->keys[i];
            larger.lists_of[slot] = a->lists_of[i];
        }
    }
    free(a->keys);
    free(a->lists_of);
    *a = larger;
    return true;
}

static struct posting_list *list_for(struct align_archive *a, uint64_t key)
{
    uint32_t slot = slot_of(a, key);
    if (a->keys[slot]) {
        return &a->lists[a->lists_of[slot]];
    }
    if (a->key_count == a->list_capacity) {
        uint32_t capacity = a->list_capacity ? a->list_capacity * 2 : 1024;
        struct posting_list *lists = realloc(a->lists, capacity * sizeof *lists);
        if (!lists) {
            return NULL;
        }
        a->lists = lists;
        a->list_capacity = capacity;
    }
    if (a->key_count >= a->slots / 3 * 2) {
        if (!grow_slots(a)) {
            return NULL;
        }
        slot = slot_of(a, key);
    }
    a->keys[slot] = key;
    a->lists_of[slot] = a->key_count;
    a->lists[a->key_count] = (struct posting_list){0};
    return &a->lists[a->key_count++];
}

static bool add_posting(struct align_archive *a, uint64_t key)
{
    struct posting_list *l = list_for(a, key ? key : 2);
    if (!l) {
        return false;
    }
    if (l->count && l->documents[l->count - 1] == a->documents) {
        return true;
    }
    if (l->count == l->capacity) {
        uint32_t capacity = l->capacity ? l->capacity * 2 : 2;
        uint32_t *documents = realloc(l->documents, capacity * sizeof *documents);
        if (!documents) {
            return false;
        }
        l->documents = documents;
        l->capacity = capacity;
    }
    l->documents[l->count++] = a->documents;
    return true;
}

/* Cognates are looked for by how they begin; the mark keeps such keys apart from those of words. */
static uint64_t beginning_key(struct text_span form)
{
    char bytes[BEGINNING + 1] = {0};
    size_t n = align_skeleton(form, bytes, BEGINNING);
    return n < BEGINNING ? 0 : text_hash((struct text_span){bytes, sizeof bytes}) & ~(uint64_t)1;
}

static bool is_foreign(const struct align_type *type)
{
    for (uint32_t k = 0; k < type->word->count; k++) {
        if (type->word->at[k].p >= WEAK) {
            return false;
        }
    }
    return !type->number;
}

enum text_status align_archive_add(struct align_archive *a, const struct align_text *text, int32_t day,
                                   struct text_error *err)
{
    bool ok = true;
    if (a->settled) {
        return text_fail(err, TEXT_MISUSE, "a settled archive takes no more stories");
    }
    if (a->documents == a->document_capacity) {
        uint32_t capacity = a->document_capacity ? a->document_capacity * 2 : 256;
        float *lengths = realloc(a->lengths, capacity * sizeof *lengths);
        if (!lengths) {
            return text_fail_memory(err, "an archive's index");
        }
        a->lengths = lengths;
        int32_t *days = realloc(a->days, capacity * sizeof *days);
        if (!days) {
            return text_fail_memory(err, "an archive's index");
        }
        a->days = days;
        a->document_capacity = capacity;
    }
    for (uint32_t i = 0; i < text->type_count && ok; i++) {
        const struct align_type *type = &text->types[i];
        uint64_t beginning = is_foreign(type) ? beginning_key(type->form) : 0;
        ok = add_posting(a, type->word->key) && (!beginning || add_posting(a, beginning));
    }
    if (!ok) {
        /* What was added of this document counts for the next one: a posting too many, which the aligner forgives. */
        return text_fail_memory(err, "an archive's index");
    }
    a->days[a->documents] = day;
    a->lengths[a->documents++] = sqrtf((float)text->type_count + 20);
    return TEXT_OK;
}

enum text_status align_archive_settle(struct align_archive *a, struct text_error *err)
{
    (void)err;
    a->settled = true;
    return TEXT_OK;
}

enum text_status align_finder_new(const struct align_archive *a, struct align_finder **out, struct text_error *err)
{
    struct align_finder *f = a->settled ? calloc(1, sizeof *f) : NULL;
    if (!a->settled) {
        return text_fail(err, TEXT_MISUSE, "an archive is settled before it is searched");
    }
    if (f) {
        f->archive = a;
        f->scores = calloc(a->documents + 1u, sizeof *f->scores);
        f->best = calloc(a->documents + 1u, sizeof *f->best);
        f->touched = malloc((a->documents + 1u) * sizeof *f->touched);
        f->all = malloc((a->documents + 1u) * sizeof *f->all);
        f->found = malloc((a->documents + 1u) * sizeof *f->found);
    }
    if (!f || !f->scores || !f->best || !f->touched || !f->all || !f->found) {
        align_finder_free(f);
        return text_fail_memory(err, "searching an archive");
    }
    *out = f;
    return TEXT_OK;
}

void align_finder_free(struct align_finder *f)
{
    if (f) {
        free(f->scores);
        free(f->best);
        free(f->touched);
        free(f->all);
        free(f->found);
        free(f);
    }
}

static bool is_within(int32_t day, struct align_days when)
{
    int64_t apart = (int64_t)day - when.day;
    return day == ALIGN_NO_DAY || when.day == ALIGN_NO_DAY || (apart <= when.window && -apart <= when.window);
}

static void look_up(struct align_finder *f, uint64_t key, float p)
{
    const struct align_archive *a = f->archive;
    uint32_t slot = slot_of(a, key ? key : 2);
    const struct posting_list *l = a->keys[slot] ? &a->lists[a->lists_of[slot]] : NULL;
    if (!l || l->count == 0 || l->count > COMMON * a->documents + 2) {
        return;
    }
    float weight = p * logf(((float)a->documents + 1) / (float)l->count);
    if (!(weight > 0)) {
        return; /* a lexicon may say 0: such a document would never count as touched */
    }
    for (uint32_t k = 0; k < l->count; k++) {
        uint32_t d = l->documents[k];
        if (d >= a->documents || !is_within(a->days[d], f->when)) {
            continue;
        }
        if (f->best[d] == 0) {
            f->touched[f->touched_count++] = d;
        }
        f->best[d] = weight > f->best[d] ? weight : f->best[d];
    }
}

static void look_up_type(struct align_finder *f, const struct align_type *type)
{
    for (uint32_t k = 0; k < type->word->count; k++) {
        look_up(f, type->word->at[k].key, type->word->at[k].p);
    }
    if (type->word->key & 1) {
        look_up(f, type->word->key, NAME);
    } else if (is_foreign(type)) {
        uint64_t beginning = beginning_key(type->form);
        look_up(f, type->word->key, NAME);
        if (beginning) {
            look_up(f, beginning, NAME / 2);
        }
    }
    for (uint32_t k = 0; k < f->touched_count; k++) {
        uint32_t d = f->touched[k];
        if (f->scores[d] == 0) {
            f->all[f->all_count++] = d;
        }
        f->scores[d] += f->best[d];
        f->best[d] = 0;
    }
    f->touched_count = 0;
}

static int compare_candidates(const void *a, const void *b)
{
    const struct align_candidate *x = a, *y = b;
    if (x->prior != y->prior) {
        return x->prior > y->prior ? -1 : 1;
    }
    return (x->number > y->number) - (x->number < y->number);
}

enum text_status align_finder_find(struct align_finder *f, const struct align_text *text, struct align_days when,
                                   size_t most, struct text_arena *arena, struct align_candidates *out,
                                   struct text_error *err)
{
    f->when = when;
    for (uint32_t i = 0; i < text->type_count; i++) {
        look_up_type(f, &text->types[i]);
    }
    for (uint32_t k = 0; k < f->all_count; k++) {
        uint32_t d = f->all[k];
        double score = (double)(f->scores[d] / f->archive->lengths[d]);
        f->found[k] = (struct align_candidate){d, score / (1 + score)};
        f->scores[d] = 0;
    }
    size_t n = f->all_count;
    f->all_count = 0;
    qsort(f->found, n, sizeof *f->found, compare_candidates);
    n = n < most ? n : most;
    struct align_candidate *best = text_arena_alloc(arena, n, sizeof *best);
    if (!best) {
        return text_fail_memory(err, "looking for an article's story");
    }
    if (n) {
        memcpy(best, f->found, n * sizeof *best);
    }
    *out = (struct align_candidates){best, n};
    return TEXT_OK;
}
