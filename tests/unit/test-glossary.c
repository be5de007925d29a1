/* Glossaries: TBX of both editions and styles, lines, what is passed over, what is refused. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "formats/formats.h"

#include "tests/unit/check.h"

struct seen {
    struct text_buffer concepts; /* "id: >source <target -forbidden" a line */
    struct text_buffer warnings;
    const char *path;
};

static enum text_status see(void *context, const struct formats_concept *c, struct text_error *err)
{
    struct seen *s = context;
    (void)err;
    text_buffer_add_format(&s->concepts, "%zu %.*s:", c->line, TEXT_PRINT(c->id));
    for (size_t i = 0; i < c->count; i++) {
        text_buffer_add_format(&s->concepts, " %s%s%.*s", c->terms[i].forbidden ? "-" : "",
                               c->terms[i].side == FORMATS_SOURCE ? ">" : "<", TEXT_PRINT(c->terms[i].text));
    }
    text_buffer_add_char(&s->concepts, '\n');
    return TEXT_OK;
}

static void warn(void *context, const char *message)
{
    struct seen *s = context;
    text_buffer_add_string(&s->warnings, message + strlen(s->path) + 2);
    text_buffer_add_char(&s->warnings, '\n');
}

static void write_file(char path[64], const char *bytes)
{
    strcpy(path, "/tmp/padan-test-XXXXXX");
    int fd = mkstemp(path);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!f || fputs(bytes, f) < 0 || fclose(f) != 0) {
        perror(path);
        exit(99);
    }
}

static void reads(const char *what, const char *bytes, enum text_status expected, const char *concepts,
                  const char *warnings)
{
    char path[64];
    struct seen s = {.path = path};
    struct formats_glossary_report report;
    struct text_error err = {0};
    const struct formats_glossary_reading reading = {"id", "en", see, warn, &s};
    write_file(path, bytes);
    enum text_status status = formats_glossary_read(path, &reading, &report, &err);
    text_buffer_add_char(&s.concepts, '\0');
    text_buffer_add_char(&s.warnings, '\0');
    check(status == expected, "%s: status %d: %s", what, (int)status, err.message);
    check(strcmp(s.concepts.p, concepts) == 0, "%s: concepts\n%s", what, s.concepts.p);
    check(strcmp(s.warnings.p, warnings) == 0, "%s: warnings\n%s", what, s.warnings.p);
    text_buffer_free(&s.concepts);
    text_buffer_free(&s.warnings);
    unlink(path);
}

int main(void)
{
    reads("2008",
          "<?xml version='1.0'?>\n<!DOCTYPE martif SYSTEM 'TBXcoreStructV02.dtd'>\n<martif type='TBX' xml:lang='en'>\n"
          "<martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader><text><body>\n"
          "<termEntry id='c1'><descrip type='subjectField'>law</descrip>\n"
          "<langSet xml:lang='ID-id'><tig><term>undang-\n  undang <hi>dasar</hi></term></tig></langSet>\n"
          "<langSet xml:lang='en'><ntig><termGrp><term>constitution</term><termNote type='administrativeStatus'>"
          "preferredTerm-admn-sts</termNote></termGrp></ntig>"
          "<tig><term>basic law</term><termNote type='administrativeStatus'>deprecatedTerm-admn-sts</termNote></tig>"
          "<tig><term>charter</term></tig></langSet>\n"
          "<langSet xml:lang='de'><tig><term>Verfassung</term></tig></langSet></termEntry>\n"
          "<termEntry id='c2'><langSet xml:lang='de'><tig><term>Haus</term></tig></langSet></termEntry>\n"
          "</body></text></martif>",
          TEXT_OK, "5 c1: >undang- undang dasar <constitution -<basic law <charter\n", "");
    reads("2019, DCT",
          "<tbx type='TBX-Basic' style='dct' xml:lang='id' xmlns='urn:iso:std:iso:30042:ed-2' xmlns:min='m'>"
          "<text><body>"
          "<conceptEntry id='7'><langSec xml:lang='id'><termSec><term>rumah</term></termSec></langSec>"
          "<langSec xml:lang='en-US'><termSec><min:administrativeStatus>forbiddenTerm</min:administrativeStatus>"
          "<term>hut</term></termSec><termSec><term>house</term></termSec></langSec></conceptEntry>"
          "</body></text></tbx>",
          TEXT_OK, "1 7: >rumah -<hut <house\n", "");
    reads("spoilt",
          "<tbx><text><body>\n<conceptEntry><langSec xml:lang='id'><termSec><term>a &nope; b</term></termSec></langSec>"
          "</conceptEntry>\n<conceptEntry><langSec xml:lang='id'><termSec><term>R&amp;D</term></termSec></langSec>"
          "</conceptEntry></body></text></tbx>",
          TEXT_OK, "3 : >R&D\n",
          "line 2: the entry cannot be used: it has a character or an entity that XML does not know.\n");
    reads("broken off",
          "<tbx><conceptEntry><langSec xml:lang='id'><term>a</term></langSec></conceptEntry><conceptEntry>",
          TEXT_INVALID, "1 : >a\n", "");
    reads("entities",
          "<!DOCTYPE martif [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><martif><term>&b;</term></martif>",
          TEXT_INVALID, "", "");
    reads("foreign", "<html><body/></html>", TEXT_FOREIGN, "", "");
    reads("lines",
          "# a comment\nrumah\thouse\nrumah \t home\tpreferred\n\nrumah\thut\tforbidden\nno tab\nx\t\nkebun\tgarden",
          TEXT_OK, "2 : >rumah <house\n3 : >rumah <home\n5 : >rumah -<hut\n8 : >kebun <garden\n",
          "line 6: the entry cannot be used: it is no source and target with a tab between.\n"
          "line 7: the entry cannot be used: it is no source and target with a tab between.\n");
    reads("nothing", "", TEXT_EMPTY, "", "");
    return check_report();
}
