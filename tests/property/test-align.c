/* Aligning random documents. Sentences are words drawn from a small dictionary; the other side has the same words
 * translated, with sentences left out, put in and joined.
 *
 * - every segment has its place: in one bead of segments, or in quotation beads, or in one unmatched bead;
 * - in the parallel mode order is kept on both sides;
 * - swapping the two sides transposes the result;
 * - a document that has nothing to do with the other, put behind it, adds no confident bead.
 *
 *   test-align [SEED]    another seed each time; it is printed */
#include "tests/unit/align.h"

#include <time.h>

#include "tests/unit/check.h"

static const struct text_pair words[] = {
#define WORD(a, b)                                                                                                     \
    {                                                                                                                  \
        {"" a, sizeof(a) - 1},                                                                                         \
        {                                                                                                              \
            "" b, sizeof(b) - 1                                                                                        \
        }                                                                                                              \
    }
    WORD("air", "water"),          WORD("pasar", "market"),
    WORD("jalan", "road"),         WORD("sekolah", "school"),
    WORD("guru", "teacher"),       WORD("anak", "child"),
    WORD("buku", "book"),          WORD("harga", "price"),
    WORD("bank", "bank"),          WORD("minyak", "oil"),
    WORD("presiden", "president"), WORD("menteri", "minister"),
    WORD("polisi", "police"),      WORD("dokter", "doctor"),
    WORD("obat", "medicine"),      WORD("beras", "rice"),
    WORD("ikan", "fish"),          WORD("kapal", "ship"),
    WORD("pulau", "island"),       WORD("gunung", "mountain"),
    WORD("hujan", "rain"),         WORD("banjir", "flood"),
    WORD("api", "fire"),           WORD("kota", "city"),
    WORD("desa", "village"),       WORD("petani", "farmer"),
    WORD("tanah", "land"),         WORD("hutan", "forest"),
    WORD("uang", "money"),         WORD("tahun", "year"),
    WORD("malam", "night"),        WORD("pagi", "morning"),
    WORD("besar", "big"),          WORD("kecil", "small"),
    WORD("baru", "new"),           WORD("perang", "war"),
    WORD("damai", "peace"),        WORD("tentara", "army"),
    WORD("surat", "letter"),       WORD("pemerintah", "government"),
    WORD("ekonomi", "economy"),    WORD("perusahaan", "company"),
    WORD("pekerja", "worker"),     WORD("rumah", "house"),
    WORD("pintu", "door"),         WORD("kereta", "train"),
    WORD("bandara", "airport"),    WORD("laut", "sea"),
};

/* What the unrelated document is made of, on the target side only. */
static const char *const others[] = {"violin", "paint",  "galaxy", "poem",  "chess",  "theatre", "melody",
                                     "statue", "winter", "opera",  "piano", "dancer", "novel",   "sculptor"};

enum { WORDS = sizeof words / sizeof words[0], OTHERS = sizeof others / sizeof others[0], ROUNDS = 60, LONGEST = 40 };

static uint64_t state;

static unsigned below(unsigned n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((state >> 33) % n);
}

static void add_word(struct text_buffer *b, struct text_span w, bool first)
{
    if (!first) {
        text_buffer_add_char(b, ' ');
    }
    text_buffer_add(b, w);
}

/* Sentences of both sides, one a line; what stands in one side only, and what is joined, by chance. */
static void write_documents(struct text_buffer *source, struct text_buffer *target)
{
    unsigned sentences = below(LONGEST);
    for (unsigned s = 0; s < sentences; s++) {
        unsigned n = 4 + below(9), fate = below(20);
        for (unsigned i = 0; i < n; i++) {
            unsigned w = below(WORDS);
            if (fate != 0) {
                add_word(source, words[w].source, i == 0);
            }
            if (fate != 1) {
                add_word(target, words[w].target, i == 0);
            }
        }
        if (fate != 0) {
            text_buffer_add_char(source, fate == 2 ? ' ' : '\n');
        }
        if (fate != 1) {
            text_buffer_add_char(target, fate == 3 ? ' ' : '\n');
        }
    }
}

static void write_unrelated(struct text_buffer *target)
{
    for (unsigned s = 0; s < 10; s++) {
        for (unsigned i = 0; i < 8; i++) {
            add_word(target, text_span_of(others[below(OTHERS)]), i == 0);
        }
        text_buffer_add_char(target, '\n');
    }
}

struct alignment {
    struct side source, target;
    struct align_beads beads;
};

static void align(const struct align_model *m, bool swapped, struct text_span source, struct text_span target,
                  enum align_mode mode, struct text_arena *arena, struct alignment *a)
{
    side_make(m, languages[swapped], ALIGN_SOURCE, source, true, arena, &a->source);
    side_make(m, languages[!swapped], ALIGN_TARGET, target, true, arena, &a->target);
    struct align_texts texts = {a->source.text, a->target.text};
    demand(align_documents(m, texts, mode, arena, &a->beads, NULL) == TEXT_OK, "memory to align");
    demand(align_beads_cut(texts, ALIGN_LEAST_CONFIDENCE, arena, &a->beads, NULL) == TEXT_OK, "memory to align");
}

static void alignment_free(struct alignment *a)
{
    align_text_free(a->source.text);
    align_text_free(a->target.text);
}

