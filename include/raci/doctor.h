/*
 * The file of a model examined: what is wrong with it, what that means, and what can be done.
 */
#ifndef RACI_DOCTOR_H
#define RACI_DOCTOR_H

#include "raci/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What can be wrong. The last two are told and are no flaws: whoever writes the model next, or
   opens it, sets them right. */
typedef enum raci_flaw_kind {
    RACI_FLAW_FILE,       /* it does not begin or end as a model's file does */
    RACI_FLAW_VERSION,    /* the version of its tables is not one that they can have */
    RACI_FLAW_FOREIGN,    /* it has a table, view, trigger or index that is not raci's */
    RACI_FLAW_MISSING,    /* it lacks one that is */
    RACI_FLAW_PAGES,      /* SQLite finds its pages or indexes damaged, or cannot read them */
    RACI_FLAW_REFERENCES, /* a row names a row that is not there */
    RACI_FLAW_VALUES,     /* a value that its column cannot have */
    RACI_FLAW_FACTS,      /* what the file says of itself is not what raci writes */
    RACI_FLAW_CONTENT,    /* the organization is not what raci wrote last */
    RACI_FLAW_NAMES,      /* the index of names leads elsewhere */
    RACI_FLAW_RECORD,     /* the record is not as it was written */
    RACI_FLAW_SIGNATURES, /* a signature is not of the entry that it stands at */
    RACI_FLAW_JOURNAL,    /* a write was interrupted and is undone by whoever opens the file next */
    RACI_FLAW_SWEEP       /* what was forgotten is swept out by whoever writes next */
} raci_flaw_kind;

typedef struct raci_flaw {
    raci_flaw_kind kind;
    const char *code;   /* the kind, for programs: "pages" */
    const char *place;  /* a table or the like; "" where it is the file */
    const char *what;   /* a sentence: what was found */
    const char *means;  /* what that means; static, as is the next */
    const char *remedy; /* what can be done */
    int note;           /* it is no flaw */
} raci_flaw;

typedef struct raci_examination raci_examination;

/* Looks at all of the file and writes nothing: its header, its schema, every page, every reference
   and value, the digest of its content, the index of names, the record and its signatures. That
   something is wrong is an answer, not an error. Gives an owned object. Fails with RACI_NOTFOUND,
   RACI_IO, RACI_BUSY, RACI_NOMEM. */
raci_status raci_examine(raci_examination **out, const char *path, raci_error *err);
void raci_examination_free(raci_examination *examination); /* NULL is allowed */

/* How many things are wrong; and one that was found, notes included, in the order of the list
   above. The strings are borrowed. Fails with RACI_INVALID beyond the last. */
size_t raci_examination_flaws(const raci_examination *examination);
raci_status raci_examination_flaw(raci_flaw *out, const raci_examination *examination, size_t i,
                                  raci_error *err);

/* Where something is wrong: writes all rows into a new file, examines that, and, only where nothing
   is wrong with it, puts it in the place of the old one, of which a copy stays beside it. With
   `accept_content` an organization that is not what raci wrote last is taken as it is. What came of
   it is told by the examination, which is then of the file that lies there. Fails with RACI_NEWER
   never: a newer model is left alone; RACI_BUSY when somebody is writing, RACI_IO. */
raci_status raci_examination_repair(raci_examination *examination, int accept_content,
                                    raci_error *err);

/* Writes what can be read of the organization into the folder `dir`, as raci_model_export does;
   what cannot is told by the examination. Fails with RACI_IO, RACI_FORMAT where nothing can. */
raci_status raci_examination_export(raci_examination *examination, const char *dir,
                                    raci_error *err);

#ifdef __cplusplus
}
#endif
#endif
