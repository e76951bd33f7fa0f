#include "check/channel_glance.h"

#include "base/memory.h"

#define MOST_STAGES ((size_t)1 << 18) /* of all journeys: 14 MB */
#define SOON 64                       /* so many of a stage are compared with the one before */
#define COMMON_MOST 64                /* so many A's of the first one are followed */

/* What is known of a stage of a journey so far. */
typedef struct ri_glanced {
    const ri_ref *a; /* those of the first touchpoint; NULL: none was met */
    uint64_t common; /* which of them all so far have: whoever has A on all is told of all */
    uint32_t n_a;
    uint32_t home;    /* of the first, as of ri_met */
    uint32_t channel; /* likewise */
    uint32_t last;    /* touchpoint */
    uint32_t n;       /* how many were met */
    bool channels;    /* there are several, */
    bool homes;       /* and of departments likewise */
    bool pair;
} ri_glanced;

typedef struct glancing {
    ri_checking *c;
    const ri_matrix *matrix;
    uint32_t first; /* number of the first touchpoint among subjects */
    bool one;
} glancing;

static bool has(const ri_met *x, ri_ref holder)
{
    for (uint32_t i = 0; i < x->n_a; i++) {
        if (x->a[i] == holder) {
            return true;
        }
    }
    return false;
}

static void begin(ri_glanced *at, const ri_met *x)
{
    at->a = x->a;
    at->n_a = x->n_a;
    at->common = x->n_a >= COMMON_MOST ? UINT64_MAX : (UINT64_C(1) << x->n_a) - 1;
    at->home = x->home;
    at->channel = x->channel;
}

static void go_on(const glancing *g, ri_glanced *at, const ri_met *x)
{
    const ri_met first = {.a = at->a, .n_a = at->n_a, .home = at->home};
    ri_met last;
    for (uint64_t rest = at->common; rest != 0; rest &= rest - 1) {
        if (!has(x, at->a[ri_bits_lowest(rest)])) {
            at->common &= ~(rest & (~rest + 1));
        }
    }
    at->channels = at->channels || x->channel != at->channel;
    at->homes = at->homes || ri_homes_differ(g->c, x, &first);
    if (g->one && at->n <= SOON &&
        ri_met_make(&last, g->c, g->matrix, g->first + at->last, at->last)) {
        at->pair = ri_are_pair(g->c, &last, x);
    }
}

static ri_glanced *stage_of(const ri_glance *glance, uint32_t journey, uint32_t stage)
{
    return &glance->stages[(size_t)journey * glance->n_stages + stage];
}

/* Whether the touchpoint is at a stage of a journey of which not enough is known yet. */
static bool is_open(const ri_glance *glance, const ri_snapshot *s, uint32_t touchpoint)
{
    const ri_lists *journeys = &s->journey_sets.of;
    const uint32_t set = s->touchpoints.journey_set[touchpoint];
    const uint32_t stage = s->touchpoints.stage[touchpoint];
    bool open = false;
    for (uint32_t i = journeys->first[set]; stage != RI_NONE && i < journeys->first[set + 1]; i++) {
        open = open || !stage_of(glance, journeys->items[i], stage)->pair;
    }
    return open;
}

static void look(const glancing *g, ri_glance *glance)
{
    const ri_snapshot *s = g->c->s;
    const ri_lists *journeys = &s->journey_sets.of;
    ri_met x;
    for (uint32_t t = 0; t < s->touchpoints.rows.n; t++) {
        const uint32_t set = s->touchpoints.journey_set[t];
        if (!is_open(glance, s, t) || !ri_met_make(&x, g->c, g->matrix, g->first + t, t)) {
            continue;
        }
        for (uint32_t i = journeys->first[set]; i < journeys->first[set + 1]; i++) {
            ri_glanced *at = stage_of(glance, journeys->items[i], x.stage);
            if (at->pair) {
                continue;
            }
            if (at->n++ == 0) {
                begin(at, &x);
            } else {
                go_on(g, at, &x);
            }
            at->last = t;
        }
    }
}

void ri_glance_begin(ri_glance *glance, ri_checking *c, const ri_matrix *matrix, bool one)
{
    const size_t n_stages = c->s->stages.rows.n;
    const size_t n = n_stages * c->s->journeys.rows.n;
    const glancing g = {c, matrix, ri_subject_number(c->s, ri_ref_make(RI_TOUCHPOINT, 0)), one};
    *glance = (ri_glance){.n_stages = (uint32_t)n_stages};
    if (n == 0 || n > MOST_STAGES || c->due.words != NULL) {
        return; /* of some journeys all that is around them is few */
    }
    glance->stages = ri_alloc_zeroed(n * sizeof *glance->stages);
    if (glance->stages == NULL) {
        c->out_of_memory = true;
        return;
    }
    look(&g, glance);
}

ri_glimpse ri_glance_at(const ri_glance *glance, uint32_t journey, uint32_t stage)
{
    if (glance->stages == NULL) {
        return RI_GLIMPSE_OPEN;
    }
    const ri_glanced *at = stage_of(glance, journey, stage);
    if (at->pair) {
        return RI_GLIMPSE_PAIR;
    }
    return at->n < 2 || at->common != 0 || !at->channels || !at->homes ? RI_GLIMPSE_NONE
                                                                       : RI_GLIMPSE_OPEN;
}

void ri_glance_free(ri_glance *glance)
{
    ri_free(glance->stages);
    *glance = (ri_glance){0};
}
