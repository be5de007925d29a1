/* Translation units in exchange files: TMX 1.4b (LISA, 2005; versions 1.1 to 1.4 are read), TSV and CSV; and in files
 * that are translated, which are only read: PO and XLIFF.
 *
 * Reading streams: memory does not grow with the file. A unit that is broken is reported with its line and passed over;
 * the others are delivered. Writing is to a stream that the caller opened (text/file.h), so that files appear whole.
 *
 * TMX. Languages are compared by their primary subtag, whatever the case ("id-ID", "IN" and "ind" are Indonesian); what
 * a file calls the source language makes no difference to what comes first. A unit with several variants in a wanted
 * language is delivered once for each combination of a source and a target variant: the file says that they all mean
 * the same; variants in other languages are not read. Dates and users are those of the unit, else of the target
 * variant, else of the source variant. The charset is told as in formats/input-private.h. Limits, beyond which a unit
 * is reported as broken: 16 MiB of text, 100 variants and 1,000 properties.
 *
 * Inline elements. What stands in bpt, ept, it, ph, ut (codes of another program) and sub (a text of its own) is no
 * part of the text; the text of hi is. A text with such elements comes a second time as markup: the content of <seg>,
 * valid and in one form (formats/xml/inline-private.h), which is written back byte for byte. Elements that TMX does not
 * have are left out and their content is kept.
 *
 * What is kept beside: all props and notes of a unit and of its two variants, in their order, and all attributes of
 * both that TMX 1.4 has, as properties whose type is "tmx:" and the attribute's name; not the language and encoding of
 * a prop or note. Of the header only what concerns single units, which then have it as their own: datatype and o-tmf
 * where a unit has inline codes, srclang where it has properties and its target is the file's source. The neighbours of
 * a unit are read from the properties in which other programs have them (formats/tmx/context.c).
 *
 * TSV. `source<TAB>target` a line, further columns are not read (said once); blank lines are nothing; there are no
 * comments, no quoting and no header. A line is at most 16 MiB.
 *
 * CSV (RFC 4180). As TSV, with commas, quotes and line ends inside of quotes. A first record of "source" and "target",
 * or of tags of both languages, is a header, and tells which columns are read.
 *
 * PO (GNU gettext). The header says which language the translations are in; msgid is in the other one. Where it does
 * not say so, they are in the first of the two. An entry with plural forms is several units: msgid with the first form,
 * msgid_plural with each of the others, or with the only one. A fuzzy entry has the property x-status "draft", msgctxt
 * is x-msgctxt, the previous msgid x-previous-msgid, a translator's comment a note. Obsolete entries are nothing.
 *
 * XLIFF 1.2, 2.0 and 2.1. Each segment (1.2: where a target is cut by mrk of the type seg, each of those; else each
 * trans-unit) with a target is a unit; x-status is "approved" for 1.2 approved="yes" or a target whose state is final
 * or signed-off, and for 2.x reviewed and final, else "draft". Codes become inline elements of TMX: g and pc bpt and
 * ept, x and bx and ex and 2.x ph ph, sc and ec bpt and ept, mrk hi; what 2.x has of a code in originalData is its
 * content. The segments before and after in the same file are known. Notes are notes, the unit's id is x-unit-id.
 * What is not to be translated and the header of a PO file are passed over.
 */
#ifndef FORMATS_UNIT_H
#define FORMATS_UNIT_H

#include <stdio.h>

#include "text/text.h"

/* The same language, by the primary subtag in any case, with the former codes: "id", "in-ID", "IND"; "en", "EN_us". */
bool formats_tag_same(struct text_span a, struct text_span b);

enum formats_side { FORMATS_WHOLE, FORMATS_SOURCE, FORMATS_TARGET };

struct formats_property {
    struct text_span type, value; /* type: of a prop, or "tmx:" and the name of an attribute; a note has none */
    enum formats_side side;       /* whether it is said of the unit or of one of its two texts */
    bool note;
};

