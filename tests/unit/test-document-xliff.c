/* XLIFF documents: slots, and units with translations and suggestions put in. */
#define _POSIX_C_SOURCE 200809L
#include "tests/unit/check.h"
#include "tests/unit/exchange.h"
#include "tests/unit/language.h"
#include "tests/unit/document.h"

#define FIRST(content)                                                                                                 \
    "<?xml version=\"1.0\"?>\n<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">"                 \
    "<file source-language=\"id\" target-language=\"en\" original=\"a\" datatype=\"plaintext\"><body>\n" content       \
    "</body></file></xliff>\n"
#define SECOND(content)                                                                                                \
    "<xliff version=\"2.0\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"id\" trgLang=\"en\">"            \
    "<file id=\"f\">\n" content "</file></xliff>\n"
#define FILLED " state=\"translated\" state-qualifier=\"exact-match\""
#define MTC " xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\""

static const struct document_entry memory[] = {
    {"Harga naik.", "Prices < 3 & rise.", NULL, NULL, 0, NULL},
    {"Ia pulang.", "He went home.", NULL, NULL, 87, "Ia pergi."},
    {"Ia pulang.", "She went home.", NULL, NULL, 80, "Ia datang & pulang."},
    {"Klik di sini.", "Click here.", "Klik <bpt i=\"1\" x=\"1\"/>di sini<ept i=\"1\"/>.",
     "Click <bpt i=\"1\" x=\"1\"/>here<ept i=\"1\"/>.", 0, NULL},
    {"A B", "B A", "<ph x=\"1\"/>A <ph x=\"2\"/>B", "<ph x=\"2\"/>B <ph x=\"1\"/>A", 0, NULL},
    {"Dua tiga", "Two three", "<bpt i=\"1\"/>Dua<ept i=\"1\"/> <bpt i=\"2\"/>tiga<ept i=\"2\"/>",
     "<bpt i=\"1\"/>Two <bpt i=\"2\"/>three<ept i=\"1\"/><ept i=\"2\"/>", 0, NULL},
    {0},
};

