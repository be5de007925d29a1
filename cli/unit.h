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

/* Room for the properties of a unit and the texts of some; from {0}, to be freed, used again for each unit. */
struct cli_exchange {
    struct formats_unit unit; /* its properties are those below */
    struct formats_property *properties;
    size_t capacity;
    struct text_buffer values; /* those that are made here */
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
};

/* `file` is where it was read, the origin of units that name none. Borrows from both. Properties that say what the
 * memory has places for go there; all others stay with the unit. False: out of memory. */
bool cli_unit_of_exchange(const struct formats_unit *, const char *file, struct cli_stored *out);
void cli_stored_free(struct cli_stored *);

/* The same unit with its source as target. */
struct tm_unit cli_unit_turned(const struct tm_unit *);

#endif
