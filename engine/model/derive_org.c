/*
 * Units, positions, teams, people, and who leads journeys.
 */
#include "model/deriving.h"

#include "base/memory.h"

/* ---- units ---- */

static void fill_unit(ri_deriving *d, const ri_altered *altered)
{
    ri_units *units = &d->out->units;
    const ri_said *cells = altered->cells;
    const uint32_t row = altered->row;
    const uint32_t says = altered->there ? altered->says : UINT32_MAX;
    if ((says >> RI_UNIT_PARENT & 1u) != 0) {
        units->parent[row] =
            altered->there ? ri_derive_link(d, RI_UNIT, cells[RI_UNIT_PARENT].link) : RI_NONE;
    }
    if ((says >> RI_UNIT_HEAD & 1u) != 0) {
        units->head[row] =
            altered->there ? ri_derive_link(d, RI_POSITION, cells[RI_UNIT_HEAD].link) : RI_NONE;
    }
    if ((says >> RI_UNIT_KIND & 1u) != 0) {
        units->kind[row] = altered->there ? ri_derive_word(d, cells[RI_UNIT_KIND].text) : RI_NONE;
    }
    if ((says >> RI_UNIT_FUNC & 1u) != 0) {
        units->func[row] = altered->there ? ri_derive_word(d, cells[RI_UNIT_FUNC].text) : RI_NONE;
    }
    if ((says >> RI_UNIT_TAGS & 1u) != 0) {
        units->tag_set[row] = altered->there
                                  ? ri_derive_set(d, &d->l.tag_sets, cells[RI_UNIT_TAGS].items,
                                                  cells[RI_UNIT_TAGS].n_items)
                                  : 0;
    }
}

/* Whether the tree of units is another one, or where its departments begin. */
static bool tree_differs(const ri_deriving *d)
{
    return d->appears[RI_UNIT] || ri_derive_says(d, RI_UNIT, RI_UNIT_PARENT) ||
           ri_derive_says(d, RI_UNIT, RI_UNIT_KIND);
}

/* Copies a column in which something is said anew, or of what appears or ends. */
static void copy_said(ri_deriving *d, ri_kind kind, int column, void **at, size_t size)
{
    if (d->appears[kind] || ri_derive_says(d, kind, column)) {
        *at = ri_derive_column(d, *at, ri_snapshot_rows(d->s, kind)->n, size);
    }
}
#define COPY_SAID(d, kind, column, at)                                                             \
    copy_said((d), (kind), (column), (void **)&(at), sizeof *(at))

void ri_derive_units(ri_deriving *d)
{
    ri_units *units = &d->out->units;
    const uint32_t n = units->rows.n;
    COPY_SAID(d, RI_UNIT, RI_UNIT_PARENT, units->parent);
    COPY_SAID(d, RI_UNIT, RI_UNIT_HEAD, units->head);
    COPY_SAID(d, RI_UNIT, RI_UNIT_KIND, units->kind);
    COPY_SAID(d, RI_UNIT, RI_UNIT_FUNC, units->func);
    COPY_SAID(d, RI_UNIT, RI_UNIT_TAGS, units->tag_set);
    for (uint32_t i = 0; i < d->n_of[RI_UNIT] && !d->failed; i++) {
        fill_unit(d, d->of[RI_UNIT][i].it);
    }
    ri_derive_unlink(d, RI_UNIT, &units->parent, n);
    ri_derive_unlink(d, RI_POSITION, &units->head, n);
    if (tree_differs(d)) {
        d->failed = d->failed || !ri_line_units(&d->l);
    }
}

/* ---- positions ---- */

static void fill_position(ri_deriving *d, const ri_altered *altered)
{
    ri_positions *positions = &d->out->positions;
    const ri_said *cells = altered->cells;
    const uint32_t row = altered->row;
    const uint32_t says = altered->there ? altered->says : UINT32_MAX;
    if ((says >> RI_POSITION_UNIT & 1u) != 0) {
        positions->unit[row] =
            altered->there ? ri_derive_link(d, RI_UNIT, cells[RI_POSITION_UNIT].link) : RI_NONE;
    }
    if ((says >> RI_POSITION_REPORTS_TO & 1u) != 0) {
        positions->reports_to[row] =
            altered->there ? ri_derive_link(d, RI_POSITION, cells[RI_POSITION_REPORTS_TO].link)
                           : RI_NONE;
    }
    if ((says >> RI_POSITION_OFFICE & 1u) != 0) {
        const char *office = altered->there ? cells[RI_POSITION_OFFICE].text : NULL;
        ri_text_clear(&d->l.line);
        ri_office_word(&d->l.line, office != NULL ? office : "");
        d->failed = d->failed || d->l.line.failed;
        positions->office[row] = ri_derive_word(d, ri_text_string(&d->l.line));
    }
    if ((says >> RI_POSITION_GRADE & 1u) != 0) {
        const char *grade = altered->there ? cells[RI_POSITION_GRADE].text : NULL;
        positions->grade[row] = grade != NULL ? ri_arena_string(d->arena, grade) : NULL;
        d->failed = d->failed || (grade != NULL && positions->grade[row] == NULL);
    }
}

