/* See weights.h. */
#include "cli/analyse/weights.h"

#include <stdlib.h>
#include <string.h>

#include "cli/document.h"

enum { MOST = 10 };

void cli_weights_usual(double out[CLI_BANDS])
{
    static const double usual[CLI_BANDS] = {0, 0, 0.1, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1};
    memcpy(out, usual, sizeof usual);
}

static bool read_weight(struct text_span s, double *out)
{
    char digits[32], *end;
    if (s.n == 0 || s.n >= sizeof digits || strspn(s.p, "0123456789.") < s.n) {
        return false;
    }
    memcpy(digits, s.p, s.n);
    digits[s.n] = '\0';
    *out = strtod(digits, &end);
    return *end == '\0' && *out <= MOST;
}

static enum text_status read_one(struct text_span s, const char *name, double out[CLI_BANDS], struct text_error *err)
{
    struct text_span rest = s, band;
    text_span_cut(&rest, '=', &band);
    band = text_span_trim(band);
    for (int i = 0; i < CLI_BANDS; i++) {
        if (text_span_equal(band, text_span_of(cli_band_name((enum cli_band)i)))) {
            return read_weight(text_span_trim(rest), &out[i])
                       ? TEXT_OK
                       : text_fail(err, TEXT_MISUSE, "%s: '%.*s' is no weight; give BAND=NUMBER, from 0 to %d", name,
                                   TEXT_PRINT(s), MOST);
        }
    }
    return text_fail(err, TEXT_MISUSE, "%s: there is no band '%.*s'; there are translated, context, repetition,"
                     " cross-file, 100, 95-99, 85-94, 75-84, 50-74 and new", name, TEXT_PRINT(band));
}

static enum text_status read_lines(struct text_span text, const char *name, double out[CLI_BANDS],
                                   struct text_error *err)
{
    struct text_span line, one;
    enum text_status status = TEXT_OK;
    while (status == TEXT_OK && text_span_cut(&text, '\n', &line)) {
        struct text_span comment = line;
        text_span_cut(&comment, '#', &line);
        while (status == TEXT_OK && text_span_cut(&line, ',', &one)) {
            one = text_span_trim(one);
            status = one.n ? read_one(one, name, out, err) : TEXT_OK;
        }
    }
    return status;
}

enum text_status cli_weights_read(const char *told, double out[CLI_BANDS], struct text_error *err)
{
    struct text_buffer bytes = {0};
    double weights[CLI_BANDS];
    memcpy(weights, out, sizeof weights);
    enum text_status status = TEXT_OK;
    if (strchr(told, '=')) {
        status = read_lines(text_span_of(told), "--weights", weights, err);
    } else {
        status = text_file_read(told, &bytes, err);
        text_buffer_add_char(&bytes, '\0');
        bytes.n -= !bytes.failed;
        status = status == TEXT_OK ? read_lines(text_buffer_span(&bytes), cli_name_of(told), weights, err) : status;
    }
    text_buffer_free(&bytes);
    if (status == TEXT_OK) {
        memcpy(out, weights, sizeof weights);
    }
    return status;
}
