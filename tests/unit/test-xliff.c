/* XLIFF 1.2 and 2.0: a table of files, what is read and what is said. */
#define _POSIX_C_SOURCE 200809L
#include "tests/unit/check.h"
#include "tests/unit/exchange.h"

static const struct {
    const char *what, *in;
    enum text_status status;
    const char *units, *warnings; /* warnings: a part of them; "" for none */
} files[] = {
    {"1.2: states, notes, order",
     "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"id\"><body><trans-unit id=\"1\" "
     "approved=\"yes\"><source>b</source><target>a</target><note>n</note></trans-unit><trans-unit "
     "id=\"2\"><source>d</source></trans-unit><group><trans-unit id=\"3\"><source>f</source><target "
     "state=\"final\">e</target><alt-trans><target>z</target></alt-trans></trans-unit></group></body></file></xliff>",
     TEXT_OK,
     "a|b|id|en|x-status=approved|x-unit-id=1|note=n|before |before target |after target d\n"
     "e|f|id|en|x-status=approved|x-unit-id=3|after |before target d|after target \n"
     "",
     ""},
    {"1.2: codes",
     "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"id\"><body><trans-unit "
     "id=\"1\"><source>b</source><target><g id=\"1\" ctype=\"bold\">a</g><x id=\"2\"/><bx id=\"3\"/><ex id=\"3\"/><ph "
     "id=\"4\">&lt;</ph><it id=\"5\" pos=\"close\">q<sub>s</sub></it><mrk "
     "mtype=\"term\">t</mrk></target></trans-unit></body></file></xliff>",
     TEXT_OK,
     "at|b|id|en|source <bpt i=\"1\" x=\"1\" type=\"bold\"/>a<ept i=\"1\"/><ph x=\"2\"/><bpt i=\"3\" x=\"3\"/><ept "
     "i=\"3\"/><ph x=\"4\">&lt;</ph><it pos=\"end\" x=\"5\">q<sub>s</sub></it><hi "
     "type=\"term\">t</hi>|x-status=draft|x-unit-id=1|before |after |before target |after target \n"
     "",
     ""},
    {"1.2: segments",
     "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"id\"><body><trans-unit id=\"1\"><source>b "
     "d</source><seg-source><mrk mtype=\"seg\" mid=\"1\">b</mrk> <mrk mtype=\"seg\" "
     "mid=\"2\">d</mrk></seg-source><target><mrk mtype=\"seg\" "
     "mid=\"2\">c<x/></mrk></target></trans-unit></body></file></xliff>",
     TEXT_OK,
     "c|d|id|en|source c<ph/>|x-status=draft|x-unit-id=1|after |before target b|after target \n"
     "",
     ""},
    {"2.0",
     "<xliff version=\"2.0\" srcLang=\"id\" trgLang=\"en\"><file id=\"f\"><unit "
     "id=\"u\"><notes><note>n</note></notes><segment state=\"reviewed\"><source><pc id=\"1\">a</pc><sm id=\"s\"/><ph "
     "id=\"2\"/></source><target>b<sc id=\"3\"/>x<ec startRef=\"3\"/></target></segment><ignorable><source> "
     "</source></ignorable></unit></file></xliff>",
     TEXT_OK,
     "a|bx|id|en|source <bpt i=\"1\" x=\"1\"/>a<ept i=\"1\"/><ph x=\"2\"/>|target b<bpt i=\"3\" x=\"3\"/>x<ept "
     "i=\"3\"/>|x-status=approved|x-unit-id=u|note=n|before |after |before target |after target \n"
     "",
     ""},
    {"2.0: original data of codes",
     "<xliff version=\"2.0\" srcLang=\"id\" trgLang=\"en\"><file id=\"f\"><unit id=\"u\"><originalData>"
     "<data id=\"d1\">&lt;b></data><data id=\"d2\">&lt;/b><cp hex=\"0001\"/></data><data id=\"d3\"/></originalData>"
     "<segment><source><pc id=\"1\" dataRefStart=\"d1\" dataRefEnd=\"d2\">a</pc><ph id=\"2\" dataRef=\"d3\"/></source>"
     "<target><sc id=\"1\" dataRef=\"d1\"/>b<ec startRef=\"1\" dataRef=\"d2\"/><ph id=\"2\" dataRef=\"none\"/></target>"
     "</segment></unit><unit id=\"v\"><segment><source>c<ph id=\"1\" dataRef=\"d1\"/></source><target>d</target>"
     "</segment></unit></file></xliff>",
     TEXT_OK,
     "a|b|id|en|source <bpt i=\"1\" x=\"1\">&lt;b&gt;</bpt>a<ept i=\"1\">&lt;/b&gt;</ept><ph x=\"2\"/>|target "
     "<bpt i=\"1\" x=\"1\">&lt;b&gt;</bpt>b<ept i=\"1\">&lt;/b&gt;</ept><ph x=\"2\"/>|x-status=draft|x-unit-id=u|"
     "before |after c|before target |after target d\n"
     "c|d|id|en|source c<ph x=\"1\"/>|x-status=draft|x-unit-id=v|before a|after |before target b|after target \n"
     "",
     ""},
    {"files of other languages",
     "<xliff version=\"1.2\"><file source-language=\"en\" "
     "target-language=\"fr\"><body><trans-unit><source>a</source><target>b</target></trans-unit></body></file><file "
     "source-language=\"id\"><body><trans-unit><source>a</source><target>b</target></trans-unit></body></file></xliff>",
     TEXT_OK,
     "a|b|id|en|x-status=draft|before |after |before target |after target \n"
     "",
     "the <file> is from \"en\" into \"fr\""},
    {"1.2: the header of a PO file",
     "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"id\"><body><trans-unit "
     "restype=\"x-gettext-domain-header\"><source>Language: id</source><target>Language: id</target></trans-unit>"
     "</body></file></xliff>",
     TEXT_OK, "", ""},
    {"not to be translated",
     "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"id\"><body><trans-unit "
     "translate=\"no\"><source>a</source><target>b</target></trans-unit></body></file></xliff>",
     TEXT_OK, "", ""},
    {"broken XML", "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"id\"><body><trans-unit>",
     TEXT_INVALID, "", ""},
    {"bomb", "<!DOCTYPE xliff [<!ENTITY a \"aa\">]><xliff>&a;</xliff>", TEXT_INVALID, "", ""},
    {"another root", "<html/>", TEXT_FOREIGN, "", ""},
    {"no markup", "a", TEXT_FOREIGN, "", ""},
};

static void check_files(void)
{
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct exchange x = {0};
        exchange_read(&x, FORMATS_XLIFF, files[i].in, strlen(files[i].in));
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
