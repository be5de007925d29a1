/* The hand-made articles under tests/gold/align: how many of the pairs are found, how many of those claimed are right.
 * Fails below the floors. */
#include "tests/unit/align.h"

#include <dirent.h>

#include "tests/unit/check.h"

static const char FOLDER[] = "tests/gold/align";
static const double LEAST_PRECISION = 0.95, LEAST_RECALL = 0.9;

enum { MOST_PAIRS = 64 };

struct score {
    size_t claimed, right, wanted, found;
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

static size_t read_gold(struct text_span bytes, struct text_pair *gold)
{
    size_t n = 0;
    struct text_span line;
    while (n < MOST_PAIRS && text_span_cut(&bytes, '\n', &line)) {
        if (line.n && text_span_cut(&line, '\t', &gold[n].source) && text_span_cut(&line, '\t', &gold[n].target)) {
            n++;
        }
    }
    return n;
}

static void compare(const char *name, const struct align_beads *beads, const struct text_pair *gold, size_t wanted,
                    struct score *score)
{
    bool found[MOST_PAIRS] = {false};
    for (size_t k = 0; k < beads->count; k++) {
        const struct align_bead *b = &beads->at[k];
        bool right = false;
        if (b->kind == ALIGN_UNMATCHED) {
            continue;
        }
        for (size_t g = 0; g < wanted; g++) {
            if (agree(gold[g], b->text)) {
                right = true;
                found[g] = true;
            }
        }
        score->claimed++;
        score->right += right;
        if (!right) {
            printf("%s: claims %.*s = %.*s\n", name, TEXT_PRINT(b->text.source), TEXT_PRINT(b->text.target));
        }
    }
    for (size_t g = 0; g < wanted; g++) {
        score->found += found[g];
        if (!found[g]) {
            printf("%s: misses %.*s\n", name, TEXT_PRINT(gold[g].source));
        }
    }
    score->wanted += wanted;
}

static void run(const char *name, struct score *score)
{
    struct text_arena *arena = text_arena_new();
    struct text_buffer bytes[3] = {{0}, {0}, {0}};
    struct text_pair gold[MOST_PAIRS];
    struct side source, target;
    struct align_beads beads;
    side_make(model, languages[0], ALIGN_SOURCE, read(name, "id", &bytes[0]), false, arena, &source);
    side_make(model, languages[1], ALIGN_TARGET, read(name, "en", &bytes[1]), false, arena, &target);
    struct align_texts texts = {source.text, target.text};
    demand(align_documents(model, texts, ALIGN_AUTO, arena, &beads, NULL) == TEXT_OK, "memory to align");
    bool related = align_judge(texts, &beads) >= ALIGN_LEAST_ARTICLE;
    check(related == (strncmp(name, "unrelated", 9) != 0), "%s is judged wrongly", name);
    check((beads.mode == ALIGN_PARALLEL) == (strncmp(name, "translation", 11) == 0), "%s is aligned in mode %s", name,
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

int main(void)
{
    struct score score = {0};
    DIR *folder = opendir(FOLDER);
    demand(folder != NULL, "this runs where tests/gold/align is");
    model_load();
    for (struct dirent *e = readdir(folder); e; e = readdir(folder)) {
        struct text_span name = text_span_of(e->d_name);
        if (text_span_ends(name, TEXT_LITERAL(".gold")) && name.n < 256) {
            char base[256];
            snprintf(base, sizeof base, "%.*s", (int)(name.n - 5), name.p);
            run(base, &score);
        }
    }
    closedir(folder);
    double precision = score.claimed ? (double)score.right / (double)score.claimed : 0;
    double recall = score.wanted ? (double)score.found / (double)score.wanted : 0;
    check(precision >= LEAST_PRECISION, "precision %.3f is below %.2f", precision, LEAST_PRECISION);
    check(recall >= LEAST_RECALL, "recall %.3f is below %.2f", recall, LEAST_RECALL);
    model_free();
    return check_report();
}
