/* See srx.h and srx-private.h: the rules, and how they cut a line.
 *
 * Break rules go first and note at each position the first of them that matches there; then each no-break rule takes
 * the notes away that are of later rules. The notes that stay are the breaks: what the first rule in the order of the
 * list says, with less work for the no-break rules, of which there are many more.
 */
#include "text/srx.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "text/character/character-private.h"
#include "text/segment/scan-private.h"
#include "text/srx/pattern-private.h"
#include "text/srx/srx-private.h"

struct rule {
    struct text_pattern *pattern;
    size_t line;
    uint32_t number; /* in its group, from 1 */
    uint32_t group;
    bool breaks;
};

struct group {
    struct text_span name;
    size_t line;
    size_t first, count; /* rules */
};

struct map {
    struct text_pattern *pattern;
    struct text_span group_name;
    size_t line;
    uint32_t group; /* known when finished */
};

struct text_srx {
    struct text_arena *arena; /* of names */
    const char *name;
    struct text_srx_header header;
    struct rule *rules;
    struct group *groups;
    struct map *maps;
    size_t rule_count, rule_capacity, group_count, group_capacity, map_count, map_capacity;
    char code[64];  /* the language that `list` is of; empty: of none yet */
    uint32_t *list; /* numbers of rules, in order */
    size_t list_count, list_capacity;
    uint16_t *wide; /* a line, `wide_capacity` units; notes and ends have as many */
    uint32_t *notes;
    size_t *ends;
    size_t wide_capacity;
};

/* Makes room for element `count` of an array. */
static bool grow(void *array, size_t *capacity, size_t count, size_t size)
{
    void **at = array;
    if (count < *capacity) {
        return true;
    }
    size_t more = *capacity ? *capacity * 2 : 16;
    void *grown = more < SIZE_MAX / size ? realloc(*at, more * size) : NULL;
    if (!grown) {
        return false;
    }
    *at = grown;
    *capacity = more;
    return true;
}

struct text_srx *text_srx_new(const char *name, const struct text_srx_header *header)
{
    struct text_srx *s = calloc(1, sizeof *s);
    if (s) {
        s->header = *header;
        s->arena = text_arena_new();
        s->name = s->arena ? text_arena_copy(s->arena, text_span_of(name)).p : NULL;
        if (!s->name) {
            text_srx_free(s);
            return NULL;
        }
    }
    return s;
}

void text_srx_free(struct text_srx *s)
{
    if (!s) {
        return;
    }
    for (size_t i = 0; i < s->rule_count; i++) {
        text_pattern_free(s->rules[i].pattern);
    }
    for (size_t i = 0; i < s->map_count; i++) {
        text_pattern_free(s->maps[i].pattern);
    }
    free(s->rules);
    free(s->groups);
    free(s->maps);
    free(s->list);
    free(s->wide);
    free(s->notes);
    free(s->ends);
    text_arena_free(s->arena);
    free(s);
}

static uint32_t group_named(const struct text_srx *s, struct text_span name)
{
    for (size_t i = 0; i < s->group_count; i++) {
        if (text_span_equal(s->groups[i].name, name)) {
            return (uint32_t)i;
        }
    }
    return UINT32_MAX;
}

enum text_status text_srx_add_group(struct text_srx *s, struct text_span name, size_t line, struct text_error *err)
{
    uint32_t taken = group_named(s, name);
    if (taken != UINT32_MAX) {
        return text_fail(err, TEXT_INVALID, "%s, line %zu: there is a <languagerule> \"%.*s\" on line %zu already",
                         s->name, line, TEXT_PRINT(name), s->groups[taken].line);
    }
    struct text_span copy = text_arena_copy(s->arena, name);
    if (!copy.p || !grow(&s->groups, &s->group_capacity, s->group_count, sizeof *s->groups)) {
        return text_fail_memory(err, s->name);
    }
    s->groups[s->group_count++] = (struct group){.name = copy, .line = line, .first = s->rule_count};
    return TEXT_OK;
}

