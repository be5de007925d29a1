/* What the tests of tm/ share: a folder of their own, and units in a line. Included first. */
#ifndef TESTS_UNIT_MEMORY_H
#define TESTS_UNIT_MEMORY_H

#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tm/tm.h"

#include "tests/unit/check.h"

static char memory_folder[] = "/tmp/padan-test-XXXXXX";

static void memory_start(void)
{
    if (!mkdtemp(memory_folder)) {
        perror(memory_folder);
        exit(1);
    }
}

/* Removes the folder with the files in it. */
static void memory_end(void)
{
    char path[600];
    DIR *d = opendir(memory_folder);
    for (struct dirent *e; d && (e = readdir(d));) {
        snprintf(path, sizeof path, "%s/%s", memory_folder, e->d_name);
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 && unlink(path) != 0) {
            rmdir(path);
        }
    }
    if (d) {
        closedir(d);
    }
    rmdir(memory_folder);
}

/* The path of a file in the folder, in one of a few static buffers. */
static const char *memory_path(const char *name)
{
    static char paths[8][400];
    static int next;
    char *path = paths[next++ % 8];
    snprintf(path, 400, "%s/%s", memory_folder, name);
    return path;
}

static struct tm_memory *memory_open(const char *path, enum tm_access access)
{
    struct tm_memory *m = NULL;
    struct text_error err = {0};
    enum text_status status = tm_open(path, access, &m, &err);
    check(status == TEXT_OK, "open %s: %s", path, err.message);
    if (status != TEXT_OK) {
        exit(check_report());
    }
    return m;
}

/* An Indonesian and an English text, seen in a file. */
__attribute__((unused)) static struct tm_unit memory_unit(const char *source, const char *target, const char *file)
{
    struct tm_unit u = {0};
    u.language = (struct tm_languages){text_span_of("id"), text_span_of("en")};
    u.text = (struct text_pair){text_span_of(source), text_span_of(target)};
    u.origin.kind = text_span_of("import");
    u.origin.source.name = u.origin.target.name = text_span_of(file);
    u.origin.confidence = -1;
    return u;
}

__attribute__((unused)) static enum tm_added memory_add(struct tm_memory *m, const struct tm_unit *u)
{
    struct text_error err = {0};
    enum tm_added added = TM_KNOWN;
    check(tm_add(m, u, &added, &err) == TEXT_OK, "add \"%.*s\": %s", TEXT_PRINT(u->text.source), err.message);
    return added;
}

static void memory_tell(void *context, const char *sentence)
{
    printf("  %s: %s\n", (const char *)context, sentence);
}

__attribute__((unused)) static void memory_whole(struct tm_memory *m, const char *when)
{
    struct text_error err = {0};
    size_t problems = 1;
    char name[100];
    snprintf(name, sizeof name, "%s", when);
    enum text_status status = tm_check(m, memory_tell, name, &problems, &err);
    check(status == TEXT_OK && problems == 0, "the memory is whole %s: %zu problems %s", when, problems, err.message);
}

#endif
