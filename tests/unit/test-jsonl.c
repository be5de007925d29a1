/* Archives of JSON lines, archives in folders and in each other, and what becomes of entries with fields. */
#define _POSIX_C_SOURCE 200809L
#include "tests/unit/archive.h"

static void check_lines(void)
{
    archive_put_text(
        "a.jsonl",
        "\xEF\xBB\xBF{\"id\":\"k1\",\"url\":\"https://x.example/1\",\"title\":\"Satu\",\"date\":\"2023-03-07\","
        "\"lang\":\"id\",\"text\":\"Isi \\u00e9.\"}\r\n"
        "\n"
        "{\"id\":7,\"html\":\"<p>a</p>\"}\n"
        "{\"text\":[\"p\",\"q\"],\"date\":1678150800}\n"
        "{\"text\":\"\n"
        "[1]\n"
        "{\"title\":\"only\"}\n"
        "{\"text\":\" \",\"html\":\"\"}\n"
        "{\"text\":\"last\",\"html\":\"<html>\"}");
    archive_check("a.jsonl", NULL, 0,
                  "k1 url=https://x.example/1 title=Satu date=2023-03-07 lang=id charset=UTF-8: Isi \xC3\xA9.\n"
                  "7 html charset=UTF-8: <p>a</p>\n"
                  "line 4 date=1678150800 charset=UTF-8: p\n\nq\n"
                  "!malformed line 5: is no JSON, at byte 9: premature end of input near '\"'\n"
                  "!malformed line 6: is no JSON object\n"
                  "!malformed line 7: has neither a field \"text\" nor \"html\"\n"
                  "!empty line 8: its text is empty\n"
                  "line 9 charset=UTF-8: last\n");
    archive_put_text("b.jsonl", "{\"guid\":\"g\",\"meta\":{\"on\":\"6 Maret 2023\"},\"body\":\"b\",\"text\":\"t\"}\n");
    archive_check("b.jsonl", "id=guid, text=body,date=meta.on", 0, "g date=6 Maret 2023 charset=UTF-8: b\n");
    archive_check("b.jsonl", NULL, 0, "line 1 charset=UTF-8: t\n");
    archive_put_text("c.jsonl", "{\"text\":\"0123456789012345678901234567890123456789\"}\n{\"text\":\"short\"}\n");
    archive_check("c.jsonl", NULL, 20,
                  "!large line 1: is larger than 20 bytes when unpacked\nline 2 charset=UTF-8: short\n");
    archive_run("gzip -k b.jsonl && mv b.jsonl.gz z.jsonl.gz");
    archive_check("z.jsonl.gz", NULL, 0, "line 1 charset=UTF-8: t\n");
    archive_put_text("empty.jsonl", "");
    archive_check("empty.jsonl", NULL, 0, "status 4: empty.jsonl: is empty\n");
    archive_run("gzip -k empty.jsonl");
    archive_check("empty.jsonl.gz", NULL, 0, "");
    archive_put_text("blank.jsonl", "\n\n");
    archive_check("blank.jsonl", NULL, 0, "");
}

static void check_fields(void)
{
    static const char *const wrong[] = {"id", "id=", "body=text", "=x", "text=a,,id=b", ""};
    struct formats_archive *a;
    struct text_error err;
    check(formats_archive_open("b.jsonl", &a, &err) == TEXT_OK, "it opens");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0] - 1; i++) {
        check(formats_archive_fields(a, wrong[i], &err) == TEXT_MISUSE, "fields \"%s\"", wrong[i]);
    }
    formats_archive_close(a);
}

/* A folder that holds one archive of each kind, one of them in another. */
static void check_mixed(void)
{
    mkdir("m", 0755), mkdir("m/sub", 0755), mkdir("t", 0755);
    archive_put_text("m/a.txt", "A");
    archive_put_text("m/sub/b.jsonl", "{\"id\":\"x\",\"text\":\"B\"}\n{\n");
    archive_put_text("m/empty.tar", "");
    archive_put_text("m/wrong.zip", "this is no archive");
    archive_put_text("m/p.htm", "P"), archive_put_text("m/notes.md", "no");
    archive_put_text("t/c.txt", "C"), archive_put_text("t/d.jsonl", "{\"text\":\"D\"}\n"),
        archive_put_text("t/e.pdf", "no");
    archive_run("gzip m/p.htm && tar cf m/t.tar t/c.txt t/d.jsonl t/e.pdf && tar czf t/z.tgz t/c.txt && "
                "tar cf m/u.tar t/z.tgz t/d.jsonl");
    archive_check("m", NULL, 0,
                  "a.txt: A\n"
                  "!empty empty.tar: is empty\n"
                  "p.htm.gz html: P\n"
                  "sub/b.jsonl/x charset=UTF-8: B\n"
                  "!malformed sub/b.jsonl/line 2: is no JSON, at byte 1: string or '}' expected near end of file\n"
                  "t.tar/t/c.txt: C\n"
                  "t.tar/t/d.jsonl/line 1 charset=UTF-8: D\n"
                  "u.tar/t/z.tgz/t/c.txt: C\n"
                  "u.tar/t/d.jsonl/line 1 charset=UTF-8: D\n"
                  "!damaged wrong.zip: Unrecognized archive format\n");
    archive_run("for i in 1 2 3 4 5; do tar cf n$i.tar $(ls | grep '^n.*tar$') b.jsonl; rm -f n$((i - 1)).tar; done; "
                "mv n5.tar deep.tar");
    struct text_buffer out = {0};
    archive_list("deep.tar", NULL, 0, &out);
    text_buffer_add_char(&out, '\0');
    check(strstr(out.p, "is nested too deeply") && strstr(out.p, "b.jsonl/line 1"), "five tars: %s", out.p);
    text_buffer_free(&out);
    archive_run("head -c 700 m/t.tar >m/t2.tar && mv m/t2.tar m/t.tar");
    out = (struct text_buffer){0};
    archive_list("m", NULL, 0, &out);
    text_buffer_add_char(&out, '\0');
    check(strstr(out.p, "!damaged t.tar/") && strstr(out.p, "u.tar/t/d.jsonl/line 1"), "behind a cut tar: %s", out.p);
    text_buffer_free(&out);
}

