/* PO files: a table of them, what is read and what is said. */
#define _POSIX_C_SOURCE 200809L
#include "tests/unit/check.h"
#include "tests/unit/exchange.h"

static const struct {
    const char *what, *in;
    enum text_status status;
    const char *units, *warnings; /* warnings: a part of them; "" for none */
} files[] = {
    {"a translation into the first language",
     "msgid \"\"\n"
     "msgstr \"Language: id\\n\"\n"
     "\n"
     "msgid \"b\"\n"
     "msgstr \"a\"\n"
     "",
     TEXT_OK,
     "a|b|id|en\n"
     "",
     ""},
    {"into the second",
     "msgid \"\"\n"
     "msgstr \"\"\n"
     "\"Language: en_GB\\n\"\n"
     "msgid \"a\"\n"
     "msgstr \"b\"\n"
     "",
     TEXT_OK,
     "a|b|id|en_GB\n"
     "",
     ""},
    {"no header",
     "msgid \"b\"\n"
     "msgstr \"a\"\n"
     "",
     TEXT_OK,
     "a|b|id|en\n"
     "",
     ""},
    {"strings in parts, escapes",
     "msgid \"\"\n"
     "msgstr \"Language: id\\n\"\n"
     "\n"
     "msgid \"\"\n"
     "\"b \\\"\\\\\"\n"
     "\"\\101\\x42\\tc\\n\"\n"
     "msgstr \"a\"\n"
     "",
     TEXT_OK,
     "a|b \"\\AB\tc|id|en\n"
     "",
     ""},
    {"fuzzy, context, previous, notes",
     "msgid \"\"\n"
     "msgstr \"Language: id\\n\"\n"
     "\n"
     "# n1\n"
     "#  n2\n"
     "#. e\n"
     "#: f:1\n"
     "#, c-format, fuzzy\n"
     "#| msgctxt \"x\"\n"
     "#| msgid \"o\"\n"
     "#| \"p\"\n"
     "msgctxt \"m\"\n"
     "msgid \"b\"\n"
     "msgstr \"a\"\n"
     "",
     TEXT_OK,
     "a|b|id|en|x-status=draft|x-msgctxt=m|x-previous-msgid=op|note=n1\n"
     "n2\n"
     "",
     ""},
    {"plural forms",
     "msgid \"\"\n"
     "msgstr \"Language: id\\n\"\n"
     "\n"
     "msgid \"1\"\n"
     "msgid_plural \"n\"\n"
     "msgstr[0] \"x\"\n"
     "msgstr[1] \"y\"\n"
     "msgstr[2] \"z\"\n"
     "",
     TEXT_OK,
     "x|1|id|en\n"
     "y|n|id|en\n"
     "z|n|id|en\n"
     "",
     ""},
    {"one plural form",
     "msgid \"\"\n"
     "msgstr \"Language: id\\n\"\n"
     "\n"
     "msgid \"1\"\n"
     "msgid_plural \"n\"\n"
     "msgstr[0] \"x\"\n"
     "",
     TEXT_OK,
     "x|1|id|en\n"
     "x|n|id|en\n"
     "",
     ""},
    {"obsolete and untranslated",
     "msgid \"\"\n"
     "msgstr \"Language: id\\n\"\n"
     "\n"
     "msgid \"u\"\n"
     "msgstr \"\"\n"
     "#~ msgid \"o\"\n"
     "#~ msgstr \"p\"\n"
     "msgid \"b\"\n"
     "msgstr \"a\"\n"
     "\n"
     "# the end\n"
     "",
     TEXT_OK,
     "a|b|id|en\n"
     "",
     ""},
    {"no blank lines",
     "msgid \"\"\n"
     "msgstr \"Language: id\\n\"\n"
     "\n"
     "msgid \"b\"\n"
     "msgstr \"a\"\n"
     "#: x\n"
     "msgid \"d\"\n"
     "msgstr \"c\"\n"
     "msgctxt \"e\"\n"
     "msgid \"d\"\n"
     "msgstr \"c\"\n"
     "",
     TEXT_OK,
     "a|b|id|en\n"
     "c|d|id|en\n"
     "c|d|id|en|x-msgctxt=e\n"
     "",
     ""},
    {"another charset",
     "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\nmsgid \"b\"\nmsgstr \"\xE9\"\n", TEXT_OK,
     "é|b|id|en\n"
     "",
     ""},
    {"broken ones",
     "msgid \"\"\n"
     "msgstr \"Language: id\\n\"\n"
     "\n"
     "msgid \"b\n"
     "msgstr \"a\"\n"
     "\n"
     "msgid \"d\"\n"
     "\n"
     "msgstr \"c\"\n"
     "\n"
     "foo\n"
     "\n"
     "\"x\"\n"
     "\n"
     "msgid \"f\"\n"
     "msgstr \"e\"\n"
     "",
     TEXT_OK,
     "e|f|id|en\n"
     "",
     "line 4: the entry cannot be used: a string has no end, or something behind it.\n"
     "line 7: the entry cannot be used: it has no msgstr.\n"
     "line 9: the entry cannot be used: it has no msgid.\n"
     "line 11: the entry cannot be used: a line is none of a PO file.\n"
     "line 13: the entry cannot be used: a string stands where none may be.\n"
     ""},
    {"another language",
     "msgid \"\"\n"
     "msgstr \"Language: fr\\n\"\n"
     "\n"
     "msgid \"b\"\n"
     "msgstr \"a\"\n"
     "",
     TEXT_INVALID, "", ""},
    {"empty", "", TEXT_EMPTY, "", ""},
};

static void check_files(void)
{
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct exchange x = {0};
        exchange_read(&x, FORMATS_PO, files[i].in, strlen(files[i].in));
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
