/* Where policies part: the touchpoints on which they differ most, and whom they name. */
#include <string.h>

#include "report/comparison_view.h"
#include "report/recorded_view.h"
#include "report/sentences.h"

#define NAME_ROOM 40
#define NAMED 2 /* models; more are counted */

/* More answers, then more critical, then the first by key. */
static bool parts_more(const ri_parted *a, const ri_parted *b)
{
    return a->answers != b->answers ? a->answers > b->answers : a->criticality > b->criticality;
}

size_t ri_find_parted(ri_parted *out, size_t most, const raci_comparison *c)
{
    size_t n = 0;
    for (uint32_t t = 0; t < c->snapshot->touchpoints.rows.n; t++) {
        ri_parted this = {t, 0, c->snapshot->touchpoints.criticality[t]};
        size_t at = n;
        if (ri_comparison_agreement(c, t, &this.answers) != RI_PARTED) {
            continue;
        }
        while (at > 0 && parts_more(&this, &out[at - 1])) {
            at--;
        }
        if (at == most) {
            continue;
        }
        n += n < most;
        memmove(&out[at + 1], &out[at], (n - at - 1) * sizeof *out);
        out[at] = this;
    }
    return n;
}

void ri_say_accountable_set(ri_text *line, const raci_comparison *c, uint32_t set)
{
    char item[RI_PARTY_SIZE];
    const char *at = ri_intern_get(c->sets, set);
    size_t n = 0;
    while (ri_recorded_party(item, &at)) {
        const ri_ref position =
            ri_snapshot_find(c->snapshot, RI_POSITION, item + strlen("position:"));
        ri_text_add(line, n++ > 0 ? " and " : "");
        ri_page_cut(line, ri_snapshot_name(c->snapshot, position), NAME_ROOM);
    }
    ri_text_add(line, n == 0 ? "nobody" : "");
}

bool ri_answers_first(const raci_comparison *c, uint32_t touchpoint, size_t i)
{
    size_t k = 0;
    while (c->items[k].accountable[touchpoint] != c->items[i].accountable[touchpoint]) {
        k++;
    }
    return k == i;
}

void ri_say_answering_models(ri_text *line, const raci_comparison *c, uint32_t touchpoint,
                             size_t first)
{
    const uint32_t set = c->items[first].accountable[touchpoint];
    size_t n = 0;
    size_t said = 0;
    for (size_t i = first; i < c->n; i++) {
        n += c->items[i].accountable[touchpoint] == set;
    }
    ri_text_add(line, " (");
    for (size_t i = first; n <= NAMED && i < c->n; i++) {
        if (c->items[i].accountable[touchpoint] == set) {
            ri_text_add(line, ri_say_between(said++, n));
            ri_page_cut(line, c->items[i].name, NAME_ROOM);
        }
    }
    if (n > NAMED) {
        ri_text_format(line, "%zu models", n);
    }
    ri_text_char(line, ')');
}
