/* Reads SRX; see srx.h. Nothing is recovered from: half of the rules would cut otherwise than all of them. */
#include "formats/srx/srx-private.h"

static enum text_status read_input(struct formats_input *input, struct text_srx **out, struct text_error *err)
{
    const char *name = formats_input_name(input);
    struct text_span head = text_span_trim(formats_input_peek(input));
    if (head.n == 0 || head.p[0] != '<') {
        return text_fail(err, TEXT_FOREIGN, "%s, line 1: is no SRX file, it does not begin like XML", name);
    }
    struct formats_srx s = {.xml.name = name, .header.format.end = true};
    formats_xml_read(&s.xml, input, &formats_srx_events, &s);
    if (s.xml.status == TEXT_OK && !s.srx) {
        formats_xml_stop(&s.xml, "there is no <body>");
    }
    if (s.xml.status == TEXT_OK) {
        s.xml.status = text_srx_finish(s.srx, &s.xml.error);
    }
    if (s.xml.status == TEXT_OK) {
        *out = s.srx;
    } else {
        text_fail(err, s.xml.status, "%s", s.xml.error.message);
        text_srx_free(s.srx);
    }
    formats_srx_free(&s);
    return s.xml.status;
}

enum text_status formats_srx_read(const char *path, struct text_srx **out, struct text_error *err)
{
    struct formats_input *input = NULL;
    enum text_status status = formats_input_open(path, FORMATS_INPUT_MARKUP, &input, err);
    if (status == TEXT_OK) {
        status = read_input(input, out, err);
    }
    formats_input_close(input);
    return status;
}
