/* See lexicon.h, and em-private.h for the learning itself. Here: numbering the words of the pairs, and writing what was
 * learned in the order of the file.
 *
 * Cost: for 77,000 pairs of 20 words some 150 MB while the probabilities of one direction are being learned. */
#define _POSIX_C_SOURCE 200809L
#include "align/lexicon.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "align/lexicon/em-private.h"

enum {
    LONGEST = 200,    /* words; longer sentences cost much and teach little */
    NUMBER_BYTES = 2, /* longer numbers have a value and need no translation */
    DEFAULT_ITERATIONS = 8,
    SIDES = 2
};

/* What of a row is worth its place in the file. Stems are for the aligner, which gains by rare translations too; words
 * are for people, who want the likely ones. */
struct limits {
    double least;  /* probability */
    double lift;   /* a translation must be so many times likelier than in any sentence */
    size_t most;   /* translations of a word */
    uint32_t seen; /* how often a word must have been seen */
};

static const struct limits LIMITS[] = {{0.05, 4, 4, 3}, {0.005, 1.5, 20, 1}}; /* words, stems */
static const double SELDOM_LEAST = 0.3;                                       /* of a word that was seen once only */
static const double SURE = 0.5;     /* likelier ones are kept however often they are met */
static const double LARGE = 100000; /* words; only then what was seldom seen is left out */

struct numbers {
    uint32_t *at;
    size_t count, capacity;
};

struct side {
    const struct text_language *language;
    struct text_table *words;
    struct numbers tokens, begin; /* begin[k]: where pair k's tokens begin; one more than there are pairs */
};

struct align_trainer {
    struct side sides[SIDES];
    struct text_table *seen; /* hashes of the pairs */
    struct text_arena *scratch;
};

static bool push(struct numbers *n, uint32_t value)
{
    if (n->count == n->capacity) {
        size_t capacity = n->capacity ? n->capacity * 2 : 1024;
        uint32_t *at = capacity > UINT32_MAX ? NULL : realloc(n->at, capacity * sizeof *at);
        if (!at) {
            return false;
        }
        n->at = at;
        n->capacity = capacity;
    }
    n->at[n->count++] = value;
    return true;
}

enum text_status align_trainer_new(const struct text_language *source, const struct text_language *target,
                                   struct align_trainer **out, struct text_error *err)
{
    struct align_trainer *t = calloc(1, sizeof *t);
    if (!t) {
        return text_fail_memory(err, "learning a lexicon");
    }
    t->seen = text_table_new();
    t->scratch = text_arena_new();
    bool ok = t->seen && t->scratch;
    for (int i = 0; i < SIDES; i++) {
        t->sides[i].language = i ? target : source;
        t->sides[i].words = text_table_new();
        ok = ok && t->sides[i].words && push(&t->sides[i].begin, 0);
    }
    if (!ok) {
        align_trainer_free(t);
        return text_fail_memory(err, "learning a lexicon");
    }
    *out = t;
    return TEXT_OK;
}

void align_trainer_free(struct align_trainer *t)
{
    if (t) {
        for (int i = 0; i < SIDES; i++) {
            text_table_free(t->sides[i].words);
            free(t->sides[i].tokens.at);
            free(t->sides[i].begin.at);
        }
        text_table_free(t->seen);
        text_arena_free(t->scratch);
        free(t);
    }
}

size_t align_trainer_pairs(const struct align_trainer *t)
{
    return t->sides[0].begin.count - 1;
}

/* A pair counts once: its two texts' hashes stand for it. */
static bool is_new(struct align_trainer *t, struct text_pair pair, bool *nomem)
{
    uint64_t hashes[SIDES] = {text_hash(pair.source), text_hash(pair.target)};
    struct text_span key = {(const char *)hashes, sizeof hashes};
    if (text_table_find(t->seen, key) != TEXT_NONE) {
        return false;
    }
    *nomem = text_table_add(t->seen, key) == TEXT_NONE;
    return !*nomem;
}

static bool teaches(const struct text_token *token)
{
    return token->kind == TEXT_WORD || token->surface.n <= NUMBER_BYTES;
}

static size_t count_teaching(const struct text_tokens *tokens)
{
    size_t n = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        n += teaches(&tokens->at[i]);
    }
    return n;
}

static bool add_side(struct side *s, const struct text_tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++) {
        if (teaches(&tokens->at[i])) {
            uint32_t word = text_table_add(s->words, tokens->at[i].folded);
            if (word == TEXT_NONE || !push(&s->tokens, word)) {
                return false;
            }
        }
    }
    return push(&s->begin, (uint32_t)s->tokens.count);
}

