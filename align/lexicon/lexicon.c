/* See lexicon.h. The bytes of the file are the data structure: nothing is built when it is opened, and what is found
 * points into the mapping. A file that changes under us is the system's matter; a file with broken lines costs at worst
 * a wrong or missing entry, never a read outside the mapping. */
#define _POSIX_C_SOURCE 200809L
#include "align/lexicon.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const char MAGIC[] = "# padan lexicon ";

enum { VERSION = 1, LANGUAGES = 2, CODE_SIZE = 16 };

struct align_lexicon {
    char *path;
    char *own; /* the bytes when they are in no file, else NULL */
    struct text_span bytes;
    struct {
        char code[CODE_SIZE];
        double tokens;
    } languages[LANGUAGES];
};

/* A number as the file writes it: digits, at most one full stop. strtod would read past the end of the mapping. */
static bool read_number(struct text_span s, double *value)
{
    double v = 0, unit = 1;
    bool point = false;
    if (s.n == 0 || s.n > 20) {
        return false;
    }
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.' && !point) {
            point = true;
        } else if (s.p[i] >= '0' && s.p[i] <= '9') {
            v = v * 10 + (s.p[i] - '0');
            unit = point ? unit * 10 : unit;
        } else {
            return false;
        }
    }
    *value = v / unit;
    return true;
}

static enum text_status fail_foreign(const struct align_lexicon *l, struct text_error *err)
{
    return text_fail(err, TEXT_FOREIGN, "%s: is no lexicon of padan; make one with `padan lexicon train`", l->path);
}

static enum text_status read_head(struct align_lexicon *l, struct text_error *err)
{
    struct text_span rest = l->bytes, line, field;
    double version;
    if (!text_span_starts(rest, text_span_of(MAGIC)) || !text_span_cut(&rest, '\n', &line)) {
        return fail_foreign(l, err);
    }
    line.p += sizeof MAGIC - 1;
    line.n -= sizeof MAGIC - 1;
    if (!text_span_cut(&line, ' ', &field) || !read_number(field, &version)) {
        return fail_foreign(l, err);
    }
    if (version > VERSION) {
        return text_fail(err, TEXT_NEWER, "%s: was made by a newer padan (lexicon version %.0f, this one reads %d)",
                         l->path, version, VERSION);
    }
    for (int i = 0; i < LANGUAGES; i++) {
        if (!text_span_cut(&line, ' ', &field) || field.n == 0 || field.n >= CODE_SIZE) {
            return fail_foreign(l, err);
        }
        memcpy(l->languages[i].code, field.p, field.n);
        if (!text_span_cut(&line, ' ', &field) || !read_number(field, &l->languages[i].tokens)) {
            return fail_foreign(l, err);
        }
    }
    return TEXT_OK;
}

static enum text_status map_file(struct align_lexicon *l, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    struct stat st;
    int fd = open(l->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0) {
        status = text_fail(err, TEXT_IO, "%s: cannot open: %s", l->path, strerror(errno));
    } else if (!S_ISREG(st.st_mode)) {
        status =
            text_fail(err, TEXT_IO, "%s: is not a file that can be mapped, a lexicon file is wanted here", l->path);
    } else if (st.st_size == 0) {
        status = fail_foreign(l, err);
    } else {
        void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (p == MAP_FAILED) {
            status = text_fail(err, TEXT_IO, "%s: cannot map: %s", l->path, strerror(errno));
        } else {
            l->bytes = (struct text_span){p, (size_t)st.st_size};
        }
    }
    if (fd >= 0) {
        close(fd);
    }
    return status;
}

static struct align_lexicon *new_lexicon(const char *path)
{
    struct align_lexicon *l = calloc(1, sizeof *l);
    size_t n = strlen(path) + 1;
    if (!l || !(l->path = malloc(n))) {
        free(l);
        return NULL;
    }
    memcpy(l->path, path, n);
    return l;
}

enum text_status align_lexicon_open(const char *path, struct align_lexicon **out, struct text_error *err)
{
    struct align_lexicon *l = new_lexicon(path);
    if (!l) {
        return text_fail_memory(err, path);
    }
    enum text_status status = map_file(l, err);
    if (status == TEXT_OK) {
        status = read_head(l, err);
    }
    if (status != TEXT_OK) {
        align_lexicon_close(l);
        return status;
    }
    *out = l;
    return TEXT_OK;
}

enum text_status align_lexicon_learn(struct align_trainer *trainer, const struct align_training *how,
                                     struct align_lexicon **out, struct text_error *err)
{
    struct align_lexicon *l = new_lexicon("a lexicon just learned");
    FILE *to = l ? open_memstream(&l->own, &l->bytes.n) : NULL;
    enum text_status status = to ? align_trainer_write(trainer, how, to, err) : TEXT_NOMEM;
    bool whole = to && !ferror(to);
    if (to && fclose(to) != 0) {
        whole = false;
    }
    if (status == TEXT_NOMEM || (status == TEXT_OK && !whole)) {
        status = text_fail_memory(err, "learning a lexicon");
    }
    if (status == TEXT_OK) {
        l->bytes.p = l->own;
        status = read_head(l, err);
    }
    if (status != TEXT_OK) {
        align_lexicon_close(l);
        return status;
    }
    *out = l;
    return TEXT_OK;
}

