/*
 * Checks of what was decided: overrides without a reason, and rulings from which the
 * facts have parted.
 */
#include <string.h>

#include "base/day.h"
#include "base/memory.h"
#include "base/order.h"
#include "check/overall.h"

/* ---- rules ---- */

/* Whether a source goes before another, and that is of interest: to the policy's own checks
   whatever makes it do so; else of stated rows alone, for rules say themselves what they
   override. */
static bool sets_aside(const ri_checking *c, ri_source winner, ri_source other)
{
    return ri_source_precedes(c->resolver, winner, other) &&
           (c->policy->n_checks > 0 || ri_source_stated(c->resolver, winner) != NULL);
}

static void note_winner(ri_checking *c, const ri_settlement *t, uint8_t letter, ri_source winner)
{
    const ri_outcome *outcome = &t->letters[letter];
    for (uint32_t j = 0; j < outcome->n_beaten; j++) {
        const ri_source over = outcome->beaten[j].source;
        if (sets_aside(c, winner, over) &&
            !RI_PUSH(c->unreasoned.items, c->unreasoned.n, c->unreasoned.capacity,
                     (ri_unreasoned){t->subject, letter, winner, over})) {
            c->out_of_memory = true;
        }
    }
}

void ri_note_unreasoned(ri_checking *c, const ri_settlement *t)
{
    for (uint8_t letter = 0; letter < c->policy->scheme.n; letter++) {
        const ri_outcome *outcome = &t->letters[letter];
        for (uint32_t i = 0; outcome->n_beaten > 0 && i < outcome->n_winners; i++) {
            if (ri_source_because(c->resolver, outcome->winners[i]) == NULL) {
                note_winner(c, t, letter, outcome->winners[i]);
            }
        }
    }
}

static void add_unreasoned(ri_checking *c, ri_source source)
{
    ri_draft draft =
        ri_draft_begin(c, RI_OVERRIDE_WITHOUT_REASON, ri_ref_make(RI_RULE, source), RI_NO_LETTER);
    ri_draft_rule(c, source);
    ri_draft_add(c, &draft);
}

void ri_check_override_without_reason(ri_checking *c, const ri_matrix *matrix)
{
    (void)matrix;
    for (uint32_t i = 0; i < c->policy->n_rules; i++) {
        const ri_rule *rule = &c->policy->rules[i];
        if (rule->because != NULL || rule->n_overrides + rule->n_overrides_stated == 0 ||
            !ri_day_within(c->s->date, rule->from, rule->to)) {
            continue;
        }
        add_unreasoned(c, i);
    }
    const ri_unreasoned *rows = c->unreasoned.items;
    for (size_t i = 0; i < c->unreasoned.n; i++) {
        const bool told = i > 0 && rows[i - 1].subject == rows[i].subject &&
                          rows[i - 1].letter == rows[i].letter &&
                          rows[i - 1].source == rows[i].source;
        if (!told && ri_source_stated(c->resolver, rows[i].source) != NULL) {
            add_unreasoned(c, rows[i].source);
        }
    }
}

/* ---- rulings: one finding for each subject and check ---- */

/* Rulings are the last sources: those in force, then those that have ended. */
static ri_source first_ruling(const ri_checking *c)
{
    return c->policy->n_rules + c->s->n_stated;
}

/* The letter of a ruling, or RI_NO_LETTER: one of another scheme decides nothing. */
static uint8_t letter_of(const ri_checking *c, const ri_stated *ruling)
{
    const int letter = ri_scheme_letter(&c->policy->scheme, ruling->letter);
    return letter < 0 ? RI_NO_LETTER : (uint8_t)letter;
}

/* Appends whom a ruling gives the letter to: for an office its positions, and for the
   accountable letter positions only. */
static void push_given(ri_checking *c, const ri_stated *ruling, uint8_t letter)
{
    const ri_ref holder = ruling->holder;
    uint32_t n = 1;
    const uint32_t *positions = NULL;
    if (holder == RI_NONE) {
        return;
    }
    if (ri_ref_kind(holder) == RI_OFFICE) {
        positions = ri_snapshot_office(c->s, ri_intern_get(c->s->words, ri_ref_index(holder)), &n);
    }
    for (uint32_t i = 0; i < n; i++) {
        ri_ref given = positions != NULL ? ri_ref_make(RI_POSITION, positions[i]) : holder;
        if (letter == c->a && positions == NULL) {
            const uint32_t position = ri_holder_position(c->s, holder);
            given = position != RI_NONE ? ri_ref_make(RI_POSITION, position) : RI_NONE;
        }
        if (given != RI_NONE) {
            ri_name(c, given);
        }
    }
}

