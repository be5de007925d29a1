/* A file -> a document: decoded, told apart from its page, cut into segments, its quotations found. */
#ifndef CLI_DOCUMENT_H
#define CLI_DOCUMENT_H

#include "cli/command.h"
#include "cli/languages.h"
#include "formats/formats.h"

/* The options that every command that reads documents has. */
#define CLI_READING_OPTIONS                                                                                            \
    {"abbreviations", 0, "[LANG=]FILE", NULL,                                                                          \
     "abbreviations of your own, a line ABBREVIATION<TAB>CLASS each; may be given several times"},                     \
    {"encoding", 0, "NAME", NULL, "the charset of the input, as iconv names it, instead of finding it out"},           \
    {                                                                                                                  \
        "lossy", 0, NULL, NULL, "read invalid bytes as U+FFFD instead of stopping at them"                             \
    }

struct cli_reading {
    const char *encoding; /* NULL: find out */
    bool lossy;
    bool lines;                              /* the input has one segment a line already */
    bool plain;                              /* the input is not HTML, whatever it looks like */
    size_t base;                             /* where in its file the input begins; for messages */
    const struct formats_calendar *calendar; /* to read the article's date with; NULL: nobody wants to know */
    struct text_srx *srx;                    /* rules to segment by; NULL: ours */
};

struct cli_reading cli_reading_of(const struct cli_arguments *); /* the rest is false and 0 */

struct cli_document {
    const char *code;                     /* of its language: as it was given or found out */
    const struct text_language *language; /* NULL: one that only the SRX rules know */
    struct formats_article article;
    struct text_document segments;
    struct text_quotes quotes;
};

/* Reads from bytes; everything is in the arena or borrowed from bytes. `name` is for messages and tells HTML;
 * `code` is a language's or "auto", and with SRX rules any tag. A document without any segment is TEXT_EMPTY. */
enum text_status cli_document_parse(struct text_span bytes, const char *name, const struct cli_languages *,
                                    const char *code, const struct cli_reading *, struct text_arena *,
                                    struct cli_document *out, struct text_error *err);

/* The same in two steps for an entry of an archive: first the article alone, its date and its language, then its
 * segments and quotations. */
enum text_status cli_document_of_entry(const struct formats_entry *, const char *name, const struct cli_languages *,
                                       const char *code, const struct cli_reading *, struct text_arena *,
                                       struct cli_document *out, struct text_error *err);
enum text_status cli_document_cut(struct cli_document *, const char *name, const struct cli_reading *,
                                  struct text_arena *, struct text_error *err);

/* How messages name a file: its path, or "standard input" for "-". */
const char *cli_name_of(const char *path);

#endif
