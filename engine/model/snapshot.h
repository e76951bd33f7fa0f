/*
 * The snapshot: the organization as of one date, read-only, in columns.
 *
 * It is loaded whole (for `check`, `matrix`) or only as far as one question
 * touches it (for `who`, `why`); both are this same structure, so that all code
 * to the right of the model works on either. Only what exists on the date is in
 * it: a row whose period does not contain the date is absent, and a reference to
 * something absent is RI_NONE, as if it were not stated.
 *
 * The rows of each kind stand in the byte order of their keys; an index is a
 * row's place there, so equal indexes mean equal things and comparing indexes
 * compares keys. Handoffs stand in the byte order of "a->b". Columns are
 * parallel arrays; a list column is an array of n + 1 offsets and the items.
 */
#ifndef RI_SNAPSHOT_H
#define RI_SNAPSHOT_H

#include "base/intern.h"
#include "base/text.h"
#include "model/known.h"
#include "model/reference.h"

/* Lists of rows: the items of row i are items[first[i]] … items[first[i + 1] - 1]. */
typedef struct ri_lists {
    uint32_t *first; /* n + 1 offsets */
    uint32_t *items;
} ri_lists;

/* Sets that many rows share (delivering units, tags, journeys) are stored once;
   a row has the set's number. Set 0 is the empty set. Items keep the order in
   which they were stated, without repetitions. */
typedef struct ri_sets {
    uint32_t n;
    ri_lists of; /* set -> items */
} ri_sets;

/* Attributes of rows: for row i the pairs first[i] … first[i + 1] - 1, in the byte
   order of names. NULL arrays when the kind has none at all. */
typedef struct ri_attributes {
    uint32_t *first;
    uint32_t *name; /* numbers of ri_snapshot.words */
    const char **value;
} ri_attributes;

/* What every kind has. Where two snapshots are to be compared, each has a place for what
   only the other one has: then `absent` says which rows are not there. Nothing refers to
   such a row, and it says nothing but its key. */
typedef struct ri_rows {
    uint32_t n;
    const uint8_t *absent; /* NULL where all are there */
    uint32_t n_absent;     /* how many are not */
    const char **key;
    const char **name; /* title of a position; never NULL: the key where unset.
                          NULL array when the snapshot was loaded without names */
    int32_t *from;     /* the period that holds on the date, of units, positions, people and */
    int32_t *to;       /* teams: RI_DAY_MIN and RI_DAY_MAX where unset. Else NULL arrays */
    ri_attributes attrs;
} ri_rows;

typedef struct ri_units {
    ri_rows rows;
    uint32_t *parent;     /* unit or RI_NONE; a cycle is cut at its smallest key in `up` */
    uint32_t *up;         /* as parent, but without cycles: walking it always ends */
    uint32_t *loop;       /* the smallest unit of the cycle it is on, or RI_NONE; a NULL
                             array when there is no cycle */
    uint32_t *head;       /* position or RI_NONE */
    uint32_t *kind;       /* word or RI_NONE */
    uint32_t *func;       /* word or RI_NONE */
    uint32_t *tag_set;    /* set of ri_snapshot.tag_sets */
    uint32_t *department; /* the unit's department, 1-domain.md "Derived facts" */
    uint32_t *enter;      /* preorder numbers over `up`: v is at or below u when */
    uint32_t *leave;      /* enter[u] <= enter[v] && enter[v] < leave[u]; on a cycle
                             only ri_unit_within tells */
    uint32_t *at;         /* preorder number -> unit */
    ri_lists positions;   /* in the unit itself */
} ri_units;

typedef struct ri_seat {
    uint32_t person;
    uint32_t position;
    uint32_t kind; /* RI_SEAT_… */
    int32_t from;
    int32_t to;
} ri_seat;

enum { RI_SEAT_HOLDER, RI_SEAT_ACTING, RI_SEAT_DELEGATE };

typedef struct ri_positions {
    ri_rows rows;
    uint32_t *unit;
    uint32_t *reports_to; /* solid line, as stated */
    uint32_t *up;         /* as reports_to, cycles cut at their smallest key */
    uint32_t *loop;       /* as units.loop */
    uint32_t *office;     /* word, 'cco' read as 'cxo', or RI_NONE */
    const char **grade;   /* NULL where unset */
    ri_lists dotted;      /* positions */
    uint32_t *enter;      /* preorder numbers over `up` */
    uint32_t *leave;
    uint32_t *depth;      /* how many are above it over `up` */
    uint32_t *jump;       /* one far above it over `up`; a root's is itself */
    uint32_t *first_seat; /* n + 1: the position's seats on the date in `seats` */
    ri_lists heads;       /* units each position heads */
    int32_t *vacant_on;   /* of one filled on the date: the first day after it on which it is
                             there and nobody sits in it; else, or if none, RI_DAY_MAX */
    int32_t *last_end;    /* the day on or before the date on which a seat of it ended last,
                             as its row says, or RI_DAY_MIN */
    uint8_t *last_acting; /* whether all seats that ended on that day were acting ones */
    int32_t *reseated;    /* the day on or before the date on which a seat of it began or
                             ended last, or RI_DAY_MIN */
} ri_positions;

