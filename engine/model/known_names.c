#include "model/known_names.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/intern.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/words.h"
#include "model/snapshot.h"

#define NEAR_MIN 5     /* bytes of a name that may be a near one: abbreviations all are */
#define NEAR_MAX 20000 /* names that are looked at for a near one */

/* What a name leads to, for each kind that may be meant. */
typedef struct named_thing {
    const char *reference; /* of the first */
    const char *other;     /* of another, or NULL */
} named_thing;

/* As what a name is looked for: that of a position or unit is a holder's, too. */
typedef enum way {
    AS_HOLDER,
    AS_TOUCHPOINT,
    AS_POSITION,
    AS_UNIT,
    AS_STAGE,
    AS_CHANNEL,
    AS_JOURNEY,
    AS_SITTING,
    AS_WITHIN, /* a touchpoint's, behind that of its section, stage or journey */
    AS_GROUPED /* a touchpoint's reference: it is in one of these */
} way;
static const char marks[] = "htpuscjigr";

struct ri_known_names {
    ri_arena *arena;
    ri_intern *words;    /* names by their folded words, each way by a letter before them */
    named_thing *things; /* by number */
    size_t n;
    size_t capacity;
    const char **names; /* as they stand, of holders: to find near ones */
    size_t n_names;
    size_t names_capacity;
    bool people;
    ri_words scratch;
    ri_text text;
};

/* Appends the words of a name to the text. NULL: memory. */
static const char *add_words(ri_known_names *known, const char *name)
{
    ri_words_clear(&known->scratch);
    (void)ri_words_add(&known->scratch, name);
    ri_words_write(&known->text, &known->scratch);
    return known->text.failed ? NULL : ri_text_string(&known->text);
}

/* "h sales north": the words of a name, as it is compared. NULL: memory. */
static const char *fold(ri_known_names *known, way as, const char *name)
{
    ri_text_clear(&known->text);
    ri_text_char(&known->text, marks[as]);
    return add_words(known, name);
}

/* The same of a name within a group. */
static const char *fold_within(ri_known_names *known, const char *group, const char *name)
{
    if (fold(known, AS_WITHIN, group) == NULL) {
        return NULL;
    }
    ri_text_add(&known->text, " /");
    return add_words(known, name);
}

/* A folded name leads to what has it; NULL: memory was exhausted. */
static bool lead_folded(ri_known_names *known, const char *folded, const char *reference)
{
    const uint32_t before = ri_intern_count(known->words);
    const uint32_t number = folded != NULL ? ri_intern_string(known->words, folded) : RI_NONE;
    if (number == RI_NONE) {
        return false;
    }
    if (number < before) { /* the first of them stays */
        named_thing *thing = &known->things[number];
        if (thing->other == NULL && strcmp(thing->reference, reference) != 0) {
            thing->other = reference;
        }
        return true;
    }
    return RI_PUSH(known->things, known->n, known->capacity, ((named_thing){reference, NULL}));
}

static bool lead(ri_known_names *known, way as, const char *name, const char *reference)
{
    return lead_folded(known, fold(known, as, name), reference);
}

/* A reference, a key and a name lead to what has them. */
static bool lead_all(ri_known_names *known, way as, const char *key, const char *name,
                     const char *reference)
{
    return lead(known, as, reference, reference) && lead(known, as, key, reference) &&
           (name[0] == '\0' || strcmp(name, key) == 0 || lead(known, as, name, reference));
}

/* The way of one kind alone; that of all holders for those that have no own. */
static way way_of(ri_kind kind)
{
    return kind == RI_TOUCHPOINT ? AS_TOUCHPOINT
           : kind == RI_POSITION ? AS_POSITION
           : kind == RI_UNIT     ? AS_UNIT
           : kind == RI_STAGE    ? AS_STAGE
           : kind == RI_CHANNEL  ? AS_CHANNEL
           : kind == RI_JOURNEY  ? AS_JOURNEY
                                 : AS_HOLDER;
}

bool ri_known_names_add(ri_known_names *known, ri_kind kind, const char *key, const char *name)
{
    const char *reference = ri_arena_format(known->arena, "%s:%s", ri_kind_name(kind), key);
    const char *kept = ri_arena_string(known->arena, name);
    const way own = way_of(kind);
    const bool holder = own == AS_HOLDER || own == AS_POSITION || own == AS_UNIT;
    if (reference == NULL || kept == NULL || !lead_all(known, own, key, name, reference) ||
        (holder && own != AS_HOLDER && !lead_all(known, AS_HOLDER, key, name, reference))) {
        return false;
    }
    return !holder || name[0] == '\0' || known->n_names == NEAR_MAX ||
           RI_PUSH(known->names, known->n_names, known->names_capacity, kept);
}

static bool add_kind(ri_known_names *known, const ri_snapshot *s, ri_kind kind)
{
    const ri_rows *rows = ri_snapshot_rows(s, kind);
    bool done = true;
    for (uint32_t i = 0; done && i < rows->n; i++) {
        done = ri_known_names_add(known, kind, rows->key[i], rows->name[i]);
    }
    return done;
}

