/* A page or a plain file -> an article: its own text and what it says about itself. Archives of them: archive.h.
 *
 * HTML: the article's paragraphs are told from navigation, lists of links, scripts and advertisements by the structure
 * of the page and by how much of a block is text and how much is link (Kohlschuetter, Fankhauser, Nejdl 2010,
 * "Boilerplate Detection using Shallow Text Features"), and then as the run of blocks with the greatest sum (Pasternack
 * and Roth 2009, "Extracting Article Text from the Web with Maximum Subsequence Segmentation");
 * formats/article/choose.c
 * has the details. Title, date and address are taken from Open Graph, JSON-LD, meta elements, then the page's own.
 * The text begins with the headline (h1, else the one the page tells about itself); captions are paragraphs of their
 * own; <br><br> divides paragraphs, a single <br> is a blank.
 *
 * Plain text is taken as it is. Its title is the first of its first five lines that are not blank which looks like a
 * headline: no sentence end, no row of links ("Home | World"), at most thirty words, at least six if there is such a
 * line
 * (site lines are shorter), else four.
 *
 * What page furniture remains inside the text is the segmenter's to tell (text/segment.h).
 */
#ifndef FORMATS_ARTICLE_H
#define FORMATS_ARTICLE_H

#include "text/text.h"

struct formats_article {
    struct text_decoded text; /* paragraphs divided by \n; byte ranges lead back into plain files, not into HTML */
    struct text_span title, url;
    struct text_span date;     /* ISO 8601: "2023-03-07T01:05:00+07:00", a date only where no zone was told; or empty */
    struct text_span language; /* as the page or the archive declares it; mostly empty */
    struct text_span author;   /* as the page tells it, several divided by ", "; or empty */
    struct text_span head; /* HTML: what stood around the headline, a line a block (byline, date line); else empty */
    struct text_span date_line; /* a date told in words that only a calendar can read; or empty */
    struct text_span name;      /* of the entry that it was, in which a date may stand; or empty */
};

enum formats_article_kind { FORMATS_PLAIN, FORMATS_HTML };

/* By the name's end (".html", ".htm", ".xhtml", ".txt") or, failing that, by how the bytes begin. */
enum formats_article_kind formats_article_kind_of(struct text_span name, struct text_span bytes);

/* Bytes of any charset (text/decode.h; options->markup is set here). A page in which no text is found gives TEXT_EMPTY;
 * one that is larger than 64 MiB, nested deeper than 1,000 elements or has more than 500 attributes in one of them
 * gives
 * TEXT_INVALID: the XML library would spend minutes on it. A plain file may be blank. */
enum text_status formats_article_read(struct text_span bytes, enum formats_article_kind,
                                      const struct text_decoding *options, struct text_arena *,
                                      struct formats_article *out, struct text_error *err);

/* Months, time zones and halves of the day by name, read from `data_dir`/CODE/dates.tsv and clock.tsv for each code.
 * Read-only after loading. A missing or broken file is an error naming file and line. */
struct formats_calendar;
enum text_status formats_calendar_load(const char *data_dir, const char *const *codes, size_t code_count,
                                       struct formats_calendar **out, struct text_error *err);
void formats_calendar_free(struct formats_calendar *); /* NULL is fine */

/* Gives an article that has no date the one written in its head or first lines ("7 Maret 2023, 01:05 WIB", "March 6,
 * 2023", "Senin (6/3/2023)": day before month), short lines first, or else in its address or name
 * (".../2023/03/07/...", "20230307-title.txt"). A date without a time gets one where the page shows both.
 * Without a year it is no date; none found is TEXT_OK. */
enum text_status formats_article_find_date(const struct formats_calendar *, struct formats_article *,
                                           struct text_arena *, struct text_error *err);

#endif
