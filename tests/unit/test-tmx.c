/* Reading and writing TMX: tables of files in the forms of other tools, and of files that are broken. */
#define _POSIX_C_SOURCE 200809L
#include "tests/unit/check.h"
#include "tests/unit/exchange.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\"><header srclang=\"id\"/><body>\n"
#define TAIL "</body></tmx>\n"
#define TU(id, en) "<tu><tuv xml:lang=\"id\"><seg>" id "</seg></tuv><tuv xml:lang=\"en\"><seg>" en "</seg></tuv></tu>\n"

static const struct {
    const char *what, *in;
    enum text_status status;
    const char *units, *warnings; /* warnings: a part of them; NULL: none at all */
} files[] = {
    {"OmegaT: dates and users stand in the variants",
     "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!DOCTYPE tmx SYSTEM \"tmx11.dtd\">\n"
     "<tmx version=\"1.1\"><header creationtool=\"OmegaT\" o-tmf=\"OmegaT TMX\" adminlang=\"EN-US\" "
     "datatype=\"plaintext\" "
     "segtype=\"sentence\" srclang=\"id\"/><body>\n<!-- Default translations -->\n<tu><tuv "
     "lang=\"id\"><seg>Satu</seg></tuv>"
     "<tuv lang=\"en\" changeid=\"ani\" changedate=\"20230306T180500Z\" creationid=\"budi\" "
     "creationdate=\"20230101T000000Z\"><seg>One</seg></tuv></tu>\n</body></tmx>",
     TEXT_OK,
     "Satu|One|id|en|created 2023-01-01T00:00:00Z|changed 2023-03-06T18:05:00Z|user budi|changer ani"
     "|target.tmx:creationdate=20230101T000000Z|target.tmx:creationid=budi|target.tmx:changedate=20230306T180500Z"
     "|target.tmx:changeid=ani\n",
     NULL},
    {"Trados: upper case, regions, properties, header with properties, inline markup",
     "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header srclang=\"EN-US\" o-encoding=\"utf-16\">"
     "<prop type=\"x-header\">not a unit's</prop></header><body><tu creationdate=\"20230306T180500Z\" "
     "creationid=\"C\\U\">"
     "<prop type=\"x-Domain:SinglePicklist\">News</prop><tuv xml:lang=\"EN-US\"><seg><bpt i=\"1\">&lt;b&gt;</bpt>Two"
     "<ept i=\"1\">&lt;/b&gt;</ept> cats<ph/></seg></tuv><tuv xml:lang=\"ID-ID\"><seg>Dua kucing</seg></tuv></tu>"
     "</body></tmx>",
     TEXT_OK,
     "Dua kucing|Two cats|ID-ID|EN-US|created 2023-03-06T18:05:00Z|user C\\U|target <bpt i=\"1\">&lt;b&gt;</bpt>Two"
     "<ept i=\"1\">&lt;/b&gt;</ept> cats<ph/>|tmx:srclang=EN-US|x-Domain:SinglePicklist=News\n",
     NULL},
    {"Okapi: namespaces, *all*, more languages, notes, hi and sub",
     "<?xml version=\"1.0\" encoding=\"utf-8\"?><tmx version=\"1.4\" xmlns=\"http://www.lisa.org/tmx14\"><header "
     "srclang=\"*all*\" creationtool=\"oku_alignment\"></header><body><tu tuid=\"1\" srclang=\"de\"><note>satu</note>"
     "<note>dua</note><tuv xml:lang=\"de\"><seg>Drei</seg></tuv><tuv xml:lang=\"in\"><seg>Tiga "
     "<hi>besar</hi></seg></tuv>"
     "<tuv xml:lang=\"eng\"><seg>Three<ph>x<sub>foot</sub>y</ph> <hi type=\"b\">big</hi><ut>z</ut><it "
     "pos=\"begin\">q</it>"
     "</seg></tuv></tu></body></tmx>",
     TEXT_OK,
     "Tiga besar|Three big|in|eng|source Tiga <hi>besar</hi>|target Three<ph>x<sub>foot</sub>y</ph> <hi type=\"b\">big"
     "</hi><ut>z</ut><it pos=\"begin\">q</it>|tmx:tuid=1|tmx:srclang=de|note=satu|note=dua\n",
     NULL},
    {"elements and attributes that TMX does not have, or not there; what is asked for is supplied",
     HEAD TU("<b>a</b> <ph id=\"x\" x=\"2\" type=\"&amp;&lt;\"><ph/>c</ph><bpt>b</bpt><bpt "
             "x='3'/>d<ept/>e<ept/><sub>f</sub>"
             "<it/><it pos=\"end\"/>",
             "<hi>x<bpt i=\"1\"/></hi><ph>k<sub>n<hi>o</hi><ph/></sub></ph>&#13;") TAIL,
     TEXT_OK,
     "a def|x|id|en|source a <ph x=\"2\" type=\"&amp;&lt;\">c</ph><bpt i=\"1\">b</bpt><bpt i=\"2\" x=\"3\"/>d<ept "
     "i=\"2\"/>e"
     "<ept i=\"1\"/>f<it pos=\"begin\"/><it pos=\"end\"/>|target <hi>x<bpt "
     "i=\"1\"/></hi><ph>k<sub>n<hi>o</hi><ph/></sub>"
     "</ph>&#13;\n",
     NULL},
    {"everything that a unit and its variants can say",
     HEAD
     "<tu tuid=\"1\" o-encoding=\"x\" datatype=\"html\" usagecount=\"3\" lastusagedate=\"20240101T000000Z\" "
     "creationtool=\"T\" creationtoolversion=\"1\" creationdate=\"20230101T000000Z\" creationid=\"c\" "
     "changedate=\"20230102T000000Z\" segtype=\"phrase\" changeid=\"d\" o-tmf=\"M\" srclang=\"en\"><prop "
     "type=\"p\">1</prop><note>n</note><prop type=\"p\"> 2 </prop><tuv xml:lang=\"en\" usagecount=\"4\" "
     "changedate=\"2023-01-03\" creationdate=\"never\" tuid=\"2\"><note>s</note><seg>b</seg></tuv><tuv xml:lang=\"id\" "
     "segtype=\"block\"><prop type=\"q\"></prop><seg>a</seg></tuv></tu>" TAIL,
     TEXT_OK,
     "a|b|id|en|created 2023-01-01T00:00:00Z|changed 2023-01-02T00:00:00Z|user c|changer d|tmx:tuid=1|tmx:o-encoding=x"
     "|tmx:datatype=html|tmx:usagecount=3|tmx:lastusagedate=20240101T000000Z|tmx:creationtool=T"
     "|tmx:creationtoolversion=1|tmx:segtype=phrase|tmx:o-tmf=M|tmx:srclang=en|p=1|note=n|p= 2 |source.q="
     "|target.tmx:usagecount=4|target.tmx:changedate=20230103T000000Z|target.note=s\n",
     NULL},
    {"what the header says of codes",
     "<tmx><header srclang=\"id\" datatype=\"xml\" o-tmf=\"a&amp;b\"/><body>" TU("a<ph/>", "b") TU("c", "d") TAIL,
     TEXT_OK, "a|b|id|en|source a<ph/>|tmx:datatype=xml|tmx:o-tmf=a&b\nc|d|id|en\n", NULL},
    {"contexts: memoQ's, in the variants, with markup; an empty one is none",
     HEAD
     "<tu><tuv xml:lang=\"id\"><prop type=\"x-context-pre\">&lt;seg&gt;x&lt;ph&gt;1&lt;/ph&gt; &amp;lt;&lt;/seg&gt;"
     "</prop><prop type=\"x-context-post\">&lt;seg&gt;&lt;/seg&gt;</prop><seg>a</seg></tuv>"
     "<tuv xml:lang=\"en\"><prop type=\"context_prev\">y</prop><seg>b</seg></tuv></tu>" TAIL,
     TEXT_OK,
     "a|b|id|en|source.x-context-pre=<seg>x<ph>1</ph> "
     "&lt;</seg>|source.x-context-post=<seg></seg>|target.context_prev=y"
     "|before x <|after |before target y\n",
     NULL},
    {"contexts in the unit are of the source language that the file tells",
     "<tmx><header srclang=\"en\"/><body><tu><prop type=\"x-context-pre\">p</prop><prop "
     "type=\"x-next-target-text\">n</prop>"
     "<tuv xml:lang=\"en\"><seg>b</seg></tuv><tuv xml:lang=\"id\"><seg>a</seg></tuv></tu>" TAIL,
     TEXT_OK, "a|b|id|en|tmx:srclang=en|x-context-pre=p|x-next-target-text=n|after n|before target p\n", NULL},
    {"several variants of a language: every combination",
     HEAD "<tu><tuv xml:lang=\"id\"><seg>a</seg></tuv><tuv xml:lang=\"en_GB\"><seg>b</seg></tuv>"
          "<tuv xml:lang=\"en-US\"><seg>c</seg></tuv><tuv xml:lang=\"ind\"><seg>d</seg></tuv></tu>" TAIL,
     TEXT_OK, "a|b|id|en_GB\na|c|id|en-US\nd|b|ind|en_GB\nd|c|ind|en-US\n", NULL},
    {"xml:lang before lang",
     HEAD "<tu><tuv lang=\"de\" xml:lang=\"id\"><seg>a</seg></tuv><tuv xml:lang=\"en\" "
          "lang=\"fr\"><seg>b</seg></tuv></tu>" TAIL,
     TEXT_OK, "a|b|id|en\n", NULL},
    {"no header", "<tmx version=\"1.4\"><body>" TU("a", "b") TU("c", "d") TAIL, TEXT_OK, "a|b|id|en\nc|d|id|en\n",
     "line 1: there is no <header> before the first unit"},
    {"header without a source language", "<tmx><header/><body>" TU("a", "b") TAIL, TEXT_OK, "a|b|id|en\n",
     "does not say the source language"},
    {"wrong encoding in the declaration: the bytes decide",
     "<?xml version=\"1.0\" encoding=\"UTF-16\"?><tmx><header srclang=\"id\"/><body>" TU("\xC3\xA9", "b") TAIL, TEXT_OK,
     "\xC3\xA9|b|id|en\n", NULL},
    {"windows-1252",
     "<?xml version='1.0' encoding='windows-1252'?><tmx><header srclang=\"id\"/><body>" TU("\x93\xE9\x94", "b") TAIL,
     TEXT_OK, "\xE2\x80\x9C\xC3\xA9\xE2\x80\x9D|b|id|en\n", NULL},
    {"CDATA, references, line ends and blanks", HEAD TU("<![CDATA[<b>]]> &amp; &#233;&#x21;", " \n x\r\ny\t") TAIL,
     TEXT_OK, "<b> & \xC3\xA9!|x\ny|id|en\n", NULL},
    {"comments and processing instructions inside", HEAD TU("a<!-- x -->b<?y z?>c", "d") TAIL, TEXT_OK, "abc|d|id|en\n",
     NULL},
    {"text is made clean",
     HEAD TU("e\xCC\x81 so\xC2\xAD"
             "ft",
             "a\xC2\xA0"
             "c") TAIL,
     TEXT_OK, "\xC3\xA9 soft|a c|id|en\n", NULL},
    {"no units", HEAD TAIL, TEXT_OK, "", NULL},
    {"byte order mark", "\xEF\xBB\xBF" HEAD TU("a", "b") TAIL, TEXT_OK, "a|b|id|en\n", NULL},

    {"broken units among good ones",
     HEAD TU(
         "a",
         "b") "<tu><tuv><seg>x</seg></tuv></tu>\n<tu><tuv xml:lang=\"id\"></tuv><tuv xml:lang=\"en\"><seg>x</seg></tuv>"
              "</tu>\n" TU("", "x") "<tu><tuv xml:lang=\"fr\"><seg>x</seg></tuv></tu>\n" TU("c", "d") TAIL,
     TEXT_OK, "a|b|id|en\nc|d|id|en\n",
     "line 4: the unit cannot be used: a <tuv> has no language (line 4).\n"
     "line 5: the unit cannot be used: a <tuv> has no <seg> (line 5).\nline 6: the unit has an empty text.\n"
     "line 7: the unit has no text in \"id\".\n"},
    {"an entity of HTML costs its unit", HEAD TU("a&nbsp;b &amp; c", "d") TU("c &amp; d", "d") TAIL, TEXT_OK,
     "c & d|d|id|en\n", "line 3: the unit cannot be used: Entity 'nbsp' not defined (line 3)"},
    {"the same where an external DTD is named",
     "<!DOCTYPE tmx SYSTEM \"file:///etc/passwd\"><tmx><header srclang=\"id\"/><body>" TU("a&x;", "d") TU("c", "d")
         TAIL,
     TEXT_OK, "c|d|id|en\n", "the entity &x; is not one of XML's own"},
    {"a stray & costs its unit", HEAD TU("a & b", "d") TU("&lt;", "d") TAIL, TEXT_OK, "<|d|id|en\n", "line 3: "},
    {"a forbidden character costs its unit", HEAD TU("a\x1F", "d") TU("a&#31;", "d") TU("&lt;", "d") TAIL, TEXT_OK,
     "<|d|id|en\n", "line 4: "},
    {"invalid UTF-8 costs its unit", HEAD TU("a\xFF", "d") TU("\xC3\xA9", "d") TAIL, TEXT_OK, "\xC3\xA9|d|id|en\n",
     "line 3: the unit cannot be used: bytes that are not valid in the file's charset"},
    {"a unit inside a unit", HEAD "<tu>" TU("a", "b") "</tu>" TU("c", "d") TAIL, TEXT_OK, "c|d|id|en\n",
     "another <tu> stands inside it"},
    {"two segments, a segment outside, a variant inside",
     HEAD
     "<tu><tuv xml:lang=\"id\"><seg>a</seg><seg>b</seg></tuv></tu><tu><seg>a</seg></tu><tu><tuv xml:lang=\"id\"><seg>a"
     "<tuv xml:lang=\"en\"><seg>b</seg></tuv></seg></tuv></tu>" TU("c", "d") TAIL,
     TEXT_OK, "c|d|id|en\n", "two <seg>"},

    {"truncated", HEAD TU("a", "b") "<tu><tuv xml:lang=\"id\"><seg>x", TEXT_INVALID, "a|b|id|en\n", NULL},
    {"tags that do not match", HEAD TU("a", "b") "<tu></tuv></tu>" TU("c", "d") TAIL, TEXT_INVALID, "a|b|id|en\n",
     NULL},
    {"something behind the end", HEAD TU("a", "b") TAIL "<x/>", TEXT_INVALID, "a|b|id|en\n", NULL},
    {"bomb",
     "<?xml version=\"1.0\"?><!DOCTYPE tmx [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY "
     "c "
     "\"&b;&b;&b;&b;&b;&b;&b;&b;\">]><tmx><body>" TU("&c;", "&c;") TAIL,
     TEXT_INVALID, "", NULL},
    {"parameter entity",
     "<!DOCTYPE tmx [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x\"> %p;]><tmx><body>" TU("c", "d") TAIL, TEXT_INVALID,
     "", NULL},
    {"external entity", "<!DOCTYPE tmx [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><tmx><body>" TU("&e;", "d") TAIL,
     TEXT_INVALID, "", NULL},
    {"another root", "<html><body>x</body></html>", TEXT_FOREIGN, "", NULL},
    {"no markup", "source\ttarget\n", TEXT_FOREIGN, "", NULL},
    {"unknown charset", "<?xml version='1.0' encoding='klingon'?><tmx/>", TEXT_INVALID, "", NULL},
    {"empty", "", TEXT_EMPTY, "", NULL},
};

