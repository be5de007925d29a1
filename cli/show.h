/* Units of the memory as a person and as a program sees them. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include <stdio.h>

#include "cli/terminal/paragraph.h"
#include "formats/formats.h"
#include "tm/tm.h"

/* The name of a file or an article in one line or one field, whatever it holds: control characters become '?'. */
void cli_put_name(FILE *, struct text_span);

/* Of an address its site: "www.kabar.example" of "https://www.kabar.example/ekonomi/7"; all of what is no address. */
struct text_span cli_site_of(struct text_span url);
/* One line, not ended: which articles or file, dates, speaker, confidence, status. Of an address a person who looks at
 * a screen is told the site only; of what was in no document, who made it. */
void cli_put_origin(struct cli_paragraph *, const struct tm_unit *);
/* {"name","title","url","date"}; what is not known is left out. */
struct formats_json *cli_document_object(const struct tm_document *);
/* {"kind","source":{"name","title","url","date"},"target":{...},"speaker","agency","confidence"}; what is not known is
 * left out. */
struct formats_json *cli_origin_object(const struct tm_origin *);
/* The members that matches and hits share: "unit","source","target","status","origin". */
void cli_set_unit(struct formats_json *, const struct tm_unit *);

/* "suggestion", "substitutions" of {"kind","suggested","suggestion_bytes":[begin,end],"stored","target_bytes"}, and
 * where nothing could be substituted "doubt" of {"code","reason"}. */
void cli_set_suggestion(struct formats_json *, const struct tm_suggestion *);

#endif
