/* Versions of the libraries behind formats/: as they are when the program runs, not when it was built. */
#include <jansson.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "formats/archive/libarchive-private.h"
#include "formats/formats.h"
#include "formats/xml/xml-private.h"

static char names[200];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill(void)
{
    char xml[40] = "(not found)";
    const char *archive = "libarchive (not found)";
    if (formats_xml_start(NULL) == TEXT_OK) {
        long version = strtol(FORMATS_LIBXML2_VERSION_OF(formats_libxml2), NULL, 10); /* "20914" is 2.9.14 */
        snprintf(xml, sizeof xml, "%ld.%ld.%ld", version / 10000, version / 100 % 100, version % 100);
    }
    if (formats_libarchive_load(NULL) == TEXT_OK) {
        archive = formats_libarchive.archive_version_string();
    }
    snprintf(names, sizeof names, "libxml2 %s\n%s\njansson %s\n", xml, archive, jansson_version_str());
}

const char *formats_libraries(void)
{
    pthread_once(&filled, fill);
    return names;
}
