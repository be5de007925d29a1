/* Tab-separated pairs: a table of files, what is read from them and what is said about them. */
#define _POSIX_C_SOURCE 200809L
#include "tests/unit/check.h"
#include "tests/unit/exchange.h"

static const struct {
    const char *what, *in;
    enum text_status status;
    const char *units, *warnings;
} files[] = {
    {"pairs", "a\tb\nc\td\n", TEXT_OK, "a|b|id|en\nc|d|id|en\n", ""},
    {"no end at the end", "a\tb", TEXT_OK, "a|b|id|en\n", ""},
    {"byte order mark, carriage returns, blanks around", "\xEF\xBB\xBF a \t b\r\n", TEXT_OK, "a|b|id|en\n", ""},
    {"blank lines are nothing", "\n \t \n\na\tb\n\n", TEXT_OK, "a|b|id|en\n", ""},
    {"# and quotes are data", "# a\t\"b\"\n", TEXT_OK, "# a|\"b\"|id|en\n", ""},
    {"one column", "a\nb\tc\n", TEXT_OK, "b|c|id|en\n",
     "line 1: the line cannot be used: it has no tab, and so no second column.\n"},
    {"more columns are said once", "a\tb\tc\nd\te\tf\tg\n", TEXT_OK, "a|b|id|en\nd|e|id|en\n",
     "line 1: the line has more than two columns; only the first two are read, here and below.\n"},
    {"empty columns", "\tb\na\t\nc\td\n", TEXT_OK, "c|d|id|en\n",
     "line 1: the line cannot be used: its first column is empty.\nline 2: the line cannot be used: its second column "
     "is "
     "empty.\n"},
    {"invalid UTF-8", "a\tb\n\xC3\xA9\xFF\tb\nc\td\n", TEXT_OK, "a|b|id|en\nc|d|id|en\n",
     "line 2: the line cannot be used: it is not valid UTF-8 at byte 6 of the file.\n"},
    {"the mark counts in offsets", "\xEF\xBB\xBF\xFF\tb\n", TEXT_OK, "",
     "line 1: the line cannot be used: it is not valid UTF-8 at byte 3 of the file.\n"},
    {"a character cut by the end", "a\tb\xC3", TEXT_OK, "",
     "line 1: the line cannot be used: it is not valid UTF-8 at byte 3 of the file.\n"},
    {"made clean",
     "e\xCC\x81\tso\xC2\xAD"
     "ft\n",
     TEXT_OK, "\xC3\xA9|soft|id|en\n", ""},
    {"empty", "", TEXT_EMPTY, "", ""},
};

static void check_files(void)
{
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct exchange x = {0};
        exchange_read(&x, FORMATS_TSV, files[i].in, strlen(files[i].in));
        check(x.status == files[i].status, "%s: status %d: %s", files[i].what, x.status, x.error.message);
        check(strcmp(x.units.p, files[i].units) == 0, "%s: units are\n%s", files[i].what, x.units.p);
        check(strcmp(x.warnings.p, files[i].warnings) == 0, "%s: warnings are\n%s", files[i].what, x.warnings.p);
        exchange_free(&x);
    }
}

static void check_encodings(void)
{
    static const char wide[] = "\xFF\xFE"
                               "a\0\t\0\xE9\0\n\0",
                      binary[] = "a\tb\0\n", late[] = "b\0\tb\n";
    struct exchange x = {0};
    exchange_read(&x, FORMATS_TSV, wide, sizeof wide - 1);
    check(x.status == TEXT_OK && strcmp(x.units.p, "a|\xC3\xA9|id|en\n") == 0, "UTF-16: %s", x.units.p);
    exchange_free(&x);
    x = (struct exchange){0};
    exchange_read(&x, FORMATS_TSV, binary, sizeof binary - 1);
    check(x.status == TEXT_INVALID && strstr(x.error.message, "binary"), "binary: %s", x.error.message);
    exchange_free(&x);

    struct text_buffer b = {0};
    x = (struct exchange){0};
    for (int i = 0; i < 40000; i++) {
        text_buffer_add_string(&b, "\n\n");
    }
    text_buffer_add(&b, (struct text_span){late, sizeof late - 1});
    exchange_read(&x, FORMATS_TSV, b.p, b.n);
    check(x.status == TEXT_OK &&
              strstr(x.warnings.p, "line 80001: the line cannot be used: it has a NUL byte at byte 80001"),
          "a NUL byte late in the file: %s", x.warnings.p);
    exchange_free(&x);
    text_buffer_free(&b);
}

static void check_long_line(void)
{
    struct text_buffer b = {0};
    struct exchange x = {0};
    for (int i = 0; i < 17 << 10; i++) {
        text_buffer_add_format(&b, "%01024d", 0);
    }
    text_buffer_add_string(&b, "\tx\na\tb\n");
    exchange_read(&x, FORMATS_TSV, b.p, b.n);
    check(strcmp(x.units.p, "a|b|id|en\n") == 0 && x.report.skipped == 1, "a line of 17 MiB is passed over: %s",
          x.warnings.p);
    exchange_free(&x);
    text_buffer_free(&b);
}

static void check_write(void)
{
    char *p = NULL;
    size_t n = 0;
    struct text_error err;
    struct formats_writer *w = NULL;
    struct formats_writing how = {.kind = FORMATS_TSV};
    struct formats_unit u = {.text = {TEXT_LITERAL("a\tb\r\nc"), TEXT_LITERAL("d\x01\x7F")}};
    FILE *f = open_memstream(&p, &n);
    check(f && formats_writer_open(&how, f, &w, &err) == TEXT_OK, "a writer opens");
    check(formats_writer_add(w, &u, &err) == TEXT_OK, "a unit is written");
    check(formats_writer_close(w, &err) == TEXT_OK, "a writer closes");
    fclose(f);
    check(strcmp(p, "a b  c\td  \n") == 0, "written as \"%s\"", p);
    free(p);
}

int main(void)
{
    check_files();
    check_encodings();
    check_long_line();
    check_write();
    return check_report();
}
