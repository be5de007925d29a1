/* One pair in its three forms: a bead of the aligner, a unit of the memory, a unit of an exchange file.
 *
 * What TMX has no place for travels in prop elements, whose types are listed in unit.c: a memory that is exported and
 * imported elsewhere keeps its origins, and the contexts in which its units were seen.
 */
#ifndef CLI_UNIT_H
#define CLI_UNIT_H

#include "align/align.h"
#include "cli/document.h"
#include "formats/formats.h"
#include "tm/tm.h"

/* Two aligned documents, source and target, with the names they go by. */
struct cli_aligned {
    const struct cli_document *source, *target;
    const char *source_name, *target_name;
    const struct align_beads *beads; /* those that are not sure enough cut (align_beads_cut) */
};

/* Borrows from the documents and the bead. */
struct tm_unit cli_unit_of_bead(const struct cli_aligned *, const struct align_bead *);

/* How many of the earlier origins of a unit travel with it. */
enum { CLI_EARLIER_MOST = 50 };

/* Room for the properties of a unit and the texts of some; from {0}, to be freed, used again for each unit. */
struct cli_exchange {
    struct formats_unit unit; /* its properties are those below */
    struct formats_property *properties;
    size_t capacity;
    struct text_buffer values; /* those that are made here */
    struct text_arena *names;  /* of properties that are numbered */
    bool turned;               /* set by the caller: the unit came from cli_unit_turned */
};

/* With `context` the texts around the unit become properties: where the memory knows them as texts in the form that
 * other programs read (formats/tmx/context.c), else their hashes in one of our own. Borrows from the unit; `out` must
 * stay where it is while it is used. False: out of memory. */
bool cli_exchange_of_unit(const struct tm_unit *, bool context, struct cli_exchange *out);
void cli_exchange_free(struct cli_exchange *);

/* Room for the properties of a unit of the memory, in the same way. */
struct cli_stored {
    struct tm_unit unit;
    struct tm_property *properties;
    size_t capacity;
    struct tm_origin earlier[CLI_EARLIER_MOST]; /* what unit.earlier points to */
    size_t numbered;                            /* up to which number they were looked at; most units have none */
};

/* Adds the unit once for each of its earlier origins, and then for its own. What came of it: TM_NEW when there was no
 * such unit, TM_NEW_ORIGIN when any of its origins was new. */
enum text_status cli_unit_add(struct tm_memory *, const struct tm_unit *, enum tm_added *out, struct text_error *err);

/* `file` is where it was read, the origin of units that name none. Borrows from both. Properties that say what the
 * memory has places for go there; all others stay with the unit. False: out of memory. */
bool cli_unit_of_exchange(const struct formats_unit *, const char *file, struct cli_stored *out);
void cli_stored_free(struct cli_stored *);

/* The same unit with its source as target, but for its properties, whose sides stay what they are; its earlier origins,
 * up to CLI_EARLIER_MOST, are in `room`. */
struct tm_unit cli_unit_turned(const struct tm_unit *, struct tm_origin room[CLI_EARLIER_MOST]);

#endif
