/* See penalties.h. */
#include "cli/penalties.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER_BYTES = 32 };

static int *penalty_of(struct tm_penalties *p, struct text_span name)
{
    const struct {
        const char *name;
        int *value;
    } all[] = {
        {"case", &p->letter_case}, {"punctuation", &p->punctuation}, {"numbers", &p->numbers}, {"tags", &p->tags},
        {"draft", &p->draft},      {"confidence", &p->confidence},   {"age", &p->age},         {"origin", &p->foreign},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (text_span_equal(name, text_span_of(all[i].name))) {
            return all[i].value;
        }
    }
    return NULL;
}

/* Points with a decimal point, into hundredths. */
static bool read_points(struct text_span s, int *out)
{
    char digits[NUMBER_BYTES], *end;
    if (s.n == 0 || s.n >= sizeof digits) {
        return false;
    }
    memcpy(digits, s.p, s.n);
    digits[s.n] = '\0';
    double points = strtod(digits, &end);
    if (*end || !(points >= 0 && points <= TM_PENALTY_MOST / 100)) {
        return false;
    }
    *out = (int)(points * 100 + 0.5);
    return true;
}

bool cli_penalties(const struct cli_arguments *a, struct tm_penalties *out)
{
    struct tm_penalties p = tm_usual_penalties;
    const char *list;
    for (size_t i = 0; (list = cli_text_at(a, "penalty", i)) != NULL; i++) {
        struct text_span rest = text_span_of(list), item, name;
        while (text_span_cut(&rest, ',', &item)) {
            text_span_cut(&item, '=', &name);
            int *value = penalty_of(&p, name);
            if (!value || !read_points(item, value)) {
                cli_usage(a, "'--penalty' takes NAME=POINTS, NAME one of case, punctuation, numbers, tags, draft, "
                             "confidence, age, origin, and POINTS from 0 to %d; not '%s'",
                          TM_PENALTY_MOST / 100, list);
                return false;
            }
        }
    }
    *out = p;
    return true;
}
