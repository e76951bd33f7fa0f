/*
 * Files of owners, taken into the model: what is owned becomes touchpoints, owners those who have
 * a letter there.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "intake/code_owners.h"
#include "intake/path_list.h"
#include "model/adopt_things.h"
#include "model/owner_files.h"
#include "model/owner_holders.h"

#define STATED_MAX 20000000 /* rows that one file may give */

/* What the file calls a role, as a dictionary of letters may, and its letter without one. */
static const struct {
    const char *word;
    const char *letter;
    const char *what; /* for people */
} roles[RI_OWNER_ROLES] = {
    [RI_OWNER] = {"Owner", "A", "owners"},
    [RI_OPTIONAL_OWNER] = {"Optional", "C", "owners in an optional section"},
    [RI_APPROVER] = {"Approver", "A", "approvers in the nearest folder"},
    [RI_PARENT_APPROVER] = {"Parent", "C", "approvers in the folders above"},
    [RI_REVIEWER] = {"Reviewer", "C", "reviewers in the nearest folder"},
};

/* What all files of owners share: a pattern, a path or an owner that several have is one. */
struct ri_owned {
    ri_letters *letters;
    ri_meaning meant[RI_OWNER_ROLES]; /* the letters of each role; none: they are left out */
    ri_exact_names *names;
    ri_owner_holders *holders;
    ri_intern *touchpoints; /* that were given: their names */
    const char **keys;      /* by number of these */
    size_t n_keys;
    size_t keys_capacity;
};

typedef struct gathering {
    ri_adopting *a;
    ri_owned *owned;      /* the adopting's */
    ri_code_owners *code; /* of one form */
    ri_owner_files files; /* of the other */
    ri_path_list paths;
    ri_path_owners owners; /* of the path at hand */
    size_t unowned;
    ri_text text; /* scratch */
    ri_text reason;
    raci_error *err;
} gathering;

/* ---- letters ---- */

static raci_status find_letters(ri_owned *owned, const char *said, raci_error *err)
{
    bool failed = false;
    raci_status status = ri_letters_new(&owned->letters, NULL, err);
    if (status == RACI_OK && said != NULL) {
        status = ri_letters_learn(owned->letters, said, err);
    }
    for (size_t i = 0; i < RI_OWNER_ROLES && status == RACI_OK; i++) {
        const ri_meaning *found =
            ri_letters_find(owned->letters, roles[i].word, strlen(roles[i].word), &failed);
        owned->meant[i] =
            (ri_meaning){.kind = RI_MEANS_LETTERS, .parts = {roles[i].letter}, .n = 1};
        if (found != NULL) {
            owned->meant[i] = *found;
            owned->meant[i].n = found->kind == RI_MEANS_LETTERS ? found->n : 0;
        }
        status = failed ? ri_fail_nomem(err) : RACI_OK;
    }
    return status;
}

/* Says which letters roles have; and, unless somebody said so, that they were not asked for. */
static raci_status describe(gathering *g, ri_owner_role first, ri_owner_role last)
{
    ri_adopting *a = g->a;
    ri_arena *arena = a->intake->arena;
    ri_read_column read[RI_OWNER_ROLES];
    raci_status status = RACI_OK;
    size_t n = 0;
    for (size_t i = first; i <= last && status == RACI_OK; i++) {
        const ri_meaning *meant = &g->owned->meant[i];
        ri_text_clear(&g->text);
        for (size_t k = 0; k < meant->n; k++) {
            ri_text_format(&g->text, "%s%s", k > 0 ? " and " : "", meant->parts[k]);
        }
        ri_text_add(&g->text, meant->n == 0 ? "nothing" : "");
        read[n++] =
            (ri_read_column){roles[i].what, ri_arena_string(arena, ri_text_string(&g->text))};
        if (g->text.failed || read[n - 1].as == NULL) {
            return ri_fail_nomem(g->err);
        }
        if (meant->word == NULL) {
            const char *option =
                ri_arena_format(arena, "--letters %s=%s", roles[i].word, roles[i].letter);
            const char *text = ri_arena_format(arena,
                                               "the file names %s: what letter they have "
                                               "it does not say",
                                               roles[i].what);
            status = option != NULL && text != NULL
                         ? ri_adopt_ask(a, text, option, roles[i].letter, g->err)
                         : ri_fail_nomem(g->err);
        }
    }
    return status == RACI_OK ? ri_adopt_columns(a, read, n, g->err) : status;
}

/* ---- what is owned, and by whom ---- */

