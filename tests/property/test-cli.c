/* Through the memory: a TMX of random units is imported, exported, imported into another memory and exported again; the
 * second export is the first, byte for byte, and what the file said of a unit comes back. The seed is printed; give it
 * as the argument to see a failure again. */
#include "tests/unit/memory.h"
#include "tests/property/random.h"

#include "cli/command.h"
#include "cli/unit.h"

const struct cli_command *const cli_commands[] = {NULL}; /* the program has its own */

static void add_text(struct text_buffer *b)
{
    static const char *const pieces[] = {"satu",  "dua",      " ", " ",      "tiga ", "&lt;b&gt;",
                                         "&amp;", "\xC3\xA9", "7", "&#160;", "."};
    text_buffer_add_string(b, "x");
    for (size_t i = below(8); i > 0; i--) {
        text_buffer_add_string(b, PICK(pieces));
    }
}

static void add_segment(struct text_buffer *b)
{
    static const char *const codes[] = {
        "<ph x=\"1\"/>",
        "<bpt i=\"1\" x=\"2\" type='bold'>&lt;b&gt;</bpt>a<ept i=\"1\">&lt;/b&gt;</ept>",
        "<hi type=\"&quot;&#10;\">b<ph/></hi>",
        "<it pos=\"end\">]]&gt;</it>",
        "<ut>x</ut>",
        "<ph>c<sub datatype=\"html\">d<hi>e</hi></sub></ph>",
        "<b>unknown</b>"};
    add_text(b);
    for (size_t i = below(2) ? below(4) : 0; i > 0; i--) {
        text_buffer_add_string(b, PICK(codes));
        add_text(b);
    }
}

static void add_said(struct text_buffer *b, bool variant)
{
    static const char *const types[] = {"x-a",  "x-context-pre", "x-context-post",
                                        "prev", "client",        "x-context-pre-hash"};
    for (size_t i = below(4); i > 0; i--) {
        bool note = below(3) == 0;
        const char *type = PICK(types);
        if (note) {
            text_buffer_add_string(b, "<note>");
        } else {
            text_buffer_add_format(b, "<prop type=\"%s\">", type);
        }
        if (variant && !note && below(2)) {
            text_buffer_add_string(b, below(2) ? "&lt;seg&gt;y &amp;lt; &lt;ph/&gt;z&lt;/seg&gt;" : "0123456789ab");
        } else if (below(4)) {
            add_text(b);
        }
        text_buffer_add_string(b, note ? "</note>" : "</prop>");
    }
}

static void add_attributes(struct text_buffer *b, bool variant)
{
    static const char *const names[] = {"o-encoding", "datatype", "usagecount", "creationtool",
                                        "creationid", "changeid", "o-tmf"};
    static const char *const dates[] = {"creationdate", "changedate", "lastusagedate"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (below(4) == 0) {
            text_buffer_add_format(b, " %s=\"v%u&amp;&#9;\"", names[i], (unsigned)below(3));
        }
    }
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        if (below(3) == 0) {
            text_buffer_add_format(b, " %s=\"20230%u06T180500Z\"", dates[i], 1 + (unsigned)below(9));
        }
    }
    if (!variant && below(4) == 0) {
        text_buffer_add_format(b, " tuid=\"%u\" segtype=\"phrase\"", (unsigned)below(9));
    }
    if (!variant && below(4) == 0) {
        text_buffer_add_string(b, below(2) ? " srclang=\"en\"" : " srclang=\"id\"");
    }
}

static void random_file(struct text_buffer *b)
{
    static const char *const languages[2][3] = {{"id", "ID-ID", "in"}, {"en", "en-US", "EN_gb"}};
    text_buffer_add_string(b, "<tmx version=\"1.4\"><header srclang=\"en\" datatype=\"html\" o-tmf=\"T\"/><body>\n");
    for (size_t i = 1 + below(15); i > 0; i--) {
        size_t first = below(2);
        text_buffer_add_string(b, "<tu");
        add_attributes(b, false);
        text_buffer_add_string(b, ">");
        add_said(b, false);
        for (size_t k = 0; k < 2; k++) {
            text_buffer_add_format(b, "<tuv xml:lang=\"%s\"", PICK(languages[k ^ first]));
            add_attributes(b, true);
            text_buffer_add_string(b, ">");
            add_said(b, true);
            text_buffer_add_string(b, "<seg>");
            add_segment(b);
            text_buffer_add_string(b, "</seg></tuv>");
        }
        text_buffer_add_string(b, "</tu>\n");
    }
    text_buffer_add_string(b, "</body></tmx>\n");
}

