/* See unit-numbers.h. */
#define _POSIX_C_SOURCE 200809L
#include "cli/unit-numbers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct list {
    struct text_arena *arena;
    struct cli_numbers numbers;
    size_t capacity;
};

static enum text_status add(struct list *l, int64_t number, struct text_error *err)
{
    if (l->numbers.count == l->capacity) {
        size_t capacity = l->capacity ? 2 * l->capacity : 64;
        int64_t *at = text_arena_alloc(l->arena, capacity, sizeof *at);
        if (!at) {
            return text_fail_memory(err, "the numbers of units");
        }
        for (size_t i = 0; i < l->numbers.count; i++) {
            at[i] = l->numbers.at[i];
        }
        l->numbers.at = at;
        l->capacity = capacity;
    }
    l->numbers.at[l->numbers.count++] = number;
    return TEXT_OK;
}

/* Digits only, more than 0. */
static bool parse(struct text_span s, int64_t *out)
{
    int64_t number = 0;
    for (size_t i = 0; i < s.n; i++) {
        int digit = s.p[i] - '0';
        if (digit < 0 || digit > 9 || number > (INT64_MAX - digit) / 10) {
            return false;
        }
        number = 10 * number + digit;
    }
    *out = number;
    return number > 0;
}

static enum text_status read_lines(struct list *l, struct text_error *err)
{
    char *bytes = NULL;
    size_t capacity = 0;
    ssize_t n;
    enum text_status status = TEXT_OK;
    for (size_t line = 1; status == TEXT_OK && (n = getline(&bytes, &capacity, stdin)) >= 0; line++) {
        struct text_span bare = text_span_trim((struct text_span){bytes, (size_t)n});
        int64_t number;
        if (bare.n && parse(bare, &number)) {
            status = add(l, number, err);
        } else if (bare.n) {
            status = text_fail(err, TEXT_INVALID,
                               "standard input, line %zu: is not the number of a unit; nothing was done", line);
        }
    }
    if (status == TEXT_OK && ferror(stdin)) {
        status = text_fail(err, TEXT_IO, "standard input: cannot read");
    }
    free(bytes);
    return status;
}

enum text_status cli_numbers_read(const struct cli_arguments *a, size_t first, struct text_arena *arena,
                                  struct cli_numbers *out, struct text_error *err)
{
    struct list l = {.arena = arena};
    enum text_status status = TEXT_OK;
    for (size_t i = first; i < cli_operand_count(a) && status == TEXT_OK; i++) {
        const char *operand = cli_operand(a, i);
        int64_t number;
        if (strcmp(operand, "-") == 0) {
            status = read_lines(&l, err);
        } else if (parse(text_span_of(operand), &number)) {
            status = add(&l, number, err);
        } else {
            status = text_fail(err, TEXT_MISUSE, "'%s' is not the number of a unit", operand);
        }
    }
    if (status == TEXT_OK) {
        *out = l.numbers;
    }
    return status;
}
