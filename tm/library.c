/* The versions of what stands behind this folder. */
#include "tm/tm.h"

#include "tm/store/store-private.h"

const char *tm_libraries(void)
{
    static char text[64];
    return sqlite3_snprintf(sizeof text, text, "SQLite %s\n", sqlite3_libversion());
}
