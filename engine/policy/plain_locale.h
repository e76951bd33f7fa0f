/*
 * The "C" locale for the calling thread, while policies run: Lua reads and writes
 * numbers and compares texts as the program's locale says, and a program that uses
 * the library may have set any.
 */
#ifndef RI_PLAIN_LOCALE_H
#define RI_PLAIN_LOCALE_H

typedef void *ri_plain_locale;

/* NULL when it cannot be had. */
ri_plain_locale ri_plain_locale_new(void);
void ri_plain_locale_free(ri_plain_locale locale); /* NULL is allowed */

/* Changes the thread's locale; gives the one it had, to be changed back to. */
ri_plain_locale ri_plain_locale_use(ri_plain_locale locale);

#endif
