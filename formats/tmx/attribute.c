/* The attributes of tu and tuv as TMX 1.4 has them. */
#include <string.h>

#include "formats/tmx/tmx-private.h"

const char *const formats_tmx_attribute_types[FORMATS_TMX_ATTRIBUTES] = {
    [FORMATS_TMX_TUID] = "tmx:tuid",
    [FORMATS_TMX_ENCODING] = "tmx:o-encoding",
    [FORMATS_TMX_DATATYPE] = "tmx:datatype",
    [FORMATS_TMX_USAGE_COUNT] = "tmx:usagecount",
    [FORMATS_TMX_LAST_USAGE] = "tmx:lastusagedate",
    [FORMATS_TMX_TOOL] = "tmx:creationtool",
    [FORMATS_TMX_TOOL_VERSION] = "tmx:creationtoolversion",
    [FORMATS_TMX_CREATED] = "tmx:creationdate",
    [FORMATS_TMX_CREATOR] = "tmx:creationid",
    [FORMATS_TMX_CHANGED] = "tmx:changedate",
    [FORMATS_TMX_SEGTYPE] = "tmx:segtype",
    [FORMATS_TMX_CHANGER] = "tmx:changeid",
    [FORMATS_TMX_MEMORY] = "tmx:o-tmf",
    [FORMATS_TMX_SOURCE] = "tmx:srclang",
};

bool formats_tmx_attribute_of(enum formats_tmx_attribute a, bool variant)
{
    return !variant || (a != FORMATS_TMX_TUID && a != FORMATS_TMX_SEGTYPE && a != FORMATS_TMX_SOURCE);
}

enum formats_tmx_attribute formats_tmx_attribute_of_type(struct text_span type)
{
    enum formats_tmx_attribute a = FORMATS_TMX_TUID;
    if (!text_span_starts(type, TEXT_LITERAL("tmx:"))) {
        return FORMATS_TMX_ATTRIBUTES;
    }
    while (a < FORMATS_TMX_ATTRIBUTES && !text_span_equal(type, text_span_of(formats_tmx_attribute_types[a]))) {
        a++;
    }
    return a;
}
