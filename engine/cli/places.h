/*
 * What may stand at a place of a command line. The table of commands says it in the
 * words that help shows: a word in capitals is a kind of thing (SUBJECT, FILE), one
 * in small letters is to be typed as it is, and '|' stands between alternatives.
 */
#ifndef CLI_PLACES_H
#define CLI_PLACES_H

#include <stdbool.h>
#include <stddef.h>

typedef enum place {
    PLACE_WORD,  /* this very word */
    PLACE_CHECK, /* of the analysis */
    PLACE_CODE,
    PLACE_COMMAND,
    PLACE_FILE,
    PLACE_FOLDER,
    PLACE_FORMAT,
    PLACE_HOLDER,
    PLACE_JOURNEY,
    PLACE_LETTER,
    PLACE_MODEL, /* a governance model */
    PLACE_PERSON,
    PLACE_RUN,
    PLACE_SAMPLE,
    PLACE_SUBJECT,
    PLACE_OPEN,   /* anything: a date, a text */
    PLACE_UNKNOWN /* a word in capitals that says nothing: a mistake in the table */
} place;

#define PLACE_SIZE 64 /* bytes of a word, its NUL included */

/* Copies the i-th operand's alternatives ("[FILE|DIR]..." is FILE|DIR); the last one
   goes on where it ends in "...". false where no operand stands. */
bool place_operand(char out[PLACE_SIZE], const char *operands, size_t i);

/* Cuts the next alternative off *alternatives: copies it and gives what it is; false
   when there is none left. */
bool place_next(place *out, char word[PLACE_SIZE], const char **alternatives);

#endif