/* The key of a touchpoint, which is the one of that name, or new. */
static raci_status find_touchpoint(const char **out, gathering *g, const char *name, uint32_t line)
{
    static const char *const titles[] = {"key", "name"};
    ri_adopting *a = g->a;
    ri_owned *owned = g->owned;
    const uint32_t number = ri_intern_string(owned->touchpoints, name);
    if (number == RI_NONE) {
        return ri_fail_nomem(g->err);
    }
    if (number < owned->n_keys) {
        *out = owned->keys[number];
        return RACI_OK;
    }
    const char *key = ri_exact_touchpoint(owned->names, name);
    key = key != NULL ? key : ri_keys_made_take(a->keys[RI_TOUCHPOINT], name, "path", NULL);
    if (key == NULL || !RI_PUSH(owned->keys, owned->n_keys, owned->keys_capacity, key)) {
        return ri_fail_nomem(g->err);
    }
    const char *cells[] = {key, name};
    *out = key;
    raci_status status = ri_adopt_table(a, RI_TABLE_TOUCHPOINTS, titles, 2, g->err);
    return status == RACI_OK ? ri_adopt_row(NULL, a, RI_TABLE_TOUCHPOINTS, cells, line, g->err)
                             : status;
}

/* Why somebody has a letter: the pattern or the folder that decides, in words. */
static const char *reason(gathering *g, const ri_path_owner *owner)
{
    ri_text *out = &g->reason;
    ri_text_clear(out);
    if (owner->role >= RI_APPROVER) {
        ri_text_add(out, owner->role == RI_REVIEWER ? "reviewer in " : "approver in ");
        ri_text_format(out, "%s%sOWNERS", owner->by, owner->by[0] != '\0' ? "/" : "");
    } else {
        ri_text_format(out, "by the pattern %s", owner->by);
    }
    if (owner->section[0] != '\0') {
        ri_text_format(out, " in the section %s", owner->section);
    }
    if (owner->through != NULL) {
        ri_text_format(out, ", through %s", owner->through);
    }
    return ri_text_string(out);
}

/* Whether a holder has a letter of a touchpoint already. */
static bool has(const gathering *g, const char *touchpoint, const char *letter, const char *holder)
{
    uint64_t row = 0;
    return ri_adopt_has_stated(&row, g->a, touchpoint, letter, holder);
}

/* Who is accountable or responsible is not consulted, too. */
static bool has_more(const gathering *g, const char *touchpoint, const char *letter,
                     const char *holder)
{
    return (strcmp(letter, "C") == 0 || strcmp(letter, "I") == 0) &&
           (has(g, touchpoint, "A", holder) || has(g, touchpoint, "R", holder));
}

static raci_status state(gathering *g, const char *touchpoint, const char *letter,
                         const char *holder, const char *why, uint32_t line)
{
    if (has_more(g, touchpoint, letter, holder) || has(g, touchpoint, letter, holder)) {
        return RACI_OK;
    }
    if (g->a->stated.count == STATED_MAX) {
        return ri_fail(g->err, RACI_LIMIT, "the file gives more than %d letters", STATED_MAX);
    }
    return ri_adopt_stated(g->a, touchpoint, letter, holder, why, (ri_adopt_source){"", line},
                           g->err);
}

/* A place in the file, in the scratch text. */
static const char *place_of(gathering *g, uint32_t line)
{
    ri_text_clear(&g->text);
    ri_text_format(&g->text, "%u:1", line);
    return ri_text_string(&g->text);
}

/* Gives a touchpoint, and those who are gathered for it. */
static raci_status give(gathering *g, const char *name, uint32_t line)
{
    const char *touchpoint = NULL;
    raci_status status = find_touchpoint(&touchpoint, g, name, line);
    for (size_t i = 0; i < g->owners.n && status == RACI_OK; i++) {
        const ri_path_owner *owner = &g->owners.items[i];
        const ri_meaning *meant = &g->owned->meant[owner->role];
        const char *const *holders = NULL;
        size_t n = 0;
        if (meant->n > 0) {
            status = ri_owner_holders_find(&holders, &n, g->owned->holders, owner,
                                           place_of(g, owner->line), g->err);
        }
        const char *why = reason(g, owner);
        for (size_t k = 0; k < n * meant->n && status == RACI_OK; k++) {
            status = state(g, touchpoint, meant->parts[k % meant->n], holders[k / meant->n], why,
                           owner->line);
        }
    }
    g->unowned += g->owners.n == 0;
    g->owners.n = 0;
    return g->reason.failed ? ri_fail_nomem(g->err) : status;
}

