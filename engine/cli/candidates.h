/*
 * What completion offers for the word that is being typed: one a line, a tab and what
 * it is. A line that begins with ':' is for the shell: ":file" and ":folder" ask it
 * for its own names of them, ":more" says that what was offered is to be typed on.
 */
#ifndef CLI_CANDIDATES_H
#define CLI_CANDIDATES_H

#include "cli/options.h"
#include "cli/output.h"

typedef struct candidates {
    output out;
    const options *o;  /* as given in the line that is being typed */
    const char *lead;  /* stands before the word, in the same argument: "--format=" */
    const char *begun; /* the word, as far as it is typed */
    bool more;
} candidates;

/* Offers a word, if it begins as the one that is being typed. */
void candidates_word(candidates *c, const char *word, const char *about);
/* Offers what may stand where these alternatives do; quietly less where the model or
   the policy cannot be read. */
void candidates_place(candidates *c, const char *alternatives);

#endif
