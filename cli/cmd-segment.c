/* padan segment: text -> one sentence a line. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/document.h"
#include "cli/languages.h"
#include "cli/message.h"
#include "cli/srx.h"

struct job {
    const struct cli_arguments *arguments;
    struct cli_languages languages;
    const char *language; /* "id", "en", "auto"; with SRX rules any tag */
    struct cli_reading reading;
    struct text_arena *arena;
    const char *name;
    int64_t document;
    bool found;
    const char *warned; /* code of the language of which it was said that the rules know it not */
};

static void print_plain(const struct cli_document *d)
{
    for (size_t i = 0; i < d->segments.count; i++) {
        printf("%.*s\n", TEXT_PRINT(d->segments.segments[i].text));
    }
}

static enum text_status print_json(const struct job *job, const struct cli_document *d, size_t base,
                                   struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < d->segments.count && status == TEXT_OK; i++) {
        const struct text_segment *s = &d->segments.segments[i];
        struct formats_json *o = formats_json_object();
        formats_json_set_text(o, "text", s->text);
        formats_json_set_integer(o, "begin", (int64_t)(base + s->bytes.begin));
        formats_json_set_integer(o, "end", (int64_t)(base + s->bytes.end));
        formats_json_set_integer(o, "paragraph", s->paragraph);
        formats_json_set_text(o, "kind", text_span_of(text_kind_name(s->kind)));
        formats_json_set_text(o, "language", text_span_of(d->code));
        formats_json_set_text(o, "file", text_span_of(job->name));
        formats_json_set_integer(o, "document", job->document);
        status = formats_json_write(o, stdout, err);
        formats_json_free(o);
    }
    return status;
}

/* Rules that are for other languages only are no fault, but seldom meant. */
static void warn_of_rules(struct job *job, const char *code)
{
    if (job->reading.srx && job->warned != code && !text_srx_knows(job->reading.srx, code)) {
        job->warned = code;
        cli_warn("%s: has no rules for the language '%s' of %s, which is cut at line breaks only",
                 cli_text(job->arguments, "srx", ""), code, job->name);
    }
}

/* One document: the bytes from `base` on. An empty one among several is no fault. */
static enum text_status segment(struct job *job, struct text_span bytes, size_t base, struct text_error *err)
{
    struct cli_document d;
    text_arena_reset(job->arena);
    job->reading.base = base;
    enum text_status status =
        cli_document_parse(bytes, job->name, &job->languages, job->language, &job->reading, job->arena, &d, err);
    if (status == TEXT_EMPTY) {
        return TEXT_OK;
    }
    if (status != TEXT_OK) {
        return status;
    }
    job->found = true;
    warn_of_rules(job, d.code);
    if (cli_has(job->arguments, "json")) {
        return print_json(job, &d, base, err);
    }
    print_plain(&d);
    return TEXT_OK;
}

/* Cuts off and returns the document before the next line that holds only U+001E; false when there is none. */
static bool next_document(struct text_span *rest, struct text_span *document)
{
    for (size_t at = 0; at < rest->n;) {
        const char *sign = memchr(rest->p + at, '\x1e', rest->n - at);
        if (!sign) {
            return false;
        }
        size_t i = (size_t)(sign - rest->p), after = i + 1;
        after += after < rest->n && rest->p[after] == '\r';
        if ((i == 0 || rest->p[i - 1] == '\n') && (after == rest->n || rest->p[after] == '\n')) {
            *document = (struct text_span){rest->p, i};
            after += after < rest->n;
            *rest = (struct text_span){rest->p + after, rest->n - after};
            return true;
        }
        at = i + 1;
    }
    return false;
}

static enum text_status segment_all(struct job *job, struct text_span bytes, struct text_error *err)
{
    struct text_span rest = bytes, document;
    while (next_document(&rest, &document)) {
        enum text_status status = segment(job, document, (size_t)(document.p - bytes.p), err);
        if (status != TEXT_OK) {
            return status;
        }
        if (!cli_has(job->arguments, "json")) {
            puts("\x1e");
        }
        job->document++;
    }
    return segment(job, rest, rest.n ? (size_t)(rest.p - bytes.p) : 0, err);
}

