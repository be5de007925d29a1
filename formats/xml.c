/* See xml-private.h. */
#include "formats/xml-private.h"

#include <libxml/parser.h>
#include <pthread.h>
#include <string.h>

static pthread_once_t started = PTHREAD_ONCE_INIT;

void formats_xml_start(void)
{
    pthread_once(&started, xmlInitParser);
}

void formats_xml_message(const char *message, char *out, size_t size)
{
    size_t n = 0;
    for (const char *p = message ? message : "unknown error"; *p && *p != '\n' && n + 1 < size; p++) {
        out[n++] = (unsigned char)*p < 0x20 || *p == 0x7F ? ' ' : *p;
    }
    while (n && (out[n - 1] == ' ' || out[n - 1] == '.' || out[n - 1] == ':')) {
        n--;
    }
    out[n] = '\0';
}