/* Counts of the beads a segment is in: by kind. */
static void count_places(const struct alignment *a, bool of_target, unsigned (*places)[3], size_t n)
{
    memset(places, 0, n * sizeof *places);
    for (size_t k = 0; k < a->beads.count; k++) {
        const struct align_bead *b = &a->beads.at[k];
        struct text_range r = of_target ? b->target : b->source;
        demand(r.begin <= r.end && r.end <= n, "ranges lie in the document");
        for (size_t i = r.begin; i < r.end && !b->inside; i++) {
            places[i][b->kind]++;
        }
    }
}

static void check_places(const struct alignment *a, uint64_t seed)
{
    static unsigned places[4 * LONGEST][3];
    for (int side = 0; side < 2; side++) {
        size_t n = side ? a->target.document.count : a->source.document.count;
        bool ok = n <= 4 * LONGEST;
        count_places(a, side, places, ok ? n : 0);
        for (size_t i = 0; ok && i < n; i++) {
            unsigned *p = places[i];
            ok = p[ALIGN_SEGMENTS] + p[ALIGN_UNMATCHED] <= 1 &&
                 (p[ALIGN_QUOTATION] > 0) == (p[ALIGN_SEGMENTS] + p[ALIGN_UNMATCHED] == 0);
        }
        check(ok, "every segment of side %d has one place (seed %llu)", side, (unsigned long long)seed);
    }
}

static void check_order(const struct alignment *a, uint64_t seed)
{
    size_t source = 0, target = 0;
    bool ok = true;
    for (size_t k = 0; k < a->beads.count; k++) {
        const struct align_bead *b = &a->beads.at[k];
        ok = ok && (b->source.begin == b->source.end || b->source.begin == source);
        ok = ok && (b->target.begin == b->target.end || b->target.begin == target);
        source = b->source.begin < b->source.end ? b->source.end : source;
        target = b->target.begin < b->target.end ? b->target.end : target;
    }
    check(ok && source == a->source.document.count && target == a->target.document.count,
          "order is kept and nothing left out (seed %llu)", (unsigned long long)seed);
}

static bool has_pair(const struct align_beads *beads, struct text_range source, struct text_range target)
{
    for (size_t k = 0; k < beads->count; k++) {
        const struct align_bead *b = &beads->at[k];
        if (b->kind != ALIGN_UNMATCHED && b->source.begin == source.begin && b->source.end == source.end &&
            b->target.begin == target.begin && b->target.end == target.end) {
            return true;
        }
    }
    return false;
}

static size_t count_pairs(const struct align_beads *beads)
{
    size_t n = 0;
    for (size_t k = 0; k < beads->count; k++) {
        n += beads->at[k].kind != ALIGN_UNMATCHED;
    }
    return n;
}

static void check_transposed(const struct alignment *a, const struct alignment *swapped, enum align_mode mode,
                             uint64_t seed)
{
    bool ok = count_pairs(&a->beads) == count_pairs(&swapped->beads);
    for (size_t k = 0; ok && k < a->beads.count; k++) {
        const struct align_bead *b = &a->beads.at[k];
        ok = b->kind == ALIGN_UNMATCHED || has_pair(&swapped->beads, b->target, b->source);
    }
    check(ok, "swapping the sides transposes the result in mode %s (seed %llu)", align_mode_name(mode),
          (unsigned long long)seed);
}

static void check_nothing_added(const struct alignment *with, size_t targets, uint64_t seed)
{
    bool ok = true;
    for (size_t k = 0; k < with->beads.count; k++) {
        const struct align_bead *b = &with->beads.at[k];
        ok = ok && (b->kind == ALIGN_UNMATCHED || b->target.end <= targets);
    }
    check(ok, "an unrelated document adds no confident bead (seed %llu)", (unsigned long long)seed);
}

static void run(const struct align_model *swapped, uint64_t seed)
{
    static const enum align_mode modes[] = {ALIGN_PARALLEL, ALIGN_QUOTES};
    struct text_arena *arena = text_arena_new();
    struct text_buffer source = {0}, target = {0};
    state = seed;
    write_documents(&source, &target);
    struct text_span texts[2] = {text_buffer_span(&source), text_buffer_span(&target)};
    for (int i = 0; i < 2; i++) {
        struct alignment a, b, with;
        struct text_buffer more = {0};
        align(model, false, texts[0], texts[1], modes[i], arena, &a);
        align(swapped, true, texts[1], texts[0], modes[i], arena, &b);
        check_places(&a, seed);
        check_transposed(&a, &b, modes[i], seed);
        if (modes[i] == ALIGN_PARALLEL) {
            check_order(&a, seed);
        }
        text_buffer_add(&more, texts[1]);
        write_unrelated(&more);
        align(model, false, texts[0], text_buffer_span(&more), modes[i], arena, &with);
        check_nothing_added(&with, a.target.document.count, seed);
        text_buffer_free(&more);
        alignment_free(&a);
        alignment_free(&b);
        alignment_free(&with);
    }
    text_buffer_free(&source);
    text_buffer_free(&target);
    text_arena_free(arena);
}

int main(int count, char **arguments)
{
    uint64_t seed = count > 1 ? strtoull(arguments[1], NULL, 10) : (uint64_t)time(NULL) * 2654435761u % 1000000000;
    model_load();
    struct align_model *swapped = model_of(1, 0, true);
    printf("seed %llu\n", (unsigned long long)seed);
    for (unsigned i = 0; i < ROUNDS; i++) {
        run(swapped, seed + i);
    }
    align_model_free(swapped);
    model_free();
    return check_report();
}
