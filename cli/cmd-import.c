/* padan import: exchange files -> the memory. Committed every so many units, so that nothing is lost when it stops. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/in-order.h"
#include "cli/interrupt.h"
#include "cli/languages.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "cli/unit.h"

enum { COMMIT_EVERY = 1 << 17 };

struct counts {
    size_t read, added, origins, known;
    size_t refused; /* by the memory */
};

struct job {
    struct tm_memory *memory;
    const char *name;
    const char *const *codes; /* of the languages that were asked for, source and target */
    struct counts now, stored; /* what was added, and what of it was committed: only that is told */
    bool in_order;             /* lines are neighbours */
    bool strict;               /* what cannot be used ends the import */
    const char *encoding;      /* of the files; NULL: find out */
    bool lossy;
    struct cli_in_order order;
    struct cli_stored room;
};

static enum text_status commit(struct job *job, struct text_error *err)
{
    enum text_status status = tm_commit(job->memory, err);
    if (status == TEXT_OK) {
        job->stored = job->now;
    }
    return status;
}

/* The tag as written where it begins with the code; a former or longer code for the same language (IN-ID, ind) becomes
 * the code, by which searches ask. */
static struct text_span tag_of(struct text_span written, const char *code)
{
    size_t n = strlen(code), same = 0;
    while (same < n && same < written.n && (written.p[same] | 0x20) == code[same]) {
        same++;
    }
    bool ends = same == n && (written.n == n || written.p[n] == '-' || written.p[n] == '_');
    return ends ? written : text_span_of(code);
}

static enum text_status store(void *context, const struct formats_unit *f, struct text_pair before,
                              struct text_pair after, struct text_error *err)
{
    struct job *job = context;
    enum tm_added added;
    if (!cli_unit_of_exchange(f, job->name, &job->room)) {
        return text_fail_memory(err, job->name);
    }
    struct tm_unit unit = job->room.unit;
    if (job->in_order) {
        unit.origin.before = before;
        unit.origin.after = after;
    }
    unit.language = (struct tm_languages){tag_of(f->source_language, job->codes[0]),
                                          tag_of(f->target_language, job->codes[1])};
    enum text_status status = cli_unit_add(job->memory, &unit, &added, err);
    if (status == TEXT_MISUSE) { /* a language tag that is none: it costs the unit */
        struct text_error why = *err;
        job->now.refused++;
        if (job->strict) {
            return text_fail(err, TEXT_INVALID, "%s, line %zu: the unit cannot be stored: %s", job->name, f->line,
                             why.message);
        }
        cli_warn("%s, line %zu: the unit cannot be stored: %s", job->name, f->line, why.message);
        return TEXT_OK;
    }
    if (status != TEXT_OK) {
        return status;
    }
    job->now.read++;
    job->now.added += added == TM_NEW;
    job->now.origins += added == TM_NEW_ORIGIN;
    job->now.known += added == TM_KNOWN;
    cli_progress("units read", job->now.read, 0);
    if (job->now.read % COMMIT_EVERY == 0) {
        status = commit(job, err);
        status = status == TEXT_OK ? tm_begin(job->memory, err) : status;
    }
    if (status == TEXT_OK && cli_interrupted()) {
        status = text_fail(err, TEXT_INTERRUPTED,
                           "%s: interrupted after %zu units; they are stored, the same command adds the others",
                           job->name, job->now.read);
    }
    return status;
}

static enum text_status take(void *context, const struct formats_unit *f, struct text_error *err)
{
    struct job *job = context;
    const struct text_pair unknown = {{0}, {0}};
    return job->in_order ? cli_in_order_add(&job->order, f, err) : store(job, f, unknown, unknown, err);
}

static void warn(void *context, const char *message)
{
    struct job *job = context;
    job->order.skipped++;
    cli_warn("%s", message);
}

/* A file that breaks off, or a wish to stop, keeps what was read before; anything else that fails keeps what was
 * committed before. */