static void check_files(void)
{
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct exchange x = {0};
        exchange_read(&x, FORMATS_TMX, files[i].in, strlen(files[i].in));
        check(x.status == files[i].status, "%s: status %d: %s", files[i].what, x.status, x.error.message);
        check(strcmp(x.units.p, files[i].units) == 0, "%s: units are\n%s", files[i].what, x.units.p);
        bool warned = files[i].warnings ? strstr(x.warnings.p, files[i].warnings) != NULL : x.warnings.p[0] == '\0';
        check(warned, "%s: warnings are\n%s", files[i].what, x.warnings.p);
        check(x.status == TEXT_OK || strstr(x.error.message, x.path), "%s: the message names the file: %s",
              files[i].what, x.error.message);
        exchange_free(&x);
    }
}

/* Each of the forms of UTF-16, with a letter beyond the basic plane. */
static void check_utf16(void)
{
    const char *in =
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><tmx><header srclang=\"id\"/><body>" TU("a@", "b") TAIL;
    for (int form = 0; form < 4; form++) {
        bool little = form & 1, mark = form & 2;
        unsigned char wide[2000];
        size_t n = 0;
        for (size_t i = mark ? 0 : 1; i == 0 || in[i - 1]; i++) {
            unsigned units[2] = {i == 0 ? 0xFEFFu : (unsigned char)in[i - 1], 0};
            if (i && in[i - 1] == '@') {
                units[0] = 0xD83D, units[1] = 0xDE00;
            }
            for (int k = 0; k < 2 && (k == 0 || units[1]); k++) {
                wide[n++] = (unsigned char)(little ? units[k] & 0xFF : units[k] >> 8);
                wide[n++] = (unsigned char)(little ? units[k] >> 8 : units[k] & 0xFF);
            }
        }
        struct exchange x = {0};
        exchange_read(&x, FORMATS_TMX, wide, n);
        check(x.status == TEXT_OK && strcmp(x.units.p, "a\xF0\x9F\x98\x80|b|id|en\n") == 0, "UTF-16, form %d: %s%s",
              form, x.units.p, x.status ? x.error.message : "");
        exchange_free(&x);
    }
}

