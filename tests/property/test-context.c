/* Context against brute force: documents of a few texts that come again and again, in either direction, with neighbours
 * that are known or not. What is found is the same with context and without; what is equal scores what all places where
 * it was seen say. The seed is printed and may be given as an argument. */
#include "tests/unit/memory.h"
#include "tests/property/random.h"

enum { DOCUMENTS = 60, LENGTH_MOST = 12, TEXTS = 12, PLACES = DOCUMENTS * LENGTH_MOST, QUERIES = 300 };
enum { NONE = TEXTS, UNKNOWN }; /* instead of a text */

static const char *const texts[2][TEXTS] = {
    {"Ya.", "Tidak.", "Ya, benar.", "Tidak, tidak benar.", "Itu benar sekali.", "Itu tidak benar sekali.", "...",
     "Foto: AP", "Foto: AFP", "Jakarta", "Ia pergi ke pasar kemarin.", "Ia pergi ke kota kemarin."},
    {"Yes.", "No.", "Yes, right.", "No, not right.", "That is very true.", "That is not very true.", "---", "Photo: AP",
     "Photo: AFP", "Jakarta", "She went to the market yesterday.", "She went to town yesterday."},
};

/* Where a pair was seen: by the numbers of the texts, Indonesian before English. */
struct place {
    uint32_t text[2], before[2], after[2];
};

static struct place places[PLACES];
static size_t place_count;
static struct text_arena *arena;

static struct text_span text_of(int side, uint32_t number)
{
    return number == UNKNOWN ? (struct text_span){0}
           : number == NONE  ? TEXT_LITERAL("")
                             : text_span_of(texts[side][number]);
}

static void add_place(struct tm_memory *m, struct place p, const char *file)
{
    int source = (int)below(2), target = 1 - source;
    const char *const codes[] = {"id", "en"};
    struct tm_unit u = memory_unit("", "", file);
    u.language = (struct tm_languages){text_span_of(codes[source]), text_span_of(codes[target])};
    u.text = (struct text_pair){text_of(source, p.text[source]), text_of(target, p.text[target])};
    u.origin.before = (struct text_pair){text_of(source, p.before[source]), text_of(target, p.before[target])};
    u.origin.after = (struct text_pair){text_of(source, p.after[source]), text_of(target, p.after[target])};
    if (memory_add(m, &u) != TM_KNOWN) { /* a pair that comes twice in a document is known by its first place */
        places[place_count++] = p;
    }
}

/* The translation of a text is mostly the same, sometimes another. Neighbours are not known on all sides of all. */
static void add_document(struct tm_memory *m, int number)
{
    uint32_t pairs[LENGTH_MOST][2];
    size_t n = 1 + below(LENGTH_MOST);
    char file[20];
    snprintf(file, sizeof file, "%d", number);
    for (size_t i = 0; i < n; i++) {
        pairs[i][0] = below(TEXTS);
        pairs[i][1] = below(6) ? pairs[i][0] : below(TEXTS);
    }
    bool blind = below(5) == 0;
    for (size_t i = 0; i < n; i++) {
        struct place p;
        for (int side = 0; side < 2; side++) {
            p.text[side] = pairs[i][side];
            p.before[side] = blind || below(8) == 0 ? UNKNOWN : i ? pairs[i - 1][side] : NONE;
            p.after[side] = blind || below(8) == 0 ? UNKNOWN : i + 1 < n ? pairs[i + 1][side] : NONE;
        }
        /* All unknown would be filled in by the pair's next place in the document. */
        if (blind || p.before[0] != UNKNOWN) {
            add_place(m, p, file);
        }
    }
}

static int expected_score(int side, const uint32_t query[3], struct text_span other)
{
    int best = 100;
    for (size_t i = 0; i < place_count; i++) {
        const struct place *p = &places[i];
        if (p->text[side] == query[1] && text_span_equal(text_of(1 - side, p->text[1 - side]), other) &&
            query[0] != UNKNOWN && p->before[side] == query[0]) {
            int score = query[2] != UNKNOWN && p->after[side] == query[2] ? 102 : 101;
            best = score > best ? score : best;
        }
    }
    return best;
}

static struct tm_matches find(struct tm_memory *m, const struct tm_query *q)
{
    struct tm_matches found = {0};
    struct text_error err = {0};
    check(tm_find(m, q, arena, &found, &err) == TEXT_OK, "find: %s", err.message);
    return found;
}

static const struct tm_match *match_of(const struct tm_matches *found, int64_t unit)
{
    for (size_t i = 0; i < found->count; i++) {
        if (found->at[i].unit.id == unit) {
            return &found->at[i];
        }
    }
    return NULL;
}

static void compare(struct tm_memory *m, int side, const uint32_t query[3], int least)
{
    const char *const codes[] = {"id", "en"};
    struct tm_query q = {.text = text_of(side, query[1]),
                         .from = text_span_of(codes[side]),
                         .to = text_span_of(codes[1 - side]),
                         .least = least,
                         .most = 10000};
    text_arena_reset(arena);
    struct tm_matches bare = find(m, &q);
    q.before = text_of(side, query[0]);
    q.after = text_of(side, query[2]);
    struct tm_matches found = find(m, &q);
    bool right = bare.count == found.count;
    for (size_t i = 0; i < found.count && right; i++) {
        const struct tm_match *f = &found.at[i], *b = match_of(&bare, f->unit.id);
        int score = b && b->score == 100 ? expected_score(side, query, f->unit.text.target) : b ? b->score : -1;
        right = f->score == score && f->type == (score > 100 ? TM_CONTEXT : score == 100 ? TM_EXACT : TM_FUZZY) &&
                (i == 0 || f->score <= found.at[i - 1].score);
    }
    check(right, "\"%.*s\" after %u before %u at %d", TEXT_PRINT(q.text), query[0], query[2], least);
    q.most = 1 + below(6);
    struct tm_matches few = find(m, &q);
    right = few.count == (found.count < q.most ? found.count : q.most);
    for (size_t i = 0; i < few.count && right; i++) {
        right = few.at[i].score == found.at[i].score;
    }
    check(right, "the best %zu of \"%.*s\" after %u before %u at %d", q.most, TEXT_PRINT(q.text), query[0], query[2],
          least);
    q.most = 10000;
    q.least = 101 + (int)below(2);
    struct tm_matches high = find(m, &q);
    size_t count = 0;
    while (count < found.count && found.at[count].score >= q.least) {
        count++;
    }
    check(high.count == count, "\"%.*s\" at %d: %zu, not %zu", TEXT_PRINT(q.text), q.least, high.count, count);
}

int main(int argc, char **argv)
{
    static const int thresholds[] = {1, 50, 70, 99, 100};
    random_start(argc, argv);
    arena = text_arena_new();
    memory_start();
    struct tm_memory *m = memory_open(memory_path("context.db"), TM_CREATE);
    check(tm_begin(m, NULL) == TEXT_OK, "begin");
    for (int i = 0; i < DOCUMENTS; i++) {
        add_document(m, i);
    }
    check(tm_commit(m, NULL) == TEXT_OK, "commit");
    memory_whole(m, "after growing");
    for (int i = 0; i < QUERIES; i++) {
        const struct place *p = &places[below((uint32_t)place_count)];
        int side = (int)below(2);
        uint32_t query[3] = {p->before[side], p->text[side], p->after[side]};
        for (int k = 0; k < 3; k += 2) {
            query[k] = below(3) ? query[k] : below(TEXTS + 2);
        }
        compare(m, side, query, thresholds[below(5)]);
    }
    tm_close(m);
    memory_end();
    text_arena_free(arena);
    return check_report();
}