static int compare_topic(const void *a, const void *b, const void *context)
{
    const ri_stated *x = a;
    const ri_stated *y = b;
    (void)context;
    if (x->subject != y->subject) {
        return x->subject < y->subject ? -1 : 1;
    }
    return strcmp(x->letter, y->letter);
}

/* Whether what a ruling that has ended said is said by one in force: these stand by
   subject, then letter. */
static bool is_renewed(const ri_snapshot *s, const ri_stated *ended)
{
    const size_t at =
        ri_order_place(s->rulings, s->n_rulings, sizeof *ended, compare_topic, ended, NULL);
    return at < s->n_rulings && compare_topic(&s->rulings[at], ended, NULL) == 0;
}

static bool has_expired(const ri_checking *c, const ri_stated *ruling)
{
    return ruling->to <= c->s->date && !is_renewed(c->s, ruling);
}

/* A name among others. */
typedef struct piece {
    const char *bytes;
    size_t length;
} piece;

static int compare_piece(const char *name, const piece *of)
{
    const int order = strncmp(name, of->bytes, of->length);
    return order != 0 ? order : name[of->length] != '\0';
}

static int compare_rule(const void *rule, const void *name, const void *context)
{
    (void)context;
    return compare_piece(((const ri_rule *)rule)->name, name);
}

