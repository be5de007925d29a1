/* Arenas: what is given is zeroed and keeps its place, and the newest can be resized without touching its
 * neighbours. */
#include "text/arena.h"

#include <stdint.h>
#include <string.h>

#include "tests/unit/check.h"

static bool is_filled(const unsigned char *p, size_t n, unsigned char with)
{
    for (size_t i = 0; i < n; i++) {
        if (p[i] != with) {
            return false;
        }
    }
    return true;
}

static void check_alloc(void)
{
    static const size_t sizes[] = {0, 1, 15, 16, 17, 4000, 9000, 1 << 20, 3 << 20, 5};
    enum { COUNT = sizeof sizes / sizeof sizes[0] };
    struct text_arena *a = text_arena_new();
    unsigned char *p[COUNT];
    for (int turn = 0; turn < 2; turn++) { /* the second in what the first left behind */
        for (size_t i = 0; i < COUNT; i++) {
            p[i] = text_arena_alloc(a, sizes[i], 1);
            check(p[i] && (uintptr_t)p[i] % _Alignof(max_align_t) == 0, "%zu bytes are aligned", sizes[i]);
            check(is_filled(p[i], sizes[i], 0), "%zu bytes are zeroed", sizes[i]);
            memset(p[i], (int)i + 1, sizes[i]);
        }
        for (size_t i = 0; i < COUNT; i++) {
            check(is_filled(p[i], sizes[i], (unsigned char)(i + 1)), "%zu bytes stay as they were", sizes[i]);
        }
        text_arena_reset(a);
    }
    check(!text_arena_alloc(a, SIZE_MAX / 2, 3), "a product that overflows is refused");
    check(!text_arena_resize(a, NULL, 0, SIZE_MAX - 1), "so is a size near the largest");
    text_arena_free(a);
}

/* Grows from nothing to `most`, behind `before` bytes of something else, then gives back half. */
static void check_growing(size_t before, size_t most)
{
    struct text_arena *a = text_arena_new();
    unsigned char *first = before ? text_arena_alloc(a, before, 1) : NULL, *p = NULL;
    size_t held = 0;
    if (first) {
        memset(first, 0xEE, before);
    }
    for (size_t size = 10; size <= most; held = size, size = size * 3 / 2) {
        p = text_arena_resize(a, p, held, size);
        check(p && is_filled(p, held, 0xAB), "%zu bytes grown to %zu keep what is in them", held, size);
        memset(p, 0xAB, size);
    }
    unsigned char *less = text_arena_resize(a, p, held, held / 2), *next = text_arena_alloc(a, 100, 1);
    check(less == p, "giving back half of %zu bytes does not move them", held);
    memset(next, 0xCD, 100);
    check(is_filled(p, held / 2, 0xAB) && is_filled(next, 100, 0xCD), "what follows %zu bytes does not touch them",
          held);
    check(is_filled(first, before, 0xEE), "nor do they touch the %zu bytes before them", before);
    text_arena_free(a);
}

int main(void)
{
    check_alloc();
    check_growing(0, 100);
    check_growing(0, 10 << 20);
    check_growing(100, 10 << 20);
    check_growing(8000, 100000);
    return check_report();
}
