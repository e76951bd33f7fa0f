/*
 * Loading a snapshot: what the files snapshot_*.c share.
 *
 * One code fills the columns for both providers. Every table has two statements
 * with the same columns, one that reads all of it and one that reads what belongs
 * to one thing; ri_loading_each runs whichever the loading calls for.
 */
#ifndef RI_LOADING_H
#define RI_LOADING_H

#include "base/arena.h"
#include "model/ids.h"
#include "model/lists.h"
#include "model/sets.h"
#include "model/snapshot.h"
#include "store/store.h"

/* What a focus reaches: the rows of each kind in the order of their keys, and the
   handoffs asked for that exist. */
typedef struct ri_reached {
    int64_t id;
    int64_t period;
    const char *key;
} ri_reached;

typedef struct ri_passage {
    int64_t from; /* ids of touchpoints */
    int64_t to;
} ri_passage;

typedef struct ri_reach {
    ri_reached *rows[RI_KIND_COUNT];
    size_t n[RI_KIND_COUNT];
    size_t capacity[RI_KIND_COUNT];
    ri_passage *passages;
    size_t n_passages;
    size_t passages_capacity;
} ri_reach;

/* A place on a journey. */
typedef struct ri_step_on {
    uint32_t journey;
    uint32_t touchpoint;
    int64_t order;
} ri_step_on;

/* Items of one size, gathered before their number is known; begins zeroed. */
typedef struct ri_gathering {
    void *items;
    size_t n;
    size_t capacity;
} ri_gathering;

struct ri_snapshot_private {
    ri_arena *arena;
    ri_intern *texts;          /* values that repeat: of attributes, letters, holders */
    ri_lists offices;          /* word -> positions, for words met as offices or not */
    uint32_t n_offices;        /* rows of `offices` */
    const char **handoff_keys; /* made when first asked for; NULL array before */
    const char **handoff_names;
    size_t failures;        /* to note, look up or name something */
    struct ri_basis *basis; /* basis.h; NULL unless it was asked for */
    const ri_snapshot *of;  /* what it is derived from, and shares its words and texts with */
    ri_intern *asked;       /* focused only: what was asked for when it was loaded, */
    ri_intern *lacking;     /* and what was asked of it since and is not there */
    bool lacks_all;
};

struct ri_basis;

typedef struct ri_loading {
    ri_store *store;
    ri_snapshot *s;
    ri_arena *arena;                /* the snapshot's */
    const ri_reach *reach;          /* NULL: everything */
    const ri_places *places;        /* further keys that get a place, or NULL */
    size_t next[RI_KIND_COUNT];     /* how many of them have one */
    struct ri_basis *basis;         /* what is to be kept beside the snapshot, or NULL */
    uint8_t *absent[RI_KIND_COUNT]; /* by row, where there are any: whether it is not there */
    bool names;
    char date[11];
    ri_ids ids[RI_KIND_COUNT];     /* ids of what is there on the date */
    ri_ids periods[RI_KIND_COUNT]; /* ids of the periods that hold on it */
    ri_set_table unit_sets;
    ri_set_table tag_sets;
    ri_set_table journey_sets;
    ri_map tag_texts;      /* number in texts -> set of tags */
    ri_map holders;        /* number in texts -> holder named there */
    ri_gathering steps;    /* ri_step_on: further journeys of touchpoints */
    ri_gathering hidden;   /* with a basis: those that name a touchpoint's first journey */
    ri_gathering gathered; /* scratch of whoever is gathering */
    uint8_t *there;        /* touchpoints whose columns were read */
    uint32_t delivering;   /* the touchpoint whose delivering units are being read */
    ri_pairs pairs;        /* likewise */
    ri_text line;          /* likewise */
    uint32_t *items;       /* likewise */
    size_t n_items;
    size_t items_capacity;
    char *text_at; /* where the next text is put, and how much fits there */
    size_t text_left;
} ri_loading;