static void check_many_faults(void)
{
    FILE *f = fopen("many.jsonl", "w");
    for (int i = 0; f && i < 5000; i++) {
        fputs(i % 2 ? "{\"text\":\"\"}\n" : "{\n", f);
    }
    check(f && fclose(f) == 0, "many.jsonl is written");
    struct formats_archive *a;
    struct formats_entry e;
    struct text_error err;
    size_t faults = 0;
    check(formats_archive_open("many.jsonl", &a, &err) == TEXT_OK, "many.jsonl opens");
    while (formats_archive_next(a, &e, &err) != TEXT_OK) {
        faults++;
    }
    struct formats_tally tally = formats_archive_tally(a);
    check(faults == 2 * FORMATS_FAULTS_TOLD + 2, "%zu errors", faults);
    check(strstr(err.message, "1500 more cannot be used"), "at the end: %s", err.message);
    check(formats_archive_fault(a)->count == 1500, "the last error stands for 1500");
    check(tally.faults[FORMATS_FAULT_EMPTY] == 2500 && tally.faults[FORMATS_FAULT_MALFORMED] == 2500, "the tally");
    formats_archive_close(a);
}

static void check_articles(void)
{
    static const struct {
        const char *what;
        struct formats_entry e;
        const char *text, *title, *url, *date, *date_line;
    } cases[] = {
        {"the title goes first",
         {.bytes = {"Isi berita.", 11},
          .title = {" Judul  itu ", 12},
          .charset = "UTF-8",
          .date = {"Mon, 06 Mar 2023 18:05:00 +0700", 31}},
         "Judul  itu\n\nIsi berita.",
         "Judul itu",
         "",
         "2023-03-06T18:05:00+07:00",
         ""},
        {"it is there already",
         {.bytes = {"\nJudul\nIsi.", 11}, .title = {"Judul", 5}, .charset = "UTF-8", .date = {"1678150800", 10}},
         "\nJudul\nIsi.",
         "Judul",
         "",
         "2023-03-07T01:00:00Z",
         ""},
        {"a date in words",
         {.bytes = {"x", 1}, .charset = "UTF-8", .date = {"Senin, 6 Maret 2023 | 01:05 WIB", 31}},
         "x",
         "",
         "",
         "",
         "Senin, 6 Maret 2023 | 01:05 WIB"},
        {"the archive goes before the page",
         {.kind = FORMATS_HTML,
          .bytes =
              {"<title>Page</title><link rel=canonical href=https://p.example/><p>One two three four five six seven "
               "eight nine ten.</p>",
               115},
          .title = {"Told", 4},
          .url = {"https://a.example/", 18}},
         "One two three four five six seven eight nine ten.",
         "Told",
         "https://a.example/",
         "",
         ""},
        {"a charset that is none",
         {.kind = FORMATS_PLAIN, .bytes = {"caf\xC3\xA9 di kota", 13}, .charset = "nonsense"},
         "caf\xC3\xA9 di kota",
         "",
         "",
         "",
         ""},
        {"a server that says Latin of UTF-8",
         {.kind = FORMATS_PLAIN, .bytes = {"caf\xC3\xA9 di kota", 13}, .charset = "ISO-8859-1"},
         "caf\xC3\xA9 di kota",
         "",
         "",
         "",
         ""},
        {"a server that says Latin of Latin",
         {.kind = FORMATS_PLAIN, .bytes = {"caf\xE9 di \x93kota\x94", 14}, .charset = "iso-8859-1"},
         "caf\xC3\xA9 di \xE2\x80\x9Ckota\xE2\x80\x9D",
         "",
         "",
         "",
         ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text_arena *arena = text_arena_new();
        const struct text_decoding how = {.name = "entry"};
        struct formats_article a = {0};
        struct text_error err = {0};
        enum text_status status = formats_article_of_entry(&cases[i].e, &how, arena, &a, &err);
        check(status == TEXT_OK, "%s: %s", cases[i].what, err.message);
        check(text_span_equal(a.text.text, text_span_of(cases[i].text)), "%s: text \"%.*s\"", cases[i].what,
              TEXT_PRINT(a.text.text));
        check(text_span_equal(a.title, text_span_of(cases[i].title)), "%s: title \"%.*s\"", cases[i].what,
              TEXT_PRINT(a.title));
        check(text_span_equal(a.url, text_span_of(cases[i].url)), "%s: url \"%.*s\"", cases[i].what, TEXT_PRINT(a.url));
        check(text_span_equal(a.date, text_span_of(cases[i].date)), "%s: date \"%.*s\"", cases[i].what,
              TEXT_PRINT(a.date));
        check(text_span_equal(a.date_line, text_span_of(cases[i].date_line)), "%s: date line \"%.*s\"", cases[i].what,
              TEXT_PRINT(a.date_line));
        text_arena_free(arena);
    }
}

int main(void)
{
    archive_enter();
    check_lines();
    check_fields();
    check_mixed();
    check_many_faults();
    check_articles();
    archive_leave();
    return check_report();
}
