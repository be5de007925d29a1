/* text_libraries: see text.h. */
#define _DEFAULT_SOURCE /* for _CS_GNU_LIBC_VERSION */
#include "text/text.h"

#include <iconv.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "text/character/property-private.h"
#include "text/icu-private.h"
#include "text/word/snowball-private.h"

static char text[256];
#define MISSING "(not found)"

static pthread_once_t once = PTHREAD_ONCE_INIT;

/* Snowball does not say its version, but each brought new algorithms. */
static const char *snowball_version(void)
{
    static const struct {
        const char *algorithm, *version;
    } news[] = {{"estonian", "3.0 or later"}, {"yiddish", "2.1 or 2.2"}, {"indonesian", "2.0"}};
    if (text_snowball_load(NULL) != TEXT_OK) {
        return MISSING;
    }
    for (size_t i = 0; i < sizeof news / sizeof news[0]; i++) {
        for (const char **name = text_snowball.sb_stemmer_list(); *name; name++) {
            if (strcmp(*name, news[i].algorithm) == 0) {
                return news[i].version;
            }
        }
    }
    return "1";
}

static void describe(void)
{
    char icu[U_MAX_VERSION_STRING_LENGTH] = MISSING, iconv_name[64];
    UVersionInfo version;
    if (text_icu_load(NULL) == TEXT_OK) {
        text_icu.u_getVersion(version);
        text_icu.u_versionToString(version, icu);
    }
#if defined _LIBICONV_VERSION
    snprintf(iconv_name, sizeof iconv_name, "libiconv %d.%d", _libiconv_version >> 8, _libiconv_version & 0xFF);
#elif defined _CS_GNU_LIBC_VERSION
    confstr(_CS_GNU_LIBC_VERSION, iconv_name, sizeof iconv_name);
#else
    snprintf(iconv_name, sizeof iconv_name, "of the C library");
#endif
    snprintf(text, sizeof text, "ICU %s (Unicode %s)\niconv %s\nSnowball %s", icu, text_property_version, iconv_name,
             snowball_version());
}

const char *text_libraries(void)
{
    pthread_once(&once, describe);
    return text;
}
