/*
 * Bytes into a file or a pipe.
 */
#ifndef RI_WRITE_ALL_H
#define RI_WRITE_ALL_H

#include <stdbool.h>
#include <stddef.h>

/* Writes all of them, however many times that takes. false: it failed, and errno says why. */
bool ri_write_all(int file, const void *bytes, size_t n);

#endif
