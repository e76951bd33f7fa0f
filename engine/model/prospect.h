/*
 * A prospect: what an organization looks like once some of it has been changed, as rows
 * that are laid over a whole snapshot. The steps of scenarios read and write it; from it
 * another snapshot is derived (derive.h), or the model is written (changes.h).
 *
 * Everything is said as of the snapshot's day, and from it on. Things are named by their
 * places in the snapshot, which must have places for those that are to be created.
 */
#ifndef RI_PROSPECT_H
#define RI_PROSPECT_H

#include "base/arena.h"
#include "base/map.h"
#include "model/snapshot.h"
#include "model/tables.h"

/* What stands in a column: of a link the row it leads to (RI_NONE: unset), of a list its
   rows (of tags words of the snapshot), of all others the text that a canonical file would
   have (NULL: unset). */
typedef struct ri_said {
    uint32_t link;
    const char *text;
    const uint32_t *items;
    uint32_t n_items;
    bool rest;              /* what the row's list names and is not there on the day stays in it; */
    const uint32_t *origin; /* then, by item, where it stood among those that are there; NULL:
                               where it stands now */
} ri_said;

/* A thing that differs from what the snapshot has. `says` has a bit for each column that is
   said anew; for a thing that was not there all of them are. */
typedef struct ri_altered {
    ri_kind kind;
    uint32_t row;
    bool was;   /* there before */
    bool there; /* now */
    uint32_t says;
    ri_said cells[RI_TABLE_COLUMNS_MAX]; /* by column of the kind's table */
    const char **attributes; /* names and values in turn, NULL for one taken away; or NULL */
    uint32_t n_attributes;   /* pairs */
} ri_altered;

/* Where one is; they do not move. */
typedef struct ri_altered_place {
    ri_altered *it;
} ri_altered_place;

typedef struct ri_new_seat {
    uint32_t position;
    uint32_t person;
    uint32_t kind; /* RI_SEAT_… */
    int32_t to;    /* RI_DAY_MAX for no end */
    bool ends;     /* its end was said */
    bool dropped;  /* it was ended again */
} ri_new_seat;

typedef struct ri_new_mandate {
    uint32_t position;
    const char *scope;
    bool dropped;
} ri_new_mandate;

/* A stated row as it is to be; `gone`: it goes. */
typedef struct ri_new_stated {
    uint32_t touchpoint;
    const char *letter;
    const char *holder;
    const char *reason; /* NULL for none */
    bool was;           /* there before */
    bool gone;
    uint32_t before; /* place of another one of the touchpoint, or RI_NONE */
} ri_new_stated;

typedef struct ri_prospect {
    const ri_snapshot *s;
    ri_arena *arena;
    ri_map places;             /* reference -> place in `altered` */
    ri_altered_place *altered; /* in the order in which they were first touched */
    uint32_t n_altered;
    size_t altered_capacity;
    ri_new_seat *seats;
    size_t n_seats;
    size_t seats_capacity;
    uint8_t *ended; /* by term of the snapshot's basis; NULL while none has. Of one that
                       begins later: it does not begin */
    ri_new_mandate *mandates;
    size_t n_mandates;
    size_t mandates_capacity;
    uint8_t *withdrawn; /* by mandate of the snapshot; NULL while none is */
    ri_new_stated *stated;
    size_t n_stated;
    size_t stated_capacity;
    ri_map stated_last; /* touchpoint -> place of the last one of it */
    bool failed;        /* memory is exhausted; sticky */
} ri_prospect;

/* The snapshot must outlive it. false: memory is exhausted. */
bool ri_prospect_begin(ri_prospect *p, const ri_snapshot *s);
void ri_prospect_end(ri_prospect *p);

/* ---- things ---- */

bool ri_prospect_there(const ri_prospect *p, ri_kind kind, uint32_t row);
/* The thing of that key, as it is now: RI_NONE when it is not there. */
uint32_t ri_prospect_find(const ri_prospect *p, ri_kind kind, const char *key);
/* What a column says now. */
ri_said ri_prospect_said(ri_prospect *p, ri_kind kind, uint32_t row, int column);
/* What it said in the snapshot. */
ri_said ri_prospect_before(ri_prospect *p, ri_kind kind, uint32_t row, int column);
/* What it says now, of a column of links. */
uint32_t ri_prospect_link(const ri_prospect *p, ri_kind kind, uint32_t row, int column);
/* What was altered of it, or NULL. */
const ri_altered *ri_prospect_altered(const ri_prospect *p, ri_kind kind, uint32_t row);
/* Whether a flag of touchpoints is set: one that is not said is as it usually is. */
bool ri_said_flag(int column, const char *text);
/* Whether two say the same in a column of the kind. */
bool ri_said_same(ri_kind kind, int column, const ri_said *a, const ri_said *b);

