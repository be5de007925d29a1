/* Concordance: which units, in which order, and what is marked. */
#include "tests/unit/memory.h"

static struct text_arena *arena;

/* "source with [marks]", joined by |, and "..." when there are more. */
static void shows(struct tm_memory *m, const char *text, const char *language, size_t most, const char *expected)
{
    struct tm_phrase p = {text_span_of(text), text_span_of(language), most};
    struct tm_hits hits = {0};
    struct text_error err = {0};
    struct text_buffer b = {0};
    text_arena_reset(arena);
    enum text_status status = tm_concordance(m, &p, arena, &hits, &err);
    check(status == TEXT_OK, "concordance of \"%s\": %s", text, err.message);
    for (size_t i = 0; i < hits.count && status == TEXT_OK; i++) {
        struct text_span s = hits.at[i].unit.text.source;
        size_t at = 0;
        text_buffer_add_string(&b, i ? "|" : "");
        for (size_t k = 0; k < hits.at[i].mark_count; k++) {
            struct text_range r = hits.at[i].marks[k];
            check(at <= r.begin && r.begin < r.end && r.end <= s.n, "marks are in order and within the text");
            text_buffer_add_format(&b, "%.*s[%.*s]", (int)(r.begin - at), s.p + at, (int)(r.end - r.begin),
                                   s.p + r.begin);
            at = r.end;
        }
        text_buffer_add(&b, (struct text_span){s.p + at, s.n - at});
    }
    text_buffer_add_string(&b, hits.more ? "..." : "");
    text_buffer_add_char(&b, '\0');
    check(strcmp(b.p, expected) == 0, "\"%s\" shows %s, not %s", text, b.p, expected);
    text_buffer_free(&b);
}

int main(void)
{
    arena = text_arena_new();
    memory_start();
    struct tm_memory *m = memory_open(memory_path("concordance.db"), TM_CREATE);
    static const struct {
        const char *source, *target;
        enum tm_status status;
    } units[] = {
        {"Menteri Luar Negeri Rusia, Sergei Brevik, tiba.", "Russian Foreign Minister Sergei Brevik arrived.",
         TM_DRAFT},
        {"Menteri luar negeri: menteri luar, negeri!", "Said the foreign minister.", TM_APPROVED},
        {"negeri luar menteri", "Abroad.", TM_DRAFT},
        {"menteri luar negeri yang ditolak", "rejected", TM_REJECTED},
        {"Satu satu satu satu satu.", "One by one.", TM_DRAFT},
        {"Cafe\xCC\x81 baru di desa.", "A caf\xC3\xA9 in the village, di desa.", TM_DRAFT},
        {"Satu saja.", "Just one.", TM_DRAFT},
        {"Satu saja.", "Only one.", TM_DRAFT},
    };
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        struct tm_unit u = memory_unit(units[i].source, units[i].target, "f");
        u.status = units[i].status;
        memory_add(m, &u);
    }
    static const struct {
        const char *text, *language;
        size_t most;
        const char *expected;
    } cases[] = {
        {"menteri LUAR negeri", "", 0,
         "[Menteri luar negeri]: [menteri luar, negeri]!|[Menteri Luar Negeri] Rusia, Sergei Brevik, tiba."},
        {"menteri luar negeri", "id-ID", 1, "[Menteri luar negeri]: [menteri luar, negeri]!..."},
        {"menteri luar negeri", "en", 0, ""},
        {"menteri luar negeri", "fr", 0, ""},
        {"foreign minister", "", 0, "Said the [foreign minister].|Russian [Foreign Minister] Sergei Brevik arrived."},
        {"luar menteri", "", 0, "negeri [luar menteri]"},
        {"negeri luar negeri", "", 0, ""},
        {"satu satu", "", 0, "[Satu satu] [satu satu] satu."},
        {"satu", "", 2, "[Satu] saja.|[Satu] saja...."},
        {"caf\xC3\xA9", "", 0, "[Cafe\xCC\x81] baru di desa.|A [caf\xC3\xA9] in the village, di desa."},
        {"di desa", "", 0, "Cafe\xCC\x81 baru [di desa].|A caf\xC3\xA9 in the village, [di desa]."},
        {"tidak ada", "", 0, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        shows(m, cases[i].text, cases[i].language, cases[i].most, cases[i].expected);
    }
    struct tm_phrase p = {.text = text_span_of(" ... ")};
    struct tm_hits hits;
    struct text_error err = {0};
    check(tm_concordance(m, &p, arena, &hits, &err) == TEXT_EMPTY && err.message[0], "a phrase without a word");
    p.text = text_span_of("satu saja");
    check(tm_concordance(m, &p, arena, &hits, &err) == TEXT_OK && hits.count == 2 &&
              text_span_equal(hits.at[1].unit.text.target, text_span_of("Only one.")),
          "each unit of a text is a hit, with its counterpart");
    p.text = text_span_of("only one");
    check(tm_concordance(m, &p, arena, &hits, &err) == TEXT_OK && hits.count == 1 &&
              text_span_equal(hits.at[0].unit.text.target, text_span_of("Satu saja.")),
          "a hit in the other language turns the unit");
    tm_close(m);
    memory_end();
    text_arena_free(arena);
    return check_report();
}
