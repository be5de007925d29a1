/* Translation units in exchange files: TMX 1.4b (LISA, 2005; versions 1.1 to 1.4 are read) and TSV.
 *
 * Reading streams: memory does not grow with the file. A unit that is broken is reported with its line and passed over;
 * the others are delivered. Writing is to a stream that the caller opened (text/file.h), so that files appear whole.
 *
 * TMX. Languages are compared by their primary subtag, whatever the case ("id-ID", "IN" and "ind" are Indonesian).
 * A unit with several variants in a wanted language is delivered once for each combination of a source and a target
 * variant: the file says that they all mean the same. Dates and user are those of the unit, else of the target
 * variant, else of the source variant; the user is who changed it last. Inline elements: what stands in bpt, ept, it,
 * ph, ut (another program's markup) and sub (a text of its own) is left out; the text of hi is kept. The charset is
 * told as in formats/input-private.h. Limits, beyond which a unit is reported as broken: 16 MiB of text, 100 variants
 * and 1,000 properties.
 *
 * TSV. `source<TAB>target` a line, further columns are not read (said once); blank lines are nothing; there are no
 * comments, no quoting and no header. A line is at most 16 MiB.
 */
#ifndef FORMATS_UNIT_H
#define FORMATS_UNIT_H

#include <stdio.h>

#include "text/text.h"

struct formats_property {
    struct text_span type, value;
};

/* A pair as an exchange file holds it. What spans point to is valid during the call only. */
struct formats_unit {
    struct text_span source_language, target_language; /* as written; from TSV: what the reader was told */
    struct text_pair text;                             /* clean UTF-8, no blanks at the ends, perhaps with \n inside */
    struct text_span created, changed, user;           /* ISO 8601 UTC ("2023-03-06T18:05:00Z"); may be empty */
    const struct formats_property *properties;         /* TMX prop elements; TSV has none */
    size_t property_count;
    size_t line;           /* where it began in the file, from 1; 0 when writing */
    struct text_span note; /* TMX note elements, divided by \n; may be empty */
};

/* A unit was read. A status other than TEXT_OK stops the reading and is returned. */
typedef enum text_status formats_unit_sink(void *context, const struct formats_unit *, struct text_error *err);
/* A unit could not be used: a complete message with file, line and reason. May be NULL. */
typedef void formats_warning_sink(void *context, const char *message);

struct formats_reading {
    const char *source_language, *target_language; /* which of a TMX's languages are wanted, and what TSV columns are */
    formats_unit_sink *unit;
    formats_warning_sink *warning;
    void *context;
};

struct formats_report {
    size_t units;   /* delivered */
    size_t skipped; /* broken, empty, or not in the wanted languages; each was a warning */
    size_t inlines; /* inline elements (bpt, ph, ...) whose content was left out of a delivered text */
};

enum formats_kind { FORMATS_TMX, FORMATS_TSV };
/* By the name's end in any case: ".tmx", ".tsv", ".txt", ".tab"; false when it tells nothing. */
bool formats_kind_of(struct text_span name, enum formats_kind *out);

/* Reads all units of `path` ("-" is standard input). A file that stops being well-formed is TEXT_INVALID with its
 * line, after the units before that line were delivered; what only spoils the text of one unit (a character that XML
 * forbids, a stray &, an unknown entity) costs that unit. A TMX that declares entities of its own is refused
 * (TEXT_INVALID): none is ever expanded beyond the predefined ones, and nothing outside the file is ever fetched.
 * TEXT_EMPTY: no bytes. TEXT_FOREIGN: no TMX. TEXT_MISUSE: both languages are the same. */
enum text_status formats_units_read(const char *path, enum formats_kind, const struct formats_reading *,
                                    struct formats_report *out, struct text_error *err);

/* Legal order: open, any number of units, close (also after a failure; it frees).
 *
 * TMX is valid against the 1.4 DTD. What XML cannot hold (control characters, U+FFFE, U+FFFF) is left out, bytes that
 * are not UTF-8 become U+FFFD, dates that are not ISO 8601 are left out. In TSV a tab, line end or other control
 * character becomes a blank; languages, dates and properties are lost. TEXT_EMPTY: a text of the unit is empty;
 * TEXT_MISUSE: TMX needs languages and has none; nothing was written and more units may follow. */
struct formats_writer;
struct formats_writing {
    enum formats_kind kind;
    const char *source_language, *target_language; /* of the header, and of units without; NULL: of the first unit */
    const char *tool_version;
};
enum text_status formats_writer_open(const struct formats_writing *, FILE *to, struct formats_writer **out,
                                     struct text_error *err);
enum text_status formats_writer_add(struct formats_writer *, const struct formats_unit *, struct text_error *err);
/* Writes what is still missing and flushes the stream; TEXT_IO when anything could not be written. */
enum text_status formats_writer_close(struct formats_writer *, struct text_error *err); /* NULL is fine */

#endif
