/*
 * Files without a name, gone with the process.
 */
#ifndef RI_NAMELESS_H
#define RI_NAMELESS_H

#include <stdbool.h>
#include <stdio.h>

/* An empty one, to be written and read; the caller closes it. One that stays small lies in memory
   where the system can do that: disks take long to make and to forget many. NULL, and errno, when
   there can be none. */
FILE *ri_nameless(bool small);

#endif
