/* Aligning small documents: what is paired, what is not, and who spoke. */
#include "tests/unit/align.h"

#include "tests/unit/check.h"

static void add_numbers(struct text_buffer *b, struct text_range r)
{
    for (size_t i = r.begin; i < r.end; i++) {
        text_buffer_add_format(b, i == r.begin ? "%zu" : ",%zu", i);
    }
}

/* The pairs as "i,i-j,j " (whole segments) or "i\"j " (quotations), in order. */
static void list(struct text_buffer *out, const struct align_beads *beads)
{
    text_buffer_clear(out);
    for (size_t k = 0; k < beads->count; k++) {
        const struct align_bead *b = &beads->at[k];
        if (b->kind != ALIGN_UNMATCHED) {
            add_numbers(out, b->source);
            text_buffer_add_char(out, b->kind == ALIGN_SEGMENTS ? '-' : '"');
            add_numbers(out, b->target);
            text_buffer_add_char(out, ' ');
        }
    }
    text_buffer_add_char(out, '\0');
}

struct documents {
    struct side source, target;
};

static struct align_beads align(const struct align_model *m, const char *source, const char *target, bool lines,
                                enum align_mode mode, struct text_arena *arena, struct documents *d)
{
    struct align_beads beads;
    side_make(m, languages[0], ALIGN_SOURCE, text_span_of(source), lines, arena, &d->source);
    side_make(m, languages[1], ALIGN_TARGET, text_span_of(target), lines, arena, &d->target);
    struct align_texts texts = {d->source.text, d->target.text};
    demand(align_documents(m, texts, mode, arena, &beads, NULL) == TEXT_OK, "memory to align");
    demand(align_beads_cut(texts, ALIGN_LEAST_CONFIDENCE, arena, &beads, NULL) == TEXT_OK, "memory to align");
    return beads;
}

static void documents_free(struct documents *d)
{
    align_text_free(d->source.text);
    align_text_free(d->target.text);
}

static const char news_id[] = "Banjir merendam tiga desa di Kecamatan Banyuraya pada hari Senin.\n"
                              "Sekitar 1.200 warga mengungsi ke sekolah dan masjid.\n"
                              "Pemerintah daerah mengirim makanan, air bersih, dan obat-obatan.\n"
                              "Sungai diperkirakan surut dalam dua hari.\n"
                              "Jalan utama menuju kota masih ditutup polisi.\n";
static const char news_en[] = "Floods inundated three villages in Banyuraya district on Monday.\n"
                              "About 1,200 residents fled to schools and mosques.\n"
                              "The local government sent food, clean water and medicine.\n"
                              "The river is expected to recede within two days.\n"
                              "The main road to the city is still closed by police.\n";
static const char other_en[] = "The singer released her second album in spring.\n"
                               "Critics praised its quiet songs and unusual instruments.\n"
                               "A concert tour will begin in October.\n";

static const struct {
    const char *name, *source, *target, *pairs;
    enum align_mode mode;
} cases[] = {
    {"a translation", news_id, news_en, "0-0 1-1 2-2 3-3 4-4 ", ALIGN_PARALLEL},
    {"a translation, without being told", news_id, news_en, "0-0 1-1 2-2 3-3 4-4 ", ALIGN_AUTO},
    {"nothing in common", news_id, other_en, "", ALIGN_PARALLEL},
    {"nothing in common, without being told", news_id, other_en, "", ALIGN_AUTO},
    {"nothing at all", "", "", "", ALIGN_AUTO},
    {"nothing on one side", news_id, "", "", ALIGN_AUTO},
    {"nothing on the other", "", news_en, "", ALIGN_PARALLEL},
    {"blank lines", "\n\n\n", "\n", "", ALIGN_PARALLEL},
    {"left out and put in",
     "Banjir merendam tiga desa di Kecamatan Banyuraya pada hari Senin.\n"
     "Pemerintah daerah mengirim makanan, air bersih, dan obat-obatan.\n"
     "Sungai diperkirakan surut dalam dua hari.\n",
     "Floods inundated three villages in Banyuraya district on Monday.\n"
     "About 1,200 residents fled to schools and mosques.\n"
     "The local government sent food, clean water and medicine.\n"
     "Songs were sung in the theatre.\n"
     "The river is expected to recede within two days.\n",
     "0-0 1-2 2-4 ", ALIGN_PARALLEL},
    {"two for one",
     "Sekitar 1.200 warga mengungsi ke sekolah dan masjid. Pemerintah daerah mengirim makanan dan obat-obatan.\n"
     "Sungai diperkirakan surut dalam dua hari.\n",
     "About 1,200 residents fled to schools and mosques.\n"
     "The local government sent food and medicine.\n"
     "The river is expected to recede within two days.\n",
     "0-0,1 1-2 ", ALIGN_PARALLEL},
    {"in another order",
     "Jalan utama menuju kota masih ditutup polisi.\n"
     "Para penyanyi menyiapkan album baru untuk musim semi.\n"
     "Banjir merendam tiga desa di Kecamatan Banyuraya pada hari Senin.\n",
     news_en, "0-4 2-0 ", ALIGN_QUOTES},
    {"alike but for an amount",
     "Rupiah ditutup pada Rp9.150 per dolar AS di Jakarta.\n"
     "Rupiah ditutup pada Rp9.327 per dolar AS di Jakarta.\n",
     "The rupiah closed at Rp9,327 per US dollar in Jakarta.\n"
     "The rupiah closed at Rp9,150 per US dollar in Jakarta.\n",
     "0-1 1-0 ", ALIGN_QUOTES},
};

