/*
 * The inside of reading HR exports, for hr_*.c only: hr_cells.c reads a row, hr_people.c knows
 * who was met, hr_place.c which posts, hr_units.c which units, hr_met.c where texts lead,
 * hr_gather.c goes through the rows, hr_lines.c resolves superiors, hr_wanted.c finds whom they
 * refer to by names and titles, hr_suggest.c looks for the column they refer to, hr_give.c hands
 * out, hr_notes.c puts into words.
 *
 * Files have millions of rows, so that every byte counts that is kept of one: of texts only
 * identifiers, references and keys, each once; of all others the fingerprint at most.
 */
#ifndef RI_HR_INSIDE_H
#define RI_HR_INSIDE_H

#include "base/arena.h"
#include "base/intern.h"
#include "base/map.h"
#include "base/number_set.h"
#include "base/text.h"
#include "base/words.h"
#include "intake/hr_read.h"
#include "intake/keys_made.h"

#define RI_HR_SAID 6 /* columns of superiors: one of each role */
#define RI_HR_LEVELS_MAX 16
#define RI_HR_SEVERAL (UINT32_MAX - 1) /* found, but not one */
#define RI_HR_DATES 3                  /* start, end, effective */

/* Why a row was refused; RI_HR_FINE: it was used. */
typedef enum ri_hr_reason {
    RI_HR_FINE,
    RI_HR_NOTHING,      /* neither a person nor a position */
    RI_HR_NO_POSITION,  /* no position id where the others have one */
    RI_HR_REPEATS,      /* says what another row says */
    RI_HR_VACANT_AGAIN, /* a post that is there, and nobody */
    RI_HR_LEFT,
    RI_HR_HEADING, /* the header again */
    RI_HR_LONG_ID,
    RI_HR_OTHERS_ID, /* the id of somebody else */
    RI_HR_TOTAL
} ri_hr_reason;

enum { /* of a row; several at once */
       RI_HR_NEW_POST = 1,
       RI_HR_NEW_PERSON = 2,
       RI_HR_OTHER_TITLE = 4, /* than its post has */
       RI_HR_OTHER_SUPERIOR = 8,
       RI_HR_FLAG_DISAGREES = 16, /* called vacant, with a name */
       RI_HR_SAME_NAME = 32,      /* as somebody else, and nothing tells them apart */
       RI_HR_SAME_EMAIL = 64,
       RI_HR_NO_NAME = 128,
       RI_HR_OTHER_NAME = 256, /* under the same id */
       RI_HR_ACTING = 512,
       RI_HR_OTHER_CELLS = 1024,  /* than the first row of its post keeps */
       RI_HR_OTHER_DETAILS = 2048 /* than the first row of its person keeps */
};

typedef struct ri_hr_line_record {
    uint32_t post;
    uint32_t person;
    uint32_t other; /* the line that a note or a refusal is about */
    uint16_t flags;
    uint8_t reason;
} ri_hr_line_record;

/* The same as it is kept. */
typedef struct ri_hr_row_kept {
    uint32_t post;
    uint32_t person;
    uint16_t flags;
    uint8_t reason;
} ri_hr_row_kept;

typedef enum ri_hr_who { RI_HR_SOMEBODY, RI_HR_NOBODY, RI_HR_WITHHELD, RI_HR_NO_MORE } ri_hr_who;

/* How references lead to posts, and identities to people. Names and titles are many, and most are
   never referred to: they lead only where somebody wants them to (hr_wanted.c). */
typedef enum ri_hr_way {
    RI_HR_WAY_PERSON,
    RI_HR_WAY_POSITION,
    RI_HR_WAY_REQUISITION,
    RI_HR_IS_PERSON,                   /* to a person */
    RI_HR_BY_NUMBER,                   /* those before it are of texts that are kept */
    RI_HR_WAY_EMAIL = RI_HR_BY_NUMBER, /* to a person, who leads on to a post */
    RI_HR_WAY_NAME,
    RI_HR_WAY_TITLE,
    RI_HR_IS_NAME,   /* to a person */
    RI_HR_IS_UNIT,   /* to a unit: of its path */
    RI_HR_IS_WANTED, /* nowhere: a line refers to it */
    RI_HR_SAYS       /* nowhere: what a row says */
} ri_hr_way;
#define RI_HR_FOLDED 16 /* added to a way: whatever the letter case */

typedef enum ri_hr_line_state {
    RI_HR_TOP,
    RI_HR_SET,
    RI_HR_MISSING,
    RI_HR_UNCLEAR, /* several fit */
    RI_HR_CIRCLE,
    RI_HR_BESIDE /* not in the file, and known */
} ri_hr_line_state;

