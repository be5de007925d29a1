/* The parts of a query that stand in the memory, each with its counterpart: tm finds the words, align what they are in
 * the other language. */
#ifndef CLI_FRAGMENTS_H
#define CLI_FRAGMENTS_H

#include "cli/model.h"
#include "cli/terminal/paragraph.h"
#include "formats/formats.h"
#include "tm/tm.h"

#define CLI_FRAGMENTS_OPTION                                                                                           \
    {                                                                                                                  \
        "fragments", 0, "WHEN", "auto|never|always",                                                                   \
            "show the parts of the text that stand in the memory: auto (the default) when nothing reaches --min"       \
    }

struct cli_fragment {
    const struct tm_fragment *words;      /* what was found in the memory */
    const struct tm_fragment_unit *shown; /* one of its units: where the counterpart is clear, one of those */
    struct align_part part;               /* in shown->unit.text.target; confidence 0: not clear */
    int cover;                            /* how many of 100 words of the query it is */
};

struct cli_fragments {
    const struct cli_arguments *arguments;
    struct cli_model model; /* loaded for the first fragment */
    bool loaded;
    struct cli_fragment *at; /* of the last query, in its arena; those that cover most first */
    size_t count;
};

/* `from` is the query's language by its number among the languages (0: source, 1: target). */
enum text_status cli_fragments_find(struct cli_fragments *, struct tm_memory *, const struct tm_fragment_query *,
                                    int from, struct text_arena *, struct text_error *err);
void cli_fragments_free(struct cli_fragments *);

/* codes: of the query, of the translations. `first` is the number of the first, 0 for none. */
void cli_fragments_show(const struct cli_fragments *, struct cli_paragraph *, const char *const codes[2], size_t first);
/* An array of objects: "range" (bytes of the query), "words", "cover", the unit's members, "marks" in its two texts,
 * and where the counterpart is clear "part" and "confidence". */
struct formats_json *cli_fragments_array(const struct cli_fragments *);

#endif
