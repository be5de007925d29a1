/* What the kinds of documents share: the bytes, groups of slots on their way to who wants them, and edits of the bytes.
 *
 * A kind is a scanner and a putter. The scanner goes through the document once and delivers groups of slots: those that
 * are written together, such as the segments of a unit. The putter is given a group again with what is to stand in its
 * slots, and makes edits; groups come to it in the order of the document, and edits are made in that order, too. What
 * no edit touches is copied from the bytes that were read.
 */
#ifndef FORMATS_DOCUMENT_DOCUMENT_PRIVATE_H
#define FORMATS_DOCUMENT_DOCUMENT_PRIVATE_H

#include "formats/document.h"

enum { FORMATS_DOCUMENT_CHARSET = 64 };

struct formats_document {
    char *name; /* in messages */
    enum formats_document_kind kind;
    struct text_buffer bytes, converted;
    size_t mark;                            /* bytes of the byte order mark */
    char charset[FORMATS_DOCUMENT_CHARSET]; /* of iconv; empty: UTF-8 */
    struct text_span text;                  /* valid UTF-8 without the mark, in bytes or converted; no NUL in it */
};

struct formats_group {
    struct formats_slot *slots; /* before, after and number are filled in behind the scanner */
    size_t count;
    bool begins;        /* what stood before is not its neighbour: another file in the file */
    const void *detail; /* the scanner's word to the putter */
};

struct formats_fill_result {
    enum formats_outcome outcome; /* FORMATS_LEFT from the beginning */
    const char *reason;           /* static */
};

struct formats_edits;
/* What stands from `begin` to `end` in document->text becomes `text`. No edit begins before the last one ended. */
void formats_edit(struct formats_edits *, size_t begin, size_t end, struct text_span text);
/* There was no memory for what should have been edited: the writing ends with that. */
void formats_edits_starve(struct formats_edits *);
/* Whether the document's charset has all characters of a text. */
bool formats_edit_can(struct formats_edits *, struct text_span text);
/* For scratch; emptied after each group. */
struct text_arena *formats_edits_arena(struct formats_edits *);
const struct formats_document *formats_edits_document(const struct formats_edits *);
const struct formats_document_filling *formats_edits_filling(const struct formats_edits *);

struct formats_scan {
    const struct formats_document *document;
    struct text_arena *whole; /* lives as long as the scan */
    struct text_arena *arena; /* for the next group: what it points to has to be here, in `whole`, or in the document.
                               * Delivering makes it another one, which is empty. */
    formats_document_language *language;
    void *context;
    /* Private to scan.c. */
    const struct formats_document_reading *reading;
    const struct formats_document_filling *filling;
    struct formats_edits *edits;
    struct text_arena *arenas[3];
    size_t turn, number;
    struct formats_group held;
    bool holds;
    struct text_span before;
};

/* A group without slots is nothing. */
enum text_status formats_scan_deliver(struct formats_scan *, const struct formats_group *, struct text_error *err);
/* Asks for the language of the document; NULL is TEXT_MISUSE with a message. */
enum text_status formats_scan_language(struct formats_scan *, struct text_span declared, struct text_span text,
                                       const struct text_language **out, struct text_error *err);
/* "NAME, line N: REASON". */
enum text_status formats_scan_fail(const struct formats_scan *, size_t line, struct text_error *err, const char *format,
                                   ...) __attribute__((format(printf, 4, 5)));
/* The same as a warning: the part is passed over. */
void formats_scan_warn(const struct formats_scan *, size_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The line in which an offset of document->text lies. Linear in what lies between `*from` (an earlier offset, in line
 * `*line`) and it; both are set to it. From 0 and 1. */
void formats_scan_line(const struct formats_scan *, size_t offset, size_t *from, size_t *line);

typedef enum text_status formats_scanner(struct formats_scan *, struct text_error *);
/* Fills `results`, one a slot. Where fills[i].count is 0 nothing is known for the slot. */
typedef enum text_status formats_putter(struct formats_edits *, const struct formats_group *,
                                        const struct formats_fill *fills, struct formats_fill_result *results,
                                        struct text_error *);

struct formats_document_way {
    formats_scanner *scan;
    formats_putter *put;
};
extern const struct formats_document_way formats_document_text, formats_document_po, formats_document_xliff;
extern const struct formats_document_way formats_document_markdown, formats_document_html;
/* For each kind; NULL when there is none. */
const struct formats_document_way *formats_document_way_of(enum formats_document_kind);

/* charset.c: finds document->mark, charset and text from the bytes. `charset` NULL: find out. */
enum text_status formats_document_decode(struct formats_document *, const char *charset, struct text_error *err);

/* scan.c: runs the scanner. `edits` NULL: reads. */
enum text_status formats_document_scan(const struct formats_document *, const struct formats_document_reading *,
                                       const struct formats_document_filling *, struct formats_edits *,
                                       struct text_error *err);

/* edits.c */
enum text_status formats_edits_new(const struct formats_document *, const struct formats_document_filling *, FILE *to,
                                   struct formats_edits **out, struct text_error *err);
void formats_edits_free(struct formats_edits *); /* NULL is fine */
/* The group is done: brings what is finished to the stream. */
enum text_status formats_edits_flush(struct formats_edits *, struct text_error *err);
/* The rest of the document is copied. */
enum text_status formats_edits_end(struct formats_edits *, struct text_error *err);

#endif