typedef struct ri_people {
    ri_rows rows;
    const char **email; /* NULL where unset */
    ri_lists positions; /* in which they are seated on the date, without repetitions */
    int32_t *reseated;  /* as of positions: of their seats, in whatever position */
} ri_people;

typedef struct ri_teams {
    ri_rows rows;
    uint32_t *kind;   /* word or RI_NONE */
    uint32_t *lead;   /* position or RI_NONE */
    ri_lists members; /* in key order, the lead among them */
} ri_teams;

typedef struct ri_stages {
    ri_rows rows;
    int64_t *order; /* INT64_MAX where unset */
} ri_stages;

typedef struct ri_channels {
    ri_rows rows;
} ri_channels;

typedef struct ri_journeys {
    ri_rows rows;
    uint32_t *lead; /* position or RI_NONE */
    uint32_t *team;
    ri_lists touchpoints; /* in the journey's order */
} ri_journeys;

typedef struct ri_touchpoints {
    ri_rows rows;
    uint32_t *journey;     /* the first journey, or RI_NONE */
    uint32_t *journey_set; /* all of them, first one first */
    uint32_t *stage;
    uint32_t *channel;
    uint8_t *criticality; /* 0 where unset */
    int64_t *order;       /* INT64_MAX where unset */
    uint32_t *unit_set;   /* delivering units */
    uint32_t *tag_set;
    uint8_t *managed;     /* 1 unless said to be no */
    uint8_t *truth;       /* moment of truth */
    int32_t *reviewed_on; /* RI_DAY_MIN where unset */
} ri_touchpoints;

/* What follows from the two sides of a handoff. */
typedef struct ri_passing {
    uint32_t unit_set;    /* delivering units of both */
    uint32_t journey_set; /* journeys that both are on */
    uint8_t crosses;      /* the departments of their delivering units differ */
} ri_passing;

/* Where a snapshot is derived, of a handoff that is another one than in the other snapshot. */
typedef struct ri_repassing {
    uint32_t handoff;
    ri_passing passing;
} ri_repassing;

typedef struct ri_handoffs {
    uint32_t n;
    const uint8_t *absent; /* as of rows; the two sides are touchpoints, there or not */
    uint32_t *from;        /* touchpoints */
    uint32_t *to;
    ri_passing *passing;           /* but for those that are others: ri_handoff_passing tells, */
    const ri_repassing *repassing; /* which stand in order */
    uint32_t n_repassing;
} ri_handoffs;

enum { RI_LINK_FEEDBACK, RI_LINK_HANDOFF, RI_LINK_PROMISE };

typedef struct ri_link {
    uint32_t from;
    uint32_t to;
    uint32_t kind;
} ri_link;

typedef struct ri_walk {
    uint32_t position;
    uint32_t channel;
    int32_t date;
} ri_walk;

/* `scope` is a reference, or the reference to the enterprise for '*'; RI_NONE when
   what it names is not there on the date (it then covers nothing). */
typedef struct ri_mandate {
    uint32_t position;
    ri_ref scope;
    const char *scope_text;
    int32_t from; /* RI_DAY_MIN where unset */
    int32_t to;   /* RI_DAY_MAX where unset */
} ri_mandate;

/* A stated row, or a ruling valid on the date. `holder` is RI_NONE when it is not
   there on the date; an office is there when some position has it, and the index of its
   reference is a word; holder_text always has the reference as stated. */
typedef struct ri_stated {
    ri_ref subject;
    const char *letter;
    ri_ref holder;
    const char *holder_text;
    const char *reason; /* NULL where unset */
    const char *by;     /* rulings only: the reference of who decided */
    const char *name;   /* of the rule it acts as: "stated:T:L:HOLDER", "ruling:S:L:HOLDER" */
    int32_t from;       /* rulings only, RI_DAY_MIN and RI_DAY_MAX where unset */
    int32_t to;
    const char *between; /* rulings only: names of rules and stated rows that it chose between,
                            joined by ';'; NULL where unset */
    bool joint;          /* rulings only: several have the letter on purpose */
    bool moved; /* rulings of a whole snapshot only: others deliver the subject than when it
                   began */
} ri_stated;

/* A dispute that is valid on the date. `by` is RI_NONE when whoever contests is not there;
   an office is there as for stated rows. */
