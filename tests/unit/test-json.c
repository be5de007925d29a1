/* JSON: what is set comes out in order, numbers short, and nothing breaks a line. */
#define _POSIX_C_SOURCE 200809L
#include "formats/json.h"

#include "tests/unit/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Writes j, compares and frees it. */
static void check_line(struct formats_json *j, const char *expected)
{
    char *p = NULL;
    size_t n = 0;
    struct text_error err;
    FILE *f = open_memstream(&p, &n);
    check(f && formats_json_write(j, f, &err) == TEXT_OK, "writing %s", expected);
    fclose(f);
    check(n == strlen(expected) + 1 && p[n - 1] == '\n' && strncmp(p, expected, n - 1) == 0, "wrote %.*s instead of %s",
          (int)n, p, expected);
    free(p);
    formats_json_free(j);
}

static void check_reals(void)
{
    static const struct {
        double in;
        const char *out;
    } reals[] = {{0.9731, "{\"x\":0.9731}"},       {0.1 + 0.2, "{\"x\":0.3}"},     {1, "{\"x\":1.0}"},
                 {123456.789, "{\"x\":123457.0}"}, {-1.5e-10, "{\"x\":-1.5e-10}"}, {0, "{\"x\":0.0}"},
                 {1.0 / 3, "{\"x\":0.333333}"},    {(double)NAN, "{\"x\":null}"},  {(double)INFINITY, "{\"x\":null}"}};
    for (size_t i = 0; i < sizeof reals / sizeof reals[0]; i++) {
        struct formats_json *j = formats_json_object();
        formats_json_set_real(j, "x", reals[i].in);
        check_line(j, reals[i].out);
    }
}

static void check_values(void)
{
    struct formats_json *j = formats_json_object(), *list = formats_json_array(), *inner = formats_json_object();
    formats_json_set_text(j, "z", TEXT_LITERAL("a\"\\\n\t\x01\xC3\xA9/"));
    formats_json_set_text(j, "empty", (struct text_span){0});
    formats_json_set_text(j, "nul", (struct text_span){"a\0b", 3});
    formats_json_set_text(j, "bad",
                          TEXT_LITERAL("a\xFF"
                                       "b\xC3"));
    formats_json_set_integer(j, "a", INT64_MIN);
    formats_json_set_bool(j, "t", true);
    formats_json_set_null(j, "n");
    formats_json_append_integer(list, 1);
    formats_json_append_text(list, TEXT_LITERAL("x"));
    formats_json_set_integer(inner, "k", 2);
    formats_json_append(list, inner);
    formats_json_set(j, "list", list);
    check_line(j,
               "{\"z\":\"a\\\"\\\\\\n\\t\\u0001\xC3\xA9/\",\"empty\":\"\",\"nul\":\"a\\u0000b\",\"bad\":\"a\xEF\xBF\xBD"
               "b\xEF\xBF\xBD\",\"a\":-9223372036854775808,\"t\":true,\"n\":null,\"list\":[1,\"x\",{\"k\":2}]}");
    check_line(formats_json_array(), "[]");
}

/* A handle that could not be had: silence until the line is written, and nothing of the line. */
static void check_failure(void)
{
    struct text_error err;
    struct formats_json *j = formats_json_object(), *lost = formats_json_object();
    formats_json_set_integer(NULL, "a", 1);
    formats_json_append_integer(NULL, 1);
    formats_json_set(NULL, "a", lost);
    formats_json_free(NULL);
    char *p = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&p, &n);
    check(formats_json_write(NULL, f, &err) == TEXT_NOMEM, "no object is said to be lack of memory");
    formats_json_set_integer(j, "a", 1);
    formats_json_set(j, "b", NULL);
    formats_json_set_integer(j, "c", 1);
    check(formats_json_write(j, f, &err) == TEXT_NOMEM, "an object remembers what it did not get");
    fclose(f);
    check(n == 0, "and nothing of it is written");
    free(p);
    formats_json_free(j);
}

int main(void)
{
    check_reals();
    check_values();
    check_failure();
    return check_report();
}