/* Texts are told by their numbers, of which RI_NONE is none. */
typedef struct ri_hr_post {
    uint32_t key;
    uint32_t line;  /* the first that names it */
    uint32_t title; /* of its words; 0 for none */
    uint32_t unit;
    uint32_t person; /* the first */
    uint32_t superior;
    uint32_t kept; /* of its attributes, to tell whether others are the same */
    uint32_t holders;
    uint8_t line_state;
    uint8_t said_at; /* which of what it says decided */
    bool other_case : 1;
    bool disagrees : 1; /* not all of what it says leads there */
    bool eliminated : 1;
} ri_hr_post;

typedef struct ri_hr_human {
    uint64_t name; /* of its words; 0 for none */
    uint64_t says; /* of what the first row says, where that has an id */
    uint32_t key;
    uint32_t line;
    uint32_t posts;
    uint32_t post; /* the first */
    uint32_t kept; /* as of posts */
} ri_hr_human;

/* From when to when rows say that somebody is there, with the day and with the month first. */
typedef struct ri_hr_span {
    int32_t from[2];
    int32_t to[2];
} ri_hr_span;

typedef struct ri_hr_part {
    const char *key;
    const char *name;
    uint32_t parent;
    uint32_t line;
    ri_hr_role role;
} ri_hr_part;

struct ri_hr {
    ri_book *book;
    const ri_hr_columns *columns;
    const ri_hr_beside *beside; /* or NULL; while gathering */
    ri_hr_summary summary;
    ri_arena *arena;
    ri_intern *texts; /* identifiers, references and keys */
    struct ri_hr_ids {
        uint32_t *to; /* by text: a post, a person, RI_NONE or RI_HR_SEVERAL */
        size_t n, capacity;
    } ids[RI_HR_BY_NUMBER];
    ri_map found;   /* the same by fingerprint, of other ways */
    ri_map seen;    /* what a person's row says, or who sits where: the line */
    bool names_met; /* names lead to people: none does before one has to */

    uint32_t of_role[RI_HR_ROLE_COUNT]; /* the column, or RI_NONE */
    uint32_t levels[RI_HR_LEVELS_MAX];  /* columns of units, the highest first */
    size_t n_levels;
    uint32_t said[RI_HR_SAID];         /* columns of superiors, the surest first; or RI_NONE */
    size_t said_place[RI_HR_SAID + 1]; /* of these and of dotted lines, in what a post says */
    size_t n_said;                     /* how much each post says */
    ri_hr_way
        first[RI_HR_SAID + 1]; /* what an id there is of: voted; the last is for dotted lines */
    bool has_people;
    bool has_names;

    ri_dates dates[RI_HR_DATES];
    ri_hr_question *questions;
    size_t n_questions, questions_capacity;
    size_t ids_of_two; /* ids under which two names stand */

    ri_hr_row_kept *rows;
    size_t n_rows, rows_capacity;
    ri_map others; /* of rows: the line that a note or a refusal is about */
    ri_hr_post *posts;
    size_t n_posts, posts_capacity;
    uint32_t *says; /* n_said texts for each post: what it says of superiors, as it stands */
    size_t says_capacity;
    ri_map beside_keys; /* of posts whose superior is not in the file: the key */
    ri_hr_human *people;
    size_t n_people, people_capacity;
    ri_number_set withheld; /* people */
    ri_map spans_of;        /* people with further rows: in `spans`, what those say */
    ri_hr_span *spans;
    size_t n_spans, spans_capacity;
    ri_hr_part *units;
    size_t n_units, units_capacity;
    ri_keys_made *post_keys;
    ri_keys_made *person_keys;
    ri_keys_made *unit_keys;

    ri_text scratch, name, name_words, folded; /* of the row at hand */
    uint64_t row_says;                         /* likewise, where it has the id of somebody new */
    ri_words words;
};

/* Of a row what identifies, each "" where blank. */
typedef struct ri_hr_fields {
    const char *person_id;
    const char *email;
    const char *position_id;
    const char *requisition;
    const char *title;
    const char *name;  /* in hr->name */
    const char *words; /* its words, in hr->name_words */
    ri_hr_who who;
    bool acting;
    bool flag_disagrees;
    bool cut; /* the name was longer */
    ri_date dates[RI_HR_DATES];
} ri_hr_fields;

/* The text of a cell, "" when it says that nothing is there: "-", "N/A", "none" … */
const char *ri_hr_text(const ri_book_row *row, uint32_t column);
const char *ri_hr_text_of(const ri_hr *hr, const ri_book_row *row, ri_hr_role role);
/* Reads a row. false: memory is exhausted. */
bool ri_hr_fields_read(ri_hr *hr, const ri_book_row *row, ri_hr_fields *out);
/* The words of a name, folded, with one blank between them; borrowed from hr->folded.
   `swapped`: "Ruiz, Dana" as "dana ruiz". NULL: memory is exhausted. */