typedef struct ri_dispute {
    ri_ref subject;
    const char *letter;
    ri_ref by;               /* a position, an office or a person */
    const char *by_text;     /* the reference as stated */
    ri_ref claims;           /* whom they say it should be; RI_NONE when not there, or unset */
    const char *claims_text; /* "" where unset */
    const char *reason;      /* NULL where unset */
} ri_dispute;

/* An acceptance: of the finding with this key, as long as it looks as it did. */
typedef struct ri_acceptance {
    const char *finding;
    const char *fingerprint;
    const char *by;     /* a reference */
    const char *reason; /* NULL where unset */
    int32_t from;       /* RI_DAY_MIN where unset */
    int32_t to;         /* RI_DAY_MAX where unset */
} ri_acceptance;

/* The last acknowledgement of a role card. */
typedef struct ri_acknowledged {
    const char *holder; /* a reference */
    const char *card;   /* the digest of what the card said */
    const char *person; /* who acknowledged it: a reference */
    int32_t day;        /* on which it did */
} ri_acknowledged;

typedef struct ri_snapshot {
    int32_t date;
    bool whole; /* loaded whole, rather than as far as a question touches it */
    ri_units units;
    ri_positions positions;
    ri_people people;
    ri_teams teams;
    ri_stages stages;
    ri_channels channels;
    ri_journeys journeys;
    ri_touchpoints touchpoints;
    ri_handoffs handoffs;
    ri_sets unit_sets;
    ri_sets tag_sets; /* items are words */
    ri_sets journey_sets;
    ri_seat *seats; /* by position, person, kind, from; all valid on the date */
    uint32_t n_seats;
    ri_link *links; /* by from, to, kind */
    uint32_t n_links;
    ri_walk *walks; /* by position, channel, date; those that have been by the date */
    uint32_t n_walks;
    ri_mandate *mandates; /* by position, scope text; those valid on the date */
    uint32_t n_mandates;
    uint32_t *first_mandate; /* positions.n + 1 offsets into mandates */
    bool has_mandates;       /* whether the organization has any on the date */
    ri_stated *stated;       /* by subject, letter, holder text */
    uint32_t n_stated;
    ri_stated *rulings; /* likewise; those valid on the date, */
    uint32_t n_rulings;
    uint32_t n_ended_rulings; /* and, when whole, behind them those that ended on it or before */
    ri_dispute *disputes;     /* by subject, letter, text of `by`; those valid on the date */
    uint32_t n_disputes;
    bool several_departments;      /* whether the organization has two or more on the date */
    ri_acceptance *acceptances;    /* by finding, fingerprint, from; those valid on the date, */
    uint32_t n_acceptances;        /* all of them, whatever the focus, */
    uint32_t n_ended_acceptances;  /* and behind them, likewise, those that ended */
    ri_acknowledged *acknowledged; /* by holder; when whole */
    uint32_t n_acknowledged;
    uint64_t *since_key; /* keys of recorded findings, in order; see ri_snapshot_recall */
    int32_t *since_day;  /* and since when each has been there */
    uint32_t n_since;
    int64_t last_run; /* the number of the last recorded run; 0 for none, or not recalled */
    ri_intern *words; /* tags, offices, kinds, functions, attribute names */
    struct ri_snapshot_private *own;
} ri_snapshot;

/* What of an organization a question touches; see ri_snapshot_focus. */
typedef struct ri_focus ri_focus;

/* Loads the whole organization as of `date`. Without `names` the name columns
   stay NULL, which saves time where nothing is shown. Gives an owned snapshot. */
raci_status ri_snapshot_load(ri_snapshot **out, raci_model *model, int32_t date, bool names,
                             raci_error *err);

/* Keys that a snapshot is to have places for, by kind; sorted, each once. */
typedef struct ri_places {
    const char **keys[RI_KIND_COUNT];
    size_t n[RI_KIND_COUNT];
} ri_places;

/* The same, with names, and with places for other keys too (NULL: none): what only these
   have is absent. */
raci_status ri_snapshot_load_among(ri_snapshot **out, raci_model *model, int32_t date,
                                   const ri_places *places, raci_error *err);

/* A question about one subject begins with a focus on it and goes round: load,
   answer, and while the answer lacked something, extend and do it again. What is
   loaded is always complete with regard to itself: with a position come its unit,
   superiors and their units up to the top, seats, mandates, offices and the units
   it heads; with a unit its parents and head; with a team its lead and members;
   with a journey its lead and team; with a touchpoint its delivering units,
   journeys, stated rows; with a handoff both sides; with a subject its rulings and
   disputes, and whom they name. The positions of the offices 'ceo' and 'cxo' are
   always there, stages and channels too. What has its other end elsewhere is there
   as far as that was loaded: the touchpoints of a journey, links, the positions of a
   unit; handoffs are those that were asked for, and a mandate's scope is RI_NONE when
   nothing of the question touches it. */
