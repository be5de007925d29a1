/* tm: the store, its index, match and concordance.
 *
 * The one header that other folders include. Tm stands on text alone.
 */
#ifndef TM_TM_H
#define TM_TM_H

#include "tm/fragment.h"
#include "tm/concordance.h"
#include "tm/ledger.h"
#include "tm/match.h"
#include "tm/salvage.h"
#include "tm/store.h"

/* Versions of the libraries behind this folder, one "name version" a line, static. */
const char *tm_libraries(void);

#endif
