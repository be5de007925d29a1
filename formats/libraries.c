/* Versions of the libraries that formats/ is linked with: as they are when the program runs, not when it was built. */
#include <archive.h>
#include <jansson.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "formats/formats.h"
#include "formats/xml-private.h"

static char names[200];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill(void)
{
    long xml = formats_xml_start(NULL) == TEXT_OK ? strtol(FORMATS_LIBXML2_VERSION_OF(formats_libxml2), NULL, 10) : 0; /* "20914" is 2.9.14 */
    snprintf(names, sizeof names, "libxml2 %ld.%ld.%ld\n%s\njansson %s\n", xml / 10000, xml / 100 % 100, xml % 100,
             archive_version_string(), jansson_version_str());
}

const char *formats_libraries(void)
{
    pthread_once(&filled, fill);
    return names;
}