/* Touchpoints by what they are in, too: activities of one name stand in several sections. */
static bool add_groups(ri_known_names *known, const ri_snapshot *s)
{
    const ri_rows *rows = &s->touchpoints.rows;
    bool done = true;
    for (uint32_t i = 0; done && i < rows->n; i++) {
        const uint32_t stage = s->touchpoints.stage[i];
        const uint32_t journey = s->touchpoints.journey[i];
        const char *groups[] = {ri_snapshot_attribute(s, RI_TOUCHPOINT, i, "section"),
                                stage != RI_NONE ? s->stages.rows.name[stage] : NULL,
                                journey != RI_NONE ? s->journeys.rows.name[journey] : NULL};
        const char *reference = ri_arena_format(known->arena, "touchpoint:%s", rows->key[i]);
        bool grouped = false;
        done = reference != NULL;
        for (size_t k = 0; done && k < sizeof groups / sizeof groups[0]; k++) {
            if (groups[k] != NULL && groups[k][0] != '\0') {
                grouped = true;
                done = lead_folded(known, fold_within(known, groups[k], rows->name[i]), reference);
            }
        }
        done = done &&
               (grouped ? lead(known, AS_GROUPED, reference, reference)
                        : lead_folded(known, fold_within(known, "", rows->name[i]), reference));
    }
    return done;
}

static bool add_addresses(ri_known_names *known, const ri_snapshot *s)
{
    bool done = true;
    for (uint32_t i = 0; done && i < s->people.rows.n; i++) {
        const char *email = s->people.email[i];
        const char *reference =
            email != NULL ? ri_arena_format(known->arena, "person:%s", s->people.rows.key[i]) : "";
        done = email == NULL || (reference != NULL && lead(known, AS_HOLDER, email, reference));
    }
    return done;
}

/* Where people sit: those who have one seat lead to it. */
static bool add_seats(ri_known_names *known, const ri_snapshot *s)
{
    bool done = true;
    for (uint32_t i = 0; done && i < s->people.rows.n; i++) {
        const ri_lists *lists = &s->people.positions;
        if (lists->first[i + 1] - lists->first[i] == 1) {
            const char *person = ri_arena_format(known->arena, "person:%s", s->people.rows.key[i]);
            const char *position = ri_arena_format(
                known->arena, "position:%s", s->positions.rows.key[lists->items[lists->first[i]]]);
            done = person != NULL && position != NULL && lead(known, AS_SITTING, person, position);
        }
    }
    known->people = s->people.rows.n > 0;
    return done;
}

raci_status ri_known_names_new(ri_known_names **out, raci_model *model, int32_t day,
                               raci_error *err)
{
    static const ri_kind kinds[] = {RI_POSITION, RI_UNIT,    RI_TEAM,    RI_PERSON,
                                    RI_STAGE,    RI_CHANNEL, RI_JOURNEY, RI_TOUCHPOINT};
    ri_snapshot *s = NULL;
    raci_status status = ri_snapshot_load(&s, model, day, true, err);
    ri_known_names *known = status == RACI_OK ? ri_alloc(sizeof *known) : NULL;
    if (known != NULL) {
        *known = (ri_known_names){.arena = ri_arena_new(), .words = ri_intern_new()};
    }
    bool done = known != NULL && known->arena != NULL && known->words != NULL;
    for (size_t i = 0; done && i < sizeof kinds / sizeof kinds[0]; i++) {
        done = add_kind(known, s, kinds[i]);
    }
    done = done && add_groups(known, s) && add_addresses(known, s) && add_seats(known, s);
    ri_snapshot_free(s);
    if (!done) {
        ri_known_names_free(known);
        return status != RACI_OK ? status : ri_fail_nomem(err);
    }
    *out = known;
    return RACI_OK;
}

void ri_known_names_free(ri_known_names *known)
{
    if (known == NULL) {
        return;
    }
    ri_arena_free(known->arena);
    ri_intern_free(known->words);
    ri_free(known->things);
    ri_free((void *)known->names);
    ri_words_free(&known->scratch);
    ri_text_free(&known->text);
    ri_free(known);
}

const char *ri_meant_key(const char *reference)
{
    return strchr(reference, ':') + 1;
}

static bool find_folded(ri_meant *out, const ri_known_names *known, const char *folded)
{
    *out = (ri_meant){.reference = NULL};
    if (folded == NULL) {
        return false;
    }
    const uint32_t number = ri_intern_find(known->words, folded);
    if (number != RI_NONE) {
        out->reference = known->things[number].reference;
        out->other = known->things[number].other;
        out->several = out->other != NULL;
    }
    return true;
}

static bool find(ri_meant *out, ri_known_names *known, way as, const char *name)
{
    return find_folded(out, known, fold(known, as, name));
}

bool ri_known_within(ri_meant *out, ri_known_names *known, const char *group, const char *name)
{
    return find_folded(out, known, fold_within(known, group, name));
}

bool ri_known_grouped(bool *grouped, ri_known_names *known, const char *touchpoint)
{
    ri_meant meant;
    const bool done = find(&meant, known, AS_GROUPED, touchpoint);
    *grouped = done && meant.reference != NULL;
    return done;
}

bool ri_known_holder(ri_meant *out, ri_known_names *known, const char *name)
{
    return find(out, known, AS_HOLDER, name);
}

const char *ri_known_near(const ri_known_names *known, ri_kind kind, const char *name)
{
    return (kind == RI_UNIT || kind == RI_KIND_COUNT) && strlen(name) >= NEAR_MIN
               ? ri_nearest_of(name, known->names, known->n_names)
               : NULL;
}

bool ri_known_people(const ri_known_names *known)
{
    return known->people;
}

bool ri_known_seat(const char **position, ri_known_names *known, const char *person)
{
    ri_meant meant;
    const bool done = find(&meant, known, AS_SITTING, person);
    *position = done ? meant.reference : NULL;
    return done;
}

bool ri_known_of(ri_meant *out, ri_known_names *known, ri_kind kind, const char *name)
{
    return find(out, known, way_of(kind), name);
}
