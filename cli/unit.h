/* One pair in its three forms: a bead of the aligner, a unit of the memory, a unit of an exchange file.
 *
 * What TMX has no place for travels in prop elements, whose types are listed in unit.c: a memory that is exported and
 * imported elsewhere keeps its origins.
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

enum { CLI_MOST_PROPERTIES = 16 };

struct cli_exchange {
    struct formats_unit unit; /* its properties are those below */
    struct formats_property properties[CLI_MOST_PROPERTIES];
    char confidence[16];
};

/* Borrows from the unit; `out` must stay where it is while it is used. */
void cli_exchange_of_unit(const struct tm_unit *, struct cli_exchange *out);

/* `file` is where it was read, the origin of units that name none. Borrows from both. */
struct tm_unit cli_unit_of_exchange(const struct formats_unit *, const char *file);

#endif
