/* What the tests of segments and quotations share: the two languages, and a text as the decoder would give it. */
#ifndef TESTS_UNIT_LANGUAGE_H
#define TESTS_UNIT_LANGUAGE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/text.h"

enum { LANGUAGES = 2 };

static struct text_language *languages[LANGUAGES];

static void languages_load(void)
{
    static const char *const codes[LANGUAGES] = {"id", "en"};
    const char *folder = getenv("PADAN_DATA");
    struct text_error err;
    for (int i = 0; i < LANGUAGES; i++) {
        if (text_language_load(folder ? folder : "corpora", codes[i], &languages[i], &err) != TEXT_OK) {
            printf("FAIL %s\n0 passed, 1 failed\n", err.message);
            exit(1);
        }
    }
}

static void languages_free(void)
{
    for (int i = 0; i < LANGUAGES; i++) {
        text_language_free(languages[i]);
    }
}

__attribute__((unused)) static const struct text_language *language_of(const char *code)
{
    return languages[strcmp(code, "en") == 0];
}

/* The segments of s, which is taken for decoded; lives as long as the arena. */
__attribute__((unused)) static struct text_document
segments_of(const struct text_language *language, struct text_span s, bool lines, struct text_arena *arena)
{
    struct text_decoded decoded = {.text = s};
    struct text_document document = {NULL, 0};
    struct text_error err;
    if (text_segment(language, &decoded, lines, arena, &document, &err) != TEXT_OK) {
        printf("FAIL %s\n0 passed, 1 failed\n", err.message);
        exit(1);
    }
    return document;
}

#endif