static void check_large(void)
{
    struct text_buffer b = {0};
    struct exchange x = {0};
    text_buffer_add_string(&b, HEAD TU("a", "b") "<tu><tuv xml:lang=\"id\"><seg>");
    for (int i = 0; i < 10000; i++) {
        text_buffer_add_string(&b, "<hi>");
    }
    exchange_read(&x, FORMATS_TMX, b.p, b.n);
    check(x.status == TEXT_INVALID && strstr(x.error.message, "nested too deeply"), "depth: %s", x.error.message);
    check(x.units.n == 1 + strlen("a|b|id|en\n"), "depth: what came before is delivered");
    exchange_free(&x);

    x = (struct exchange){0};
    text_buffer_clear(&b);
    text_buffer_add_string(&b, HEAD "<tu><tuv xml:lang=\"id\"><seg>");
    for (int i = 0; i < 17 << 10; i++) {
        text_buffer_add_format(&b, "%01023d ", 0);
    }
    text_buffer_add_string(&b, "</seg></tuv></tu>" TU("a", "b") TAIL);
    exchange_read(&x, FORMATS_TMX, b.p, b.n);
    check(x.status == TEXT_OK && x.report.units == 1 && strstr(x.warnings.p, "longer than 16 MiB"), "length: %s",
          x.warnings.p);
    exchange_free(&x);
    text_buffer_free(&b);
}