/* Tells in whose rule something went wrong. */
static enum text_status fail_rule(const struct text_srx *s, const struct rule *r, enum text_status status,
                                  const struct text_error *why, struct text_error *err)
{
    if (status == TEXT_NOMEM) {
        return text_fail_memory(err, s->name);
    }
    return text_fail(err, status, "%s, line %zu: rule %u of \"%.*s\": %s", s->name, r->line, (unsigned)r->number,
                     TEXT_PRINT(s->groups[r->group].name), why->message);
}

enum text_status text_srx_add_rule(struct text_srx *s, const struct text_srx_rule *rule, struct text_error *err)
{
    struct group *group = s->group_count ? &s->groups[s->group_count - 1] : NULL;
    struct text_error why;
    if (!group || !text_span_equal(group->name, rule->group)) {
        return text_fail(err, TEXT_INVALID, "%s, line %zu: a rule stands outside of its <languagerule>", s->name,
                         rule->line);
    }
    if (s->rule_count >= UINT32_MAX - 1 || !grow(&s->rules, &s->rule_capacity, s->rule_count, sizeof *s->rules)) {
        return text_fail_memory(err, s->name);
    }
    struct rule *r = &s->rules[s->rule_count];
    *r = (struct rule){.line = rule->line, .number = (uint32_t)group->count + 1, .breaks = rule->breaks};
    r->group = (uint32_t)(s->group_count - 1);
    enum text_status status = text_pattern_of_rule(rule->before, rule->after, &r->pattern, &why);
    if (status != TEXT_OK) {
        return fail_rule(s, r, status, &why, err);
    }
    s->rule_count++;
    group->count++;
    return TEXT_OK;
}

enum text_status text_srx_add_map(struct text_srx *s, struct text_span pattern, struct text_span group, size_t line,
                                  struct text_error *err)
{
    struct text_error why;
    struct text_span copy = text_arena_copy(s->arena, group);
    if (!copy.p || !grow(&s->maps, &s->map_capacity, s->map_count, sizeof *s->maps)) {
        return text_fail_memory(err, s->name);
    }
    struct map *m = &s->maps[s->map_count];
    *m = (struct map){.group_name = copy, .line = line};
    enum text_status status = text_pattern_of_code(pattern, &m->pattern, &why);
    if (status != TEXT_OK) {
        return status == TEXT_NOMEM ? text_fail_memory(err, s->name)
                                    : text_fail(err, status, "%s, line %zu: %s", s->name, line, why.message);
    }
    s->map_count++;
    return TEXT_OK;
}

enum text_status text_srx_finish(struct text_srx *s, struct text_error *err)
{
    if (!s->map_count) {
        return text_fail(err, TEXT_INVALID, "%s: has no <languagemap>, so its rules are for no language", s->name);
    }
    for (size_t i = 0; i < s->map_count; i++) {
        struct map *m = &s->maps[i];
        m->group = group_named(s, m->group_name);
        if (m->group == UINT32_MAX) {
            return text_fail(err, TEXT_INVALID, "%s, line %zu: there is no <languagerule> \"%.*s\"", s->name, m->line,
                             TEXT_PRINT(m->group_name));
        }
    }
    return TEXT_OK;
}

bool text_srx_knows(struct text_srx *s, const char *code)
{
    for (size_t i = 0; i < s->map_count; i++) {
        if (text_pattern_fits(s->maps[i].pattern, code)) {
            return true;
        }
    }
    return false;
}

/* Makes `list` the rules of a language. */
static enum text_status choose(struct text_srx *s, const char *code, struct text_error *err)
{
    if (strcmp(s->code, code) == 0) {
        return TEXT_OK;
    }
    s->list_count = 0;
    s->code[0] = '\0';
    for (size_t i = 0; i < s->map_count; i++) {
        const struct group *g = &s->groups[s->maps[i].group];
        if (!text_pattern_fits(s->maps[i].pattern, code)) {
            continue;
        }
        for (size_t k = 0; k < g->count; k++) {
            if (!grow(&s->list, &s->list_capacity, s->list_count, sizeof *s->list)) {
                return text_fail_memory(err, s->name);
            }
            s->list[s->list_count++] = (uint32_t)(g->first + k);
        }
        if (!s->header.cascade) {
            break;
        }
    }
    if (strlen(code) < sizeof s->code) {
        strcpy(s->code, code);
    }
    return TEXT_OK;
}

