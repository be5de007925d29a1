/* padan harvest: two archives -> pairs in the memory.
 *
 * For each article: the index proposes stories, the aligner judges them by what aligns, the pairs of those that hold go
 * into the memory with both articles as their origin. The memory is committed every few articles, so that a run that is
 * stopped has lost nothing and the next one adds nothing twice.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "cli/stories.h"
#include "cli/unit.h"

/* How many stories the index may propose for an article, and after how many articles the memory is committed. */
enum { MOST_CANDIDATES = 8, COMMIT_EVERY = 64 };

struct harvest {
    struct cli_model model;
    struct cli_reading reading;
    struct formats_calendar *calendar;
    struct cli_stories stories;
    struct tm_memory *memory;
    FILE *pairs; /* NULL: nobody asked */
    double least, least_article;
    struct text_arena *arena;
    size_t articles, skipped, paired, article_pairs, added, origins, known;
};

static enum text_status store(struct harvest *h, const struct cli_aligned *aligned, struct text_error *err)
{
    for (size_t i = 0; i < aligned->beads->count; i++) {
        const struct align_bead *b = &aligned->beads->at[i];
        if (b->kind == ALIGN_UNMATCHED) {
            continue;
        }
        struct tm_unit unit = cli_unit_of_bead(aligned, b);
        enum tm_added added;
        enum text_status status = tm_add(h->memory, &unit, &added, err);
        if (status != TEXT_OK) {
            return status;
        }
        h->added += added == TM_NEW;
        h->origins += added == TM_NEW_ORIGIN;
        h->known += added == TM_KNOWN;
    }
    return TEXT_OK;
}

/* A candidate that was aligned with the article. */
struct judged {
    const struct cli_story *story;
    struct align_beads beads;
    double score;
    bool taken;
};

static enum text_status align_candidates(struct harvest *h, const struct cli_story *article,
                                         const struct align_candidates *found, struct judged *judged,
                                         struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < found->count && status == TEXT_OK; i++) {
        judged[i] = (struct judged){.story = &h->stories.at[found->at[i].number]};
        struct align_texts both = {article->text, judged[i].story->text};
        status = align_documents(h->model.model, both, ALIGN_AUTO, h->arena, &judged[i].beads, err);
    }
    return status;
}

/* The likeliest story of those not taken yet, by what no better one has explained; NULL when none holds. */
static struct judged *next_story(const struct harvest *h, const struct cli_story *article, struct judged *judged,
                                 size_t count, const bool *claimed)
{
    struct judged *best = NULL;
    for (size_t i = 0; i < count; i++) {
        struct judged *j = &judged[i];
        if (!j->taken) {
            struct align_texts both = {article->text, j->story->text};
            j->score = align_judge_rest(both, &j->beads, claimed);
            best = j->score >= h->least_article && (!best || j->score > best->score) ? j : best;
        }
    }
    return best;
}

/* A sentence comes from one story: pairs of segments that a better one explains are unmade. */
static void yield_to_better(struct align_beads *beads, const bool *claimed)
{
    for (size_t k = 0; k < beads->count; k++) {
        for (size_t i = beads->at[k].source.begin; i < beads->at[k].source.end; i++) {
            if (claimed[i]) {
                beads->at[k].confidence = 0;
            }
        }
    }
}

static enum text_status take_story(struct harvest *h, const struct cli_story *article, struct judged *j, bool *claimed,
                                   struct text_error *err)
{
    struct align_texts both = {article->text, j->story->text};
    struct cli_aligned aligned = {article->document, j->story->document, article->name, j->story->name, &j->beads};
    j->taken = true;
    yield_to_better(&j->beads, claimed);
    enum text_status status = align_beads_cut(both, h->least, h->arena, &j->beads, err);
    if (status == TEXT_OK) {
        align_claim(&j->beads, h->least, claimed);
        status = store(h, &aligned, err);
    }
    if (h->pairs) {
        fprintf(h->pairs, "%s\t%s\t%.4f\n", article->name, j->story->name, j->score);
    }
    h->article_pairs++;
    return status;
}

