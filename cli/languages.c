/* See languages.h. */
#define _POSIX_C_SOURCE 200809L
#include "cli/languages.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef PADAN_DATADIR
#define PADAN_DATADIR "/usr/local/share/padan"
#endif

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Writes the data's folder by where the running program is into path; false when there is none. */
static bool near_program(char *path, size_t size)
{
    /* In a tree that was built, and in one that was installed and then moved. */
    static const char *const places[] = {"/corpora", "/../share/padan"};
    char program[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    if (n <= 0) {
        return false;
    }
    program[n] = '\0';
    char *slash = strrchr(program, '/');
    for (size_t i = 0; slash && i < sizeof places / sizeof places[0]; i++) {
        int length = snprintf(path, size, "%.*s%s", (int)(slash - program), program, places[i]);
        if (length > 0 && (size_t)length < size && is_folder(path)) {
            return true;
        }
    }
    return false;
}

const char *cli_data_dir(void)
{
    static char found[PATH_MAX];
    const char *told = getenv("PADAN_DATA");
    if (told && *told) {
        return told;
    }
    if (!*found && !near_program(found, sizeof found)) {
        snprintf(found, sizeof found, "%s", PADAN_DATADIR);
    }
    return found;
}

/* What to say where the data of a language could not be read: there is none of it, or none of any language. */
static enum text_status without_data(const char *code, struct text_error *err)
{
    char path[PATH_MAX];
    if (!is_folder(cli_data_dir())) {
        return text_fail(err, TEXT_IO,
                         "%s: there is no language data; 'make install' puts it there, PADAN_DATA names"
                         " another folder",
                         cli_data_dir());
    }
    int n = snprintf(path, sizeof path, "%s/%s", cli_data_dir(), code);
    if (n > 0 && (size_t)n < sizeof path && !is_folder(path)) {
        return text_fail(err, TEXT_MISUSE, "there is no data for a language '%s' in %s", code, cli_data_dir());
    }
    return err->status; /* the message of the file that is missing or cannot be read */
}

static enum text_status load(const char *order, enum text_status (*read)(const char *, const char *,
                                                                          struct text_language **, struct text_error *),
                             struct cli_languages *out, struct text_error *err)
{
    char codes[2][16], more;
    if (sscanf(order, "%15[^,],%15[^,]%c", codes[0], codes[1], &more) != 2 || strcmp(codes[0], codes[1]) == 0) {
        return text_fail(err, TEXT_MISUSE, "'%s' is no order of languages: give two codes, as in '%s'", order,
                         CLI_DEFAULT_ORDER);
    }
    struct cli_languages l = {{NULL, NULL}};
    enum text_status status = TEXT_OK;
    for (int i = 0; i < 2 && status == TEXT_OK; i++) {
        status = read(cli_data_dir(), codes[i], &l.at[i], err);
        if (status == TEXT_IO) {
            status = without_data(codes[i], err);
        }
    }
    if (status != TEXT_OK) {
        cli_languages_free(&l);
        return status;
    }
    *out = l;
    return TEXT_OK;
}

enum text_status cli_languages_load(const char *order, struct cli_languages *out, struct text_error *err)
{
    return load(order, text_language_load, out, err);
}

enum text_status cli_languages_load_brief(const char *order, struct cli_languages *out, struct text_error *err)
{
    return load(order, text_language_load_brief, out, err);
}

enum text_status cli_languages_learn(const struct cli_arguments *a, struct cli_languages *l, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    const char *path;
    for (size_t k = 0; status == TEXT_OK && (path = cli_text_at(a, "abbreviations", k)); k++) {
        if (strcmp(path, "-") == 0) {
            return text_fail(err, TEXT_MISUSE,
                             "--abbreviations - can be read but once: say of which language they are,"
                             " as in --abbreviations %s=-",
                             text_language_code(l->at[0]));
        }
        size_t codes[2];
        bool named[2];
        for (int i = 0; i < 2; i++) {
            codes[i] = strlen(text_language_code(l->at[i]));
            named[i] = strncmp(path, text_language_code(l->at[i]), codes[i]) == 0 && path[codes[i]] == '=';
        }
        for (int i = 0; i < 2 && status == TEXT_OK; i++) {
            if (!named[!i]) {
                status = text_language_add_abbreviations(l->at[i], named[i] ? path + codes[i] + 1 : path, err);
            }
        }
    }
    return status;
}

void cli_languages_free(struct cli_languages *l)
{
    text_language_free(l->at[0]);
    text_language_free(l->at[1]);
    *l = (struct cli_languages){{NULL, NULL}};
}

int cli_languages_choose(const struct cli_languages *l, const char *code, struct text_span text)
{
    if (strcmp(code, "auto") == 0) {
        return text_language_identify(l->at[0], l->at[1], text, NULL);
    }
    for (int i = 0; i < 2; i++) {
        if (strcmp(code, text_language_code(l->at[i])) == 0) {
            return i;
        }
    }
    return -1;
}

static size_t subtag_length(const char *tag)
{
    size_t n = 0;
    while (isalnum((unsigned char)tag[n])) {
        n++;
    }
    return n;
}

bool cli_languages_is_tag(const char *tag)
{
    enum { LONGEST = 8 };
    if (isdigit((unsigned char)*tag)) {
        return false;
    }
    for (;;) {
        size_t n = subtag_length(tag);
        if (n == 0 || n > LONGEST) {
            return false;
        }
        tag += n;
        if (*tag != '-' && *tag != '_') {
            return !*tag;
        }
        tag++;
    }
}

int cli_languages_of_tag(const struct cli_languages *l, const char *tag)
{
    size_t n = subtag_length(tag);
    for (int i = 0; i < 2; i++) {
        const char *code = text_language_code(l->at[i]);
        if (strlen(code) == n && strncasecmp(code, tag, n) == 0) {
            return i;
        }
    }
    return -1;
}

const char *cli_languages_foreign(const struct cli_languages *l, int expected, struct text_span text)
{
    static const double PLAINLY = 0.95; /* how sure one must be */
    double certainty;
    int found = text_language_identify(l->at[0], l->at[1], text, &certainty);
    return found != expected && certainty >= PLAINLY ? text_language_code(l->at[found]) : NULL;
}