/* Room for a line of n units and all that is noted of it. */
static bool make_room(struct text_srx *s, size_t n)
{
    if (n <= s->wide_capacity) {
        return true;
    }
    size_t capacity = n + n / 2;
    free(s->wide);
    free(s->notes);
    free(s->ends);
    s->wide = malloc(capacity * sizeof *s->wide);
    s->notes = malloc(capacity * sizeof *s->notes);
    s->ends = malloc(capacity * sizeof *s->ends);
    s->wide_capacity = s->wide && s->notes && s->ends ? capacity : 0;
    return s->wide_capacity > 0;
}

static int32_t widen(struct text_span line, uint16_t *to)
{
    int32_t n = 0;
    for (size_t i = 0; i < line.n;) {
        uint32_t c = text_char_next(line, &i);
        if (c > 0xFFFF) {
            to[n++] = (uint16_t)(0xD7C0 + (c >> 10));
            c = 0xDC00 | (c & 0x3FF);
        }
        to[n++] = (uint16_t)c;
    }
    return n;
}

/* Passes once over the text with a rule, the `order`th of the list. *noted counts notes. */
static enum text_status apply(struct text_srx *s, uint32_t order, int32_t n, size_t *noted, struct text_error *err)
{
    struct rule *r = &s->rules[s->list[order]];
    struct text_error why;
    int32_t at;
    text_pattern_start(r->pattern, s->wide, n);
    for (;;) {
        enum text_status status = text_pattern_next(r->pattern, &at, &why);
        if (status != TEXT_OK) {
            return fail_rule(s, r, status, &why, err);
        }
        if (at < 0) {
            return TEXT_OK;
        }
        if (at == n) {
            continue; /* the end of the text is one anyway */
        }
        if (r->breaks && !s->notes[at]) {
            s->notes[at] = order + 1;
            ++*noted;
        } else if (!r->breaks && s->notes[at] > order) {
            s->notes[at] = 0;
            --*noted;
        }
    }
}

/* From notes at units to ends at bytes. */
static void collect(struct text_srx *s, struct text_span line)
{
    size_t begin = 0, count = 0, unit = 0;
    for (size_t i = 0; i < line.n;) {
        if (s->notes[unit]) {
            size_t end = text_scan_blanks_back(line, i, begin);
            if (end > begin) {
                s->ends[count++] = end;
                begin = text_scan_blanks(line, i);
            }
        }
        unit += text_char_next(line, &i) > 0xFFFF ? 2 : 1;
    }
    s->ends[count] = line.n;
}

enum text_status text_srx_cut(struct text_srx *s, const char *code, struct text_span line, const size_t **ends,
                              struct text_error *err)
{
    enum text_status status = choose(s, code, err);
    if (status != TEXT_OK) {
        return status;
    }
    if (line.n >= INT32_MAX / 2) {
        return text_fail(err, TEXT_INVALID, "a line of %zu bytes is too long for SRX rules", line.n);
    }
    if (!make_room(s, line.n + 1)) {
        return text_fail_memory(err, "a line of a text");
    }
    int32_t n = widen(line, s->wide);
    size_t noted = 0;
    memset(s->notes, 0, ((size_t)n + 1) * sizeof *s->notes);
    for (int breaks = 1; breaks >= 0; breaks--) {
        for (uint32_t i = 0; i < s->list_count && (breaks || noted); i++) {
            if (s->rules[s->list[i]].breaks == (breaks != 0)) {
                status = apply(s, i, n, &noted, err);
                if (status != TEXT_OK) {
                    return status;
                }
            }
        }
    }
    collect(s, line);
    *ends = s->ends;
    return TEXT_OK;
}
