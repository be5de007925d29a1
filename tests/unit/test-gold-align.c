/* The hand-made articles under tests/gold/align: how many of the pairs are found, how many of those claimed are right,
 * kind by kind. Fails below the floors. */
#include "tests/unit/align.h"

#include <dirent.h>

#include "tests/unit/check.h"

static const char FOLDER[] = "tests/gold/align";

static const double SURE = 0.95; /* nothing in two articles that do not belong together may be */

enum { MOST_PAIRS = 64 };

/* By the beginning of the name. */
static const struct kind {
    const char *name;
    bool related, parallel;
    double least_precision, least_recall;
    double least_exact; /* found with the very segments or words of gold */
    size_t most_wrong;  /* pairs claimed where there are none */
} kinds[] = {
    {"quoting", true, false, 0.94, 0.92, 0.85, 6},
    {"translation", true, true, 0.98, 0.98, 0.94, 3},
    /* What is claimed here is wrong: there is to be nothing. */
    {"unrelated", false, false, 0, 0, 0, 0},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

struct gold {
    struct text_pair text;
    bool loose; /* corresponds in part: neither right nor wrong, neither found nor missed */
};

struct score {
    size_t claimed, right, wanted, found, exact;
    double surest; /* of what was claimed wrongly */
};

static bool holds(struct text_span whole, struct text_span part)
{
    for (size_t i = 0; part.n && i + part.n <= whole.n; i++) {
        if (memcmp(whole.p + i, part.p, part.n) == 0) {
            return true;
        }
    }
    return false;
}

/* One holds the other: a quotation and the sentence around it are the same find. */
static bool agree(struct text_pair a, struct text_pair b)
{
    return (holds(a.source, b.source) || holds(b.source, a.source)) &&
           (holds(a.target, b.target) || holds(b.target, a.target));
}

static struct text_span read(const char *name, const char *ending, struct text_buffer *bytes)
{
    char path[512];
    struct text_error err;
    err.message[0] = '\0';
    snprintf(path, sizeof path, "%s/%s.%s", FOLDER, name, ending);
    demand(text_file_read(path, bytes, &err) == TEXT_OK, err.message);
    return text_buffer_span(bytes);
}

static size_t read_gold(struct text_span bytes, struct gold *gold)
{
    size_t n = 0;
    struct text_span line, last;
    while (n < MOST_PAIRS && text_span_cut(&bytes, '\n', &line)) {
        if (line.n && text_span_cut(&line, '\t', &gold[n].text.source) &&
            text_span_cut(&line, '\t', &gold[n].text.target)) {
            gold[n].loose = text_span_cut(&line, '\t', &last) && text_span_equal(last, TEXT_LITERAL("loose"));
            n++;
        }
    }
    return n;
}

static void compare(const char *name, const struct align_beads *beads, const struct gold *gold, size_t wanted,
                    struct score *score)
{
    bool found[MOST_PAIRS] = {false}, exact[MOST_PAIRS] = {false};
    for (size_t k = 0; k < beads->count; k++) {
        const struct align_bead *b = &beads->at[k];
        bool right = false, loose = false;
        if (b->kind == ALIGN_UNMATCHED) {
            continue;
        }
        for (size_t g = 0; g < wanted; g++) {
            if (agree(gold[g].text, b->text)) {
                loose = loose || gold[g].loose;
                right = right || !gold[g].loose;
                found[g] = true;
                exact[g] = exact[g] || (text_span_equal(gold[g].text.source, b->text.source) &&
                                        text_span_equal(gold[g].text.target, b->text.target));
            }
        }
        score->claimed += right || !loose;
        score->right += right;
        if (!right && !loose) {
            score->surest = b->confidence > score->surest ? b->confidence : score->surest;
            printf("%s: claims at %.2f %.*s = %.*s\n", name, b->confidence, TEXT_PRINT(b->text.source),
                   TEXT_PRINT(b->text.target));
        }
    }
    for (size_t g = 0; g < wanted; g++) {
        score->wanted += !gold[g].loose;
        score->found += found[g] && !gold[g].loose;
        score->exact += exact[g] && !gold[g].loose;
        if (!found[g] && !gold[g].loose) {
            printf("%s: misses %.*s\n", name, TEXT_PRINT(gold[g].text.source));
        }
    }
}

static void run(const char *name, const struct kind *kind, struct score *score)
{
    struct text_arena *arena = text_arena_new();
    struct text_buffer bytes[3] = {{0}, {0}, {0}};
    struct gold gold[MOST_PAIRS];
    struct side source, target;
    struct align_beads beads;
    side_make(model, languages[0], ALIGN_SOURCE, read(name, "id", &bytes[0]), false, arena, &source);
    side_make(model, languages[1], ALIGN_TARGET, read(name, "en", &bytes[1]), false, arena, &target);
    struct align_texts texts = {source.text, target.text};
    demand(align_documents(model, texts, ALIGN_AUTO, arena, &beads, NULL) == TEXT_OK, "memory to align");
    bool related = align_judge(texts, &beads) >= ALIGN_LEAST_ARTICLE;
    check(related == kind->related, "%s is judged wrongly", name);
    check((beads.mode == ALIGN_PARALLEL) == kind->parallel, "%s is aligned in mode %s", name,
          align_mode_name(beads.mode));
    demand(align_beads_cut(texts, ALIGN_LEAST_CONFIDENCE, arena, &beads, NULL) == TEXT_OK, "memory to align");
    compare(name, &beads, gold, read_gold(read(name, "gold", &bytes[2]), gold), score);
    align_text_free(source.text);
    align_text_free(target.text);
    for (int i = 0; i < 3; i++) {
        text_buffer_free(&bytes[i]);
    }
    text_arena_free(arena);
}

static void check_scores(const struct score *scores)
{
    for (int k = 0; k < KINDS; k++) {
        const struct score *s = &scores[k];
        double precision = s->claimed ? (double)s->right / (double)s->claimed : 1;
        double recall = s->wanted ? (double)s->found / (double)s->wanted : 1;
        double exact = s->wanted ? (double)s->exact / (double)s->wanted : 1;
        printf("%s: precision %.3f (%zu of %zu), recall %.3f (%zu of %zu, %zu exactly)\n", kinds[k].name, precision,
               s->right, s->claimed, recall, s->found, s->wanted, s->exact);
        check(precision >= kinds[k].least_precision, "%s: precision %.3f is below %.2f", kinds[k].name, precision,
              kinds[k].least_precision);
        check(recall >= kinds[k].least_recall, "%s: recall %.3f is below %.2f", kinds[k].name, recall,
              kinds[k].least_recall);
        check(exact >= kinds[k].least_exact, "%s: found exactly %.3f is below %.2f", kinds[k].name, exact,
              kinds[k].least_exact);
        check(s->claimed - s->right <= kinds[k].most_wrong, "%s: %zu pairs are wrong", kinds[k].name,
              s->claimed - s->right);
        check(kinds[k].related || s->surest < SURE, "%s: a pair has confidence %.2f", kinds[k].name, s->surest);
    }
}

int main(void)
{
    struct score scores[KINDS] = {{0}};
    DIR *folder = opendir(FOLDER);
    demand(folder != NULL, "this runs where tests/gold/align is");
    model_load();
    for (struct dirent *e = readdir(folder); e; e = readdir(folder)) {
        struct text_span name = text_span_of(e->d_name);
        for (int k = 0; k < KINDS; k++) {
            char base[256];
            if (text_span_starts(name, text_span_of(kinds[k].name)) && text_span_ends(name, TEXT_LITERAL(".gold")) &&
                name.n < sizeof base) {
                snprintf(base, sizeof base, "%.*s", (int)(name.n - 5), name.p);
                run(base, &kinds[k], &scores[k]);
            }
        }
    }
    closedir(folder);
    check_scores(scores);
    model_free();
    return check_report();
}
