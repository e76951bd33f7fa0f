/*
 * Lets compilers that can check printf formats do so.
 */
#ifndef RI_PRINTF_H
#define RI_PRINTF_H

#if defined(__GNUC__)
#define RI_PRINTF(string, first) __attribute__((format(printf, string, first)))
#else
#define RI_PRINTF(string, first)
#endif

#endif
