/* Near-duplicates: what editors do to one wire story keeps it the same; another story on the event and another day's
 * market report are other texts. */
#include "align/near.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/check.h"

#define WIRE                                                                                                           \
    "The ferry Putri Laut ran aground on a reef off Kaluma shortly before dawn on Tuesday with 214 people on board.\n" \
    "Fishermen from three villages took the passengers ashore in their boats before the coast guard arrived.\n"        \
    "Nobody was badly hurt, said the harbour master, Yosef Lete, who blamed an unlit buoy for the accident.\n"         \
    "The ship had left the port of Marang at 9.30 p.m. and was due in Kaluma 8 hours later.\n"                         \
    "Its owner said that divers would look at the hull once the sea was calm enough to work there.\n"

#define LAST                                                                                                           \
    "It was the second grounding in the strait this year; in March a coal barge broke up on the same reef.\n"

static const char market_monday[] =
    "The stock exchange index closed 12.4 points higher at 6,543.2 on Monday, led by banking and mining shares.\n"
    "Some 8.1 billion shares worth 7.9 trillion changed hands; 243 shares rose, 187 fell and 140 did not move.\n"
    "Foreign investors bought shares worth 412 billion net, analysts said, as the rupiah held steady at 15,210.\n"
    "The bank index added 0.8 percent and the mining index 1.1 percent in the session.\n";

static const char market_tuesday[] =
    "The stock exchange index closed 9.7 points higher at 6,552.9 on Tuesday, led by banking and mining shares.\n"
    "Some 7.4 billion shares worth 6.2 trillion changed hands; 251 shares rose, 175 fell and 149 did not move.\n"
    "Foreign investors bought shares worth 98 billion net, analysts said, as the rupiah held steady at 15,195.\n"
    "The bank index added 0.3 percent and the mining index 0.9 percent in the session.\n";

/* Other words on the same event. */
static const char other_story[] =
    "Villagers in small boats saved more than 200 passengers when a ferry hit a reef near Kaluma on Tuesday.\n"
    "The Putri Laut, on its way from Marang, struck the rocks in the dark, and water came into the engine room.\n"
    "We heard a bang and everybody ran on deck, said Rina Sole, who travelled with her two children.\n"
    "An official of the port said that a lamp on a buoy had been broken for weeks and nobody had repaired it.\n"
    "The owner of the ferry promised to pay for lost luggage.\n";

struct step {
    const char *what, *text;
    uint32_t of; /* TEXT_NONE: no near-duplicate */
};

static const struct step steps[] = {
    {"the first story", WIRE LAST, TEXT_NONE},
    {"the very same", WIRE LAST, 0},
    {"another headline", "Boats save all on stranded ferry\n" WIRE LAST, 0},
    {"without its last paragraph", WIRE, 0},
    {"with a correction", WIRE LAST "(This story corrects the time of departure in paragraph 4.)\n", 0},
    {"another story on the event", other_story, TEXT_NONE},
    {"a market report", market_monday, TEXT_NONE},
    {"that of the next day", market_tuesday, TEXT_NONE},
    {"the first market report again", market_monday, 6},
    {"a few words", "No comment.", TEXT_NONE},
    {"the same few words", "NO COMMENT", 9},
    {"other few words", "No comment yet.", TEXT_NONE},
    {"nothing", "", TEXT_NONE},
    {"bytes that are no text", "\xFF\xFE\x01\x80", TEXT_NONE},
};

static void check_steps(void)
{
    struct align_near *near = NULL;
    uint32_t of = 0;
    check(align_near_new(&near, NULL) == TEXT_OK, "memory for a table");
    for (uint32_t i = 0; near && i < sizeof steps / sizeof steps[0]; i++) {
        enum text_status status = align_near_add(near, text_span_of(steps[i].text), i, &of, NULL);
        check(status == TEXT_OK && of == steps[i].of, "%s: is like %ld", steps[i].what,
              of == TEXT_NONE ? -1L : (long)of);
    }
    align_near_free(near);
}

/* A text of words that are drawn by a seed, and a change: every so many words another one. */
static void write_text(char *to, uint32_t seed, uint32_t every)
{
    uint32_t state = seed * 2654435761u + 1;
    for (uint32_t i = 0; i < 300; i++) {
        state = state * 1664525u + 1013904223u;
        to += sprintf(to, "%s%x ", every && i % every == every / 2 ? "z" : "w", (state >> 16) % 1000);
    }
}

/* Of many texts each finds its own like and no other, however the table grew. */
static void check_many(void)
{
    enum { MANY = 3000 };
    struct align_near *near = NULL;
    char text[4096];
    uint32_t of = 0, found = 0, wrong = 0, far = 0;
    check(align_near_new(&near, NULL) == TEXT_OK, "memory for a table");
    for (uint32_t i = 0; i < MANY; i++) {
        write_text(text, i, 0);
        align_near_add(near, text_span_of(text), i, &of, NULL);
        wrong += of != TEXT_NONE;
    }
    for (uint32_t i = 0; i < MANY; i++) {
        write_text(text, i, 60); /* 20 of 300 shingles are others: 0.87 in common */
        align_near_add(near, text_span_of(text), MANY + i, &of, NULL);
        found += of == i;
    }
    for (uint32_t i = 0; i < 300; i++) {
        write_text(text, i, 10); /* 0.43 in common */
        align_near_add(near, text_span_of(text), 2 * MANY + i, &of, NULL);
        far += of != TEXT_NONE;
    }
    check(wrong == 0, "%u of %d different texts are taken for the same", wrong, MANY);
    check(found >= MANY - MANY / 1000, "%u of %d like texts are found", found, MANY);
    check(far <= 3, "%u of 300 texts with little in common are taken for the same", far);
    align_near_free(near);
}

int main(void)
{
    check_steps();
    check_many();
    return check_report();
}
