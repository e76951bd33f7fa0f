/*
 * Texts as numbers: 64 bits that are others, almost surely, where the text is another. They stand
 * in for texts that are only compared, and are there in millions.
 */
#ifndef RI_FINGERPRINT_H
#define RI_FINGERPRINT_H

#include <stddef.h>
#include <stdint.h>

/* Of some bytes, in one of many ways: those of different ways have nothing in common. Never 0 nor
   UINT64_MAX, which may mean that there is none. */
uint64_t ri_fingerprint(unsigned way, const void *bytes, size_t length);

#endif
