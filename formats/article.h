/* A page or a plain file -> an article: its own text and what it says about itself. And archives: many of them.
 *
 * HTML: the article's paragraphs are told from navigation, lists of links, scripts and advertisements by the structure
 * of the page and by how much of a block is text and how much is link (Kohlschuetter, Fankhauser, Nejdl 2010,
 * "Boilerplate Detection using Shallow Text Features"); title, date and address are taken from Open Graph, JSON-LD,
 * meta elements, then the page's own. Plain text is taken as it is. What page furniture remains inside the text is the
 * segmenter's to tell (text/segment.h).
 */
#ifndef FORMATS_ARTICLE_H
#define FORMATS_ARTICLE_H

#include "text/text.h"

struct formats_article {
    struct text_decoded text;          /* paragraphs divided by \n; byte ranges lead back into plain files, not into HTML */
    struct text_span title, url, date; /* ISO 8601 where it could be read; empty where not told */
    struct text_span language;         /* as the page declares it; mostly empty */
};

enum formats_article_kind { FORMATS_PLAIN, FORMATS_HTML };

/* By the name's end (".html", ".htm", ".xhtml") or, failing that, by how the bytes begin. */
enum formats_article_kind formats_article_kind_of(struct text_span name, struct text_span bytes);

/* Bytes of any charset (text/decode.h; options->markup is set here). A page in which no text is found gives TEXT_EMPTY. */
enum text_status formats_article_read(struct text_span bytes, enum formats_article_kind,
                                      const struct text_decoding *options, struct text_arena *,
                                      struct formats_article *out, struct text_error *err);

/* An archive: a folder (with all below it), a .zip or .tar in any compression, or a single file. Entries come in the
 * byte order of their names from a folder, else in the order they are stored. Names that begin with a dot and files
 * that are neither .txt, .html, .htm nor .xhtml are passed over. */
struct formats_archive;

enum text_status formats_archive_open(const char *path, struct formats_archive **out, struct text_error *err);
void formats_archive_close(struct formats_archive *); /* NULL is fine */

struct formats_entry {
    struct text_span name;  /* relative to the archive */
    struct text_span bytes; /* valid until the next call */
};

/* The next entry; out->name.p is NULL at the end. An entry that cannot be read is an error that names it, and the next
 * call goes on behind it; TEXT_IO or TEXT_INVALID for the archive itself repeats and is then followed by the end. */
enum text_status formats_archive_next(struct formats_archive *, struct formats_entry *out, struct text_error *err);
/* How many entries there are in a folder; 0 when that cannot be told without reading. For progress. */
size_t formats_archive_count(const struct formats_archive *);

#endif
