/*
 * The canonical files as data: what columns each has, what is in them, and by
 * which statements its rows are found, written and read. Import, export and the
 * digest walk these tables; nothing else knows the files.
 */
#ifndef RI_TABLES_H
#define RI_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/reference.h"
#include "store/queries.h"

typedef enum ri_cell_type {
    RI_CELL_KEY, /* the row's own key */
    RI_CELL_TEXT,
    RI_CELL_TAGS,  /* ';' list of words */
    RI_CELL_LINK,  /* a bare key of one kind, stored as its id */
    RI_CELL_LINKS, /* ';' list of bare keys of one kind, in a table of its own */
    RI_CELL_FROM,  /* a date; empty is unbounded */
    RI_CELL_TO,
    RI_CELL_DAY,
    RI_CELL_ORDER,  /* a whole number */
    RI_CELL_RATING, /* 1 to 5 */
    RI_CELL_FLAG,   /* yes or no */
    RI_CELL_WORD,   /* one of `words`; empty is the first where not required */
    RI_CELL_OFFICE, /* a word of the form of a key */
    RI_CELL_LETTER,
    RI_CELL_DIGITS,    /* 16 hex digits */
    RI_CELL_REFERENCE, /* "kind:key", stored as text */
    RI_CELL_SCOPE      /* the same, or "*" */
} ri_cell_type;

typedef struct ri_column {
    const char *name;
    ri_cell_type type;
    bool required;            /* the column must be there, and no cell empty */
    bool grouping;            /* with the others of the kind it says which rows are of one key */
    uint32_t kinds;           /* bits 1 << ri_kind: what it may name */
    const char *const *words; /* RI_CELL_WORD; ends with NULL */
} ri_column;

#define RI_TABLE_COLUMNS_MAX 14

typedef struct ri_table {
    const char *name;  /* of the file, without ".csv" */
    const char *owner; /* in the table of attributes */
    ri_kind kind;      /* what its keys name; RI_KIND_COUNT when it has no keys */
    bool periods;      /* a key may have several rows, whose periods do not overlap */
    bool dated;        /* `from` distinguishes rows of one key */
    const char *noted; /* the column of which the place is kept for later checks, or NULL */
    const ri_column *columns;
    size_t n;
    enum ri_query find, add, set, rows;
    enum ri_query drop;                 /* RI_QUERY_COUNT where rows stay for ever */
    enum ri_query items, clear, append; /* of its list; RI_QUERY_COUNT without one */
} ri_table;

/* In the order of 1-domain, which is that of import and export: what a row
   names stands before it, but for units' heads and parents and positions' lines. */
enum {
    RI_TABLE_UNITS,
    RI_TABLE_POSITIONS,
    RI_TABLE_PEOPLE,
    RI_TABLE_SEATS,
    RI_TABLE_TEAMS,
    RI_TABLE_MEMBERS,
    RI_TABLE_STAGES,
    RI_TABLE_CHANNELS,
    RI_TABLE_JOURNEYS,
    RI_TABLE_TOUCHPOINTS,
    RI_TABLE_STEPS,
    RI_TABLE_LINKS,
    RI_TABLE_WALKS,
    RI_TABLE_MANDATES,
    RI_TABLE_STATED,
    RI_TABLE_RULINGS,
    RI_TABLE_ACCEPTANCES,
    RI_TABLE_DISPUTES,
    RI_TABLE_COUNT
};

extern const ri_table ri_tables[RI_TABLE_COUNT];

/* Columns, by their places in the tables whose rows scenarios change. */
enum {
    RI_UNIT_KEY,
    RI_UNIT_NAME,
    RI_UNIT_PARENT,
    RI_UNIT_HEAD,
    RI_UNIT_KIND,
    RI_UNIT_FUNC,
    RI_UNIT_TAGS
};
enum {
    RI_POSITION_KEY,
    RI_POSITION_TITLE,
    RI_POSITION_UNIT,
    RI_POSITION_REPORTS_TO,
    RI_POSITION_OFFICE,
    RI_POSITION_DOTTED_TO,
    RI_POSITION_GRADE
};
enum { RI_PERSON_KEY, RI_PERSON_NAME, RI_PERSON_EMAIL };
enum { RI_JOURNEY_KEY, RI_JOURNEY_NAME, RI_JOURNEY_LEAD, RI_JOURNEY_TEAM };
enum {
    RI_TOUCHPOINT_KEY,
    RI_TOUCHPOINT_NAME,
    RI_TOUCHPOINT_JOURNEY,
    RI_TOUCHPOINT_STAGE,
    RI_TOUCHPOINT_CHANNEL,
    RI_TOUCHPOINT_CRITICALITY,
    RI_TOUCHPOINT_ORDER,
    RI_TOUCHPOINT_UNITS,
    RI_TOUCHPOINT_TAGS,
    RI_TOUCHPOINT_MANAGED,
    RI_TOUCHPOINT_TRUTH,
    RI_TOUCHPOINT_REVIEWED_ON
};

/* The table of that name, or NULL. */
const ri_table *ri_table_named(const char *name);
/* The table whose rows are things of that kind, or -1. */
int ri_table_of_kind(ri_kind kind);

/* The kind that a column of links names: the first of those that it may. */
ri_kind ri_column_kind(const ri_column *column);
/* The index of the column of that name or type, or -1. */
int ri_table_column(const ri_table *table, const char *name, size_t length);
int ri_table_column_of(const ri_table *table, ri_cell_type type);

#endif
