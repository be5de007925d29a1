/* See harvest.h: the settings by which a ledger is told from others. Whatever may change what is found is among them;
 * how many threads there are and what is written besides is not. */
#include "cli/harvest/harvest.h"

#ifndef PADAN_VERSION
#define PADAN_VERSION "unknown"
#endif

enum text_status cli_harvest_settings(const struct cli_harvest *h, struct text_buffer *out, struct text_error *err)
{
    const struct cli_harvest_options *o = &h->options;
    text_buffer_add_format(out, "padan " PADAN_VERSION " %s,%s window %ld article %.6f pair %.6f knowledge %016llx",
                           text_language_code(h->model.languages.at[0]), text_language_code(h->model.languages.at[1]),
                           (long)o->window, o->least.article, o->least.pair, (unsigned long long)o->knowledge);
    text_buffer_add_format(out, "%s%s%s", h->reading.lossy ? " lossy" : "", h->reading.encoding ? " encoding " : "",
                           h->reading.encoding ? h->reading.encoding : "");
    text_buffer_add_format(out, "%s%s", o->fields ? " fields " : "", o->fields ? o->fields : "");
    return out->failed ? text_fail_memory(err, "the settings") : TEXT_OK;
}
