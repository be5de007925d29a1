/* See cover.h. There are few sets, one for each earlier run that met other stories: what is made for one is kept. Cost
 * of one: linear in the stories, and the days of the new ones sorted. */
#define _POSIX_C_SOURCE 200809L
#include "cli/harvest/cover.h"

#include <pthread.h>
#include <stdlib.h>

struct cli_cover_set {
    uint32_t set;
    uint8_t *is_new; /* a bit for each story */
    int32_t *days;   /* of the new ones that have one, rising */
    size_t day_count;
    bool dayless; /* a new one has none */
    bool any;
};

struct unions {
    uint32_t set, all;
};

struct cli_cover {
    pthread_mutex_t lock; /* the ledger may grow while it is read, and so may the lists below */
    const struct cli_stories *stories;
    struct tm_ledger *ledger;
    struct tm_number_run *runs; /* of the numbers of all stories of this run */
    size_t run_count;
    struct cli_cover_set **sets;
    size_t set_count;
    struct unions *unions; /* the memory's thread's own */
    size_t union_count;
};

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static int compare_days(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static bool make_runs(struct cli_cover *c)
{
    uint32_t n = c->stories->count, *numbers = malloc((n + 1u) * sizeof *numbers);
    c->runs = malloc((n + 1u) * sizeof *c->runs);
    if (!numbers || !c->runs) {
        free(numbers);
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        numbers[i] = c->stories->at[i].number;
    }
    qsort(numbers, n, sizeof *numbers, compare_numbers);
    for (uint32_t i = 0; i < n; i++) {
        struct tm_number_run *last = c->run_count ? &c->runs[c->run_count - 1] : NULL;
        if (last && numbers[i] <= last->last + 1) {
            last->last = numbers[i];
        } else {
            c->runs[c->run_count++] = (struct tm_number_run){numbers[i], numbers[i]};
        }
    }
    free(numbers);
    return true;
}

enum text_status cli_cover_new(const struct cli_stories *stories, struct tm_ledger *ledger, struct cli_cover **out,
                               struct text_error *err)
{
    struct cli_cover *c = calloc(1, sizeof *c);
    if (c) {
        c->stories = stories;
        c->ledger = ledger;
    }
    if (c && pthread_mutex_init(&c->lock, NULL) != 0) {
        free(c);
        c = NULL;
    }
    if (!c || !make_runs(c)) {
        cli_cover_free(c);
        return text_fail_memory(err, "the stories");
    }
    *out = c;
    return TEXT_OK;
}

static void free_set(struct cli_cover_set *s)
{
    if (s) {
        free(s->is_new);
        free(s->days);
        free(s);
    }
}

void cli_cover_free(struct cli_cover *c)
{
    if (c) {
        for (size_t i = 0; i < c->set_count; i++) {
            free_set(c->sets[i]);
        }
        free(c->sets);
        free(c->unions);
        free(c->runs);
        pthread_mutex_destroy(&c->lock);
        free(c);
    }
}

static bool holds(const struct tm_number_run *runs, size_t count, uint32_t number)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (runs[middle].last < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && runs[low].first <= number;
}

static struct cli_cover_set *make_set(const struct cli_cover *c, uint32_t set)
{
    const struct tm_number_run *runs;
    size_t count;
    uint32_t n = c->stories->count;
    struct cli_cover_set *s = calloc(1, sizeof *s);
    if (s) {
        s->set = set;
        s->is_new = calloc(n / 8 + 1, 1);
        s->days = malloc((n + 1u) * sizeof *s->days);
    }
    if (!s || !s->is_new || !s->days) {
        free_set(s);
        return NULL;
    }
    tm_ledger_get_set(c->ledger, set, &runs, &count);
    for (uint32_t i = 0; i < n; i++) {
        const struct cli_stories_one *story = &c->stories->at[i];
        if (!holds(runs, count, story->number)) {
            s->any = true;
            s->is_new[i / 8] |= (uint8_t)(1 << i % 8);
            if (story->day == ALIGN_NO_DAY) {
                s->dayless = true;
            } else {
                s->days[s->day_count++] = story->day;
            }
        }
    }
    qsort(s->days, s->day_count, sizeof *s->days, compare_days);
    return s;
}

static enum text_status find(struct cli_cover *c, uint32_t set, const struct cli_cover_set **out,
                                struct text_error *err)
{
    for (size_t i = 0; i < c->set_count; i++) {
        if (c->sets[i]->set == set) {
            *out = c->sets[i];
            return TEXT_OK;
        }
    }
    struct cli_cover_set **sets = realloc(c->sets, (c->set_count + 1) * sizeof(struct cli_cover_set *));
    struct cli_cover_set *made = sets ? make_set(c, set) : NULL;
    c->sets = sets ? sets : c->sets;
    if (!made) {
        return text_fail_memory(err, "the stories");
    }
    c->sets[c->set_count++] = made;
    *out = made;
    return TEXT_OK;
}

enum text_status cli_cover_find(struct cli_cover *c, uint32_t set, const struct cli_cover_set **out,
                                struct text_error *err)
{
    pthread_mutex_lock(&c->lock);
    enum text_status status = find(c, set, out, err);
    pthread_mutex_unlock(&c->lock);
    return status;
}

bool cli_cover_any(const struct cli_cover_set *s, struct align_days days)
{
    if (!s->any || s->dayless || days.day == ALIGN_NO_DAY || days.window == ALIGN_NO_WINDOW) {
        return s->any;
    }
    int64_t least = (int64_t)days.day - days.window;
    size_t low = 0, high = s->day_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->days[middle] < least) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < s->day_count && s->days[low] <= (int64_t)days.day + days.window;
}

