/* Documents that are translated in place: plain text, Markdown, HTML, XLIFF 1.2, 2.0 and 2.1, and PO. Each is a row of
 * slots, in which a source text stands and a translation has, or will have, its place. A document is read slot by slot,
 * or written again with translations put in.
 *
 * Guaranteed of what is written: every byte that is not replaced by a translation, or by what a format needs beside it
 * (a state, a flag, an element with suggestions), is the byte that was read, byte order mark, line ends and charset
 * too. A document whose charset cannot be written back to the same bytes is refused. When nothing is filled in the
 * bytes are those that were read. A translation that a person made, or looked at, is never touched.
 *
 * Plain text, Markdown and HTML have no place for a translation beside its source: it takes the place of the source,
 * and suggestions are not offered. Their paragraphs are cut into segments as text/segment.h does; what stands between
 * two segments stays. In XLIFF and PO a slot is what the file says is one.
 *
 * XLIFF. Well-formed XML, in which elements of XLIFF stand where the schema has them, or the document is refused. What
 * is put in is valid wherever the document was: elements stand in the order that the schemas demand, attributes that
 * they demand are there, ids are unique in their scope, and codes in a translation are those of the slot's source, each
 * as often as there. A translation whose codes cannot be mapped on them with certainty is offered and not filled in;
 * what is offered has its codes where they can be mapped at all (version 1), else none. docs/pretranslation.md has what
 * goes where.
 *
 * Markdown (CommonMark 0.31 with the tables, strikethrough and tasks of GitHub). Slots are sentences of headings,
 * paragraphs, items, cells, texts of links and of pictures; code, HTML, definitions of links, where links lead, YAML in
 * front, and headings of several lines are not. Marks of emphasis, links, code spans and tags in a line are codes. A
 * sentence over several lines is one with blanks, and its translation one line. In a translation what would mean
 * something gets a backslash; a link that is known by its text keeps that as its name ([text][name]). Each block that
 * was filled is read again: a translation with which it would be another block, or have other codes or another text, is
 * refused.
 *
 * HTML. Slots are sentences of blocks, and the values of alt, title, placeholder and aria-label; scripts, styles, pre,
 * code, textarea, svg, math, comments, and what is translate="no" or of the class notranslate, are not. Elements in a
 * line are codes, an image or a code element with all in it. A character that the charset has not becomes a reference.
 * As in Markdown blocks are read again. It is no matter whether the page is well-formed. A block with more than
 * 1,048,576 texts and codes is left as it is, in either format, and so are all values but the first 4,096 in one.
 *
 * PO. A translation is filled in, and the best suggestion too, with the flag "fuzzy" and its own source as the previous
 * msgid, as msgmerge does it; never over a msgstr that is not empty. An entry with plural forms is filled in when there
 * is something for each form, and it is certain which of the two sources each form translates. A translation is only
 * offered where format directives, or line ends inside, are not those of its source (`msgfmt -c` would not take it).
 *
 * Memory: the bytes of the document (twice unless it is UTF-8, and once more for Markdown), of plain text some words a
 * segment beside; else what its largest unit, entry or paragraph needs. Cost: linear.
 */
#ifndef FORMATS_DOCUMENT_H
#define FORMATS_DOCUMENT_H

#include <stdio.h>

#include "text/text.h"

enum formats_document_kind {
    FORMATS_DOCUMENT_TEXT,
    FORMATS_DOCUMENT_MARKDOWN,
    FORMATS_DOCUMENT_HTML,
    FORMATS_DOCUMENT_XLIFF,
    FORMATS_DOCUMENT_PO
};
const char *formats_document_kind_name(enum formats_document_kind); /* "text", "Markdown", "HTML", "XLIFF", "PO" */
bool formats_document_kind_named(const char *name, enum formats_document_kind *out); /* in any case */

struct formats_document;
struct formats_document_opening {
    const char *charset;                    /* as iconv names it; NULL: find out */
    const enum formats_document_kind *kind; /* NULL: find out, by the name, else by the content */
};
/* Reads all bytes of `path` ("-" is standard input). TEXT_INVALID: not valid in its charset, binary, or what would not
 * come back. TEXT_FOREIGN: nothing tells what it is, and its name has an end that plain text does not have, or it looks
 * like XML. No bytes at all are a document without slots. */
enum text_status formats_document_open(const char *path, const struct formats_document_opening *,
                                       struct formats_document **out, struct text_error *err);
