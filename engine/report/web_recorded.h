/*
 * What a web page shows of other evaluations than its own: there are no things in these, but
 * references, names and letters as texts. What the page has a place for is a link all the same.
 */
#ifndef RI_WEB_RECORDED_H
#define RI_WEB_RECORDED_H

#include "record/difference.h"
#include "report/thing_names.h"
#include "report/web.h"

/* The name of a thing, as ri_say_named has it. */
void ri_web_named(ri_web *web, ri_names *names, const char *reference);
/* A letter, as a sign where the page's policy has it, too. */
void ri_web_letter_named(ri_web *web, const char *letter);
/* What filters find it by: the thing, and a severity by its name (or NULL). */
void ri_web_put_tags_of(ri_web *web, const char *reference, const char *severity);

/* The findings of one status under a title: the worst first, each with what follows from it. */
void ri_web_put_changed(ri_web *web, const ri_difference *d, ri_change change, const char *title,
                        ri_names *names);

#endif