static enum text_status import_file(struct job *job, const char *path, enum formats_kind kind, const char *codes[2],
                                    struct formats_report *report, struct text_error *err)
{
    const struct formats_reading reading = {.source_language = codes[0],
                                            .target_language = codes[1],
                                            .unit = take,
                                            .warning = warn,
                                            .context = job,
                                            .charset = job->encoding,
                                            .lossy = job->lossy,
                                            .strict = job->strict};
    enum text_status status = tm_begin(job->memory, err);
    if (status != TEXT_OK) {
        return status;
    }
    job->order = (struct cli_in_order){.sink = store, .context = job};
    status = formats_units_read(path, kind, &reading, report, err);
    if (job->in_order && (status == TEXT_OK || status == TEXT_INVALID)) {
        struct text_error late;
        enum text_status ended = cli_in_order_end(&job->order, status == TEXT_OK, &late);
        if (ended != TEXT_OK) {
            *err = late;
            status = ended;
        }
    }
    cli_in_order_free(&job->order);
    cli_progress_clear();
    if (status == TEXT_OK || status == TEXT_INVALID || status == TEXT_INTERRUPTED || status == TEXT_EMPTY) {
        struct text_error late;
        enum text_status committed = commit(job, &late);
        if (committed != TEXT_OK) {
            *err = late;
            status = committed;
        }
    }
    tm_rollback(job->memory); /* nothing to do after a commit */
    return status;
}

static enum text_status say(const struct job *job, const struct formats_report *report, bool json,
                            struct text_error *err)
{
    const struct counts *c = &job->stored;
    if (report->replaced) {
        cli_warn("%s: %zu place%s not valid in its charset, read as U+FFFD", job->name, report->replaced,
                 report->replaced == 1 ? " is" : "s are");
    }
    if (!json) {
        printf("%s: %zu read, %zu new, %zu with a further origin, %zu known already, %zu skipped\n", job->name, c->read,
               c->added, c->origins, c->known, report->skipped);
        if (report->untranslated) {
            cli_note("padan: %s: %zu texts without a translation", job->name, report->untranslated);
        }
        if (report->foreign) {
            cli_note("padan: %s: %zu elements inside of texts that TMX does not have there were left out, their content"
                     " was kept",
                     job->name, report->foreign);
        }
        return TEXT_OK;
    }
    struct formats_json *o = formats_json_object();
    formats_json_set_text(o, "file", text_span_of(job->name));
    formats_json_set_integer(o, "read", (int64_t)c->read);
    formats_json_set_integer(o, "new_units", (int64_t)c->added);
    formats_json_set_integer(o, "new_origins", (int64_t)c->origins);
    formats_json_set_integer(o, "known", (int64_t)c->known);
    formats_json_set_integer(o, "skipped", (int64_t)report->skipped);
    formats_json_set_integer(o, "untranslated", (int64_t)report->untranslated);
    formats_json_set_integer(o, "inline_elements", (int64_t)report->inlines);
    formats_json_set_integer(o, "foreign_elements", (int64_t)report->foreign);
    enum text_status status = formats_json_write(o, stdout, err);
    formats_json_free(o);
    return status;
}

/* Told by --format, by the name, or by what the file begins with. */
static bool kind_of(const struct cli_arguments *a, const char *path, enum formats_kind *out)
{
    static const char *const names[] = {"tmx", "tsv", "csv", "po", "xliff"};
    const char *told = cli_text(a, "format", NULL);
    for (size_t i = 0; told && i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(told, names[i]) == 0) {
            *out = (enum formats_kind)i; /* in the order of the enum */
        }
    }
    return told || formats_kind_of(text_span_of(path), out) || formats_kind_of_file(path, out);
}