static void check_cases(void)
{
    struct text_buffer found = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text_arena *arena = text_arena_new();
        struct documents d;
        struct align_beads beads = align(model, cases[i].source, cases[i].target, true, cases[i].mode, arena, &d);
        list(&found, &beads);
        check(strcmp(found.p, cases[i].pairs) == 0, "%s: \"%s\", not \"%s\"", cases[i].name, found.p, cases[i].pairs);
        check(beads.mode != ALIGN_AUTO, "%s: the mode used is told", cases[i].name);
        documents_free(&d);
        text_arena_free(arena);
    }
    text_buffer_free(&found);
}

/* The mode is chosen from what is there. */
static void check_auto(void)
{
    struct text_arena *arena = text_arena_new();
    struct documents d;
    struct align_beads beads = align(model, news_id, news_en, true, ALIGN_AUTO, arena, &d);
    check(beads.mode == ALIGN_PARALLEL, "a translation is aligned in order");
    documents_free(&d);
    beads = align(model, news_id, other_en, true, ALIGN_AUTO, arena, &d);
    check(beads.mode == ALIGN_QUOTES, "what is no translation is searched for quotations");
    documents_free(&d);
    text_arena_free(arena);
}

static const char article[] =
    "Kabarkota.com - 7 Maret 2023, 01:05 WIB\n\n"
    "\"Air sungai ini tidak boleh lagi diminum oleh anak-anak kami,\" kata Besenov dikutip TASS.\n\n"
    "Pasar ikan di kota kami buka sampai malam. Pembeli datang dari mana-mana.\n\n"
    "Baca Juga: Harga Beras Naik Lagi\n\n"
    "\"Pabrik harus membayar semua kerugian,\" ujarnya.\n";
static const char story[] =
    "The mayor spoke in the square. \"The factory must pay for all the damage,\" Besenov said.\n\n"
    "\"The water of this river must no longer be drunk by our children,\" he stressed.\n";

static void check_quotes(void)
{
    struct text_arena *arena = text_arena_new();
    struct documents d;
    struct text_buffer found = {0};
    struct align_beads beads = align(model, article, story, false, ALIGN_QUOTES, arena, &d);
    list(&found, &beads);
    check(strcmp(found.p, "1\"2 5\"1 ") == 0 || strcmp(found.p, "1\"2 5-1 ") == 0, "the quotations: %s", found.p);
    for (size_t k = 0; k < beads.count; k++) {
        const struct align_bead *b = &beads.at[k];
        if (b->kind == ALIGN_QUOTATION && b->source.begin == 1) {
            check(text_span_equal(b->text.target,
                                  TEXT_LITERAL("The water of this river must no longer be drunk by our children")),
                  "what is quoted: %.*s", TEXT_PRINT(b->text.target));
            check(text_span_equal(b->speaker, TEXT_LITERAL("Besenov")), "who spoke: %.*s", TEXT_PRINT(b->speaker));
            check(text_span_equal(b->agency, TEXT_LITERAL("TASS")), "who reported: %.*s", TEXT_PRINT(b->agency));
        }
        for (size_t i = b->source.begin; i < b->source.end && b->kind != ALIGN_UNMATCHED; i++) {
            check(d.source.document.segments[i].kind != TEXT_FURNITURE, "furniture is in no pair");
        }
    }
    text_buffer_free(&found);
    documents_free(&d);
    text_arena_free(arena);
}