static void check_counts(void)
{
    static const char in[] = HEAD TU("a<ph/>", "b<ph/>") TU("<ph/>", "b") TU("c", "d") TAIL;
    struct exchange x = {0};
    exchange_read(&x, FORMATS_TMX, in, sizeof in - 1);
    check(x.report.units == 2 && x.report.skipped == 1 && x.report.inlines == 2 && x.report.foreign == 0,
          "counts: %zu %zu %zu", x.report.units, x.report.skipped, x.report.inlines);
    exchange_free(&x);

    x = (struct exchange){.stop_after = 1};
    exchange_read(&x, FORMATS_TMX, in, sizeof in - 1);
    check(x.status == TEXT_INTERRUPTED && strcmp(x.error.message, "stopped by the test") == 0,
          "the sink's status is returned");
    check(strcmp(x.units.p, "a|b|id|en|source a<ph/>|target b<ph/>\n") == 0, "nothing is delivered after that: %s",
          x.units.p);
    exchange_free(&x);

    x = (struct exchange){.strict = true};
    exchange_read(&x, FORMATS_TMX, in, sizeof in - 1);
    check(x.status == TEXT_INVALID && strstr(x.error.message, "line 4: the unit has an empty text") &&
              x.report.units == 1 && x.report.skipped == 1 && x.warnings.p[0] == '\0',
          "a strict reading stops there: %s", x.error.message);
    exchange_free(&x);

    struct text_error err;
    struct formats_report report;
    struct formats_reading reading = {
        .source_language = "in", .target_language = "ID-id", .unit = exchange_unit, .context = &x};
    check(formats_units_read("/nowhere", FORMATS_TMX, &reading, &report, &err) == TEXT_MISUSE,
          "the same language twice");
    reading.source_language = "en";
    check(formats_units_read("/nowhere", FORMATS_TMX, &reading, &report, &err) == TEXT_IO, "a missing file");
    check(formats_units_read("/", FORMATS_TMX, &reading, &report, &err) == TEXT_IO, "a directory");
}

