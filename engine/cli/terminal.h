/*
 * What text is written to.
 */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <raci.h>

/* How text should look on standard output: as wide as the terminal or COLUMNS
   says, 80 where nothing says; coloured on a terminal unless NO_COLOR is set. */
raci_look terminal_look(void);
/* Whether standard error is a terminal on which a line can be drawn over itself, and how many
   columns that has. */
int terminal_redraws(void);
/* Whether standard output is one that can be cleared. */
int terminal_clears(void);
/* Whether what goes to standard output is seen at once. */
int terminal_shows(void);
int terminal_width(void);

#endif
