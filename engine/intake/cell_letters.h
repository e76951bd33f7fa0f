/*
 * The grammar of a matrix's cell, as people fill them in: "A/R", "R, A", "AR", "A*", "R/A(C)",
 * "C (if security)", "Accountable", "R.A", "TBD", dashes, several lines. Whatever had to be
 * guessed is a doubt, and nothing that was there is lost: it is a letter, the note, or a doubt.
 */
#ifndef RI_CELL_LETTERS_H
#define RI_CELL_LETTERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "intake/letters.h"

#define RI_CELL_LETTERS_MAX 16 /* more are told, and left out */
#define RI_CELL_DOUBTS_MAX 8   /* further ones are left out */
#define RI_CELL_READ_MAX 4096  /* bytes; a longer cell is text */

typedef enum ri_cell_reads {
    RI_READS_EMPTY,     /* nothing is there */
    RI_READS_NONE,      /* it says that nobody or nothing: "-", "n/a" */
    RI_READS_UNDECIDED, /* it says that nobody knows yet: "TBD", "?" */
    RI_READS_LETTERS,
    RI_READS_PARTIES, /* the dictionary says that it names parties */
    RI_READS_WORDS    /* not letters at all: names, numbers, sentences */
} ri_cell_reads;

typedef struct ri_cell_letter {
    char name[RI_LETTER_BYTES + 1]; /* the scheme's spelling; of others what stood there */
    bool known;                     /* the scheme has it */
    bool bracketed;                 /* it stood in brackets: "(C)" */
} ri_cell_letter;

typedef enum ri_doubt_kind {
    RI_DOUBT_UNKNOWN,   /* a letter that the scheme lacks: kept, and to be explained */
    RI_DOUBT_LOOKALIKE, /* a letter of another script */
    RI_DOUBT_SEPARATOR, /* "R.A", "R-A", "R or A" */
    RI_DOUBT_CASE,      /* a small letter */
    RI_DOUBT_MARK,      /* "A*", "R?", "C1": the mark is in the note */
    RI_DOUBT_BRACKETS,  /* letters in brackets are taken as letters */
    RI_DOUBT_REPEATED,  /* "A, A" */
    RI_DOUBT_WORD,      /* a word that may mean the letter: "Owner" */
    RI_DOUBT_TEXT,      /* text behind letters: "A Smith" */
    RI_DOUBT_UNDECIDED, /* "TBD" */
    RI_DOUBT_MANY,      /* more letters than fit */
    RI_DOUBT_NAMES      /* one name that may be several: "Sales & Marketing" */
} ri_doubt_kind;

/* "unknown letter", "look-alike" …; static. */
const char *ri_doubt_name(ri_doubt_kind kind);

typedef struct ri_doubt {
    ri_doubt_kind kind;
    char message[200]; /* one line, cut to size */
} ri_doubt;

/* A zeroed one may be read into, again and again; free it at the end. */
typedef struct ri_cell_reading {
    ri_cell_reads kind;
    ri_cell_letter letters[RI_CELL_LETTERS_MAX]; /* in the scheme's order, each once */
    size_t n;
    ri_text note;   /* what else it says: "if security", "build"; parts with "; " between */
    bool condition; /* the note says when: "if …", "only …" */
    const ri_meaning *meaning; /* of RI_READS_PARTIES; borrowed from the dictionary */
    ri_doubt doubts[RI_CELL_DOUBTS_MAX];
    size_t n_doubts;
} ri_cell_reading;

/* Reads a cell. Any bytes will do. false when memory is exhausted. */
bool ri_cell_read(ri_cell_reading *out, const ri_letters *letters, const char *bytes,
                  size_t length);
void ri_cell_reading_free(ri_cell_reading *reading);

/* A cell's text without blanks and line ends around it, and without the signs with which
   markdown makes it bold or slanted. */
void ri_cell_plain(const char **bytes, size_t *length);
/* How many of `length` bytes are at most `most`, in whole characters; for quoting with %.*s. */
int ri_cell_fit(const char *bytes, size_t length, int most);

#endif