/* Takes one row of a statement. */
typedef raci_status (*ri_take_fn)(ri_loading *loading, ri_stmt *row, raci_error *err);

/* A table: its two statements, and what they take as ?1 and ?2, ?3. */
typedef struct ri_scan {
    enum ri_query all;
    enum ri_query one;
    bool dated;     /* ?1 is the date */
    bool by_period; /* ?2 is the id of a period rather than of the thing */
    bool named;     /* ?3 says whether names are wanted */
    ri_kind of;     /* the kind whose rows `one` belongs to */
} ri_scan;

/* Reads all rows that are to be loaded. */
raci_status ri_loading_each(ri_loading *loading, const ri_scan *scan, ri_take_fn take,
                            raci_error *err);

/* Reads all rows of one statement: ?1 is the date if `dated`, ?2 a text unless NULL. */
raci_status ri_loading_read(ri_loading *loading, enum ri_query query, bool dated, const char *about,
                            ri_take_fn take, raci_error *err);

/* The mutable rows of a kind that has rows. */
ri_rows *ri_loading_rows(ri_snapshot *s, ri_kind kind);

/* n numbers in the arena. false: exhausted. */
bool ri_numbers(uint32_t **out, ri_arena *arena, size_t n);

/* The row of a period, of which columns 0 and 1 are the ids of the thing and of the
   period, which is noted; RI_NONE when the thing is not there. false: exhausted. */
bool ri_loading_row(ri_loading *loading, ri_stmt *row, ri_kind kind, uint32_t *out);
/* The name in a column, else the key, if names are wanted. false: exhausted. */
bool ri_loading_name(ri_loading *loading, ri_stmt *row, int at, ri_rows *rows, uint32_t index);

/* Copies text into the snapshot, many of them side by side. NULL: exhausted. */
const char *ri_loading_text(ri_loading *loading, const char *bytes, size_t length);
/* Text of a column, likewise. *out is NULL for NULL. false: exhausted. */
bool ri_loading_column(ri_loading *loading, ri_stmt *row, int at, const char **out);
/* The same for text that repeats from row to row: equal texts are stored once. */
bool ri_loading_shared(ri_loading *loading, ri_stmt *row, int at, const char **out);
/* The word in a column; RI_NONE for NULL or empty text. false: exhausted. */
bool ri_loading_word(ri_loading *loading, ri_stmt *row, int at, uint32_t *out);
/* The index of what a column's id names; RI_NONE for NULL, or when it is not there. */
uint32_t ri_loading_ref(const ri_loading *loading, ri_stmt *row, int at, ri_kind kind);
/* The set of tags written in a column as a ';' list. */
bool ri_loading_tags(ri_loading *loading, ri_stmt *row, int at, uint32_t *out);
/* The list in loading->items as a set, and empties it. false: exhausted. */
bool ri_loading_set(ri_loading *loading, ri_set_table *table, uint32_t *out);
/* The scratch pairs as lists of n rows, and empties them. false: exhausted. */
bool ri_loading_lists(ri_loading *loading, ri_lists *out, uint32_t n);

/* Gives places to the further keys that come before `key`, or with NULL to those that are
   left; *wanted says whether `key` is one itself. false: exhausted. */
bool ri_loading_further(ri_loading *loading, ri_kind kind, const char *key, bool *wanted);
/* Empties a column of links in the rows that are not there. */
void ri_loading_blank(const ri_loading *loading, ri_kind kind, uint32_t *column);
/* Makes room for n rows of a kind, and for further ones. */
raci_status ri_loading_expect(ri_loading *loading, ri_kind kind, size_t n, raci_error *err);
/* Gives the next place of a kind to what has this id. false: exhausted. */
bool ri_loading_place(ri_loading *loading, ri_kind kind, int64_t id, const char *key,
                      size_t length);
/* Runs a statement that counts, and gives its n columns. */
raci_status ri_loading_counts(ri_loading *loading, enum ri_query query, size_t *counts, size_t n,
                              raci_error *err);