struct importing {
    struct tm_memory *m;
    struct cli_stored room;
    size_t inlines;
};

static enum text_status store(void *context, const struct formats_unit *f, struct text_error *err)
{
    struct importing *job = context;
    check(cli_unit_of_exchange(f, "file", &job->room), "there is memory");
    return tm_add(job->m, &job->room.unit, NULL, err);
}

static void warn(void *context, const char *message)
{
    (void)context;
    check(false, "nothing is wrong: %s", message);
}

static void import(struct tm_memory *m, const struct text_buffer *file)
{
    const char *path = memory_path("in.tmx");
    struct text_error err = {0};
    struct importing job = {.m = m};
    struct formats_report report;
    FILE *f = fopen(path, "wb");
    check(f && fwrite(file->p, 1, file->n, f) == file->n && fclose(f) == 0, "a file is written");
    const struct formats_reading reading = {
        .source_language = "id", .target_language = "en", .unit = store, .warning = warn, .context = &job};
    check(tm_begin(m, &err) == TEXT_OK, "%s", err.message);
    check(formats_units_read(path, FORMATS_TMX, &reading, &report, &err) == TEXT_OK, "%s", err.message);
    check(tm_commit(m, &err) == TEXT_OK, "%s", err.message);
    cli_stored_free(&job.room);
}

struct exporting {
    struct formats_writer *writer;
    struct cli_exchange room;
};

static enum text_status write_unit(void *context, const struct tm_unit *u, struct text_error *err)
{
    struct exporting *job = context;
    check(cli_exchange_of_unit(u, true, &job->room), "there is memory");
    return formats_writer_add(job->writer, &job->room.unit, err);
}

static void export(struct tm_memory *m, struct text_buffer *out)
{
    char *p = NULL;
    size_t n = 0;
    struct text_error err = {0};
    struct exporting job = {0};
    FILE *f = open_memstream(&p, &n);
    const struct formats_writing writing = {FORMATS_TMX, NULL, NULL, "1"};
    const struct tm_listing listing = {.which = TM_LIST_ALL & ~(unsigned)TM_LIST_DELETED, .around = true};
    check(f && formats_writer_open(&writing, f, &job.writer, &err) == TEXT_OK, "a writer opens");
    check(tm_list(m, &listing, write_unit, &job, &err) == TEXT_OK, "%s", err.message);
    check(formats_writer_close(job.writer, &err) == TEXT_OK, "%s", err.message);
    fclose(f);
    text_buffer_add(out, (struct text_span){p, n});
    free(p);
    cli_exchange_free(&job.room);
}

static void check_same(const struct text_buffer *first, const struct text_buffer *second)
{
    size_t same = 0;
    while (same < first->n && same < second->n && first->p[same] == second->p[same]) {
        same++;
    }
    size_t from = same < 200 ? 0 : same - 200;
    check(same == first->n && same == second->n,
          "the second export is the first; it differs at byte %zu:\n%.400s\n--\n%.400s", same, first->p + from,
          second->p + from);
}

static void round_trip(int number)
{
    struct text_buffer file = {0}, first = {0}, second = {0};
    char names[2][20];
    random_file(&file);
    for (int i = 0; i < 2; i++) {
        snprintf(names[i], sizeof names[i], "%d-%d.db", number, i);
    }
    struct tm_memory *a = memory_open(memory_path(names[0]), TM_CREATE);
    struct tm_memory *b = memory_open(memory_path(names[1]), TM_CREATE);
    import(a, &file);
    export(a, &first);
    import(b, &first);
    export(b, &second);
    text_buffer_add_char(&first, '\0');
    text_buffer_add_char(&second, '\0');
    check_same(&first, &second);
    text_buffer_add_char(&file, '\0');
    check(strstr(file.p, "<ut>x</ut>") == NULL || strstr(first.p, "<ut>x</ut>"), "codes come back from\n%s", file.p);
    tm_close(a);
    tm_close(b);
    text_buffer_free(&file);
    text_buffer_free(&first);
    text_buffer_free(&second);
}

int main(int argc, char **argv)
{
    random_start(argc, argv);

    memory_start();
    for (int i = 0; i < 25; i++) {
        round_trip(i);
    }
    memory_end();

    return check_report();
}
