/*
 * A file examined, as the report tells of it.
 */
#ifndef RI_EXAMINATION_H
#define RI_EXAMINATION_H

#include <stdbool.h>

#include "base/arena.h"
#include "model/examined.h"
#include "raci/doctor.h"
#include "store/examine.h"

#define RI_FLAWS_KEPT 200

/* What came of a repair. */
typedef enum ri_repair {
    RI_REPAIR_UNASKED,
    RI_REPAIR_DONE,
    RI_REPAIR_NEEDLESS,
    RI_REPAIR_NOT
} ri_repair;

/* Of one kind of finding out. */
typedef struct ri_flaws {
    raci_flaw *items;
    size_t n;
    size_t capacity;
} ri_flaws;

struct raci_examination {
    ri_arena *arena;
    const char *path; /* as it was asked for; and */
    const char *real; /* as it is, once a repair has begun */
    ri_flaws flaws;   /* by kind, then as they were found */
    size_t wrong;     /* those that are no notes, kept or not */
    int64_t bytes;
    bool opened; /* SQLite can read it, and it is a model's: what follows is known */
    bool exact;
    bool older;
    ri_content content;
    size_t entries; /* of the record */
    char head[65];
    ri_repair repair;
    const char *copy;   /* of the file as it was, once it is repaired */
    const char *why;    /* it is not */
    const char *folder; /* into which was exported; or NULL */
    ri_flaws lost;      /* what could not */
};

/* What is told of a kind of flaw. */
typedef struct ri_flaw_words {
    const char *code;
    const char *means;
    const char *remedy;
    bool note;
} ri_flaw_words;
const ri_flaw_words *ri_flaw_words_of(raci_flaw_kind kind);

/* Looks at the file again, from the beginning. */
raci_status ri_doctor_look(raci_examination *x, const char *path, raci_error *err);
/* Told of flaws: keeps them in a list. */
ri_flaw_watch ri_doctor_watch(raci_examination *x);
ri_flaw_watch ri_doctor_watch_lost(raci_examination *x);

#endif
