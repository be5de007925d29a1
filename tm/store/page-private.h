/* The page cache that SQLite is given: page.c. */
#ifndef TM_STORE_PAGE_PRIVATE_H
#define TM_STORE_PAGE_PRIVATE_H

void tm_pages_use(void); /* before a connection is opened; at the first call only */

#endif