/* Without a lexicon lengths, numbers and names remain. */
static void check_bare(void)
{
    struct align_model *bare = model_of(0, 1, false);
    struct text_arena *arena = text_arena_new();
    struct documents d;
    struct align_beads beads =
        align(bare, "Menteri Anton Varga tiba di Orlin pada 12 Mei 2023.\nIa membawa 45 delegasi dari Velonia.\n",
              "Minister Anton Varga arrived in Orlin on May 12, 2023.\nHe brought 45 delegates from Velonia.\n", true,
              ALIGN_PARALLEL, arena, &d);
    size_t pairs = 0;
    for (size_t k = 0; k < beads.count; k++) {
        pairs += beads.at[k].kind != ALIGN_UNMATCHED && beads.at[k].source.begin == beads.at[k].target.begin;
    }
    check(pairs == 2, "names and numbers alone align, %zu pairs", pairs);
    documents_free(&d);
    text_arena_free(arena);
    align_model_free(bare);
}

static void check_judge(void)
{
    struct text_arena *arena = text_arena_new();
    struct documents d, other;
    struct align_levels least = {ALIGN_LEAST_CONFIDENCE, ALIGN_LEAST_ARTICLE};
    struct align_beads beads = align(model, news_id, news_en, true, ALIGN_AUTO, arena, &d);
    struct align_texts texts = {d.source.text, d.target.text};
    check(align_judge(texts, &beads) >= ALIGN_LEAST_ARTICLE, "a translation is from its story");
    struct align_beads apart = align(model, news_id, other_en, true, ALIGN_AUTO, arena, &other);
    check(align_judge((struct align_texts){other.source.text, other.target.text}, &apart) < 0.3, "and from no other");
    struct align_story stories[] = {{.number = 0, .text = other.target.text, .beads = apart},
                                    {.number = 1, .text = d.target.text, .beads = beads},
                                    {.number = 2, .text = d.target.text, .beads = beads}};
    size_t chosen = 0;
    check(align_choose(d.source.text, stories, 3, least, arena, &chosen, NULL) == TEXT_OK && chosen == 1,
          "of a story and its like one is chosen: %zu", chosen);
    check(stories[0].number > 0 && stories[0].confidence >= ALIGN_LEAST_ARTICLE, "it stands first");
    check(stories[1].confidence < 0.1 && stories[2].confidence < 0.1, "what is explained does not count again");
    documents_free(&d);
    documents_free(&other);
    text_arena_free(arena);
}

/* Two versions of a story: each has a sentence of the other's and two of its own. Which of them the article was written
 * from shows in neither; not that it was written from both. */
static void check_versions(void)
{
    static const char first[] = "Floods inundated three villages in Banyuraya district on Monday.\n"
                                "About 1,200 residents fled to schools and mosques.\n"
                                "The local government sent food, clean water and medicine.\n"
                                "The singer released her second album in spring.\n";
    static const char second[] = "The local government sent food, clean water and medicine.\n"
                                 "The river is expected to recede within two days.\n"
                                 "The main road to the city is still closed by police.\n"
                                 "The singer released her second album in spring.\n";
    struct text_arena *arena = text_arena_new();
    struct documents a, b;
    struct align_levels least = {ALIGN_LEAST_CONFIDENCE, ALIGN_LEAST_ARTICLE};
    struct align_beads one = align(model, news_id, first, true, ALIGN_QUOTES, arena, &a);
    struct align_beads two = align(model, news_id, second, true, ALIGN_QUOTES, arena, &b);
    struct align_story stories[] = {{.number = 0, .text = a.target.text, .beads = one},
                                    {.number = 1, .text = b.target.text, .beads = two}};
    size_t chosen = 0;
    demand(align_choose(a.source.text, stories, 2, least, arena, &chosen, NULL) == TEXT_OK, "memory to choose");
    check(chosen == 1, "of two versions one is chosen: %zu, the other with %.2f", chosen, stories[1].confidence);
    documents_free(&a);
    documents_free(&b);
    text_arena_free(arena);
}

int main(void)
{
    model_load();
    check_cases();
    check_auto();
    check_quotes();
    check_bare();
    check_judge();
    check_versions();
    model_free();
    return check_report();
}