/* Dotted lines of what ends, and to it, end. No step draws one. */
static void derive_dotted(ri_deriving *d)
{
    const ri_positions *was = &d->s->positions;
    ri_positions *positions = &d->out->positions;
    ri_loading *l = &d->l;
    if (!d->ends[RI_POSITION]) {
        return;
    }
    for (uint32_t p = 0; p < was->rows.n && !d->failed; p++) {
        for (uint32_t i = was->dotted.first[p]; i < was->dotted.first[p + 1]; i++) {
            const uint32_t to = was->dotted.items[i];
            if (ri_row_there(&positions->rows, p) && ri_row_there(&positions->rows, to)) {
                d->failed = d->failed || !ri_pairs_add(&l->pairs, p, to);
            }
        }
    }
    d->failed = d->failed || !ri_loading_lists(l, &positions->dotted, was->rows.n);
}

/* Lists that are columns read backwards. */
static void derive_reversed(ri_deriving *d)
{
    const ri_snapshot *was = d->s;
    ri_snapshot *out = d->out;
    ri_loading *l = &d->l;
    if (out->units.head != was->units.head) {
        d->failed = d->failed || !ri_load_heads(l);
    }
    if (out->positions.unit != was->positions.unit) {
        d->failed = d->failed || !ri_load_located(l);
    }
    if (out->positions.office != was->positions.office) {
        d->failed = d->failed || !ri_load_offices(l);
    }
}

void ri_derive_positions(ri_deriving *d)
{
    ri_positions *positions = &d->out->positions;
    const uint32_t n = positions->rows.n;
    COPY_SAID(d, RI_POSITION, RI_POSITION_UNIT, positions->unit);
    COPY_SAID(d, RI_POSITION, RI_POSITION_REPORTS_TO, positions->reports_to);
    COPY_SAID(d, RI_POSITION, RI_POSITION_OFFICE, positions->office);
    COPY_SAID(d, RI_POSITION, RI_POSITION_GRADE, positions->grade);
    for (uint32_t i = 0; i < d->n_of[RI_POSITION] && !d->failed; i++) {
        fill_position(d, d->of[RI_POSITION][i].it);
    }
    ri_derive_unlink(d, RI_UNIT, &positions->unit, n);
    ri_derive_unlink(d, RI_POSITION, &positions->reports_to, n);
    derive_dotted(d);
    if (d->appears[RI_POSITION] || ri_derive_says(d, RI_POSITION, RI_POSITION_REPORTS_TO)) {
        d->failed = d->failed || !ri_line_positions(&d->l);
    }
    derive_reversed(d);
}

/* ---- teams, people, journeys ---- */

static void derive_teams(ri_deriving *d)
{
    ri_teams *teams = &d->out->teams;
    const ri_lists *was = &d->s->teams.members;
    if (!d->ends[RI_POSITION]) {
        return;
    }
    ri_derive_unlink(d, RI_POSITION, &teams->lead, teams->rows.n);
    for (uint32_t team = 0; team < teams->rows.n && !d->failed; team++) {
        for (uint32_t i = was->first[team]; i < was->first[team + 1]; i++) {
            if (ri_row_there(&d->out->positions.rows, was->items[i])) {
                d->failed = d->failed || !ri_pairs_add(&d->l.pairs, team, was->items[i]);
            }
        }
    }
    d->failed = d->failed || !ri_loading_lists(&d->l, &teams->members, teams->rows.n);
}

static void derive_people(ri_deriving *d)
{
    ri_people *people = &d->out->people;
    if (d->n_of[RI_PERSON] == 0 || RI_DERIVE(d, people->email, people->rows.n) == NULL) {
        return;
    }
    for (uint32_t i = 0; i < d->n_of[RI_PERSON]; i++) {
        const ri_altered *altered = d->of[RI_PERSON][i].it;
        const char *email = altered->there ? altered->cells[RI_PERSON_EMAIL].text : NULL;
        if (altered->there && (altered->says >> RI_PERSON_EMAIL & 1u) == 0) {
            continue;
        }
        people->email[altered->row] = email != NULL ? ri_arena_string(d->arena, email) : NULL;
        d->failed = d->failed || (email != NULL && people->email[altered->row] == NULL);
    }
}

static void derive_leads(ri_deriving *d)
{
    ri_journeys *journeys = &d->out->journeys;
    if (d->n_of[RI_JOURNEY] > 0) {
        if (RI_DERIVE(d, journeys->lead, journeys->rows.n) == NULL ||
            RI_DERIVE(d, journeys->team, journeys->rows.n) == NULL) {
            return;
        }
        for (uint32_t i = 0; i < d->n_of[RI_JOURNEY]; i++) {
            const ri_altered *altered = d->of[RI_JOURNEY][i].it;
            const ri_said *cells = altered->cells;
            if ((altered->says >> RI_JOURNEY_LEAD & 1u) != 0) {
                journeys->lead[altered->row] =
                    ri_derive_link(d, RI_POSITION, cells[RI_JOURNEY_LEAD].link);
            }
            if ((altered->says >> RI_JOURNEY_TEAM & 1u) != 0) {
                journeys->team[altered->row] =
                    ri_derive_link(d, RI_TEAM, cells[RI_JOURNEY_TEAM].link);
            }
        }
    }
    ri_derive_unlink(d, RI_POSITION, &journeys->lead, journeys->rows.n);
}

void ri_derive_groups(ri_deriving *d)
{
    derive_teams(d);
    derive_people(d);
    derive_leads(d);
}
