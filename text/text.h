/* text: bytes -> clean UTF-8 -> paragraphs, sentences, words, numbers, dates, quotations.
 *
 * The one header that other folders include. Text stands on nothing of ours.
 */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "text/arena.h"
#include "text/buffer.h"
#include "text/decode.h"
#include "text/error.h"
#include "text/file.h"
#include "text/forms.h"
#include "text/language.h"
#include "text/library.h"
#include "text/marks.h"
#include "text/measure.h"
#include "text/placeable.h"
#include "text/quote.h"
#include "text/segment.h"
#include "text/span.h"
#include "text/srx.h"
#include "text/table.h"
#include "text/width.h"
#include "text/volume.h"
#include "text/word.h"

/* Versions of the libraries behind this folder, one "name version" a line, static. */
const char *text_libraries(void);

#endif
