/*
 * How sentences call the things of an organization: people and seats by name or title,
 * everything else by what it is and its name, by its key where no name helps.
 */
#ifndef RI_TITLES_H
#define RI_TITLES_H

#include "base/text.h"
#include "model/snapshot.h"

/* "the unit 'Billing'", "the passage 'a → b'", "the enterprise"; of anything but a rule. */
void ri_title_thing(const ri_snapshot *s, ri_ref thing, ri_text *out);
/* "Head of Billing", "Ann Ito"; else as ri_title_thing. */
void ri_title_holder(const ri_snapshot *s, ri_ref holder, ri_text *out);
/* "Head of Billing, Ann Ito and the unit 'Sales'": of longer lists the first few and how many
   more; those of one name with their keys, too. */
void ri_title_holders(const ri_snapshot *s, const ri_ref *holders, size_t n, ri_text *out);

/* Offices are spoken of in capitals: "CXO". */
void ri_title_office(ri_text *out, const char *office);

#define RI_TITLES_MAX 5 /* of longer lists so many are told */
/* What stands before item i of n that are told, while `more` are not; `last` is " and " or
   " or ". */
void ri_title_between(ri_text *out, size_t i, size_t n, size_t more, const char *last);
/* " and 3 more"; nothing for none. */
void ri_title_more(ri_text *out, size_t more);

#endif