void formats_document_free(struct formats_document *); /* NULL is fine */
enum formats_document_kind formats_document_kind_of(const struct formats_document *);
/* How many bytes it has. */
size_t formats_document_size(const struct formats_document *);

enum formats_slot_state {
    FORMATS_SLOT_EMPTY, /* no translation */
    FORMATS_SLOT_DRAFT, /* one that the file calls fuzzy, initial, or in need of translation */
    FORMATS_SLOT_HUMAN  /* one that a person made or looked at, or of which the file says nothing */
};

/* What spans point to is valid during the call only. */
struct formats_slot {
    struct text_span source_language, target_language; /* as the file says; may be empty */
    struct text_span source, target;                   /* clean UTF-8, no blanks at the ends; a target may be empty */
    struct text_span source_markup, target_markup;     /* as in struct formats_unit; empty without inline codes */
    struct text_span before, after;                    /* the sources of the slots around it; n 0: none */
    enum formats_slot_state state;
    bool translatable;         /* false: the file says that it is not to be translated */
    bool approved;             /* HUMAN: the file says that it is final */
    struct text_span id, note; /* as the file has them; may be empty: a note is told of PO only */
    size_t line;               /* where it begins, from 1 */
    size_t number;             /* of the slot in the document, from 0 */
};

/* Which language a document is in, to cut it into segments by: asked once for documents that need it, with its text.
 * `declared` is what the document says; may be empty. NULL: none that is known, and the reading ends, TEXT_MISUSE. */
typedef const struct text_language *formats_document_language(void *context, struct text_span declared,
                                                              struct text_span text);
/* A slot was read. A status other than TEXT_OK ends the reading and is returned. */
typedef enum text_status formats_slot_sink(void *context, const struct formats_slot *, struct text_error *err);

/* A part of the document that is not usable and stays as it is: a complete message with file, line and reason. */
typedef void formats_document_warning(void *context, const char *message);

struct formats_document_reading {
    formats_document_language *language;
    formats_slot_sink *slot;
    void *context;
    formats_document_warning *warning; /* may be NULL */
};
/* Slots come in the order of the document, those that are not to be translated too; those without a source text do
 * not. May be done as often as wanted. After a failure the slots before it were delivered. */
enum text_status formats_document_read(struct formats_document *, const struct formats_document_reading *,
                                       struct text_error *err);

/* A translation for a slot, or something like one. */
struct formats_suggestion {
    struct text_pair text;   /* the source it was found with, and the translation, both clean and not empty */
    struct text_pair markup; /* the same with inline codes; empty without */
    int score;               /* 1 to 102; 100 is the same text, 101 and 102 in the same context (tm/match.h) */
    struct text_span origin; /* where it comes from, for a person; may be empty */
};

struct formats_fill {
    const struct formats_suggestion *at; /* best first; borrowed until the next call */
    size_t count;                        /* 0: nothing is known */
    bool final; /* the first is the translation; else all are to be offered only, where the format can */
    int mark;   /* the filler's own, for what it is told */
};

enum formats_outcome {
    FORMATS_LEFT,    /* as it was */
    FORMATS_FILLED,  /* the translation was put in */
    FORMATS_OFFERED, /* suggestions were */
    FORMATS_REFUSED  /* there was a translation, and it could not be put in: see the reason */
};

/* What is to stand in a slot; not asked where the slot is not translatable or a person's. `out` is empty. */
typedef enum text_status formats_slot_filler(void *context, const struct formats_slot *, struct formats_fill *out,
                                             struct text_error *err);
/* What became of a slot, asked or not (its fill is empty then), in their order. The reason is a part of a sentence
 * without a full stop; empty unless REFUSED, or OFFERED where it was to be final. */
typedef void formats_slot_told(void *context, const struct formats_slot *, const struct formats_fill *,
                               enum formats_outcome, const char *reason);

struct formats_document_filling {
    formats_document_language *language;
    formats_slot_filler *fill;
    formats_slot_told *told; /* may be NULL */
    void *context;
    const char *tool;                  /* what wrote the suggestions, for formats that say so; NULL: nothing */
    size_t most;                       /* suggestions a slot at most; 0: no limit */
    formats_document_warning *warning; /* may be NULL */
};
/* Writes the whole document to the stream, which is flushed. After a failure what was written is a part of it. */
enum text_status formats_document_fill(struct formats_document *, const struct formats_document_filling *, FILE *to,
                                       struct text_error *err);

#endif
