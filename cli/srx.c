/* See srx.h. A <languagerule> a language, named by its code; a map takes the code with anything behind a - or _. */
#include "cli/srx.h"

#include <stdio.h>
#include <string.h>

#include "formats/formats.h"

static enum text_status write_rule(void *context, const struct text_srx_rule *rule, struct text_error *err)
{
    struct text_buffer *to = context;
    (void)err;
    formats_srx_write_rule(to, rule);
    return TEXT_OK;
}

/* "[iI][dD]([-_].*)?": engines differ in whether case matters there. */
static void add_pattern(struct text_buffer *to, const char *code)
{
    for (; *code; code++) {
        if (*code >= 'a' && *code <= 'z') {
            text_buffer_add_format(to, "[%c%c]", *code, *code - 'a' + 'A');
        } else {
            text_buffer_add_char(to, *code);
        }
    }
    text_buffer_add_string(to, "([-_].*)?");
}

enum text_status cli_srx_print(const struct cli_languages *languages, const char *code, struct text_error *err)
{
    const struct text_srx_header header = {.format.end = true};
    struct text_buffer out = {0}, patterns[2] = {{0}};
    struct formats_srx_map maps[2];
    enum text_status status = TEXT_OK;
    size_t count = 0;
    formats_srx_write_head(&out, &header);
    for (int i = 0; i < 2 && status == TEXT_OK; i++) {
        const char *own = text_language_code(languages->at[i]);
        if (strcmp(code, "auto") != 0 && strcmp(code, own) != 0) {
            continue;
        }
        formats_srx_write_open(&out, text_span_of(own));
        status = text_srx_of_language(languages->at[i], write_rule, &out, err);
        formats_srx_write_close(&out);
        add_pattern(&patterns[count], own);
        maps[count] = (struct formats_srx_map){text_buffer_span(&patterns[count]), text_span_of(own)};
        count++;
    }
    if (status == TEXT_OK) {
        formats_srx_write_tail(&out, maps, count);
        if (out.failed || patterns[0].failed || patterns[1].failed) {
            status = text_fail_memory(err, "the rules");
        } else {
            fwrite(out.p, 1, out.n, stdout);
        }
    }
    text_buffer_free(&out);
    text_buffer_free(&patterns[0]);
    text_buffer_free(&patterns[1]);
    return status;
}