static int import(const struct cli_arguments *a, struct job *job, const char *path, const char *codes[2])
{
    struct text_error err;
    enum formats_kind kind = FORMATS_TMX;
    if (!kind_of(a, path, &kind)) {
        text_fail(&err, TEXT_MISUSE, "%s: its name does not tell what it is; --format does", cli_name_of(path));
        return cli_fail(&err);
    }
    bool columns = kind == FORMATS_TSV || kind == FORMATS_CSV;
    if (cli_has(a, "in-order") && !columns) {
        return cli_usage(a, "--in-order is for TSV and CSV; %s is neither", cli_name_of(path));
    }
    *job = (struct job){.memory = job->memory,
                        .name = cli_name_of(path),
                        .codes = codes,
                        .in_order = cli_has(a, "in-order"),
                        .strict = cli_has(a, "strict"),
                        .encoding = cli_text(a, "encoding", NULL),
                        .lossy = cli_has(a, "lossy"),
                        .room = job->room};
    struct formats_report report = {0};
    enum text_status status = import_file(job, path, kind, codes, &report, &err);
    report.skipped += job->stored.refused;
    bool opened = status == TEXT_OK || status == TEXT_INVALID || status == TEXT_INTERRUPTED;
    if (job->stored.read || opened) {
        struct text_error late;
        if (say(job, &report, cli_has(a, "json"), &late) != TEXT_OK) {
            return cli_fail(&late);
        }
    }
    if (status == TEXT_OK && report.skipped && !job->stored.read) {
        status = text_fail(&err, TEXT_INVALID, "%s: no unit in it could be used; are its format and its charset right?",
                           job->name);
    }
    return status == TEXT_OK ? CLI_OK : cli_fail(&err);
}

static int run(const struct cli_arguments *a)
{
    struct text_error err;
    struct cli_languages languages;
    struct job job = {0};
    if (cli_languages_load(cli_text(a, "lang-order", CLI_DEFAULT_ORDER), &languages, &err) != TEXT_OK) {
        return cli_fail(&err);
    }
    int status = CLI_OK;
    cli_interrupt_catch();
    if (cli_memory_open(a, TM_CREATE, &job.memory, &err) == TEXT_OK) {
        const char *codes[2] = {text_language_code(languages.at[0]), text_language_code(languages.at[1])};
        size_t files = cli_operand_count(a), done = 0;
        for (; done < files && !cli_interrupted(); done++) {
            int one = import(a, &job, cli_operand(a, done), codes);
            status = one > status ? one : status;
        }
        if (done < files) {
            text_fail(&err, TEXT_INTERRUPTED, "interrupted; %s and what comes behind it were not read",
                      cli_name_of(cli_operand(a, done)));
            status = cli_fail(&err);
        } else if (tm_settle(job.memory, &err) != TEXT_OK) {
            status = cli_fail(&err);
        }
    } else {
        status = cli_fail(&err);
    }
    tm_close(job.memory);
    cli_stored_free(&job.room);
    cli_languages_free(&languages);
    return status;
}

static const struct cli_option options[] = {
    CLI_MEMORY_OPTION,
    {"format", 'f', "FORMAT", "tmx|tsv|csv|po|xliff", "what the files are; default: told by their names or contents"},
    {"lang-order", 0, "A,B", NULL, "the languages to take, and what the columns of a TSV or CSV are; default id,en"},
    {"in-order", 0, NULL, NULL,
     "the lines of a TSV or CSV follow each other as in a document: they are each other's context"},
    {"encoding", 0, "NAME", NULL, "the charset of the files, as iconv names it, instead of finding it out"},
    {"lossy", 0, NULL, NULL, "read invalid bytes as U+FFFD instead of passing over the unit they stand in"},
    {"strict", 0, NULL, NULL, "stop at the first unit that cannot be used; those before it are stored"},
    {"json", 'j', NULL, NULL, "the summary as an object a file"},
    {0},
};

const struct cli_command cli_command_import = {
    .name = "import",
    .operands = "FILE...",
    .summary = "Add the units of TMX, TSV, CSV, PO and XLIFF files to the memory.",
    .details = "A unit that is broken is told with its line and passed over. Importing a file again adds nothing twice;"
               " after Ctrl-C the same command adds what is missing.",
    .options = options,
    .least = 1,
    .most = CLI_ANY,
    .run = run,
};
