/* formats: files of others -> units, articles, archives; and back. TMX, TSV, JSON lines, HTML and plain articles.
 *
 * The one header that other folders include. Formats stands on text alone.
 */
#ifndef FORMATS_FORMATS_H
#define FORMATS_FORMATS_H

#include "formats/archive.h"
#include "formats/article.h"
#include "formats/document.h"
#include "formats/glossary.h"
#include "formats/json.h"
#include "formats/srx.h"
#include "formats/unit.h"

/* Versions of the libraries behind this folder, one "name version" a line, static. */
const char *formats_libraries(void);

#endif
