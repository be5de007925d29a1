/* padan pretranslate: documents -> the same documents with what the memory has for them. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/commands.h"
#include "cli/document.h"
#include "cli/heap.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/penalties.h"
#include "cli/pretranslate/pretranslate.h"

struct job {
    const struct cli_arguments *arguments;
    struct cli_languages languages;
    struct cli_pretranslation work;
    struct formats_document_opening how;
    enum formats_document_kind kind;
    const char *out; /* -o; NULL with --in-place */
    bool folder;     /* out is one */
    bool json;
};

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static struct text_span base_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return text_span_of(slash ? slash + 1 : path);
}

/* Where a file goes; NUL-terminated in the buffer. */
static void place_of(const struct job *job, const char *path, struct text_buffer *to)
{
    text_buffer_clear(to);
    if (!job->out) {
        text_buffer_add_string(to, path);
    } else if (!job->folder) {
        text_buffer_add_string(to, job->out);
    } else {
        text_buffer_add_string(to, job->out);
        text_buffer_add_string(to, text_span_ends(text_buffer_span(to), TEXT_LITERAL("/")) ? "" : "/");
        text_buffer_add(to, base_of(path));
    }
    text_buffer_add_char(to, '\0');
}

/* A document, which appears whole or not at all. */
static enum text_status translate(struct job *job, const char *path, const char *to, struct text_error *err)
{
    struct formats_document *document = NULL;
    struct text_output *output = NULL;
    enum text_status status = formats_document_open(path, &job->how, &document, err);
    if (status == TEXT_OK) {
        status = text_output_open(to, &output, err);
    }
    if (status == TEXT_OK) {
        status = cli_pretranslate(&job->work, cli_name_of(path), document, text_output_stream(output), err);
    }
    if (status == TEXT_OK) {
        status = text_output_commit(output, err);
        output = NULL;
    }
    text_output_discard(output);
    if (status == TEXT_OK) {
        cli_pretranslate_tell(&job->work);
        status = job->json ? cli_pretranslate_write(&job->work, to, err) : TEXT_OK;
    }
    formats_document_free(document);
    return status;
}

/* All of them, whatever becomes of one. */
static int translate_all(struct job *job)
{
    struct text_buffer to = {0};
    struct text_error err;
    int result = CLI_OK;
    for (size_t i = 0; i < cli_operand_count(job->arguments); i++) {
        place_of(job, cli_operand(job->arguments, i), &to);
        enum text_status status =
            to.failed ? text_fail_memory(&err, "a name") : translate(job, cli_operand(job->arguments, i), to.p, &err);
        if (status != TEXT_OK) {
            int failed = cli_fail(&err);
            result = result == CLI_OK ? failed : result;
        } else if (job->work.unreadable && result == CLI_OK) {
            result = CLI_FAILED; /* the document is there, but not all of it could be looked up */
        }
    }
    text_buffer_free(&to);
    return result;
}

/* Two files of one name would become one. */
static const char *same_name(const struct cli_arguments *a)
{
    for (size_t i = 1; i < cli_operand_count(a); i++) {
        for (size_t k = 0; k < i; k++) {
            if (text_span_equal(base_of(cli_operand(a, i)), base_of(cli_operand(a, k)))) {
                return cli_operand(a, i);
            }
        }
    }
    return NULL;
}

/* Where the output goes; false: a usage error was told. */
static bool choose_output(struct job *job)
{
    const struct cli_arguments *a = job->arguments;
    size_t n = cli_operand_count(a);
    bool in_place = cli_has(a, "in-place"), input = n == 1 && strcmp(cli_operand(a, 0), "-") == 0;
    job->out = cli_text(a, "output", input ? "-" : NULL);
    if (in_place == (job->out != NULL)) {
        cli_usage(a, in_place ? "--in-place writes over each FILE, and takes no --output and no standard input"
                              : "say where the translation goes: -o OUT, or --in-place");
        return false;
    }
    if (job->json && job->out && strcmp(job->out, "-") == 0) {
        cli_usage(a, "--json is for standard output, to which the translation goes: give -o OUT");
        return false;
    }
    job->folder = job->out && strcmp(job->out, "-") != 0 && (n > 1 || is_folder(job->out));
    for (size_t i = 0; i < n; i++) {
        if ((n > 1 || in_place || job->folder) && strcmp(cli_operand(a, i), "-") == 0) {
            cli_usage(a, "standard input has no name, and goes into one file: padan pretranslate - -o OUT");
            return false;
        }
    }
    if (n > 1 && job->out && !job->folder) {
        cli_usage(a, "several files go into a folder: -o FOLDER");
        return false;
    }
    const char *twice = job->folder ? same_name(a) : NULL;
    if (twice) {
        cli_usage(a, "two files would both become %s/%.*s", job->out, TEXT_PRINT(base_of(twice)));
        return false;
    }
    return true;
}

