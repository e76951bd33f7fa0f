/* Role cards that were acknowledged say the digest of their lines, which are other lines now. */
#include "base/arena.h"
#include "base/fail.h"
#include "check/card.h"
#include "record/acknowledgement.h"
#include "record/forgetting.h"

static raci_status set_card(const raci_forgotten *f, int64_t entry, raci_error *err)
{
    char digest[65];
    ri_stmt *stmt = NULL;
    ri_acknowledgement of;
    ri_arena *arena = ri_arena_new();
    raci_status status = arena != NULL ? ri_acknowledgement_read(&of, f->store, entry, arena, err)
                                       : ri_fail_nomem(err);
    if (status == RACI_OK) {
        ri_card_lines_digest(digest, of.lines, of.n_lines);
        status = ri_store_stmt(&stmt, f->store, STMT_FORGET_CARD_SET, err);
    }
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, entry);
        ri_bind_text(stmt, 2, digest);
        status = ri_run(stmt, err);
    }
    ri_arena_free(arena);
    return status;
}

raci_status ri_forget_cards(raci_forgotten *f, raci_error *err)
{
    ri_acknowledgement *all = NULL;
    size_t n = 0;
    ri_arena *arena = ri_arena_new();
    raci_status status = arena != NULL ? ri_acknowledgements_read(&all, &n, f->store, arena, err)
                                       : ri_fail_nomem(err);
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        status = set_card(f, all[i].entry, err);
    }
    ri_arena_free(arena);
    return status;
}