static enum text_status harvest_article(struct harvest *h, const struct cli_story *article, struct text_error *err)
{
    struct align_candidates found;
    struct judged judged[MOST_CANDIDATES], *j;
    text_arena_reset(h->arena);
    bool *claimed = text_arena_alloc(h->arena, article->document->segments.count, sizeof *claimed);
    if (!claimed) {
        return text_fail_memory(err, article->name);
    }
    enum text_status status =
        align_archive_find(h->stories.index, article->text, MOST_CANDIDATES, h->arena, &found, err);
    if (status == TEXT_OK) {
        status = align_candidates(h, article, &found, judged, err);
    }
    size_t before = h->article_pairs;
    while (status == TEXT_OK && (j = next_story(h, article, judged, found.count, claimed))) {
        status = take_story(h, article, j, claimed, err);
    }
    h->paired += h->article_pairs > before;
    return status;
}

/* Reads and harvests the next article; *end at the last. An article that cannot be used is told and passed over. */
static enum text_status next_article(struct harvest *h, struct formats_archive *archive, bool *end,
                                     struct text_error *err)
{
    struct formats_entry entry;
    struct cli_story article;
    enum text_status status = formats_archive_next(archive, &entry, err);
    *end = status == TEXT_OK && !entry.name.p;
    if (*end) {
        return TEXT_OK;
    }
    h->articles++;
    if (status == TEXT_OK) {
        status = cli_story_read(&h->model, ALIGN_SOURCE, &h->reading, &entry, &article, err);
    }
    if (status == TEXT_EMPTY || status == TEXT_INVALID || status == TEXT_IO) {
        cli_warn("passed over: %s", err->message);
        h->skipped++;
        return TEXT_OK;
    }
    if (status == TEXT_OK) {
        status = harvest_article(h, &article, err);
        cli_story_free(&article);
    }
    return status;
}

static enum text_status harvest_archive(struct harvest *h, struct formats_archive *archive, struct text_error *err)
{
    enum text_status status = tm_begin(h->memory, err);
    bool end = false;
    for (size_t n = 1; status == TEXT_OK && !end && !cli_interrupted(); n++) {
        status = next_article(h, archive, &end, err);
        cli_progress("articles harvested", h->articles, formats_archive_count(archive));
        if (status == TEXT_OK && n % COMMIT_EVERY == 0) {
            status = tm_commit(h->memory, err);
            status = status == TEXT_OK ? tm_begin(h->memory, err) : status;
        }
    }
    cli_progress_clear();
    if (status != TEXT_OK) {
        tm_rollback(h->memory);
        return status;
    }
    status = tm_commit(h->memory, err);
    if (status == TEXT_OK && !end) {
        status =
            text_fail(err, TEXT_INTERRUPTED,
                      "interrupted after %zu articles; what they gave is stored, the same command goes on from here",
                      h->articles);
    }
    return status;
}

static enum text_status report(const struct harvest *h, bool json, struct text_error *err)
{
    if (!json) {
        printf("%zu articles and %zu stories read, %zu passed over\n", h->articles - h->skipped, h->stories.count,
               h->skipped + h->stories.skipped);
        printf("%zu articles draw on a story, in %zu pairs of articles\n", h->paired, h->article_pairs);
        printf("%zu new units, %zu known units from a further origin, %zu known already\n", h->added, h->origins,
               h->known);
        return TEXT_OK;
    }
    struct formats_json *o = formats_json_object();
    formats_json_set_integer(o, "articles", (int64_t)(h->articles - h->skipped));
    formats_json_set_integer(o, "stories", (int64_t)h->stories.count);
    formats_json_set_integer(o, "skipped", (int64_t)(h->skipped + h->stories.skipped));
    formats_json_set_integer(o, "paired", (int64_t)h->paired);
    formats_json_set_integer(o, "article_pairs", (int64_t)h->article_pairs);
    formats_json_set_integer(o, "new_units", (int64_t)h->added);
    formats_json_set_integer(o, "new_origins", (int64_t)h->origins);
    formats_json_set_integer(o, "known", (int64_t)h->known);
    enum text_status status = formats_json_write(o, stdout, err);
    formats_json_free(o);
    return status;
}

