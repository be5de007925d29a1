/* The chance that property tests run on: a seed that is printed, so that a failure can be seen again by giving it as
 * the program's first argument, and numbers that follow from it (splitmix64: Steele, Lea, Flood 2014, "Fast Splittable
 * Pseudorandom Number Generators"). */
#ifndef TESTS_PROPERTY_RANDOM_H
#define TESTS_PROPERTY_RANDOM_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t random_state;

/* The argument, or another seed each second. */
static uint64_t random_start(int argc, char **argv)
{
    random_state = argc > 1 ? strtoull(argv[1], NULL, 10) : (uint64_t)time(NULL);
    printf("seed %llu\n", (unsigned long long)random_state);
    return random_state;
}

/* 0 to n - 1. */
static uint32_t below(size_t n)
{
    uint64_t z = random_state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (uint32_t)((z ^ z >> 31) % n);
}

#define PICK(array) array[below(sizeof array / sizeof array[0])]

#endif
