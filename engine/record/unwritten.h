/*
 * What a record never holds, and no digest tells: they are of lists in their order and of values
 * as they are read, so that another place that leaves the order, or another number that is read
 * as the same, is in none.
 */
#ifndef RI_UNWRITTEN_H
#define RI_UNWRITTEN_H

#include "store/store.h"

/* Proves that nothing of it is there: places in lists count from 0; what is true is 1; counts and
   lines of files are none below those there can be; the rules that findings name are kept.
   RACI_FORMAT: something of it is. */
raci_status ri_unwritten_prove(ri_store *store, raci_error *err);

#endif