/* Each alters it; texts and items are kept, not copied: they must live as long. */
void ri_prospect_set(ri_prospect *p, ri_kind kind, uint32_t row, int column, ri_said said);
void ri_prospect_set_link(ri_prospect *p, ri_kind kind, uint32_t row, int column, uint32_t to);
void ri_prospect_set_text(ri_prospect *p, ri_kind kind, uint32_t row, int column, const char *text);
/* "" takes an attribute away. */
void ri_prospect_set_attribute(ri_prospect *p, ri_kind kind, uint32_t row, const char *name,
                               const char *value);
const char *ri_prospect_attribute(const ri_prospect *p, ri_kind kind, uint32_t row,
                                  const char *name);
/* It is there from now on, and nothing is said of it yet; it ends. */
void ri_prospect_open(ri_prospect *p, ri_kind kind, uint32_t row);
void ri_prospect_close(ri_prospect *p, ri_kind kind, uint32_t row);

/* A list as a column has it, copied. Exhausted memory is noted. */
ri_said ri_prospect_list(ri_prospect *p, const uint32_t *items, uint32_t n);
/* A list in which `to` stands where `from` stood, once; RI_NONE: nothing does. */
ri_said ri_prospect_replaced(ri_prospect *p, const ri_said *list, uint32_t from, uint32_t to);
/* The number of a word of the snapshot, which gets it if it has not. */
uint32_t ri_prospect_word(ri_prospect *p, const char *word);

/* ---- lists of things: calls `each` for all rows of the kind that are there now, and whose
   link in the column leads to `to` ---- */
typedef void (*ri_prospect_fn)(ri_prospect *p, uint32_t row, void *payload);
void ri_prospect_each_linked(ri_prospect *p, ri_kind kind, int column, uint32_t to,
                             ri_prospect_fn each, void *payload);
/* The touchpoints that a unit delivers. */
void ri_prospect_each_delivered(ri_prospect *p, uint32_t unit, ri_prospect_fn each, void *payload);
/* Whether a list column has an item. */
bool ri_prospect_has_item(ri_prospect *p, ri_kind kind, uint32_t row, int column, uint32_t item);
/* Whether a touchpoint is on a journey: its first one, or a further one. */
bool ri_prospect_on_journey(ri_prospect *p, uint32_t touchpoint, uint32_t journey);

/* ---- seats ---- */

/* Whether the person sits in the position now in that kind of seat, and until when. */
bool ri_prospect_seated(const ri_prospect *p, uint32_t position, uint32_t person, uint32_t kind,
                        int32_t *to);
void ri_prospect_seat(ri_prospect *p, uint32_t position, uint32_t person, uint32_t kind, int32_t to,
                      bool ends);
/* Ends seats of the position, of the person and of the kind that are not RI_NONE; gives how
   many. With `later` those do not begin either that would. */
uint32_t ri_prospect_unseat(ri_prospect *p, uint32_t position, uint32_t person, uint32_t kind,
                            bool later);

/* ---- mandates, stated rows ---- */

bool ri_prospect_mandated(const ri_prospect *p, uint32_t position, const char *scope);
void ri_prospect_grant(ri_prospect *p, uint32_t position, const char *scope);
void ri_prospect_withdraw(ri_prospect *p, uint32_t position, const char *scope);

/* The reason of a stated row that is there now in *reason; false when there is none. */
bool ri_prospect_is_stated(const ri_prospect *p, uint32_t touchpoint, const char *letter,
                           const char *holder, const char **reason);
void ri_prospect_state(ri_prospect *p, uint32_t touchpoint, const char *letter, const char *holder,
                       const char *reason);
void ri_prospect_unstate(ri_prospect *p, uint32_t touchpoint, const char *letter,
                         const char *holder);

#endif