void align_lexicon_close(struct align_lexicon *l)
{
    if (l) {
        if (l->bytes.p && !l->own) {
            munmap((void *)(uintptr_t)l->bytes.p, l->bytes.n);
        }
        free(l->own);
        free(l->path);
        free(l);
    }
}

double align_lexicon_tokens(const struct align_lexicon *l, const char *language)
{
    for (int i = 0; i < LANGUAGES; i++) {
        if (strcmp(l->languages[i].code, language) == 0) {
            return l->languages[i].tokens;
        }
    }
    return 0;
}

/* What a word's line begins with: "language~ TAB word TAB", without the ~ for words as they are written. */
static bool make_key(const char *language, struct text_span mark, struct text_span word, struct text_arena *arena,
                     struct text_span *out)
{
    size_t code = strlen(language), n = 0;
    char *p = text_arena_alloc(arena, code + mark.n + word.n + 2, 1);
    if (!p) {
        return false;
    }
    const struct text_span parts[] = {{language, code}, mark, TEXT_LITERAL("\t"), word, TEXT_LITERAL("\t")};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].n) {
            memcpy(p + n, parts[i].p, parts[i].n);
            n += parts[i].n;
        }
    }
    *out = (struct text_span){p, n};
    return true;
}

/* Compares the key with what the line at p begins with. */
static int compare_line(struct text_span key, const char *p, const char *end)
{
    size_t room = (size_t)(end - p);
    int order = memcmp(key.p, p, key.n < room ? key.n : room);
    return order == 0 && room < key.n ? 1 : order;
}

/* The line of the key without its end, or an empty span. Halves the bytes that are left, and goes on to the next line
 * from the middle; when the middle is in the last line, the first one is looked at. */
static struct text_span find_line(const struct align_lexicon *l, struct text_span key)
{
    const char *low = l->bytes.p, *high = l->bytes.p + l->bytes.n; /* both at the beginning of a line */
    while (low < high) {
        size_t half = (size_t)(high - low) / 2;
        const char *before = memchr(low + half, '\n', (size_t)(high - low) - half);
        const char *line = before && before + 1 < high ? before + 1 : low;
        int order = line[0] == '#' ? 1 : compare_line(key, line, high);
        if (order < 0) {
            high = line;
        } else if (order > 0 && line > low) {
            low = line; /* to look at it again is cheaper than to look for its end each time */
        } else {
            const char *end = memchr(line, '\n', (size_t)(high - line));
            end = end ? end : high;
            if (order == 0) {
                return (struct text_span){line, (size_t)(end - line)};
            }
            low = end < high ? end + 1 : high;
        }
    }
    return (struct text_span){NULL, 0};
}

static size_t line_number(const struct align_lexicon *l, struct text_span line)
{
    size_t number = 1;
    for (const char *p = l->bytes.p; p < line.p; p++) {
        number += *p == '\n';
    }
    return number;
}

/* `rest` is what follows the word. */
static bool read_entry(struct text_span rest, struct text_arena *arena, struct align_entry *out, bool *nomem)
{
    struct align_entry e = {0};
    struct text_span field;
    size_t fields = 0;
    for (size_t i = 0; i < rest.n; i++) {
        fields += rest.p[i] == '\t';
    }
    if (!text_span_cut(&rest, '\t', &field) || !read_number(field, &e.count) || fields % 2 != 0) {
        return false;
    }
    e.at = text_arena_alloc(arena, fields / 2, sizeof *e.at);
    if (!e.at) {
        *nomem = true;
        return false;
    }
    while (e.translations < fields / 2) {
        struct align_translation *t = &e.at[e.translations++];
        if (!text_span_cut(&rest, '\t', &t->word) || !text_span_cut(&rest, '\t', &field) ||
            !read_number(field, &t->probability) || t->probability > 1) {
            return false;
        }
    }
    *out = e;
    return true;
}

static enum text_status find(const struct align_lexicon *l, const char *language, struct text_span mark,
                             struct text_span word, struct text_arena *arena, struct align_entry *out,
                             struct text_error *err)
{
    bool nomem = false;
    struct text_span key;
    if (!make_key(language, mark, word, arena, &key)) {
        return text_fail_memory(err, "an entry of the lexicon");
    }
    struct text_span line = find_line(l, key);
    if (line.n < key.n || (word.n && memchr(word.p, '\t', word.n))) {
        *out = (struct align_entry){0};
        return TEXT_OK;
    }
    if (!read_entry((struct text_span){line.p + key.n, line.n - key.n}, arena, out, &nomem)) {
        return nomem ? text_fail_memory(err, "an entry of the lexicon")
                     : text_fail(err, TEXT_INVALID, "%s:%zu: cannot read the entry of \"%.*s\"", l->path,
                                 line_number(l, line), TEXT_PRINT(word));
    }
    return TEXT_OK;
}

enum text_status align_lexicon_find(const struct align_lexicon *l, const char *language, struct text_span word,
                                    struct text_arena *arena, struct align_entry *out, struct text_error *err)
{
    return find(l, language, TEXT_LITERAL(""), word, arena, out, err);
}

enum text_status align_lexicon_find_stem(const struct align_lexicon *l, const char *language, struct text_span stem,
                                         struct text_arena *arena, struct align_entry *out, struct text_error *err)
{
    return find(l, language, TEXT_LITERAL("~"), stem, arena, out, err);
}
