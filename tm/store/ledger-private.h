/* What the files of the ledger share. */
#ifndef TM_STORE_LEDGER_PRIVATE_H
#define TM_STORE_LEDGER_PRIVATE_H

#include "tm/ledger.h"
#include "tm/store/store-private.h"

struct tm_ledger_entry {
    int64_t hash;
    uint32_t number, kind; /* kind: enum tm_record_kind */
    uint32_t reason;       /* its place among the reasons + 1, 0 for none */
};

struct tm_ledger_reason {
    const char *kind;
    struct text_span sentence;
};

struct tm_ledger_set {
    uint32_t id;
    struct tm_number_run *runs;
    size_t count;
};

struct tm_ledger {
    struct tm_memory *memory;
    struct text_span settings;
    int64_t id; /* of table harvest; 0: no row yet */
    struct text_arena *arena;
    struct {
        struct tm_ledger_entry *at; /* by hash */
        size_t count, capacity;
    } sides[2];
    struct tm_ledger_reason *reasons;
    size_t reason_count, reason_capacity;
    struct tm_ledger_set *sets;
    size_t set_count, set_capacity;
    uint32_t last;
};

/* ledger.c: the harvest's row, made if need be. */
enum text_status tm_ledger_row(struct tm_ledger *, struct text_error *err);
/* ledger-set.c */
enum text_status tm_ledger_load_sets(struct tm_ledger *, struct text_error *err);

#endif
