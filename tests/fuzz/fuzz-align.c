/* The aligner on random segment lists: the first byte chooses the mode and whether there is a lexicon, the rest are two
 * documents of lines, parted by a byte 0x1E. Whatever they hold, every segment has its place, probabilities are
 * such, and the same documents give the same beads again. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "align/align.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SIDES = 2, LONGEST = 1 << 14 };

static struct text_language *languages[SIDES];
static struct align_model *models[2]; /* without and with a lexicon */
static struct text_arena *arena;

static void demand(bool ok, const char *what)
{
    if (!ok) {
        fprintf(stderr, "%s\n", what);
        abort();
    }
}

static void begin(void)
{
    static const char *const codes[SIDES] = {"id", "en"};
    struct align_lexicon *lexicon = NULL;
    for (int i = 0; i < SIDES; i++) {
        demand(text_language_load("corpora", codes[i], &languages[i], NULL) == TEXT_OK, "this runs where corpora/ is");
    }
    demand(align_lexicon_open("corpora/lexicon/id-en.lexicon", &lexicon, NULL) == TEXT_OK, "the shipped lexicon");
    const struct align_lexicon *all[] = {lexicon};
    struct align_languages pair = {languages[0], languages[1]};
    arena = text_arena_new();
    demand(arena && align_model_new(pair, all, 0, &models[0], NULL) == TEXT_OK &&
               align_model_new(pair, all, 1, &models[1], NULL) == TEXT_OK,
           "memory to begin with");
}

static void check_places(const struct align_beads *beads, bool of_target, size_t n)
{
    unsigned char *places = calloc(n + 1, 1);
    demand(places != NULL, "memory");
    for (size_t k = 0; k < beads->count; k++) {
        const struct align_bead *b = &beads->at[k];
        struct text_range r = of_target ? b->target : b->source;
        demand(r.begin <= r.end && r.end <= n, "a range beyond the document");
        demand(b->confidence >= 0 && b->confidence <= 1, "a confidence that is no probability");
        for (size_t i = r.begin; i < r.end && b->inside; i++) {
            demand(b->kind == ALIGN_QUOTATION && places[i] == 1, "a quotation inside no pair of segments");
        }
        for (size_t i = r.begin; i < r.end && !b->inside; i++) {
            demand(places[i] == 0 || (b->kind == ALIGN_QUOTATION && places[i] == 2), "a segment in two places");
            places[i] = b->kind == ALIGN_QUOTATION ? 2 : 1;
        }
    }
    for (size_t i = 0; i < n; i++) {
        demand(places[i] != 0, "a segment without a place");
    }
    free(places);
}

static void same(const struct align_beads *a, const struct align_beads *b)
{
    demand(a->count == b->count && a->mode == b->mode, "another result the second time");
    for (size_t k = 0; k < a->count; k++) {
        demand(a->at[k].kind == b->at[k].kind && a->at[k].source.begin == b->at[k].source.begin &&
                   a->at[k].target.begin == b->at[k].target.begin,
               "another bead the second time");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text_document documents[SIDES];
    struct text_quotes quotes[SIDES];
    struct align_text *texts[SIDES];
    struct align_beads beads, again;
    if (!arena) {
        begin();
    }
    if (size == 0 || size > LONGEST) {
        return 0;
    }
    struct align_model *model = models[data[0] >> 2 & 1];
    enum align_mode mode = (enum align_mode)(data[0] % 3);
    struct text_span rest = {(const char *)data + 1, size - 1}, side = {NULL, 0};
    for (int i = 0; i < SIDES; i++) {
        struct text_decoding how = {.name = "fuzz", .charset = "UTF-8", .lossy = true};
        struct text_decoded decoded;
        struct text_error err;
        text_span_cut(&rest, 0x1E, &side);
        if (text_decode(side, &how, arena, &decoded, &err) != TEXT_OK) {
            decoded = (struct text_decoded){.text = {"", 0}};
        }
        demand(text_segment(languages[i], &decoded, data[0] & 8, arena, &documents[i], NULL) == TEXT_OK &&
                   text_quotes(languages[i], &documents[i], arena, &quotes[i], NULL) == TEXT_OK &&
                   align_text_new(model, (enum align_side)i, &documents[i], &quotes[i], &texts[i], NULL) == TEXT_OK,
               "memory");
    }
    struct align_texts both = {texts[0], texts[1]};
    demand(align_documents(model, both, mode, arena, &beads, NULL) == TEXT_OK &&
               align_documents(model, both, mode, arena, &again, NULL) == TEXT_OK,
           "memory");
    same(&beads, &again);
    for (int cut = 0; cut < 2; cut++) {
        check_places(&beads, false, documents[0].count);
        check_places(&beads, true, documents[1].count);
        demand(align_beads_cut(both, ALIGN_LEAST_CONFIDENCE, arena, &beads, NULL) == TEXT_OK, "memory");
    }
    double judged = align_judge(both, &beads);
    demand(judged >= 0 && judged <= 1, "a judgement that is no probability");
    align_text_free(texts[0]);
    align_text_free(texts[1]);
    text_arena_reset(arena);
    return 0;
}
