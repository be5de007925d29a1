/* What every test program shares: a count, and a line for each check that failed.
 * The last line a test program prints is "N passed, N failed"; it exits 1 when anything failed. */
#ifndef TESTS_UNIT_CHECK_H
#define TESTS_UNIT_CHECK_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

static int check_passed, check_failed;

/* The format says what broke, with the input that broke it. */
__attribute__((format(printf, 2, 3))) static void check(bool ok, const char *what, ...)
{
    if (ok) {
        check_passed++;
        return;
    }
    check_failed++;
    va_list args;
    va_start(args, what);
    fputs("FAIL ", stdout);
    vprintf(what, args);
    putchar('\n');
    va_end(args);
}

static int check_report(void)
{
    printf("%d passed, %d failed\n", check_passed, check_failed);
    return check_failed != 0;
}

#endif