/* Whether "stated:T:L:HOLDER" is there; rows on one touchpoint stand together. */
static bool is_stated(const ri_snapshot *s, const piece *name)
{
    static const char kind[] = "stated:";
    char key[RI_KEY_MAX + 1];
    if (strncmp(name->bytes, kind, strlen(kind)) != 0) {
        return false;
    }
    const char *touchpoint = name->bytes + strlen(kind);
    const size_t length = strcspn(touchpoint, ":");
    if (length > RI_KEY_MAX) {
        return false;
    }
    memcpy(key, touchpoint, length);
    key[length] = '\0';
    const uint32_t row = ri_rows_place(ri_snapshot_rows(s, RI_TOUCHPOINT), key);
    const ri_ref subject = row != RI_NONE ? ri_ref_make(RI_TOUCHPOINT, row) : RI_NONE;
    for (uint32_t i = ri_stated_first(s->stated, s->n_stated, subject);
         i < s->n_stated && s->stated[i].subject == subject; i++) {
        if (compare_piece(s->stated[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether a rule or a stated row of that name speaks on the date; rules stand by their names. */
static bool speaks(const ri_checking *c, const piece *name)
{
    const ri_rule *rules = c->policy->rules;
    const uint32_t n = c->policy->n_rules;
    const size_t at = ri_order_place(rules, n, sizeof *rules, compare_rule, name, NULL);
    if (at < n && compare_piece(rules[at].name, name) == 0) {
        return ri_day_within(c->s->date, rules[at].from, rules[at].to);
    }
    return is_stated(c->s, name);
}

const char *ri_ruling_misses(size_t *length, const ri_checking *c, const ri_stated *ruling)
{
    const char *at = ruling->between != NULL ? ruling->between : "";
    while (*at != '\0') {
        const piece name = {at, strcspn(at, ";")};
        if (name.length > 0 && !speaks(c, &name)) {
            *length = name.length;
            return at;
        }
        at += name.length + (at[name.length] != '\0');
    }
    return NULL;
}

/* Others deliver the subject than when it was decided, whom it names is gone, or so is a rule
   that it chose between. */
static bool is_outdated(const ri_checking *c, const ri_stated *ruling)
{
    size_t length = 0;
    return ruling->holder == RI_NONE || ruling->moved ||
           ri_ruling_misses(&length, c, ruling) != NULL;
}

/* One finding for each subject of which some ruling among rulings[first] …
   rulings[end - 1] is so. */
static void check_rulings(ri_checking *c, ri_code code, uint32_t first, uint32_t end,
                          bool (*is_so)(const ri_checking *, const ri_stated *))
{
    const ri_stated *rulings = c->s->rulings;
    for (uint32_t i = first, next = first; i < end; i = next) {
        const ri_stated *last = NULL;
        ri_tale tale = {.ruling = NULL};
        ri_draft draft = ri_draft_begin(c, code, rulings[i].subject, RI_NO_LETTER);
        draft.tale = &tale;
        for (next = i; next < end && rulings[next].subject == rulings[i].subject; next++) {
            const ri_stated *ruling = &rulings[next];
            const uint8_t letter = letter_of(c, ruling);
            if (letter == RI_NO_LETTER || !is_so(c, ruling)) {
                continue;
            }
            tale.ruling = tale.ruling != NULL ? tale.ruling : ruling;
            if (last == NULL || strcmp(last->name, ruling->name) != 0) {
                ri_draft_rule(c, first_ruling(c) + next);
            }
            last = ruling;
            if (code == RI_RULING_EXPIRED) {
                push_given(c, ruling, letter);
            }
        }
        if (tale.ruling != NULL) {
            ri_draft_parties(c, c->named.items, c->named.n);
            ri_draft_add(c, &draft);
        }
    }
}

void ri_check_ruling_expired(ri_checking *c, const ri_matrix *matrix)
{
    (void)matrix;
    check_rulings(c, RI_RULING_EXPIRED, c->s->n_rulings, c->s->n_rulings + c->s->n_ended_rulings,
                  has_expired);
}

void ri_check_ruling_outdated(ri_checking *c, const ri_matrix *matrix)
{
    (void)matrix;
    check_rulings(c, RI_RULING_OUTDATED, 0, c->s->n_rulings, is_outdated);
}

/* ---- rulings that a law sets aside ---- */

static bool holds(const ri_outcome *outcome, ri_ref holder)
{
    for (uint32_t i = 0; i < outcome->n_holders; i++) {
        if (outcome->holders[i] == holder) {
            return true;
        }
    }
    return false;
}

/* The laws that take away what a ruling gives, and the winners: nothing else comes
   before a ruling. */
static void add_contradicting(ri_checking *c, const ri_settlement *t, const ri_outcome *outcome,
                              ri_source ruling)
{
    ri_draft_rule(c, ruling);
    ri_draft_winners(c, outcome);
    for (uint32_t i = 0; i < outcome->n_givings; i++) {
        const ri_giving *giving = &outcome->givings[i];
        for (uint32_t j = 0; giving->winner == ruling && j < giving->n_bans; j++) {
            ri_draft_rule(c, t->bans[giving->first_ban + j]);
        }
    }
}

/* Looks at one ruling in force; gives whether it is contradicted. */
static bool look_at_ruling(ri_checking *c, const ri_settlement *t, ri_source source)
{
    const ri_stated *ruling = &c->s->rulings[source - first_ruling(c)];
    const uint8_t letter = letter_of(c, ruling);
    const size_t before = c->named.n;
    bool kept = true;
    if (letter == RI_NO_LETTER) {
        return false;
    }
    push_given(c, ruling, letter);
    for (size_t i = before; i < c->named.n; i++) {
        kept = kept && holds(&t->letters[letter], c->named.items[i]);
    }
    if (kept) {
        c->named.n = before;
        return false;
    }
    add_contradicting(c, t, &t->letters[letter], source);
    ri_draft_parties(c, t->letters[letter].holders, t->letters[letter].n_holders);
    return true;
}

void ri_check_ruling_contradicted(ri_checking *c, const ri_settlement *t)
{
    const ri_source first = first_ruling(c);
    uint32_t i = t->n_applicable;
    if (i == 0 || t->applicable[i - 1] < first) {
        return;
    }
    while (i > 0 && t->applicable[i - 1] >= first) {
        i--;
    }
    ri_tale tale = {.ruling = NULL};
    ri_draft draft = ri_draft_begin(c, RI_RULING_CONTRADICTED, t->subject, RI_NO_LETTER);
    draft.tale = &tale;
    for (; i < t->n_applicable; i++) {
        if (look_at_ruling(c, t, t->applicable[i]) && tale.ruling == NULL) {
            tale.ruling = &c->s->rulings[t->applicable[i] - first];
            draft.outcome = &t->letters[letter_of(c, tale.ruling)];
        }
    }
    if (tale.ruling != NULL) {
        ri_draft_parties(c, c->named.items, c->named.n);
        ri_draft_add(c, &draft);
    }
}
