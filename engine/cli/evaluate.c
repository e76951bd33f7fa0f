#define _POSIX_C_SOURCE 200809L

#include "cli/evaluate.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/clock.h"
#include "cli/confining.h"
#include "cli/gauge.h"
#include "cli/watch.h"

raci_status policy_beside(char out[PATH_SIZE], const char *model, raci_error *err)
{
    const char *slash = strrchr(model, '/');
    size_t folder = slash != NULL ? (size_t)(slash - model) + 1 : 0;
    int length = snprintf(out, PATH_SIZE, "%.*spolicy", (int)folder, model);
    if (folder >= PATH_SIZE || length < 0 || length >= PATH_SIZE) {
        return fail(err, RACI_INVALID, "the model's path is longer than %d bytes", PATH_SIZE);
    }
    return RACI_OK;
}

static bool is_policy_file(const char *name)
{
    static const char test[] = "_test.lua";
    size_t length = strlen(name);
    if (name[0] == '.' || length < 5 || strcmp(name + length - 4, ".lua") != 0) {
        return false;
    }
    return length < sizeof test - 1 || strcmp(name + length - (sizeof test - 1), test) != 0;
}

/* Whether a folder has a policy's file; one that cannot be read may have. */
static bool has_policy(const char *path)
{
    DIR *folder = opendir(path);
    bool found = false;
    if (folder == NULL) {
        return errno != ENOENT && errno != ENOTDIR;
    }
    while (!found) {
        errno = 0;
        const struct dirent *entry = readdir(folder);
        if (entry == NULL) {
            found = errno != 0;
            break;
        }
        found = is_policy_file(entry->d_name);
    }
    (void)closedir(folder);
    return found;
}

raci_status evaluation_policy(evaluation *e, const options *o)
{
    const char *beside[1] = {e->policy_folder};
    const char *const *paths = o->policies;
    size_t n = o->n_policies;
    e->at = STAGE_OPENING;
    if (n == 0) {
        raci_status status = policy_beside(e->policy_folder, o->model, &e->err);
        if (status != RACI_OK) {
            return status;
        }
        if (has_policy(e->policy_folder)) {
            paths = beside;
            n = 1;
        } else {
            e->policy_folder[0] = '\0';
        }
    }
    raci_status status = confine(o, &e->err);
    if (status == RACI_OK) {
        status =
            raci_policy_load(&e->policy, e->model, paths, n, problems_note, &e->found, &e->err);
    }
    watch_note(e->policy, &e->found, &e->err);
    return status;
}

raci_status model_open(raci_model **out, const options *o, int writable, raci_error *err)
{
    raci_status status = raci_model_open(out, o->model, writable, err);
    if (status == RACI_NOTFOUND && !o->model_given) {
        *err = (raci_error){0};
        return fail(err, status,
                    "there is no model '%s' here; make one with 'raci init', or name "
                    "one with --model",
                    o->model);
    }
    return status;
}

raci_status imports_record(raci_model *model, const options *o, raci_error *err)
{
    char stamp[TIME_SIZE];
    return raci_record_imports(model, recorded_at(o, stamp), err);
}

raci_status evaluation_open(evaluation *e, const options *o)
{
    return evaluation_begin(e, o, false);
}

raci_status evaluation_begin(evaluation *e, const options *o, bool writable)
{
    raci_status status = evaluation_model(e, o, writable);
    raci_profile_enter(e->profile, RACI_PHASE_POLICY);
    status = status == RACI_OK ? evaluation_policy(e, o) : status;
    raci_profile_enter(e->profile, RACI_PHASE_COUNT);
    return status;
}

raci_status evaluation_model(evaluation *e, const options *o, bool writable)
{
    e->model = NULL;
    e->policy = NULL;
    e->result = NULL;
    e->answer = NULL;
    e->holders = NULL;
    e->whatif = NULL;
    e->other = NULL;
    e->other_policy = NULL;
    e->diff = NULL;
    e->inbox = NULL;
    e->packet = NULL;
    e->packets = NULL;
    e->timeline = NULL;
    e->briefs = NULL;
    e->brief = NULL;
    e->lint = NULL;
    e->found.n = 0;
    e->err = (raci_error){0};
    e->profile = NULL;
    e->at = STAGE_OPENING;
    if (o->profile) {
        raci_status status = raci_profile_new(&e->profile, &gauge, &e->err);
        if (status != RACI_OK) {
            return status;
        }
    }
    raci_profile_enter(e->profile, RACI_PHASE_OPEN);
    return model_open(&e->model, o, writable, &e->err);
}

