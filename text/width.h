/* How many columns a text takes on a terminal, cluster by cluster.
 *
 * A cluster is what is drawn in one place: a character with the marks behind it, an emoji with its tone of skin,
 * several that are joined to one (U+200D), a flag of two letters. It takes two columns where Unicode says Wide or
 * Fullwidth (UAX #11), where an emoji is asked for (U+FE0F), and for a flag; else one; none when it is of marks or
 * ignorable characters alone. Ambiguous characters are narrow, as terminals have them outside of East Asia. Terminals
 * that know no clusters draw a joined emoji wider.
 *
 * Bytes that are no UTF-8 take a column each, as the U+FFFD that is shown for them. Control characters take one: they
 * are to be shown as something else. Cost: linear.
 */
#ifndef TEXT_WIDTH_H
#define TEXT_WIDTH_H

#include "text/span.h"

/* The columns of the cluster at *i, which is inside s; *i then stands behind it. */
size_t text_cluster_next(struct text_span s, size_t *i);
size_t text_columns(struct text_span s);

#endif
