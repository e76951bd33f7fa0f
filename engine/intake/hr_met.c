/* Where texts lead, and what is kept of rows and posts. */
#include <string.h>

#include "base/fingerprint.h"
#include "base/memory.h"
#include "intake/hr_inside.h"

const char *ri_hr_string(const ri_hr *hr, uint32_t text)
{
    return ri_intern_get(hr->texts, text);
}

ri_hr_line_record ri_hr_record(const ri_hr *hr, size_t row)
{
    const ri_hr_row_kept *kept = &hr->rows[row];
    ri_hr_line_record out = {kept->post, kept->person, 0, kept->flags, kept->reason};
    (void)ri_map_get(&hr->others, row, &out.other);
    return out;
}

uint32_t ri_hr_said(const ri_hr *hr, const ri_hr_post *post, size_t i)
{
    const size_t place = hr->said_place[i];
    return place < hr->n_said ? hr->says[(size_t)(post - hr->posts) * hr->n_said + place] : RI_NONE;
}

/* Where what led to one thing leads, once it leads to another, too. */
static uint32_t both(uint32_t met, uint32_t to)
{
    return met == RI_NONE || met == to ? to : RI_HR_SEVERAL;
}

static bool lead_number(struct ri_hr_ids *ids, uint32_t number, uint32_t to)
{
    if (number == RI_NONE ||
        !ri_grow((void **)&ids->to, &ids->capacity, (size_t)number + 1, sizeof *ids->to)) {
        return false;
    }
    while (ids->n <= number) {
        ids->to[ids->n++] = RI_NONE;
    }
    ids->to[number] = both(ids->to[number], to);
    return true;
}

static uint64_t print_of(unsigned way, const char *text)
{
    return ri_fingerprint(way, text, strlen(text));
}

bool ri_hr_lead(ri_hr *hr, unsigned way, const char *text, uint32_t to)
{
    if (way < RI_HR_BY_NUMBER) {
        return lead_number(&hr->ids[way], ri_intern_string(hr->texts, text), to);
    }
    uint32_t met = RI_NONE;
    const uint64_t print = print_of(way, text);
    (void)ri_map_get(&hr->found, print, &met);
    return ri_map_put(&hr->found, print, both(met, to));
}

uint32_t ri_hr_led(const ri_hr *hr, unsigned way, const char *text)
{
    uint32_t to = RI_NONE;
    if (way < RI_HR_BY_NUMBER) {
        const struct ri_hr_ids *ids = &hr->ids[way];
        const uint32_t number = ids->n > 0 ? ri_intern_find(hr->texts, text) : RI_NONE;
        return number < ids->n ? ids->to[number] : RI_NONE;
    }
    (void)ri_map_get(&hr->found, print_of(way, text), &to);
    return to;
}

bool ri_hr_want(ri_hr *hr, unsigned way, const char *text)
{
    uint32_t met = RI_NONE;
    const uint64_t print = print_of(way, text);
    return ri_map_get(&hr->found, print, &met) || ri_map_put(&hr->found, print, RI_NONE);
}

bool ri_hr_lead_wanted(ri_hr *hr, unsigned way, const char *text, uint32_t to)
{
    uint32_t met = RI_NONE;
    const uint64_t print = print_of(way, text);
    return !ri_map_get(&hr->found, print, &met) || ri_map_put(&hr->found, print, both(met, to));
}
