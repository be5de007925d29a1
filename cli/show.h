/* Units of the memory as a person and as a program sees them. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include <stdio.h>

#include "formats/formats.h"
#include "tm/tm.h"

/* The name of a file or an article in one line or one field, whatever it holds: control characters become '?'. */
void cli_put_name(FILE *, struct text_span);

/* One line: which articles or file, dates, speaker, confidence, status. */
void cli_show_origin(const struct tm_unit *);
/* {"name","title","url","date"}; what is not known is left out. */
struct formats_json *cli_document_object(const struct tm_document *);
/* {"kind","source":{"name","title","url","date"},"target":{...},"speaker","agency","confidence"}; what is not known is
 * left out. */
struct formats_json *cli_origin_object(const struct tm_origin *);
/* The members that matches and hits share: "unit","source","target","status","origin". */
void cli_set_unit(struct formats_json *, const struct tm_unit *);

/* The source of a match with the differences to the query marked. */
void cli_show_pieces(const struct tm_match *);

/* The target that a match suggests, what was substituted marked beside what is stored, and a line that says why where
 * something differs and nothing was substituted. Ends the line. */
void cli_show_suggestion(const struct tm_match *);
/* "suggestion", "substitutions" of {"kind","suggested","suggestion_bytes":[begin,end],"stored","target_bytes"}, and
 * where nothing could be substituted "doubt" of {"code","reason"}. */
void cli_set_suggestion(struct formats_json *, const struct tm_suggestion *);

#endif
