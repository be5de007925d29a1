/* See completion.h. Knows the words by which help calls the values of options and operands. */
#include "cli/completion/completion.h"

#include <stdio.h>
#include <string.h>

#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ_"
#define SMALLS "abcdefghijklmnopqrstuvwxyz-"

static const struct {
    const char *name;
    enum cli_completion_kind kind;
    const char *words;
} kinds[] = {
    {"FILE", CLI_COMPLETION_FILES, NULL},
    {"ID_FILE", CLI_COMPLETION_FILES, NULL},
    {"EN_FILE", CLI_COMPLETION_FILES, NULL},
    {"ID_ARCHIVE", CLI_COMPLETION_FILES, NULL},
    {"EN_ARCHIVE", CLI_COMPLETION_FILES, NULL},
    {"LIST", CLI_COMPLETION_FILES, NULL},
    {"NEW", CLI_COMPLETION_FILES, NULL},
    {"PAIRS", CLI_COMPLETION_FILES, NULL},
    {"LANG", CLI_COMPLETION_WORDS, "id|en"},
    {"B", CLI_COMPLETION_WORDS, "id,en|en,id"}, /* of "A,B" */
    {"DAYS", CLI_COMPLETION_NOTHING, NULL},
    {"N", CLI_COMPLETION_NOTHING, NULL},
    {"NAME", CLI_COMPLETION_NOTHING, NULL},
    {"NUMBER", CLI_COMPLETION_NOTHING, NULL},
    {"P", CLI_COMPLETION_NOTHING, NULL},
    {"PHRASE", CLI_COMPLETION_NOTHING, NULL},
    {"POINTS", CLI_COMPLETION_NOTHING, NULL},
    {"SCORE", CLI_COMPLETION_NOTHING, NULL},
    {"SITE", CLI_COMPLETION_NOTHING, NULL},
    {"TEXT", CLI_COMPLETION_NOTHING, NULL},
    {"THEIRS", CLI_COMPLETION_NOTHING, NULL},
    {"WORD", CLI_COMPLETION_NOTHING, NULL},
};

/* The last word in capitals of the n bytes: FILE of "[LANG=]FILE", PAIRS of "PAIRS.tsv...". */
static void take_name(const char *p, size_t n, char *out, size_t room)
{
    *out = '\0';
    for (const char *end = p + n; p < end;) {
        size_t word = strspn(p, CAPITALS);
        word = word > (size_t)(end - p) ? (size_t)(end - p) : word;
        if (word && word < room) {
            memcpy(out, p, word);
            out[word] = '\0';
        }
        p += word ? word : 1;
    }
}

static struct cli_completion of_name(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            return (struct cli_completion){kinds[i].kind, kinds[i].words};
        }
    }
    return (struct cli_completion){*name ? CLI_COMPLETION_UNKNOWN : CLI_COMPLETION_NOTHING, NULL};
}

struct cli_completion cli_completion_of_option(const struct cli_option *o)
{
    char name[24];
    if (o->choices) {
        return (struct cli_completion){CLI_COMPLETION_WORDS, o->choices};
    }
    take_name(o->argument, strlen(o->argument), name, sizeof name);
    return of_name(name);
}

size_t cli_completion_forms(const struct cli_command *c, struct cli_completion_form out[CLI_COMPLETION_FORMS])
{
    size_t n = 0;
    for (const char *p = c->operands; p && n < CLI_COMPLETION_FORMS; n++) {
        p += strspn(p, " |");
        const char *end = strchr(p, '|');
        struct cli_completion_form *f = &out[n];
        size_t verb = strspn(p, SMALLS);
        snprintf(f->verb, sizeof f->verb, "%.*s", (int)verb, p);
        p += verb;
        take_name(p, end ? (size_t)(end - p) : strlen(p), f->name, sizeof f->name);
        f->takes = of_name(f->name);
        p = end;
    }
    return n;
}

void cli_completion_put_words(const char *words)
{
    for (; words && *words; words++) {
        putchar(*words == '|' ? ' ' : *words);
    }
}

void cli_completion_put_quoted(const char *text, const char *special, const char *quote)
{
    for (; *text; text++) {
        if (*text == '\'') {
            fputs(quote, stdout);
            continue;
        }
        if (strchr(special, *text)) {
            putchar('\\');
        }
        putchar(*text);
    }
}
