/*
 * Why somebody is not there: for winners that give nobody, and for those who
 * would decide.
 */
#include <string.h>

#include "check/checking.h"

/* "the unit 'Operations'": what the reason is about, or what was written. */
static void say_about(const ri_checking *c, const ri_unresolved *why, const char *otherwise,
                      ri_text *out)
{
    if (why->about != RI_NONE) {
        ri_phrase_holder(c, why->about, out);
    } else if (why->ref_text != NULL) {
        ri_text_format(out, "'%s'", why->ref_text);
    } else {
        ri_text_add(out, otherwise);
    }
}

void ri_phrase_nobody(const ri_checking *c, ri_ref subject, const ri_unresolved *why, ri_text *out)
{
    static const struct {
        const char *about;  /* said when nothing is known of what it is about; NULL: the subject */
        const char *phrase; /* after what it is about */
    } phrases[] = {
        [RI_NOBODY_EMPTY] = {"its expression", " names nobody"},
        [RI_NOBODY_FAILED] = {"its function", " failed"},
        [RI_NOBODY_ABSENT] = {"whom it names", " is not there on "},
        [RI_NOBODY_HEADLESS] = {"the unit", " has no head on "},
        [RI_NOBODY_LEADLESS] = {NULL, " has no lead on "},
        [RI_NOBODY_UNSEATED] = {"the person", " has no position on "},
        [RI_NOBODY_TWO_SEATS] = {"the person", " has more than one position on "},
        [RI_NOBODY_NO_OFFICE] = {"the office", " is the office of no position on "},
        [RI_NOBODY_NO_UNITS] = {NULL, " has no delivering unit on "},
        [RI_NOBODY_NO_JOURNEY] = {NULL, " is on no journey on "},
        [RI_NOBODY_NO_TEAM] = {NULL, " has no team on "},
        [RI_NOBODY_TOP] = {"the position", " reports to nobody on "},
    };
    if (phrases[why->why].about == NULL && why->about == RI_NONE) {
        ri_phrase_subject(c, subject, out);
    } else {
        say_about(c, why, phrases[why->why].about, out);
    }
    ri_text_add(out, phrases[why->why].phrase);
    if (why->why != RI_NOBODY_EMPTY && why->why != RI_NOBODY_FAILED) {
        ri_phrase_date(c, out);
    }
}

static void say_skip(const ri_checking *c, const ri_skip *skip, ri_text *out)
{
    if (skip->to == RI_NONE) {
        ri_text_format(out, "no position has the office %s",
                       strcmp(skip->office, "ceo") == 0 ? "CEO" : "CXO");
        return;
    }
    ri_phrase_holder(c, skip->to, out);
    if (strcmp(skip->skipped, "party") == 0) {
        ri_text_add(out, " is a party");
    } else if (strcmp(skip->skipped, "no-mandate") == 0) {
        ri_text_add(out, " has no mandate over it");
    } else if (strcmp(skip->skipped, "overdue") == 0) {
        ri_text_add(out, " has left it open too long");
    } else {
        ri_text_format(out, " is %s", skip->skipped);
    }
}

void ri_phrase_path(const ri_checking *c, const ri_escalated *route, ri_text *out)
{
    for (uint32_t i = 0; i < route->n_path; i++) {
        if (i > 0) {
            ri_text_add(out, i + 1 == route->n_path ? " and " : ", ");
        }
        say_skip(c, &route->path[i], out);
    }
}