/* A pair as an exchange file holds it. What spans point to is valid during the call only. */
struct formats_unit {
    struct text_span source_language, target_language; /* as written; from TSV: what the reader was told */
    struct text_pair text;                             /* clean UTF-8, no blanks at the ends, perhaps with \n inside */
    struct text_pair markup;           /* with the inline elements, as the content of a <seg>; empty without any */
    struct text_span created, changed; /* ISO 8601 UTC ("2023-03-06T18:05:00Z"); may be empty */
    struct text_span user, changer;    /* who made it, who changed it last; may be empty */
    const struct formats_property *properties;
    size_t property_count;
    /* The texts that stood before and after; p NULL: not known; n 0 otherwise: none. Not written. */
    struct text_pair before, after;
    size_t line; /* where it began in the file, from 1; 0 when writing */
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
    const char *charset; /* of the file, as iconv names it; NULL: find out */
    bool lossy;          /* bytes that are not valid become U+FFFD, and do not spoil the unit */
    bool strict; /* a unit that cannot be used ends the reading, TEXT_INVALID with what would have been the warning */
    bool empty;  /* units of TMX, TSV and CSV that have a source and an empty target are delivered, too */
};

struct formats_report {
    size_t units;   /* delivered */
    size_t skipped; /* broken, empty, or not in the wanted languages; each was a warning */
    size_t inlines; /* inline elements in what was delivered */
    size_t foreign; /* elements in texts that TMX does not have there, and that were left out */
    size_t replaced;     /* places that were not valid and became U+FFFD */
    size_t untranslated; /* of PO and XLIFF: without a translation, which is nothing wrong */
};

enum formats_kind { FORMATS_TMX, FORMATS_TSV, FORMATS_CSV, FORMATS_PO, FORMATS_XLIFF };
/* By the name's end in any case: ".tmx", ".tsv", ".txt", ".tab", ".csv", ".po", ".xlf", ".xliff" and names that end in
 * "xliff"; false when it tells nothing. */
bool formats_kind_of(struct text_span name, enum formats_kind *out);
/* By the first bytes of a file, as far as they tell: TMX, XLIFF and PO. False for what cannot be read twice. */
bool formats_kind_of_file(const char *path, enum formats_kind *out);

/* Reads all units of `path` ("-" is standard input). A file that stops being well-formed is TEXT_INVALID with its
 * line, after the units before that line were delivered; what only spoils the text of one unit (a character that XML
 * forbids, a stray &, an unknown entity) costs that unit. A TMX that declares entities of its own is refused
 * (TEXT_INVALID): none is ever expanded beyond the predefined ones, and nothing outside the file is ever fetched.
 * TEXT_EMPTY: no bytes. TEXT_FOREIGN: no TMX. TEXT_MISUSE: both languages are the same. The report is written whatever
 * the status, so that it can be told what was read before. */
enum text_status formats_units_read(const char *path, enum formats_kind, const struct formats_reading *,
                                    struct formats_report *out, struct text_error *err);

/* Legal order: open, any number of units, close (also after a failure; it frees).
 *
 * TMX is valid against the 1.4 DTD if each markup came from a reader. What XML cannot hold (control characters, U+FFFE,
 * U+FFFF) is left out, bytes that are not UTF-8 become U+FFFD, dates that are not ISO 8601 are left out. In TSV a tab,
 * line end or other control character becomes a blank; languages, dates and properties are lost, as in CSV, which
 * begins with a header. PO and XLIFF are not written: TEXT_MISUSE from opening. TEXT_EMPTY: a text of the unit is
 * empty; TEXT_MISUSE: TMX needs languages and has none; nothing was written and more units may follow. */
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

/* A text with inline elements that comes as a string, as the content of a <seg>. */
struct formats_markup {
    struct text_span text;   /* clean, no blanks at the ends */
    struct text_span markup; /* in the form of struct formats_unit; empty when there is no element */
    size_t count;            /* elements */
};
/* Both are in the arena. TEXT_INVALID: not well-formed. */
enum text_status formats_markup_read(struct text_span content, struct text_arena *, struct formats_markup *out,
                                     struct text_error *err);

#endif