enum text_status align_trainer_add(struct align_trainer *t, struct text_pair pair, struct text_error *err)
{
    struct text_tokens source, target;
    text_arena_reset(t->scratch);
    enum text_status status = text_words(pair.source, t->scratch, &source, err);
    if (status == TEXT_OK) {
        status = text_words(pair.target, t->scratch, &target, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    size_t n = count_teaching(&source), m = count_teaching(&target);
    if (n == 0 || m == 0 || n > LONGEST || m > LONGEST || n > 3 * m + 5 || m > 3 * n + 5) {
        return TEXT_OK;
    }
    bool nomem = false;
    if (!is_new(t, pair, &nomem)) {
        return nomem ? text_fail_memory(err, "learning a lexicon") : TEXT_OK;
    }
    struct side *s = t->sides;
    if (add_side(&s[0], &source) && add_side(&s[1], &target)) {
        return TEXT_OK;
    }
    size_t pairs = s[1].begin.count < s[0].begin.count ? s[1].begin.count : s[0].begin.count;
    for (int i = 0; i < SIDES; i++) {
        s[i].begin.count = pairs;
        s[i].tokens.count = s[i].begin.at[pairs - 1];
    }
    return text_fail_memory(err, "learning a lexicon");
}

/* The words or the stems of one side, as the learning wants them. */
struct forms {
    struct text_table *table; /* borrowed for words */
    struct align_corpus corpus;
    uint32_t *tokens;         /* NULL for words */
    uint32_t *counts, *order; /* order: sorted by bytes */
};

static enum text_status stem_tokens(const struct side *s, struct forms *f, struct text_error *err)
{
    uint32_t words = text_table_count(s->words);
    struct text_stemmer *stemmer = NULL;
    enum text_status status = text_stemmer_new(s->language, &stemmer, err);
    uint32_t *stem_of = malloc(words * sizeof *stem_of + 1);
    f->table = text_table_new();
    f->tokens = malloc(s->tokens.count * sizeof *f->tokens + 1);
    bool ok = stemmer && stem_of && f->table && f->tokens;
    for (uint32_t w = 0; ok && w < words; w++) {
        stem_of[w] = text_table_add(f->table, text_stem(stemmer, text_table_at(s->words, w)));
        ok = stem_of[w] != TEXT_NONE;
    }
    for (size_t i = 0; ok && i < s->tokens.count; i++) {
        f->tokens[i] = stem_of[s->tokens.at[i]];
    }
    text_stemmer_free(stemmer);
    free(stem_of);
    return ok || status != TEXT_OK ? status : text_fail_memory(err, "stems");
}

struct sortable {
    struct text_span s;
    uint32_t number;
};

static int compare_sortable(const void *a, const void *b)
{
    const struct sortable *x = a, *y = b;
    return text_span_compare(x->s, y->s);
}

static bool sort_forms(struct forms *f)
{
    uint32_t n = text_table_count(f->table);
    struct sortable *all = malloc(n * sizeof *all + 1);
    f->order = malloc(n * sizeof *f->order + 1);
    if (!all || !f->order) {
        free(all);
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        all[i] = (struct sortable){text_table_at(f->table, i), i};
    }
    qsort(all, n, sizeof *all, compare_sortable);
    for (uint32_t i = 0; i < n; i++) {
        f->order[i] = all[i].number;
    }
    free(all);
    return true;
}

static enum text_status make_forms(const struct side *s, bool stems, struct forms *f, struct text_error *err)
{
    f->table = s->words;
    enum text_status status = stems ? stem_tokens(s, f, err) : TEXT_OK;
    if (status != TEXT_OK) {
        return status;
    }
    uint32_t words = text_table_count(f->table);
    const uint32_t *tokens = stems ? f->tokens : s->tokens.at;
    f->corpus = (struct align_corpus){tokens, s->begin.at, (uint32_t)s->begin.count - 1, words};
    f->counts = calloc(words + 1u, sizeof *f->counts);
    for (size_t i = 0; f->counts && i < s->tokens.count; i++) {
        f->counts[tokens[i]]++;
    }
    return f->counts && sort_forms(f) ? TEXT_OK : text_fail_memory(err, "writing a lexicon");
}

static void free_forms(struct forms *f, bool stems)
{
    if (stems) {
        text_table_free(f->table);
    }
    free(f->tokens);
    free(f->counts);
    free(f->order);
}

/* Where the bytes go and how far the learning is. */
struct writing {
    const struct align_training *how;
    FILE *to;
    int done, of;
};

static void report_step(void *context)
{
    struct writing *w = context;
    w->done++;
    if (w->how->progress) {
        w->how->progress(w->how->context, w->done, w->of);
    }
}

struct scored {
    int thousandths;
    struct text_span s;
};

static int compare_scored(const void *a, const void *b)
{
    const struct scored *x = a, *y = b;
    return x->thousandths != y->thousandths ? y->thousandths - x->thousandths : text_span_compare(x->s, y->s);
}

/* What of a row is worth keeping goes to all[], the likeliest first; returns how much. */
static size_t choose(const struct limits *limits, const struct align_table *t, const struct forms *from,
                     const struct forms *to, uint32_t word, struct scored *all)
{
    double least = from->counts[word] > 1 ? limits->least : SELDOM_LEAST;
    double tokens = to->corpus.begin[to->corpus.sentences];
    size_t n = 0;
    if (from->counts[word] < limits->seen && tokens > LARGE) {
        return 0;
    }
    for (uint32_t k = t->begin[word + 1]; k < t->begin[word + 2]; k++) {
        double p = (double)t->p[k];
        if (p >= least && (p >= SURE || p >= limits->lift * to->counts[t->to[k]] / tokens)) {
            int thousandths = (int)(p * 1000 + 0.5);
            all[n++] = (struct scored){thousandths > 1000 ? 1000 : thousandths, text_table_at(to->table, t->to[k])};
        }
    }
    if (from->counts[word] == 1 && n == 1 && text_span_equal(all[0].s, text_table_at(from->table, word))) {
        return 0; /* a name that is the same in both languages needs no lexicon */
    }
    qsort(all, n, sizeof *all, compare_scored);
    return n < limits->most ? n : limits->most;
}

static enum text_status write_table(struct writing *w, const char *language, bool stems, const struct forms *from,
                                    const struct forms *to, struct text_error *err)
{
    struct limits limits = LIMITS[stems];
    limits.least = w->how->least > 0 ? w->how->least : limits.least;
    struct align_table table;
    struct align_em job = {from->corpus, to->corpus, w->how->iterations, w->how->threads, report_step, w};
    struct scored *all = malloc(to->corpus.words * sizeof *all + 1);
    if (!all) {
        return text_fail_memory(err, "writing a lexicon");
    }
    enum text_status status = align_em_run(&job, &table, err);
    if (status != TEXT_OK) {
        free(all);
        return status;
    }
    for (uint32_t i = 0; i < from->corpus.words; i++) {
        uint32_t word = from->order[i];
        size_t n = choose(&limits, &table, from, to, word, all);
        if (n == 0) {
            continue;
        }
        struct text_span s = text_table_at(from->table, word);
        fprintf(w->to, "%s%s\t%.*s\t%u", language, stems ? "~" : "", TEXT_PRINT(s), from->counts[word]);
        for (size_t k = 0; k < n; k++) {
            int p = all[k].thousandths;
            fprintf(w->to, p == 1000 ? "\t%.*s\t1" : "\t%.*s\t0.%03d", TEXT_PRINT(all[k].s), p);
        }
        putc('\n', w->to);
    }
    align_table_free(&table);
    free(all);
    return TEXT_OK;
}

static void write_head(const struct align_trainer *t, const struct align_training *how, FILE *to)
{
    const struct side *s = t->sides;
    fprintf(to, "# padan lexicon 1 %s %zu %s %zu\n", text_language_code(s[0].language), s[0].tokens.count,
            text_language_code(s[1].language), s[1].tokens.count);
    struct text_span rest = text_span_of(how->comment), line;
    while (text_span_cut(&rest, '\n', &line)) {
        fprintf(to, "# %.*s\n", TEXT_PRINT(line));
    }
}

/* The lines of one language: its words, then its stems. */
static enum text_status write_side(struct writing *w, const struct align_trainer *t, int side, struct text_error *err)
{
    const struct side *from = &t->sides[side], *to = &t->sides[!side];
    enum text_status status = TEXT_OK;
    for (int stems = 0; stems < 2 && status == TEXT_OK; stems++) {
        struct forms a = {0}, b = {0};
        status = make_forms(from, stems, &a, err);
        if (status == TEXT_OK) {
            status = make_forms(to, stems, &b, err);
        }
        if (status == TEXT_OK) {
            status = write_table(w, text_language_code(from->language), stems, &a, &b, err);
        }
        free_forms(&a, stems);
        free_forms(&b, stems);
    }
    return status;
}

enum text_status align_trainer_write(struct align_trainer *t, const struct align_training *given, FILE *to,
                                     struct text_error *err)
{
    struct align_training how = *given;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    how.iterations = how.iterations > 0 ? how.iterations : DEFAULT_ITERATIONS;
    how.threads = how.threads > 0 ? how.threads : cores > 0 ? (int)cores : 1;
    if (align_trainer_pairs(t) == 0) {
        return text_fail(err, TEXT_EMPTY, "there is no sentence pair to learn a lexicon from");
    }
    struct writing w = {&how, to, 0, how.iterations * SIDES * 2};
    /* Lines are sorted by bytes, and so are the languages. */
    int first = strcmp(text_language_code(t->sides[0].language), text_language_code(t->sides[1].language)) > 0;
    write_head(t, &how, to);
    enum text_status status = write_side(&w, t, first, err);
    return status == TEXT_OK ? write_side(&w, t, !first, err) : status;
}