/* ---- without paths ---- */

static raci_status give_rules(gathering *g)
{
    raci_status status = RACI_OK;
    const ri_code_rule *rule = NULL;
    for (size_t i = 0; status == RACI_OK && (rule = ri_code_owners_rule(g->code, i)) != NULL; i++) {
        if (rule->again || rule->exception) {
            continue;
        }
        status = ri_code_owners_of(rule, &g->owners) ? give(g, rule->pattern, rule->line)
                                                     : ri_fail_nomem(g->err);
    }
    return status;
}

static raci_status give_folder(gathering *g)
{
    const char *folder = g->files.folder;
    const char *filter = NULL;
    raci_status status = RACI_OK;
    for (size_t i = 0;
         status == RACI_OK && (filter = ri_owners_tree_filter(g->files.tree, folder, i)) != NULL;
         i++) {
        const char *shown = folder[0] != '\0' ? folder : "/";
        const char *name = filter[0] == '\0'
                               ? shown
                               : ri_arena_format(g->a->intake->arena, "%s (%s)", shown, filter);
        if (name == NULL || !ri_owners_tree_of(g->files.tree, folder, i, &g->owners)) {
            return ri_fail_nomem(g->err);
        }
        /* What holds for all is there, too, where only some files have somebody. */
        const bool nobody = g->owners.n == 0 && ri_owners_tree_filter(g->files.tree, folder, 1);
        status = nobody ? RACI_OK : give(g, name, 1);
    }
    return status;
}

/* ---- with paths ---- */

static int refuse_path(uint32_t line, const char *why, void *payload)
{
    gathering *g = payload;
    ri_adopting *a = g->a;
    return ri_adopt_tell(a, &a->intake->sheets[a->first + 1].refusals, place_of(g, line), why,
                         g->err) != RACI_OK;
}

static raci_status give_paths(gathering *g)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; i < g->paths.n && status == RACI_OK; i++) {
        const char *path = g->paths.paths[i];
        if (g->code != NULL) {
            status = ri_code_owners_find(g->code, path, &g->owners, g->err);
        } else if (!ri_owners_tree_find(g->files.tree, path, &g->owners)) {
            status = ri_fail_nomem(g->err);
        }
        if (status == RACI_OK) {
            status = give(g, path, g->owners.n > 0 ? g->owners.items[0].line : 1);
        }
    }
    return status;
}

/* Patterns that no path is left to, and paths that nobody owns. */
static raci_status note_gaps(gathering *g)
{
    ri_adopting *a = g->a;
    const ri_code_rule *rule = NULL;
    raci_status status = RACI_OK;
    for (size_t i = 0;
         status == RACI_OK && g->code != NULL && (rule = ri_code_owners_rule(g->code, i)) != NULL;
         i++) {
        if (!rule->held && !rule->again) {
            status = ri_adopt_tell(a, &a->sheet->notes, place_of(g, rule->line),
                                   "this pattern holds for none of the paths", g->err);
        }
    }
    if (status == RACI_OK && g->unowned > 0) {
        const char *text =
            ri_arena_format(a->intake->arena, "%zu of %zu paths %s no owner", g->unowned,
                            g->paths.n, g->unowned == 1 ? "has" : "have");
        status = text != NULL
                     ? ri_adopt_tell(a, &a->intake->sheets[a->first + 1].notes, "", text, g->err)
                     : ri_fail_nomem(g->err);
    }
    return status;
}

/* The sheet of the paths: each of them is used. */
static void describe_paths(gathering *g)
{
    ri_read_sheet *sheet = &g->a->intake->sheets[g->a->first + 1];
    sheet->kind = "owners";
    sheet->what = "paths, each a touchpoint";
    sheet->used = g->paths.n;
    sheet->refused = g->paths.refused;
    sheet->rows = sheet->used + sheet->refused;
}

/* ---- the file ---- */

static raci_status tell_row(const gathering *g, ri_told_list *list, const ri_book_cell *cell,
                            const char *why)
{
    ri_text place = RI_TEXT_INIT;
    ri_book_place(g->files.book != NULL ? g->files.book : g->a->book, cell, &place);
    const raci_status status = place.failed
                                   ? ri_fail_nomem(g->err)
                                   : ri_adopt_tell(g->a, list, ri_text_string(&place), why, g->err);
    ri_text_free(&place);
    return status;
}