static void write_all(struct text_buffer *out, const struct formats_writing *how, const struct formats_unit *units,
                      size_t count)
{
    char *p = NULL;
    size_t n = 0;
    struct text_error err;
    struct formats_writer *w;
    FILE *f = open_memstream(&p, &n);
    check(f && formats_writer_open(how, f, &w, &err) == TEXT_OK, "a writer opens");
    for (size_t i = 0; i < count; i++) {
        check(formats_writer_add(w, &units[i], &err) == TEXT_OK, "unit %zu is written: %s", i, err.message);
    }
    check(formats_writer_close(w, &err) == TEXT_OK, "a writer closes");
    fclose(f);
    text_buffer_add(out, (struct text_span){p, n});
    free(p);
}

static void check_write(void)
{
    const struct formats_property properties[] = {
        {TEXT_LITERAL("tmx:tuid"), TEXT_LITERAL("7"), FORMATS_WHOLE, false},
        {TEXT_LITERAL(""), TEXT_LITERAL("n<"), FORMATS_WHOLE, true},
        {TEXT_LITERAL("x\"&\n"), TEXT_LITERAL("<v>"), FORMATS_WHOLE, false},
        {TEXT_LITERAL("x-context-pre"), TEXT_LITERAL(""), FORMATS_TARGET, false},
        {TEXT_LITERAL("tmx:changeid"), TEXT_LITERAL("c"), FORMATS_TARGET, false},
        {TEXT_LITERAL("tmx:tuid"), TEXT_LITERAL("8"), FORMATS_SOURCE, false},
    };
    const struct formats_unit units[] = {
        {.source_language = TEXT_LITERAL("id"),
         .target_language = TEXT_LITERAL("en"),
         .text = {TEXT_LITERAL("a<b>&\"c\" ]]> \x01\xEF\xBF\xBF\xFF."), TEXT_LITERAL("x\ry\tz")},
         .created = TEXT_LITERAL("2023-03-07T01:05:00+07:00"),
         .changed = TEXT_LITERAL("yesterday"),
         .user = TEXT_LITERAL("ani & \"budi\""),
         .changer = TEXT_LITERAL("ani"),
         .properties = properties,
         .property_count = 6},
        {.text = {TEXT_LITERAL("c"), TEXT_LITERAL("d")}, .markup = {TEXT_LITERAL("<ph x=\"1\"/>c"), TEXT_LITERAL("")}},
        {.source_language = TEXT_LITERAL("id-ID"), .text = {TEXT_LITERAL("e"), TEXT_LITERAL("f")}},
    };
    static const char expected[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n"
        "  <header creationtool=\"Padan\" creationtoolversion=\"1.2\" segtype=\"sentence\" o-tmf=\"Padan\" "
        "adminlang=\"en\""
        " srclang=\"id\" datatype=\"plaintext\"/>\n  <body>\n"
        "    <tu tuid=\"7\" creationdate=\"20230306T180500Z\" creationid=\"ani &amp; &quot;budi&quot;\" "
        "changeid=\"ani\">\n"
        "      <note>n&lt;</note>\n"
        "      <prop type=\"x&quot;&amp;&#10;\">&lt;v&gt;</prop>\n"
        "      <tuv xml:lang=\"id\">\n        <prop type=\"tmx:tuid\">8</prop>\n"
        "        <seg>a&lt;b&gt;&amp;\"c\" ]]&gt; \xEF\xBF\xBD.</seg>\n      </tuv>\n"
        "      <tuv xml:lang=\"en\" changeid=\"c\">\n        <prop type=\"x-context-pre\"></prop>\n"
        "        <seg>x&#13;y\tz</seg>\n      </tuv>\n    </tu>\n"
        "    <tu>\n      <tuv xml:lang=\"id\"><seg><ph x=\"1\"/>c</seg></tuv>\n"
        "      <tuv xml:lang=\"en\"><seg>d</seg></tuv>\n    </tu>\n"
        "    <tu srclang=\"id-ID\">\n      <tuv xml:lang=\"id-ID\"><seg>e</seg></tuv>\n"
        "      <tuv xml:lang=\"en\"><seg>f</seg></tuv>\n    </tu>\n  </body>\n</tmx>\n";
    struct text_buffer out = {0};
    write_all(&out, &(struct formats_writing){FORMATS_TMX, "id", "en", "1.2"}, units, 3);
    check(text_span_equal(text_buffer_span(&out), text_span_of(expected)), "TMX is written as\n%.*s", (int)out.n,
          out.p);
    text_buffer_clear(&out);
    write_all(&out, &(struct formats_writing){.kind = FORMATS_TMX}, NULL, 0);
    struct exchange x = {0};
    exchange_read(&x, FORMATS_TMX, out.p, out.n);
    check(x.status == TEXT_OK && x.report.units == 0 && x.warnings.p[0] == '\0', "an empty TMX reads: %s",
          x.warnings.p);
    exchange_free(&x);
    text_buffer_free(&out);
}

static void check_write_errors(void)
{
    struct text_error err = {0};
    struct formats_writer *w;
    struct formats_unit unit = {.text = {TEXT_LITERAL("a"), TEXT_LITERAL("")}};
    FILE *full = fopen("/dev/full", "w");
    if (!full) {
        return;
    }
    check(formats_writer_open(&(struct formats_writing){.kind = FORMATS_TMX}, full, &w, &err) == TEXT_OK,
          "a writer opens");
    check(formats_writer_add(w, &unit, &err) == TEXT_EMPTY, "an empty text is refused");
    unit.text.target = TEXT_LITERAL("b");
    check(formats_writer_add(w, &unit, &err) == TEXT_MISUSE, "a unit without languages is refused");
    unit.source_language = TEXT_LITERAL("id");
    unit.target_language = TEXT_LITERAL("en");
    check(formats_writer_add(w, &unit, &err) == TEXT_OK, "and the next is taken: %s", err.message);
    check(formats_writer_close(w, &err) == TEXT_IO, "a full disk is noticed");
    check(formats_writer_close(NULL, &err) == TEXT_OK, "closing nothing is fine");
    fclose(full);
}

static void check_kinds(void)
{
    enum formats_kind kind;
    check(formats_kind_of(TEXT_LITERAL("a.TMX"), &kind) && kind == FORMATS_TMX, ".TMX");
    check(formats_kind_of(TEXT_LITERAL("a.tab"), &kind) && kind == FORMATS_TSV, ".tab");
    check(!formats_kind_of(TEXT_LITERAL("tmx"), &kind), "no dot");
    check(strstr(formats_libraries(), "libxml2 2.") && strstr(formats_libraries(), "\njansson 2."), "%s",
          formats_libraries());
}

static const struct {
    const char *in, *text, *markup; /* text NULL: not well-formed */
} contents[] = {
    {"a &lt; b", "a < b", ""},
    {"a<ph x='1'/>b", "ab", "a<ph x=\"1\"/>b"},
    {"<bpt i=\"1\">&lt;b&gt;</bpt>x<ept i = \"1\" >&lt;/b&gt;</ept >", "x",
     "<bpt i=\"1\">&lt;b&gt;</bpt>x<ept i=\"1\">&lt;/b&gt;</ept>"},
    {"&#233;&#x1F600;&apos;&quot;&amp;", "\xC3\xA9\xF0\x9F\x98\x80'\"&", ""},
    {" <b>x</b> ", "x", ""},
    {"<ph x=\"&#10;&lt;\"/>y", "y", "<ph x=\"&#10;&lt;\"/>y"},
    {"", "", ""},
    {"a & b", NULL, NULL},
    {"a &nbsp; b", NULL, NULL},
    {"a &#0; b", NULL, NULL},
    {"<ph>", NULL, NULL},
    {"<ph></hi>", NULL, NULL},
    {"</ph>", NULL, NULL},
    {"<ph x=1/>", NULL, NULL},
    {"<ph x=\"<\"/>", NULL, NULL},
    {"<", NULL, NULL},
    {"<ph/", NULL, NULL},
    {"<!-- x -->", NULL, NULL},
};

static void check_contents(void)
{
    struct text_arena *arena = text_arena_new();
    for (size_t i = 0; i < sizeof contents / sizeof contents[0]; i++) {
        struct formats_markup m = {0};
        struct text_error err = {0};
        enum text_status status = formats_markup_read(text_span_of(contents[i].in), arena, &m, &err);
        bool good = contents[i].text ? status == TEXT_OK && text_span_equal(m.text, text_span_of(contents[i].text)) &&
                                           text_span_equal(m.markup, text_span_of(contents[i].markup))
                                     : status == TEXT_INVALID;
        check(good, "\"%s\": %d \"%.*s\" \"%.*s\" %s", contents[i].in, status, TEXT_PRINT(m.text), TEXT_PRINT(m.markup),
              err.message);
    }
    text_arena_free(arena);
}

int main(void)
{
    check_contents();
    check_files();
    check_utf16();
    check_large();
    check_counts();
    check_write();
    check_write_errors();
    check_kinds();
    return check_report();
}
