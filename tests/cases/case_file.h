/*
 * Reading the *.test files of tests/cases; see README.md there.
 */
#ifndef CASE_FILE_H
#define CASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

typedef enum case_expects { CASE_PLAIN, CASE_FIRES, CASE_SILENT, CASE_NEAR } case_expects;

typedef struct case_section {
    char *name; /* "policy.lua", "seats.csv", "findings" */
    char *text;
} case_section;

#define CASE_SECTIONS 24

typedef struct case_block {
    char *name; /* "vacancy: no-accountable fires: words" */
    char *code; /* the check it is about, or NULL */
    case_expects expects;
    char *date;
    case_section sections[CASE_SECTIONS];
    size_t n_sections;
} case_block;

/* Appends the blocks of a file. Ends the program when the file makes no sense. */
void case_file_read(const char *dir, const char *file, case_block **blocks, size_t *n);
void case_blocks_free(case_block *blocks, size_t n);
/* The text of a section, or NULL. */
const char *case_section_text(const case_block *block, const char *name);

#endif
