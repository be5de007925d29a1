/* See known.h. */
#include "cli/qa/known.h"

#include <stdlib.h>

static struct cli_qa_seen *find(struct cli_qa_seen *at, size_t capacity, uint64_t text)
{
    size_t i = (size_t)(text * 0x9E3779B97F4A7C15u >> 20) & (capacity - 1);
    while (at[i].text && at[i].text != text) {
        i = (i + 1) & (capacity - 1);
    }
    return &at[i];
}

static bool grow(struct cli_qa_known *k)
{
    size_t capacity = k->capacity ? k->capacity * 2 : 1024;
    struct cli_qa_seen *at = calloc(capacity, sizeof *at);
    if (!at) {
        return false;
    }
    for (size_t i = 0; i < k->capacity; i++) {
        if (k->at[i].text) {
            *find(at, capacity, k->at[i].text) = k->at[i];
        }
    }
    free(k->at);
    k->at = at;
    k->capacity = capacity;
    return true;
}

const struct cli_qa_seen *cli_qa_known_see(struct cli_qa_known *k, const struct cli_qa_seen *now, bool *failed)
{
    struct cli_qa_seen seen = *now;
    seen.text += seen.text == 0;
    if (k->count * 4 >= k->capacity * 3 && !grow(k)) {
        *failed = true;
        return NULL;
    }
    struct cli_qa_seen *place = find(k->at, k->capacity, seen.text);
    if (place->text) {
        return place;
    }
    if (k->count == CLI_QA_KNOWN) {
        k->full = true;
        return NULL;
    }
    *place = seen;
    k->count++;
    return place;
}

void cli_qa_known_free(struct cli_qa_known *k)
{
    free(k->at);
    *k = (struct cli_qa_known){0};
}
