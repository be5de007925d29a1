/* Memory for a process that is to answer at once. */
#ifndef CLI_HEAP_H
#define CLI_HEAP_H

/* Gets the heap that a query takes in one piece, where the system can do that. To be called before much is
 * allocated. */
void cli_heap_prepare(void);

#endif