static const struct document_case cases[] = {
    {"1.2, no target", FIRST("<trans-unit id=\"1\">\n  <source>Harga naik.</source>\n</trans-unit>"),
     "3 Harga naik.|=empty|from id|to en|id 1\n",
     FIRST("<trans-unit id=\"1\">\n  <source>Harga naik.</source>\n  <target" FILLED
           ">Prices &lt; 3 &amp; rise.</target>\n</trans-unit>"),
     "Harga naik.: filled\n"},
    {"1.2, an empty target with attributes, and what stands behind",
     FIRST("<trans-unit id=\"1\"><source> Harga naik.\n</source><target state=\"new\"  xml:lang='en' /><note>n</note>"
           "</trans-unit>"),
     NULL,
     FIRST("<trans-unit id=\"1\"><source> Harga naik.\n</source><target  xml:lang='en'" FILLED
           "> Prices &lt; 3 &amp; rise.\n</target><note>n</note></trans-unit>"),
     NULL},
    {"1.2, a person's",
     FIRST("<trans-unit id=\"1\"><source>Harga naik.</source><target>x</target></trans-unit>"
           "<trans-unit id=\"2\"><source>Harga naik.</source><target state=\"translated\"/>"
           "</trans-unit><trans-unit id=\"3\" approved=\"yes\"><source>Harga naik.</source>"
           "</trans-unit><trans-unit id=\"4\" translate=\"no\"><source>Harga naik.</source>"
           "</trans-unit>"),
     "3 Harga naik.|x|=human|from id|to en|id 1|after Harga naik.\n"
     "3 Harga naik.|=human|from id|to en|id 2|before Harga naik.|after Harga naik.\n"
     "3 Harga naik.|=human|approved|from id|to en|id 3|before Harga naik.|after Harga naik.\n"
     "3 Harga naik.|=empty|fixed|from id|to en|id 4|before Harga naik.\n",
     NULL, "Harga naik.: left\nHarga naik.: left\nHarga naik.: left\nHarga naik.: left\n"},
    {"1.2, a draft is replaced",
     FIRST("<trans-unit id=\"1\"><source>Harga naik.</source><target state=\"new\">x<g id=\"1\"/></target>"
           "</trans-unit>"),
     NULL,
     FIRST("<trans-unit id=\"1\"><source>Harga naik.</source><target" FILLED
           ">Prices &lt; 3 &amp; rise.</target></trans-unit>"),
     NULL},
    {"1.2, suggestions", FIRST("<trans-unit id=\"1\">\n\t<source>Ia pulang.</source><note>n</note></trans-unit>"), NULL,
     FIRST("<trans-unit id=\"1\">\n\t<source>Ia pulang.</source>"
           "\n\t<alt-trans match-quality=\"87%\" origin=\"wire\"><source>Ia pergi.</source>"
           "<target>He went home.</target></alt-trans>"
           "\n\t<alt-trans match-quality=\"80%\" origin=\"wire\"><source>Ia datang &amp; pulang.</source>"
           "<target>She went home.</target></alt-trans><note>n</note></trans-unit>"),
     "Ia pulang.: offered\n"},
    {"1.2, suggestions that are there",
     FIRST("<trans-unit id=\"1\"><source>Ia pulang.</source><target/>"
           "<alt-trans match-quality=\"80%\" origin=\"wire\"><source>Ia datang &amp; pulang.</source>"
           "<target>She went home.</target></alt-trans></trans-unit>"),
     NULL,
     FIRST("<trans-unit id=\"1\"><source>Ia pulang.</source><target/>"
           "<alt-trans match-quality=\"87%\" origin=\"wire\"><source>Ia pergi.</source>"
           "<target>He went home.</target></alt-trans>"
           "<alt-trans match-quality=\"80%\" origin=\"wire\"><source>Ia datang &amp; pulang.</source>"
           "<target>She went home.</target></alt-trans></trans-unit>"),
     NULL},
    {"1.2, codes keep what they have",
     FIRST("<trans-unit id=\"1\"><source>Klik <g id=\"a7\" ctype='bold'>di sini</g>.</source></trans-unit>"),
     "3 Klik di sini.|=empty|from id|to en|source Klik <bpt i=\"a7\" x=\"a7\" type=\"bold\"/>di sini<ept i=\"a7\"/>."
     "|id 1\n",
     FIRST("<trans-unit id=\"1\"><source>Klik <g id=\"a7\" ctype='bold'>di sini</g>.</source><target" FILLED
           ">Click <g id=\"a7\" ctype='bold'>here</g>.</target></trans-unit>"),
     NULL},
    {"1.2, codes in another order",
     FIRST("<trans-unit id=\"1\"><source><x id=\"8\"/>A <ph id=\"9\">&lt;br></ph>B</source></trans-unit>"), NULL,
     FIRST("<trans-unit id=\"1\"><source><x id=\"8\"/>A <ph id=\"9\">&lt;br></ph>B</source><target" FILLED
           "><ph id=\"9\">&lt;br></ph>B <x id=\"8\"/>A</target></trans-unit>"),
     NULL},
    {"1.2, codes at other places",
     FIRST("<trans-unit id=\"1\"><source><g id=\"1\">Klik</g> di sini.</source></trans-unit>"), NULL,
     FIRST("<trans-unit id=\"1\"><source><g id=\"1\">Klik</g> di sini.</source><alt-trans match-quality=\"100%\" "
           "origin=\"wire\"><source>Klik di sini.</source><target>Click <g id=\"1\">here</g>.</target></alt-trans>"
           "</trans-unit>"),
     "Klik di sini.: offered, its codes cannot be mapped on those of the source with certainty\n"},
    {"1.2, elements that would not be nested",
     FIRST("<trans-unit id=\"1\"><source><g id=\"1\">Dua</g> <g id=\"2\">tiga</g></source></trans-unit>"), NULL,
     FIRST("<trans-unit id=\"1\"><source><g id=\"1\">Dua</g> <g id=\"2\">tiga</g></source><alt-trans "
           "match-quality=\"100%\" origin=\"wire\"><source>Dua tiga</source><target>Two three</target></alt-trans>"
           "</trans-unit>"),
     NULL},
    {"1.2, all of it in codes, a translation without",
     FIRST("<trans-unit id=\"1\"><source><g id=\"1\"> Harga naik.</g></source></trans-unit>"
           "<trans-unit id=\"2\"><source><x id=\"1\"/>Harga naik.</source></trans-unit>"),
     NULL,
     FIRST("<trans-unit id=\"1\"><source><g id=\"1\"> Harga naik.</g></source><target" FILLED
           "><g id=\"1\">Prices &lt; 3 &amp; rise.</g></target></trans-unit>"
           "<trans-unit id=\"2\"><source><x id=\"1\"/>Harga naik.</source><alt-trans match-quality=\"100%\" "
           "origin=\"wire\"><source>Harga naik.</source><target>Prices &lt; 3 &amp; rise.</target></alt-trans>"
           "</trans-unit>"),
     NULL},
    {"1.2, pieces",
     FIRST("<trans-unit id=\"1\"><source>Harga naik. Ia pulang.</source><seg-source><mrk mtype=\"seg\" mid=\"0\">Harga "
           "naik.</mrk> <mrk mtype=\"seg\" mid=\"1\">Ia pulang.</mrk></seg-source></trans-unit>"),
     "3 Harga naik.|=empty|from id|to en|id 1|after Ia pulang.\n"
     "3 Ia pulang.|=empty|from id|to en|id 1|before Harga naik.\n",
     FIRST("<trans-unit id=\"1\"><source>Harga naik. Ia pulang.</source><seg-source><mrk mtype=\"seg\" mid=\"0\">Harga "
           "naik.</mrk> <mrk mtype=\"seg\" mid=\"1\">Ia pulang.</mrk></seg-source><target state=\"needs-translation\">"
           "<mrk mtype=\"seg\" mid=\"0\">Prices &lt; 3 &amp; rise.</mrk> <mrk mtype=\"seg\" mid=\"1\"></mrk></target>"
           "<alt-trans mid=\"1\" match-quality=\"87%\" origin=\"wire\"><source>Ia pergi.</source><target>He went home."
           "</target></alt-trans><alt-trans mid=\"1\" match-quality=\"80%\" origin=\"wire\"><source>Ia datang &amp; "
           "pulang.</source><target>She went home.</target></alt-trans></trans-unit>"),
     NULL},
    {"1.2, pieces that are there",
     FIRST("<trans-unit id=\"1\"><source>Harga naik. x</source><seg-source><mrk mtype=\"seg\" mid=\"0\">Harga "
           "naik.</mrk> <mrk mtype=\"seg\" mid=\"1\">x</mrk></seg-source><target><mrk mtype=\"seg\" mid=\"0\"/> "
           "<mrk mtype=\"seg\" mid=\"1\">y</mrk></target></trans-unit>"),
     "3 Harga naik.|=empty|from id|to en|id 1|after x\n3 x|y|=human|from id|to en|id 1|before Harga naik.\n",
     FIRST("<trans-unit id=\"1\"><source>Harga naik. x</source><seg-source><mrk mtype=\"seg\" mid=\"0\">Harga "
           "naik.</mrk> <mrk mtype=\"seg\" mid=\"1\">x</mrk></seg-source><target><mrk mtype=\"seg\" mid=\"0\">Prices "
           "&lt; 3 &amp; rise.</mrk> <mrk mtype=\"seg\" mid=\"1\">y</mrk></target></trans-unit>"),
     NULL},
    {"1.2, pieces of a target that needs translation, one of them a person's",
     FIRST(
         "<trans-unit id=\"1\"><source>Harga naik. Harga naik.</source><seg-source><mrk mtype=\"seg\" mid=\"0\">Harga "
         "naik.</mrk> <mrk mtype=\"seg\" mid=\"1\">Harga naik.</mrk></seg-source><target "
         "state=\"needs-translation\"><mrk mtype=\"seg\" mid=\"0\"></mrk> <mrk mtype=\"seg\" mid=\"1\">y</mrk>"
         "</target></trans-unit>"),
     NULL,
     FIRST(
         "<trans-unit id=\"1\"><source>Harga naik. Harga naik.</source><seg-source><mrk mtype=\"seg\" mid=\"0\">Harga "
         "naik.</mrk> <mrk mtype=\"seg\" mid=\"1\">Harga naik.</mrk></seg-source><target "
         "state=\"needs-translation\"><mrk mtype=\"seg\" mid=\"0\">Prices &lt; 3 &amp; rise.</mrk> <mrk "
         "mtype=\"seg\" mid=\"1\">y</mrk></target></trans-unit>"),
     "Harga naik.: filled\nHarga naik.: left\n"},
    {"1.2, pieces in another order",
     FIRST(
         "<trans-unit id=\"1\"><source>Harga naik. Harga naik.</source><seg-source><mrk mtype=\"seg\" mid=\"0\">Harga "
         "naik.</mrk> <mrk mtype=\"seg\" mid=\"1\">Harga naik.</mrk></seg-source><target><mrk mtype=\"seg\" "
         "mid=\"1\"></mrk><mrk mtype=\"seg\" mid=\"0\"/></target></trans-unit>"),
     NULL,
     FIRST(
         "<trans-unit id=\"1\"><source>Harga naik. Harga naik.</source><seg-source><mrk mtype=\"seg\" mid=\"0\">Harga "
         "naik.</mrk> <mrk mtype=\"seg\" mid=\"1\">Harga naik.</mrk></seg-source><target><mrk mtype=\"seg\" "
         "mid=\"1\">Prices &lt; 3 &amp; rise.</mrk><mrk mtype=\"seg\" mid=\"0\">Prices &lt; 3 &amp; "
         "rise.</mrk></target>"
         "</trans-unit>"),
     NULL},
    {"1.2, pieces in codes",
     FIRST("<trans-unit id=\"1\"><source><g id=\"1\">Harga naik.</g> x</source><seg-source><g id=\"1\"><mrk "
           "mtype=\"seg\" mid=\"0\">Harga naik.</mrk></g> <mrk mtype=\"seg\" mid=\"1\">x</mrk></seg-source>"
           "</trans-unit>"),
     NULL,
     FIRST("<trans-unit id=\"1\"><source><g id=\"1\">Harga naik.</g> x</source><seg-source><g id=\"1\"><mrk "
           "mtype=\"seg\" mid=\"0\">Harga naik.</mrk></g> <mrk mtype=\"seg\" mid=\"1\">x</mrk></seg-source><target "
           "state=\"needs-translation\"><g id=\"1\"><mrk mtype=\"seg\" mid=\"0\">Prices &lt; 3 &amp; rise.</mrk></g> "
           "<mrk mtype=\"seg\" mid=\"1\"></mrk></target></trans-unit>"),
     NULL},
    {"a prefix, comments, CDATA, and what is foreign",
     "<!-- <trans-unit> --><l:xliff version=\"1.2\" xmlns:l=\"urn:oasis:names:tc:xliff:document:1.2\" xmlns:o=\"o\">"
     "<l:file source-language=\"id\"><l:header><o:source/></l:header><l:body><l:group translate=\"no\"><l:trans-unit "
     "id=\"1\"><l:source>Harga naik.</l:source></l:trans-unit></l:group><l:trans-unit id=\"&quot;2\"><o:source>x"
     "</o:source><l:source><!-- c --><![CDATA[Harga]]> "
     "na&#x69;k.</l:source></l:trans-unit></l:body></l:file></l:xliff>",
     "1 Harga naik.|=empty|fixed|from id|id 1|after Harga naik.\n1 Harga naik.|=empty|from id|id \"2|before Harga "
     "naik.\n",
     "<!-- <trans-unit> --><l:xliff version=\"1.2\" xmlns:l=\"urn:oasis:names:tc:xliff:document:1.2\" xmlns:o=\"o\">"
     "<l:file source-language=\"id\"><l:header><o:source/></l:header><l:body><l:group translate=\"no\"><l:trans-unit "
     "id=\"1\"><l:source>Harga naik.</l:source></l:trans-unit></l:group><l:trans-unit id=\"&quot;2\"><o:source>x"
     "</o:source><l:source><!-- c --><![CDATA[Harga]]> na&#x69;k.</l:source><l:target" FILLED
     ">Prices &lt; 3 &amp; rise.</l:target></l:trans-unit></l:body></l:file></l:xliff>",
     NULL},
    {"files in the file are no neighbours",
     "<xliff version=\"1.0\"><file source-language=\"id\"><body><trans-unit id=\"1\"><source>a</source></trans-unit>"
     "</body></file><file source-language=\"id\"><body><trans-unit id=\"1\"><source>b</source></trans-unit></body>"
     "</file></xliff>",
     "1 a|=empty|from id|id 1\n1 b|=empty|from id|id 1\n", NULL, NULL},
    {"2.0, segments",
     SECOND("<unit id=\"u\">\n <segment>\n  <source>Harga naik.</source>\n </segment>\n <segment id=\"b\" "
            "state=\"initial\"><source>Klik <pc id=\"3\" dataRefStart=\"d\">di sini</pc>.</source><target>x</target>"
            "</segment></unit>"),
     "3 Harga naik.|=empty|from id|to en|id u|after Klik di sini.\n"
     "6 Klik di sini.|x|=draft|from id|to en|source Klik <bpt i=\"3\" x=\"3\"/>di sini<ept i=\"3\"/>.|id u|before "
     "Harga "
     "naik.\n",
     SECOND("<unit id=\"u\">\n <segment state=\"translated\" subState=\"padan:exact-match\">\n  <source>Harga "
            "naik.</source>\n  <target>Prices &lt; 3 &amp; rise.</target>\n </segment>\n <segment id=\"b\" "
            "state=\"translated\" subState=\"padan:exact-match\"><source>Klik <pc id=\"3\" dataRefStart=\"d\">di sini"
            "</pc>.</source><target>Click <pc id=\"3\" dataRefStart=\"d\">here</pc>.</target></segment></unit>"),
     NULL},
    {"2.0, a person's",
     SECOND("<unit id=\"u\"><segment><source>Harga naik.</source><target>x</target></segment><segment "
            "state=\"final\"><source>Harga naik.</source></segment></unit><group id=\"g\" translate=\"no\"><unit "
            "id=\"v\"><segment><source>Harga naik.</source></segment></unit></group>"),
     "2 Harga naik.|x|=human|from id|to en|id u|after Harga naik.\n"
     "2 Harga naik.|=human|approved|from id|to en|id u|before Harga naik.|after Harga naik.\n"
     "2 Harga naik.|=empty|fixed|from id|to en|id v|before Harga naik.\n",
     NULL, "Harga naik.: left\nHarga naik.: left\nHarga naik.: left\n"},
    {"2.0, suggestions, and an id that is new",
     SECOND("<unit id=\"u\"><notes><note>n</note></notes><segment><source>Ia pulang.</source></segment><ignorable "
            "id=\"s1\"><source> </source></ignorable></unit>"),
     NULL,
     SECOND("<unit id=\"u\"><mtc:matches" MTC "><mtc:match ref=\"#s2\" matchQuality=\"87\" similarity=\"87\" "
            "origin=\"wire\"><source>Ia pergi.</source><target>He went home.</target></mtc:match><mtc:match "
            "ref=\"#s2\" matchQuality=\"80\" similarity=\"80\" origin=\"wire\"><source>Ia datang &amp; pulang.</source>"
            "<target>She went home.</target></mtc:match></mtc:matches><notes><note>n</note></notes><segment id=\"s2\">"
            "<source>Ia pulang.</source></segment><ignorable id=\"s1\"><source> </source></ignorable></unit>"),
     NULL},
    {"2.0, matches that are there",
     SECOND(
         "<unit id=\"u\"><m:matches xmlns:m=\"urn:oasis:names:tc:xliff:matches:2.0\">\n  <m:match ref=\"#q\"><source>"
         "x</source><target>y</target></m:match>\n</m:matches><segment id=\"q\"><source>Ia pulang.</source>"
         "</segment></unit>"),
     "4 Ia pulang.|=empty|from id|to en|id u\n",
     SECOND(
         "<unit id=\"u\"><m:matches xmlns:m=\"urn:oasis:names:tc:xliff:matches:2.0\">\n  <m:match ref=\"#q\"><source>"
         "x</source><target>y</target></m:match><m:match ref=\"#q\" matchQuality=\"87\" similarity=\"87\" "
         "origin=\"wire\"><source>Ia pergi.</source><target>He went home.</target></m:match><m:match ref=\"#q\" "
         "matchQuality=\"80\" similarity=\"80\" origin=\"wire\"><source>Ia datang &amp; pulang.</source><target>She "
         "went home.</target></m:match>\n</m:matches><segment id=\"q\"><source>Ia pulang.</source></segment></unit>"),
     NULL},
};

