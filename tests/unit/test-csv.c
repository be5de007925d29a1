/* Comma-separated pairs: a table of files, what is read from them and what is said about them. */
#define _POSIX_C_SOURCE 200809L
#include "tests/unit/check.h"
#include "tests/unit/exchange.h"

static const struct {
    const char *what, *in;
    enum text_status status;
    const char *units, *warnings; /* warnings: a part of them; "" for none */
} files[] = {
    {"plain",
     "a,b\n"
     "c,d,e\n"
     "",
     TEXT_OK,
     "a|b|id|en\n"
     "c|d|id|en\n"
     "",
     ""},
    {"CRLF, no end at the end",
     "a,b\r\n"
     "c,d",
     TEXT_OK,
     "a|b|id|en\n"
     "c|d|id|en\n"
     "",
     ""},
    {"quotes",
     "\"a, \"\"b\"\"\n"
     "c\",\"d\"\r\n"
     "",
     TEXT_OK,
     "a, \"b\"\n"
     "c|d|id|en\n"
     "",
     ""},
    {"a quote inside of an unquoted field is a quote",
     "a \"b\",c\n"
     "",
     TEXT_OK,
     "a \"b\"|c|id|en\n"
     "",
     ""},
    {"a header with words",
     "Target,x,SOURCE\n"
     "b,-,a\n"
     "",
     TEXT_OK,
     "a|b|id|en\n"
     "",
     ""},
    {"a header with languages",
     "en-US,in\n"
     "b,a\n"
     "",
     TEXT_OK,
     "a|b|id|en\n"
     "",
     ""},
    {"blank lines",
     "\n"
     "\n"
     "a,b\n"
     " \n"
     "",
     TEXT_OK,
     "a|b|id|en\n"
     "",
     ""},
    {"one column",
     "a\n"
     "b,c\n"
     "",
     TEXT_OK,
     "b|c|id|en\n"
     "",
     "line 1: the record cannot be used: it has no comma"},
    {"empty",
     "a,\n"
     "b,c\n"
     "",
     TEXT_OK,
     "b|c|id|en\n"
     "",
     "line 1: the line cannot be used: its second column is empty"},
    {"behind a quote",
     "\"a\"b,c\n"
     "\"d\",e\n"
     "",
     TEXT_OK,
     "d|e|id|en\n"
     "",
     "line 1: the record cannot be used: something stands behind"},
    {"open quote",
     "a,b\n"
     "\"c,d\n"
     "",
     TEXT_OK,
     "a|b|id|en\n"
     "",
     "line 2: the record cannot be used: a quote that opens in it is never closed"},
    {"invalid", "a\xFF,b\nc,d\n", TEXT_OK,
     "c|d|id|en\n"
     "",
     "line 1: the record cannot be used: it is not valid UTF-8 at byte 1"},
};

static void check_files(void)
{
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct exchange x = {0};
        exchange_read(&x, FORMATS_CSV, files[i].in, strlen(files[i].in));
        check(x.status == files[i].status, "%s: status %d: %s", files[i].what, x.status, x.error.message);
        check(strcmp(x.units.p, files[i].units) == 0, "%s: units are\n%s", files[i].what, x.units.p);
        bool warned = files[i].warnings[0] ? strstr(x.warnings.p, files[i].warnings) != NULL : x.warnings.p[0] == '\0';
        check(warned, "%s: warnings are\n%s", files[i].what, x.warnings.p);
        exchange_free(&x);
    }
}

int main(void)
{
    check_files();
    return check_report();
}