raci_status ri_focus_new(ri_focus **out, raci_model *model, int32_t date, raci_error *err);
void ri_focus_free(ri_focus *focus);
/* Adds something by kind and key (a handoff's key is "a->b"). */
raci_status ri_focus_add(ri_focus *focus, ri_kind kind, const char *key, raci_error *err);
raci_status ri_snapshot_focus(ri_snapshot **out, ri_focus *focus, raci_error *err);
/* Whether the answer asked for something that was not loaded; if so the focus is
   extended by it. */
bool ri_focus_extend(ri_focus *focus, const ri_snapshot *snapshot);

/* Recalls from the record since when the findings of the last run have been there: the
   earliest date of the unbroken series of runs that show each, where it is before
   `before`; those of one subject ("touchpoint:checkout"), or with NULL all. */
raci_status ri_snapshot_recall(ri_snapshot *snapshot, raci_model *model, const char *subject,
                               int32_t before, raci_error *err);
/* As another one of the same day, which outlives it, has it. */
void ri_snapshot_recall_as(ri_snapshot *snapshot, const ri_snapshot *of);
/* The day since which the finding of that key has been there, or RI_DAY_MAX when that was
   not recalled. */
int32_t ri_snapshot_since(const ri_snapshot *snapshot, const char *key);

void ri_snapshot_free(ri_snapshot *snapshot);

/* The thing with that key, or RI_NONE when it is not there on the date. On a
   focused snapshot, a key that was not loaded is noted for ri_focus_extend. An
   office has no row: use ri_snapshot_office. */
ri_ref ri_snapshot_find(const ri_snapshot *snapshot, ri_kind kind, const char *key);
/* Where the rows on a subject begin among n stated rows, or rulings of which all are in
   force or none is; n when there are none. */
uint32_t ri_stated_first(const ri_stated *rows, uint32_t n, ri_ref subject);
/* The place of a key among rows, whether or not it is there; RI_NONE when it has none. */
uint32_t ri_rows_place(const ri_rows *rows, const char *key);
/* The positions that hold an office ('cco' is read as 'cxo'), in key order; *n
   counts them. */
const uint32_t *ri_snapshot_office(const ri_snapshot *snapshot, const char *office, uint32_t *n);
/* Notes that the answer needs everything at or below a unit (its people), or the
   whole organization. On a whole snapshot they do nothing. */
void ri_snapshot_need_below(const ri_snapshot *snapshot, uint32_t unit);
/* Likewise all touchpoints of a journey. */
void ri_snapshot_need_journey(const ri_snapshot *snapshot, uint32_t journey);
void ri_snapshot_need_whole(const ri_snapshot *snapshot);
/* How often memory was exhausted while something was noted, looked up or named: what came of it
   must not be used. NULL: never. */
size_t ri_snapshot_failures(const ri_snapshot *snapshot);
/* Whether it ever was. */
static inline bool ri_snapshot_failed(const ri_snapshot *snapshot)
{
    return ri_snapshot_failures(snapshot) > 0;
}

/* A reference's key and name (a handoff's, borrowed, are "a->b" and "A → B"; the
   enterprise's are "" and "the enterprise"). Never NULL. */
const char *ri_snapshot_key(const ri_snapshot *snapshot, ri_ref ref);
const char *ri_snapshot_name(const ri_snapshot *snapshot, ri_ref ref);
/* The reference as text, "unit:ops", appended. */
void ri_snapshot_reference(const ri_snapshot *snapshot, ri_ref ref, ri_text *out);
/* Whether a row, a handoff is there: all are, but where there are places for others. */
static inline bool ri_row_there(const ri_rows *rows, uint32_t row)
{
    return rows->absent == NULL || rows->absent[row] == 0;
}
static inline bool ri_handoff_there(const ri_handoffs *handoffs, uint32_t handoff)
{
    return handoffs->absent == NULL || handoffs->absent[handoff] == 0;
}
ri_passing ri_handoff_repassing(const ri_handoffs *handoffs, uint32_t handoff);
static inline ri_passing ri_handoff_passing(const ri_handoffs *handoffs, uint32_t handoff)
{
    return handoffs->n_repassing == 0 ? handoffs->passing[handoff]
                                      : ri_handoff_repassing(handoffs, handoff);
}
/* The rows of a kind, or NULL for kinds without (enterprise, handoff, office, rule). */
const ri_rows *ri_snapshot_rows(const ri_snapshot *snapshot, ri_kind kind);
/* The value of a row's attribute, or NULL. */
const char *ri_snapshot_attribute(const ri_snapshot *snapshot, ri_kind kind, uint32_t row,
                                  const char *name);
/* The same of a row of a kind, by the name's word; NULL for RI_NONE. */
const char *ri_rows_attribute(const ri_rows *rows, uint32_t row, uint32_t word);

#endif