static enum text_status segment_file(struct job *job, const char *path, struct text_error *err)
{
    struct text_buffer bytes = {0};
    job->name = cli_name_of(path);
    job->document = 0;
    job->found = false;
    enum text_status status = text_file_read(path, &bytes, err);
    if (status == TEXT_OK) {
        status = segment_all(job, text_buffer_span(&bytes), err);
    }
    if (status == TEXT_OK && !job->found) {
        status = text_fail(err, TEXT_EMPTY, "%s: no sentence found: %s", job->name,
                           bytes.n ? "there are only blanks in it" : "it is empty");
    }
    text_buffer_free(&bytes);
    return status;
}

static int segment_files(struct job *job)
{
    struct text_error err;
    int status = CLI_OK;
    size_t files = cli_operand_count(job->arguments);
    for (size_t i = 0; i < (files ? files : 1); i++) {
        if (segment_file(job, files ? cli_operand(job->arguments, i) : "-", &err) != TEXT_OK) {
            status = cli_fail(&err);
        }
    }
    return status;
}

static enum text_status load(struct job *job, struct text_error *err)
{
    const char *rules = cli_text(job->arguments, "srx", NULL);
    enum text_status status = cli_languages_load(CLI_DEFAULT_ORDER, &job->languages, err);
    if (status == TEXT_OK) {
        status = cli_languages_learn(job->arguments, &job->languages, err);
    }
    if (status == TEXT_OK && rules) {
        status = formats_srx_read(rules, &job->reading.srx, err);
    }
    if (status == TEXT_OK && !(job->arena = text_arena_new())) {
        status = text_fail_memory(err, "a document");
    }
    return status;
}

/* CLI_OK, or a usage error that is told: our data is of two languages, SRX rules may be of any. */
static int check_language(const struct cli_arguments *a, const char *code)
{
    if (cli_has(a, "srx")) {
        return cli_languages_is_tag(code) ? CLI_OK : cli_usage(a, "'%s' is no language tag", code);
    }
    if (strcmp(code, "auto") == 0 || strcmp(code, "id") == 0 || strcmp(code, "en") == 0) {
        return CLI_OK;
    }
    return cli_usage(
        a, "'--lang' takes one of id|en|auto, not '%s'; other languages need rules of their own, --srx FILE", code);
}

static int run(const struct cli_arguments *a)
{
    struct text_error err;
    struct job job = {.arguments = a, .language = cli_text(a, "lang", "auto"), .reading = cli_reading_of(a)};
    bool print = cli_has(a, "print-srx");
    if (cli_has(a, "srx") && (print || cli_has(a, "abbreviations"))) {
        return cli_usage(a, "--srx replaces our rules, so --%s makes no sense", print ? "print-srx" : "abbreviations");
    }
    if (print && cli_operand_count(a)) {
        return cli_usage(a, "--print-srx writes rules and reads no file");
    }
    if (check_language(a, job.language) != CLI_OK) {
        return CLI_USAGE;
    }
    job.reading.plain = cli_has(a, "plain");
    enum text_status status = load(&job, &err);
    if (status == TEXT_OK && print) {
        status = cli_srx_print(&job.languages, job.language, &err);
    }
    int exit_status = status != TEXT_OK ? cli_fail(&err) : print ? CLI_OK : segment_files(&job);
    text_srx_free(job.reading.srx);
    text_arena_free(job.arena);
    cli_languages_free(&job.languages);
    return exit_status;
}

static const struct cli_option options[] = {
    {"lang", 'l', "LANG", NULL,
     "the language of the text, id or en; auto (the default) finds it out for each document; with --srx any language"
     " tag, such as pt-BR"},
    {"json", 'j', NULL, NULL, "an object a line: text, byte range in the file, paragraph, kind, language"},
    {"plain", 0, NULL, NULL, "take the input as plain text, even where it looks like HTML"},
    {"srx", 0, "FILE", NULL, "segment by the rules of an SRX file instead of ours"},
    {"print-srx", 0, NULL, NULL, "write our rules as SRX 2.0, as far as it can express them, and segment nothing"},
    CLI_READING_OPTIONS,
    {0},
};

const struct cli_command cli_command_segment = {
    .name = "segment",
    .operands = "[FILE...]",
    .summary = "Cut text into sentences, one a line.",
    .details =
        "Reads plain text or HTML from each FILE, or from standard input, in any charset. A line break always ends"
        " a sentence. A line that holds only U+001E separates documents and comes out unchanged.",
    .options = options,
    .most = CLI_ANY,
    .run = run,
};
