/* Beads in the forms that padan align writes. */
#ifndef CLI_WRITE_BEADS_H
#define CLI_WRITE_BEADS_H

#include <stdio.h>

#include "cli/unit.h"

enum cli_bead_format { CLI_BEADS_TSV, CLI_BEADS_JSON, CLI_BEADS_TMX, CLI_BEADS_PLAIN, CLI_BEADS_PAGE };

/* tsv: source, target, confidence, kind, speaker, agency. json: an object a bead. tmx: a file of its own.
 * beads: segment numbers, from 0, with the unmatched. html: a page to read (write-page.h). */
enum text_status cli_write_beads(const struct cli_aligned *, enum cli_bead_format, FILE *to, struct text_error *err);

#endif
