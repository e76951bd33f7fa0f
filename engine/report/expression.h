/*
 * Holder expressions, as a policy writes them.
 */
#ifndef RI_EXPRESSION_H
#define RI_EXPRESSION_H

#include "base/text.h"
#include "policy/declared.h"

/* "under(unit:marketing)" */
void ri_write_expression(ri_text *out, const ri_holder *holder);

#endif
