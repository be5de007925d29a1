/* An archive -> its articles, one after the other, as bytes and what the archive says of each.
 *
 * What an archive can be, told by its name and then by its bytes:
 *   a folder, with all below it; what in it is an archive of the other kinds is opened as one ("a/b.zip/c.txt")
 *   .tar or .zip, in any compression that libarchive reads without starting another program
 *   .jsonl or .ndjson, an article a line
 *   .warc 1.0 or 1.1, an article a response, resource or conversion record
 *   a single file: .txt, .html, .htm, .xhtml
 * and each of them but the folder compressed (.gz, .bz2, .xz, .zst, .lz4, .Z); "-" is a tar or zip on standard input.
 *
 * Entries come in the byte order of their names from a folder, else in the order they are stored. Passed over in
 * silence
 * are names of which a part begins with a dot, names with other endings, symbolic links to folders (so there are no
 * loops), devices, folders as such, and WARC records of other types, of other media than text and HTML, and answers
 * other than 200. formats_archive_tally counts them.
 *
 * Memory: one entry, and the names below a folder (about its path's length and 40 bytes a file). Nothing else grows
 * with the archive.
 */
#ifndef FORMATS_ARCHIVE_H
#define FORMATS_ARCHIVE_H

#include <stdint.h>

#include "formats/article.h"

struct formats_archive;

/* The largest entry that is read, unless told otherwise; no article has more. One that unpacks to more is an error. */
#define FORMATS_ENTRY_LIMIT ((size_t)64 << 20)

/* TEXT_IO: missing, unreadable. TEXT_EMPTY: no bytes. TEXT_FOREIGN: none of the above. */
enum text_status formats_archive_open(const char *path, struct formats_archive **out, struct text_error *err);
void formats_archive_close(struct formats_archive *); /* NULL is fine */
void formats_archive_limit(struct formats_archive *, size_t bytes);

/* Which fields of .jsonl mean what, "id=guid,text=body,date=published": ours (id, url, title, date, lang, text, html)
 * and
 * theirs; those not named keep our name. "a.b" is the field b of the object in a. To be called before the first
 * formats_archive_next. TEXT_MISUSE: no such field of ours, no equal sign, nothing behind it. */
enum text_status formats_archive_fields(struct formats_archive *, const char *fields, struct text_error *err);

/* All spans are valid until the next call for the archive. What the archive says of the entry is empty when it says
 * nothing: .jsonl has fields, WARC the address and the charset, the rest says nothing. */
struct formats_entry {
    struct text_span name;  /* within the archive: its path there; the id of a .jsonl line or else its number; the
                               address of a WARC record. Any bytes but NUL. */
    struct text_span bytes; /* never empty */
    enum formats_article_kind kind;
    struct text_span url, title, date, language; /* as they stand there, untidied */
    const char *charset;                         /* an iconv name of what the bytes are in; NULL when nobody told */
};

/* The next entry; out->name.p is NULL at the end. Whatever goes wrong is said once and never ends the calling: an entry
 * that cannot be used is an error that names it, and the next call goes on behind it; after damage behind which nothing
 * can be read the next call is the end, or goes on behind the archive in a folder that is damaged. Of each kind the
 * first
 * FORMATS_FAULTS_TOLD are errors of their own; the rest is counted and told in one error before the end: a stream of
 * ten
 * million empty files is no list of ten million errors. */
enum text_status formats_archive_next(struct formats_archive *, struct formats_entry *out, struct text_error *err);

enum { FORMATS_FAULTS_TOLD = 1000 };

enum formats_fault_kind {
    FORMATS_FAULT_UNREADABLE, /* cannot be opened or listed: rights, a link to nowhere or to itself, a failing disk */
    FORMATS_FAULT_EMPTY,      /* no bytes */
    FORMATS_FAULT_LARGE,      /* more than the limit when unpacked */
    FORMATS_FAULT_DAMAGED,    /* an archive that is cut off or whose bytes are wrong */
    FORMATS_FAULT_MALFORMED,  /* a line that is no JSON object or has no text; a WARC record without what it needs */
    FORMATS_FAULT_FOREIGN,    /* encrypted, or in a coding that is not known here */
    FORMATS_FAULTS
};

struct formats_fault {
    enum formats_fault_kind kind;
    struct text_span name;   /* of the entry, or of the part of the archive; empty: the archive as a whole */
    struct text_span reason; /* a sentence without the name: "is empty" */
    uint64_t count;          /* 1, or how many entries this one error stands for */
};

/* What the last failure of formats_archive_next was about, in parts for a report; valid until the next call. */
const struct formats_fault *formats_archive_fault(const struct formats_archive *);
const char *formats_fault_name(enum formats_fault_kind); /* stable: "unreadable", "empty", "large", ...; static */

/* What was met so far. */
struct formats_tally {
    uint64_t entries, passed_over, faults[FORMATS_FAULTS];
};
struct formats_tally formats_archive_tally(const struct formats_archive *);

/* How many entries there are in a folder, an archive in it counting as one; 0 when that cannot be told without reading.
 * For progress. */
size_t formats_archive_count(const struct formats_archive *);

/* Reads the article as formats_article_read does. What the archive says of url, title, date and language goes before
 * what the page says; a title that plain text does not begin with is put before it as a paragraph. Dates: ISO 8601 in
 * any form, RFC 5322 ("Mon, 06 Mar 2023 18:05:00 +0700") and seconds or milliseconds since 1970 become the form of
 * formats_article; anything else becomes date_line, for formats_article_find_date. decoding->charset goes before the
 * entry's; where that one is unknown or the bytes are not in it, the charset is found out. */
enum text_status formats_article_of_entry(const struct formats_entry *, const struct text_decoding *,
                                          struct text_arena *, struct formats_article *out, struct text_error *err);

#endif