static void test_refused(void)
{
    static const struct {
        const char *in, *why;
    } table[] = {
        {"x", "does not begin like XML"},
        {"<tmx/>", "is no XLIFF file"},
        {"<xliff version=\"3.0\"/>", "is XLIFF of the version \"3.0\""},
        {FIRST("<trans-unit>"), "not well-formed"},
        {FIRST("<trans-unit><target/><source>x</source></trans-unit>"), "stand here as they should not"},
        {"<!DOCTYPE x [<!ENTITY a \"b\">]><xliff version=\"1.2\">&a;</xliff>", "declares an entity of its own"},
        {"<!DOCTYPE x [<!ELEMENT a ANY>]><xliff version=\"1.2\"/>", "stand here as they should not"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct document d = {0};
        const enum formats_document_kind kind = FORMATS_DOCUMENT_XLIFF;
        document_run(&d, NULL, &kind, text_span_of(table[i].in));
        check(d.status != TEXT_OK && strstr(d.error.message, table[i].why), "refused %s: %s", table[i].in,
              d.status == TEXT_OK ? "was taken" : d.error.message);
        document_free(&d);
    }
}

static void test_charset(void)
{
    static const char in[] = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><xliff version=\"1.2\"><file "
                             "source-language=\"id\"><body><trans-unit id=\"\xE9\"><source>Caf\xE9</source>"
                             "</trans-unit></body></file></xliff>";
    static const char out[] =
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><xliff version=\"1.2\"><file "
        "source-language=\"id\"><body><trans-unit id=\"\xE9\"><source>Caf\xE9</source><target" FILLED
        ">\xE9 &#x2013; &#x1F600;</target></trans-unit></body></file></xliff>";
    static const struct document_entry known[] = {
        {"Caf\xC3\xA9", "\xC3\xA9 \xE2\x80\x93 \xF0\x9F\x98\x80", NULL, NULL, 0, NULL}, {0}};
    struct document d = {.memory = known};
    document_run(&d, NULL, NULL, text_span_of(in));
    check(d.status == TEXT_OK && strcmp(d.out, out) == 0, "ISO-8859-1: %s", d.out ? d.out : d.error.message);
    document_free(&d);
}

int main(void)
{
    languages_load();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        document_check(&cases[i], FORMATS_DOCUMENT_XLIFF, memory);
    }
    test_refused();
    test_charset();
    languages_free();
    return check_report();
}