static enum text_status load_knowledge(struct harvest *h, const struct cli_arguments *a, struct text_error *err)
{
    enum text_status status = cli_model_load(a, cli_text(a, "lang-order", CLI_DEFAULT_ORDER), &h->model, err);
    if (status == TEXT_OK) {
        const struct cli_languages *l = &h->model.languages;
        const char *codes[2] = {text_language_code(l->at[0]), text_language_code(l->at[1])};
        status = formats_calendar_load(cli_data_dir(), codes, 2, &h->calendar, err);
        h->reading.calendar = h->calendar;
    }
    return status;
}

static enum text_status harvest(struct harvest *h, const struct cli_arguments *a, struct text_error *err)
{
    struct formats_archive *archive = NULL;
    struct text_output *pairs = NULL;
    enum text_status status = load_knowledge(h, a, err);
    if (status == TEXT_OK) {
        status = formats_archive_open(cli_operand(a, 0), &archive, err);
    }
    if (status == TEXT_OK) {
        status = cli_stories_read(&h->model, &h->reading, cli_operand(a, 1), &h->stories, err);
    }
    if (status == TEXT_OK && cli_has(a, "pairs-out")) {
        status = text_output_open(cli_text(a, "pairs-out", NULL), &pairs, err);
        h->pairs = status == TEXT_OK ? text_output_stream(pairs) : NULL;
    }
    if (status == TEXT_OK) {
        status = cli_memory_open(a, TM_CREATE, &h->memory, err);
    }
    if (status == TEXT_OK) {
        status = harvest_archive(h, archive, err);
    }
    if (status == TEXT_OK || status == TEXT_INTERRUPTED) {
        struct text_error late;
        enum text_status written = report(h, cli_has(a, "json"), &late);
        if (written == TEXT_OK && pairs) {
            written = text_output_commit(pairs, &late);
            pairs = NULL;
        }
        if (written != TEXT_OK) {
            *err = late;
            status = written;
        }
    }
    text_output_discard(pairs);
    formats_archive_close(archive);
    return status;
}

static int run(const struct cli_arguments *a)
{
    struct text_error err;
    struct harvest h = {.reading = cli_reading_of(a), .arena = text_arena_new()};
    if (!h.arena) {
        text_fail_memory(&err, "a document");
        return cli_fail(&err);
    }
    if (!cli_real(a, "min-confidence", 0, 1, ALIGN_LEAST_CONFIDENCE, &h.least) ||
        !cli_real(a, "min-article", 0, 1, ALIGN_LEAST_ARTICLE, &h.least_article)) {
        text_arena_free(h.arena);
        return CLI_USAGE;
    }
    cli_interrupt_catch();
    enum text_status status = harvest(&h, a, &err);
    tm_close(h.memory);
    cli_stories_free(&h.stories);
    formats_calendar_free(h.calendar);
    cli_model_free(&h.model);
    text_arena_free(h.arena);
    return status == TEXT_OK ? CLI_OK : cli_fail(&err);
}

static const struct cli_option options[] = {
    CLI_MEMORY_OPTION,
    {"pairs-out", 'p', "FILE", NULL, "also write which article came from which story: id_name<TAB>en_name<TAB>score"},
    {"lang-order", 0, "A,B", NULL, "the languages of the two archives; default id,en"},
    {"min-confidence", 'c', "P", NULL, "store only pairs at least that likely to be right (0 to 1)"},
    {"min-article", 0, "P", NULL, "take an article to come from a story only when that is at least so likely (0 to 1)"},
    {"json", 'j', NULL, NULL, "the summary as an object"},
    CLI_LEXICON_OPTIONS,
    CLI_READING_OPTIONS,
    {0},
};

const struct cli_command cli_command_harvest = {
    .name = "harvest",
    .operands = "ID_ARCHIVE EN_ARCHIVE",
    .summary = "Pair two archives of articles and store what translates each other.",
    .details =
        "An archive is a folder with all below it, a .zip or a .tar; .txt and .html files in it are articles."
        " Finds which article was written from which story, aligns them, and stores the pairs with their origin as"
        " drafts. Running it again adds nothing twice; after Ctrl-C the same command goes on.",
    .options = options,
    .least = 2,
    .most = 2,
    .run = run,
};