const char *ri_hr_name_words(ri_hr *hr, const char *name, bool swapped);
/* Whether a column is kept as an attribute, of the person or else of the position. */
bool ri_hr_is_kept(const ri_hr_column *column, bool of_person);
/* A number that is another one, almost surely, when what is kept of the row is. */
uint32_t ri_hr_kept(const ri_hr *hr, const ri_book_row *row, bool of_person);
bool ri_hr_says_no(const char *text);
bool ri_hr_is_heading(const ri_hr *hr, const ri_book_row *row);

/* A text by its number. */
const char *ri_hr_string(const ri_hr *hr, uint32_t text);
/* What a row was found to be. */
ri_hr_line_record ri_hr_record(const ri_hr *hr, size_t row);
/* What a post says in its i-th column of superiors, or at RI_HR_SAID of dotted lines. */
uint32_t ri_hr_said(const ri_hr *hr, const ri_hr_post *post, size_t i);

/* Remembers that a text leads there by a way; by two, that it leads to several. */
bool ri_hr_lead(ri_hr *hr, unsigned way, const char *text, uint32_t to);
/* Where it leads: RI_NONE nowhere, RI_HR_SEVERAL not to one. */
uint32_t ri_hr_led(const ri_hr *hr, unsigned way, const char *text);
/* The same for those that are wanted, which the first says beforehand. */
bool ri_hr_want(ri_hr *hr, unsigned way, const char *text);
bool ri_hr_lead_wanted(ri_hr *hr, unsigned way, const char *text, uint32_t to);

/* References to a post by an id; nothing for "". */
bool ri_hr_lead_id(ri_hr *hr, ri_hr_way way, const char *id, uint32_t post);
/* Finds the person of a row, or makes one. `post` is where they sit, RI_NONE when their post is
   to be made after them. A reason in `out` means that there is none. */
bool ri_hr_place_person(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                        uint32_t post, ri_hr_line_record *out);
/* From when to when a row says that somebody is there; and one, lengthened by another. */
ri_hr_span ri_hr_span_of(const ri_hr_fields *fields);
void ri_hr_span_add(ri_hr_span *span, const ri_hr_span *more);
/* Seats the row's person in the row's post; references by person lead there from now on. */
bool ri_hr_seat_person(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                       const ri_hr_line_record *out);
/* What a row is about: its post and its person, new ones made, and the reason when it is
   refused. */
bool ri_hr_place_row(ri_hr *hr, const ri_book_row *row, const ri_hr_fields *fields,
                     ri_hr_line_record *out);
/* The unit that a row names, RI_NONE for none; made when it is new. */
bool ri_hr_place_unit(ri_hr *hr, const ri_book_row *row, uint32_t *out);
/* What a unit is, by the column that named it; static. */
const char *ri_hr_unit_kind(ri_hr_role role);

/* By which ways a column's references may lead, the surest first; static. */
const ri_hr_way *ri_hr_ways(ri_hr_role role, ri_hr_way first, size_t *n);
/* A text without regard to letter case and accents, in hr->folded. NULL: memory. */
const char *ri_hr_fold(ri_hr *hr, const char *text);
/* Lets lead somewhere what posts refer to in other letter case, by name or by title. */
raci_status ri_hr_find_wanted(ri_hr *hr, raci_error *err);
/* Resolves all superiors and counts lines. */
raci_status ri_hr_resolve(ri_hr *hr, raci_error *err);
/* The post that a reference leads to, by whatever `role` allows; *other_case as it says. `column`
   is the place in hr->first. *failed: memory. */
uint32_t ri_hr_refer(ri_hr *hr, ri_hr_role role, size_t column, const char *text, bool *other_case,
                     bool *failed);
/* Where most lines lead nowhere, looks for the column that superiors are referred to by, and
   asks. */
raci_status ri_hr_suggest(ri_hr *hr, raci_error *err);
bool ri_hr_is_root(const char *text);
/* Takes the next of a list parted by ';' into hr->scratch; false at the end. */
bool ri_hr_next_item(ri_hr *hr, const char **list);

/* In words, appended: why a row was refused, and what it was used for. */
void ri_hr_say_reason(ri_text *out, const ri_hr *hr, const ri_hr_line_record *record);
void ri_hr_say_use(ri_text *out, const ri_hr *hr, const ri_hr_line_record *record);
/* What is to be noticed: one flag of a row, with the heading it is about (a role); of a post's
   line, nothing when it is as it should be; `unset`: it is left so. */
ri_hr_role ri_hr_say_flag(ri_text *out, const ri_hr *hr, const ri_hr_line_record *record,
                          unsigned flag);
void ri_hr_say_line(ri_text *out, ri_hr *hr, const ri_hr_post *post, bool unset);
/* What differs though the line is set. */
void ri_hr_say_doubt(ri_text *out, const ri_hr *hr, const ri_hr_post *post);
/* The counts of lines that are not as they should be. */
void ri_hr_say_broken(ri_text *out, const ri_hr_summary *summary);
void ri_hr_say_dotted(ri_text *out, const char *text, bool several, bool unset);

#endif
