/*
 * The policy's own checks, and what their functions see of the matrix.
 */
#ifndef RI_OWN_H
#define RI_OWN_H

#include "check/checking.h"

/* For each holder and letter the subjects on which it itself has the letter. */
typedef struct ri_own_letters {
    const ri_snapshot *s;
    const ri_matrix *matrix;
    uint32_t n_letters;
    size_t *first;    /* by holder and letter: places in `subjects`; NULL until asked for */
    ri_ref *subjects; /* in their order */
    const ri_resolver *resolver;
    const ri_unreasoned_list *unreasoned; /* in the order of subjects; NULL: none */
} ri_own_letters;

/* The letters as the functions of checks ask for them; the payload is `own`. What c has noted
   stands in the order of subjects. */
ri_letters ri_own_letters_begin(ri_own_letters *own, const ri_checking *c, const ri_matrix *matrix);
void ri_own_letters_free(ri_own_letters *own);

/* Calls every check of the policy that is on, for each thing of its kind. After the
   last subject, and while the run is on. */
raci_status ri_check_own(ri_checking *c, ri_resolver *resolver, raci_policy *policy,
                         const ri_matrix *matrix, raci_error *err);

#endif