raci_status evaluation_check(evaluation *e, const options *o, const raci_check_options *how)
{
    raci_status status = evaluation_open(e, o);
    if (status == RACI_OK) {
        e->at = STAGE_ASKING;
        status = raci_check(&e->result, e->model, e->policy, how, &e->err);
    }
    return status;
}

/* Says it where what was asked for as a subject is somebody after all. */
static raci_status point_to_what(evaluation *e, const options *o, const char *text)
{
    const raci_error said = e->err;
    raci_error ignored = {0};
    raci_status status = raci_holders_find(&e->holders, e->model, o->at, text, &ignored);
    if (status != RACI_OK) {
        return RACI_NOTFOUND;
    }
    e->err = (raci_error){0};
    return raci_holders_count(e->holders) == 1
               ? fail(&e->err, RACI_NOTFOUND, "%s; 'raci what %s' tells of a holder of that name",
                      said.message, raci_holders_reference(e->holders, 0))
               : fail(&e->err, RACI_NOTFOUND, "%s; 'raci what' lists %zu holders of that name",
                      said.message, raci_holders_count(e->holders));
}

/* And where what was asked for as a holder is a subject. */
static raci_status point_to_who(evaluation *e, const options *o, const char *text)
{
    const raci_error said = e->err;
    raci_error ignored = {0};
    if (raci_ask(&e->answer, e->model, e->policy, o->at, text, &ignored) != RACI_OK) {
        return RACI_NOTFOUND;
    }
    e->err = (raci_error){0};
    return fail(&e->err, RACI_NOTFOUND, "%s; 'raci who' answers for touchpoints and journeys",
                said.message);
}

raci_status evaluation_ask(evaluation *e, const options *o, const char *subject)
{
    raci_status status = evaluation_open(e, o);
    if (status == RACI_OK) {
        e->at = STAGE_ASKING;
        status = raci_ask(&e->answer, e->model, e->policy, o->at, subject, &e->err);
        status = status == RACI_NOTFOUND ? point_to_what(e, o, subject) : status;
    }
    return status;
}

raci_status evaluation_ask_why_not(evaluation *e, const options *o, const char *subject,
                                   const char *letter, const char *holder)
{
    raci_status status = evaluation_open(e, o);
    if (status == RACI_OK) {
        e->at = STAGE_ASKING;
        status = raci_holders_find(&e->holders, e->model, o->at, holder, &e->err);
    }
    if (status == RACI_OK && raci_holders_count(e->holders) == 1) {
        status = raci_ask_why_not(&e->answer, e->model, e->policy, o->at, subject, letter,
                                  raci_holders_reference(e->holders, 0), &e->err);
    }
    return status;
}

raci_status evaluation_find(evaluation *e, const options *o, const char *holder,
                            const raci_check_options *how)
{
    raci_status status = evaluation_open(e, o);
    if (status == RACI_OK) {
        e->at = STAGE_ASKING;
        status = raci_holders_find(&e->holders, e->model, o->at, holder, &e->err);
        status = status == RACI_NOTFOUND ? point_to_who(e, o, holder) : status;
    }
    if (status == RACI_OK && raci_holders_count(e->holders) == 1) {
        status = raci_check(&e->result, e->model, e->policy, how, &e->err);
    }
    return status;
}

void evaluation_close(evaluation *e)
{
    raci_packet_free(e->packet);
    raci_packets_free(e->packets);
    raci_inbox_free(e->inbox);
    raci_whatif_free(e->whatif);
    raci_diff_free(e->diff);
    raci_timeline_free(e->timeline);
    raci_briefs_free(e->briefs);
    raci_lint_free(e->lint);
    raci_holders_free(e->holders);
    raci_answer_free(e->answer);
    raci_result_free(e->result);
    raci_profile_free(e->profile);
    raci_policy_free(e->policy);
    raci_policy_free(e->other_policy);
    raci_model_close(e->other);
    raci_model_close(e->model);
}

int evaluation_failed(const evaluation *e, const options *o)
{
    return failure_tell(o, e->at, &e->err, &e->found);
}