static int take_row(ri_owner_fate fate, const ri_book_cell *cell, const char *why, void *payload)
{
    const gathering *g = payload;
    ri_read_sheet *sheet = g->a->sheet;
    sheet->rows++;
    sheet->used += fate == RI_OWNER_USED;
    sheet->passed += fate == RI_OWNER_PASSED;
    sheet->refused += fate == RI_OWNER_REFUSED;
    return why != NULL && tell_row(g, fate == RI_OWNER_REFUSED ? &sheet->refusals : &sheet->notes,
                                   cell, why) != RACI_OK;
}

static int take_refused(const ri_book_cell *cell, const char *why, void *payload)
{
    const gathering *g = payload;
    return tell_row(g, &g->a->sheet->refusals, cell, why) != RACI_OK;
}

static raci_status read_file(gathering *g)
{
    ri_adopting *a = g->a;
    const ri_owner_calls calls = {take_row, take_refused, g};
    const bool code = ri_book_form_of(a->book) == RI_BOOK_CODEOWNERS;
    raci_status status = code
                             ? ri_code_owners_read(&g->code, a->book, a->file->path, &calls, g->err)
                             : ri_owner_files_read(&g->files, a, &g->paths, &calls, g->err);
    if (status != RACI_OK) {
        return status;
    }
    const bool gitlab = code && ri_code_owners_dialect(g->code) == RI_PATHS_GITLAB;
    a->sheet->kind = "owners";
    a->sheet->what = gitlab ? "code owners as GitLab reads them: of each section the last pattern "
                              "that matches holds"
                     : code
                         ? "code owners as GitHub reads them: the last pattern that matches holds"
                         : "owners as Kubernetes reads them: the nearest folder holds";
    return describe(g, code ? RI_OWNER : RI_APPROVER,
                    gitlab ? RI_OPTIONAL_OWNER
                    : code ? RI_OWNER
                           : RI_REVIEWER);
}

/* What all files share is made for the first of them. */
static raci_status share(ri_adopting *a, raci_error *err)
{
    if (a->owned != NULL) {
        return RACI_OK;
    }
    ri_owned *owned = ri_alloc(sizeof *owned);
    if (owned == NULL) {
        return ri_fail_nomem(err);
    }
    *owned = (ri_owned){.touchpoints = ri_intern_new()};
    a->owned = owned;
    raci_status status = owned->touchpoints != NULL
                             ? ri_exact_names_new(&owned->names, a->model, a->intake->day,
                                                  a->keys[RI_TOUCHPOINT], a->keys[RI_POSITION], err)
                             : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = find_letters(owned, a->intake->answers->letters, err);
    }
    if (status == RACI_OK) {
        owned->holders = ri_owner_holders_new(a, owned->names, owned->letters);
        status = owned->holders != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    return status;
}

void ri_adopt_owned_free(ri_owned *owned)
{
    if (owned != NULL) {
        ri_exact_names_free(owned->names);
        ri_owner_holders_free(owned->holders);
        ri_letters_free(owned->letters);
        ri_intern_free(owned->touchpoints);
        ri_free((void *)owned->keys);
        ri_free(owned);
    }
}

static raci_status read_all(gathering *g)
{
    ri_adopting *a = g->a;
    const char *paths = a->intake->answers->paths;
    raci_status status = share(a, g->err);
    g->owned = a->owned;
    if (status == RACI_OK && paths != NULL) {
        status = ri_path_list_read(&g->paths, a->intake->arena, paths, refuse_path, g, g->err);
    }
    if (status == RACI_OK) {
        status = read_file(g);
    }
    if (status != RACI_OK) {
        return status;
    }
    if (paths == NULL) {
        return g->code != NULL ? give_rules(g) : give_folder(g);
    }
    status = give_paths(g);
    describe_paths(g);
    return status == RACI_OK ? note_gaps(g) : status;
}

raci_status ri_adopt_owners(bool *known, ri_adopting *a, raci_error *err)
{
    *known = ri_book_has_owners(a->book);
    if (!*known || a->number > 0) {
        return RACI_OK;
    }
    raci_error own = {.status = RACI_OK};
    gathering g = {.a = a, .err = &own};
    const raci_status status = read_all(&g);
    ri_code_owners_free(g.code);
    ri_owner_files_close(&g.files);
    ri_free((void *)g.paths.paths);
    ri_free(g.owners.items);
    ri_text_free(&g.text);
    ri_text_free(&g.reason);
    if (status == RACI_OK) {
        return RACI_OK;
    }
    /* A call that stopped the reading said why before. */
    return ri_fail_at(err, own.status != RACI_OK ? own.status : status,
                      own.file[0] != '\0' ? own.file : NULL, own.line, own.column, "%s",
                      own.message);
}