/* One more item of this size, for the caller to fill. NULL: exhausted. */
void *ri_gather(ri_gathering *run, size_t size);
/* Copies the scratch run into the snapshot and empties it. false: exhausted. */
bool ri_loading_keep(ri_loading *loading, size_t size, void **out, uint32_t *n);

/* RI_SEAT_… of a word. */
uint32_t ri_seat_kind(const char *kind);

/* Offices are compared in lower case, and 'cco' is read as 'cxo'. Writes it over the name. */
void ri_office_fold(char *office);
/* Appends the word to a text. */
void ri_office_word(ri_text *out, const char *office);

/* The thing with that key among what is loaded, or RI_NONE; notes nothing. */
ri_ref ri_rows_find(const ri_snapshot *s, ri_kind kind, const char *key);

/* The parts, in the order in which they are loaded. */
raci_status ri_load_stages(ri_loading *loading, raci_error *err);
raci_status ri_load_places(ri_loading *loading, raci_error *err);
raci_status ri_load_columns(ri_loading *loading, raci_error *err);
raci_status ri_load_touchpoints(ri_loading *loading, raci_error *err);
raci_status ri_load_attributes(ri_loading *loading, raci_error *err);
raci_status ri_load_lists(ri_loading *loading, raci_error *err);
raci_status ri_load_tenure(ri_loading *loading, raci_error *err);
raci_status ri_load_lines(ri_loading *loading, raci_error *err);
raci_status ri_load_journeys(ri_loading *loading, raci_error *err);
raci_status ri_load_links(ri_loading *loading, raci_error *err);
raci_status ri_load_handoffs(ri_loading *loading, raci_error *err);
raci_status ri_load_walks(ri_loading *loading, raci_error *err);
raci_status ri_load_mandates(ri_loading *loading, raci_error *err);
raci_status ri_load_stated(ri_loading *loading, raci_error *err);
raci_status ri_load_ruled_units(ri_loading *loading, raci_error *err);
raci_status ri_load_acknowledged(ri_loading *loading, raci_error *err);
raci_status ri_load_acceptances(ri_loading *loading, raci_error *err);
raci_status ri_load_basis(ri_loading *loading, raci_error *err); /* nothing without one */

/* What is found from columns that are there. false: exhausted. */
bool ri_line_units(ri_loading *loading);     /* their tree and departments */
bool ri_line_positions(ri_loading *loading); /* their lines */
bool ri_load_heads(ri_loading *loading);     /* the units that each position heads, */
bool ri_load_located(ri_loading *loading);   /* the positions in each unit, */
bool ri_load_offices(ri_loading *loading);   /* and those with each office */
bool ri_index_seats(ri_loading *loading);    /* where those of each position begin */
bool ri_index_mandates(ri_loading *loading);

/* How rows of these stand; that of stated rows takes the date. */
int ri_seat_order(const void *a, const void *b, const void *context);
int ri_mandate_order(const void *a, const void *b, const void *context);
int ri_stated_order(const void *a, const void *b, const void *context);

/* What the scope of a mandate names, RI_NONE when it is not there. */
ri_ref ri_scope_of(const ri_snapshot *s, const char *text);
/* Who is named by a reference; an office is there when some position has it. */
ri_ref ri_loading_holder(ri_loading *loading, const char *text);

/* Ends the hold in which a snapshot was made with that status: gives it, or frees it (it may be
   NULL). */
raci_status ri_loading_end(ri_snapshot **out, ri_snapshot *s, ri_store *store, raci_status status);

/* All of them: makes the snapshot, in a transaction that the caller has begun. A
   reach of NULL loads everything; `places` and `basis` may be NULL: what the latter is
   given is the caller's to free, also after a failure. */
raci_status ri_loading_run(ri_snapshot **out, ri_store *store, int32_t date, const ri_reach *reach,
                           const ri_places *places, struct ri_basis *basis, bool names,
                           raci_error *err);

#endif
