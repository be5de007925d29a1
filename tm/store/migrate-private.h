/* Memories of older versions of this program. */
#ifndef TM_STORE_MIGRATE_PRIVATE_H
#define TM_STORE_MIGRATE_PRIVATE_H

#include "tm/store/store-private.h"

/* Brings a file of schema `version` to TM_SCHEMA_VERSION, in one transaction, after a copy of it as it was has been put
 * beside it: PATH-v1.bak for version 1, and so on. Two processes may be at it: who comes second finds it done. */
enum text_status tm_migrate(struct tm_memory *, int64_t version, struct text_error *err);

#endif