/* False: a usage error was told. */
static bool read_options(struct job *job)
{
    const struct cli_arguments *a = job->arguments;
    struct cli_pretranslation *w = &job->work;
    const char *from = cli_text(a, "from", "auto"), *to = cli_text(a, "to", "auto"),
               *kind = cli_text(a, "format", NULL);
    if (!cli_integer(a, "min", 1, TM_SCORE_MOST, 75, &w->least) ||
        !cli_integer(a, "max-suggestions", 0, 100, 5, &w->most) || !cli_penalties(a, &w->penalties)) {
        return false;
    }
    if (strcmp(from, "auto") != 0 && strcmp(from, to) == 0) {
        cli_usage(a, "--from and --to are the same");
        return false;
    }
    if (strcmp(from, "auto") != 0) {
        w->from = strcmp(from, "en") == 0;
    } else {
        w->from = strcmp(to, "auto") == 0 ? -1 : strcmp(to, "id") == 0;
    }
    w->exact_only = cli_has(a, "exact-only") || w->most == 0;
    w->most = w->most ? w->most : 1;
    w->drafts = cli_has(a, "drafts");
    w->fill_substituted = cli_has(a, "fill-substituted");
    job->json = cli_has(a, "json");
    job->how.charset = cli_text(a, "encoding", NULL);
    if (kind && formats_document_kind_named(kind, &job->kind)) {
        job->how.kind = &job->kind;
    }
    return choose_output(job);
}

static int run(const struct cli_arguments *a)
{
    struct text_error err;
    struct job job = {.arguments = a};
    cli_heap_prepare();
    if (!read_options(&job)) {
        return CLI_USAGE;
    }
    if (job.folder && mkdir(job.out, 0777) != 0 && !is_folder(job.out)) {
        text_fail(&err, TEXT_IO, "%s: cannot make the folder: %s", job.out, strerror(errno));
        return cli_fail(&err);
    }
    enum text_status status = cli_languages_load(CLI_DEFAULT_ORDER, &job.languages, &err);
    if (status == TEXT_OK) {
        status = cli_languages_learn(a, &job.languages, &err);
    }
    if (status == TEXT_OK) {
        job.work.languages = &job.languages;
        job.work.arena = text_arena_new();
        status =
            job.work.arena ? cli_memory_open(a, TM_READ, &job.work.memory, &err) : text_fail_memory(&err, "a slot");
    }
    int result = status == TEXT_OK ? translate_all(&job) : cli_fail(&err);
    tm_close(job.work.memory);
    text_arena_free(job.work.arena);
    cli_languages_free(&job.languages);
    return result;
}

static const struct cli_option options[] = {
    CLI_MEMORY_OPTION,
    {"output", 'o', "FILE", NULL, "the file to write, - for standard output; a folder for several files"},
    {"in-place", 0, NULL, NULL, "write over each FILE"},
    {"format", 'f', "FORMAT", "text|markdown|html|xliff|po", "what the files are; default: by name, else by content"},
    {"from", 0, "LANG", "id|en|auto",
     "the language to translate from; auto (the default) takes what the file says,"
     " else recognises it"},
    {"to", 0, "LANG", "id|en|auto", "the language to translate into; default: the other one"},
    {"min", 0, "SCORE", NULL, "the least score of what is offered, 1 to 102; default 75"},
    {"exact-only", 0, NULL, NULL, "fill in what is the same text, and offer nothing"},
    {"max-suggestions", 0, "N", NULL, "offer the best so many for a segment; default 5"},
    {"fill-substituted", 0, NULL, NULL,
     "fill in, too, where only numbers, dates and the like differ and the query's were put in"},
    {"drafts", 0, NULL, NULL, "fill in from units that nobody has approved, too"},
    CLI_PENALTY_OPTION,
    {"abbreviations", 0, "[LANG=]FILE", NULL,
     "abbreviations of your own, a line ABBREVIATION<TAB>CLASS each; may be given several times"},
    {"encoding", 0, "NAME", NULL, "the charset of the files, as iconv names it, instead of finding it out"},
    {"json", 'j', NULL, NULL, "print an object a file: what became of its segments and words"},
    {0},
};

const struct cli_command cli_command_pretranslate = {
    .name = "pretranslate",
    .operands = "FILE...",
    .summary = "Fill a document with what the memory has for it.",
    .details = "Reads XLIFF 1.2, 2.0 and 2.1, PO, plain text, Markdown and HTML, and writes the same again with"
               " translations put in; every other byte is as it was. Filled in is what is the same text in an approved"
               " unit. What is only like it is offered, the way each format does it: in XLIFF 1.2 as alt-trans, in 2.x"
               " as a match of the mtc module, in PO as a fuzzy entry with its previous msgid; in plain text, Markdown"
               " and HTML, where there is no place for it, not at all. What a person has translated is never touched,"
               " and inline codes are kept. A part that cannot be read is told and stays as it is, and the exit status"
               " is 1 then. A file appears whole or not at all. A FILE - is standard input.",
    .options = options,
    .least = 1,
    .most = CLI_ANY,
    .run = run,
};