bool cli_cover_is_new(const struct cli_cover_set *s, uint32_t story)
{
    return s->is_new[story / 8] >> story % 8 & 1;
}

/* Both lists of runs in one, neighbours joined. */
static size_t join(const struct tm_number_run *a, size_t n, const struct tm_number_run *b, size_t m,
                   struct tm_number_run *to)
{
    size_t count = 0;
    for (size_t i = 0, k = 0; i < n || k < m;) {
        struct tm_number_run next = k == m || (i < n && a[i].first <= b[k].first) ? a[i++] : b[k++];
        if (count && next.first <= to[count - 1].last + 1) {
            to[count - 1].last = next.last > to[count - 1].last ? next.last : to[count - 1].last;
        } else {
            to[count++] = next;
        }
    }
    return count;
}

static enum text_status unite(struct cli_cover *c, uint32_t set, uint32_t *out, struct text_error *err)
{
    const struct tm_number_run *runs = NULL;
    size_t count = 0;
    for (size_t i = 0; i < c->union_count; i++) {
        if (c->unions[i].set == set) {
            *out = c->unions[i].all;
            return TEXT_OK;
        }
    }
    if (set) {
        tm_ledger_get_set(c->ledger, set, &runs, &count);
    }
    struct tm_number_run *joined = malloc((count + c->run_count + 1) * sizeof *joined);
    struct unions *unions = realloc(c->unions, (c->union_count + 1) * sizeof *unions);
    c->unions = unions ? unions : c->unions;
    enum text_status status = joined && unions ? TEXT_OK : text_fail_memory(err, "the stories");
    if (status == TEXT_OK) {
        size_t n = join(runs, count, c->runs, c->run_count, joined);
        status = tm_ledger_set(c->ledger, joined, n, out, err);
    }
    free(joined);
    if (status == TEXT_OK) {
        c->unions[c->union_count++] = (struct unions){set, *out};
    }
    return status;
}

enum text_status cli_cover_union(struct cli_cover *c, uint32_t set, uint32_t *out, struct text_error *err)
{
    pthread_mutex_lock(&c->lock);
    enum text_status status = unite(c, set, out, err);
    pthread_mutex_unlock(&c->lock);
    return status;
}
