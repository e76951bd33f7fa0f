/*
 * Pieces of so many subjects are dealt to the workers in turn. For each piece a worker hands back
 * its rows, and the numbers of subjects that have to be looked at again: of which something is
 * more than a number, or failed. Pieces are read in their order, so that nobody waits long and
 * nothing piles up. The end is the counts of all that a worker had.
 *
 * A worker has no file, so no model: where a function mentions what is not in the snapshot, only
 * this process can look whether it is anywhere, and goes through all subjects itself.
 *
 * This process then looks at those subjects itself, in their order, as if there were no others.
 * Until then it has called no function of the policy, so that it can still go through all of them
 * where a worker says that a function kept something between calls.
 */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/worker.h"
#include "check/running.h"

#define MOST_PIECE 1024U /* subjects */
#define TURNS 16U        /* of each worker, at least, where there are so many subjects */
#define MOST_WORKERS 64U
#define MOST_DEATHS 4                     /* beyond, the policy is given up */
#define MOST_HOLDINGS (UINT32_C(1) << 28) /* of a piece */

/* Why a worker stops. */
enum { STOPPED_NO_MEMORY = 1, STOPPED_NO_MODEL };

/* What comes before a piece, and what is behind all. */
typedef struct head {
    uint32_t n; /* subjects */
    uint32_t n_holdings;
    uint32_t n_again;
    uint32_t stopped; /* why the worker could not go on, or 0 */
} head;

typedef struct tail {
    ri_summary summary; /* its codes follow */
    size_t stuck;
    uint32_t changed; /* functions kept something between calls */
} tail;

typedef struct spreading {
    ri_running *r;
    ri_worker *workers;
    uint32_t n_workers;
    uint32_t mine; /* in a worker: its number */
    uint32_t n_subjects;
    uint32_t piece; /* so many of them at once */
    uint32_t n_codes;
    uint32_t *many;  /* of a piece: holdings by subject */
    ri_ref *holders; /* room for those of a piece */
    size_t capacity_holders;
    uint8_t *letters;
    size_t capacity_letters;
    ri_indexes again;
    bool alone; /* this process goes through all of them after all */
} spreading;

static uint32_t piece_end(const spreading *s, uint32_t first)
{
    return s->n_subjects - first < s->piece ? s->n_subjects : first + s->piece;
}

/* ---- in a worker ---- */

/* All that makes a subject one that has to be looked at again. */
static size_t noted(const ri_running *r)
{
    const ri_checking *c = r->c;
    return ri_resolver_noted(r->result->resolver) + c->n_sounded + c->unreasoned.n + c->lapsed.n +
           c->stuck.any;
}

static bool answer_piece(spreading *s, uint32_t first, uint32_t end)
{
    ri_running *r = s->r;
    ri_matrix *matrix = &r->result->matrix;
    raci_error err = {0};
    ri_matrix_clear(matrix);
    s->again.n = 0;
    for (uint32_t i = first; i < end; i++) {
        const size_t before = noted(r);
        if (ri_run_subject(r, i, &err) != RACI_OK) {
            return false;
        }
        s->many[i - first] = ri_matrix_last(matrix).n;
        if (noted(r) != before && !RI_PUSH(s->again.items, s->again.n, s->again.capacity, i)) {
            return false;
        }
    }
    return true;
}

static bool give_piece(spreading *s, const ri_worker_self *self, uint32_t first)
{
    const ri_matrix *matrix = &s->r->result->matrix;
    const uint32_t end = piece_end(s, first);
    const bool answered = answer_piece(s, first, end) && matrix->n_holdings <= MOST_HOLDINGS;
    const bool done = answered && !ri_policy_lacked_model(s->r->result->policy);
    const head h = {.n = end - first,
                    .n_holdings = done ? (uint32_t)matrix->n_holdings : 0,
                    .n_again = done ? (uint32_t)s->again.n : 0,
                    .stopped = done       ? 0
                               : answered ? STOPPED_NO_MODEL
                                          : STOPPED_NO_MEMORY};
    return ri_worker_give(self, &h, sizeof h) && done &&
           ri_worker_give(self, s->many, h.n * sizeof *s->many) &&
           ri_worker_give(self, matrix->holder, h.n_holdings * sizeof *matrix->holder) &&
           ri_worker_give(self, matrix->letter, h.n_holdings) &&
           ri_worker_give(self, s->again.items, h.n_again * sizeof *s->again.items);
}

static void work(const ri_worker_self *self, void *payload)
{
    spreading *s = payload;
    raci_result *result = s->r->result;
    raci_error err = {0};
    bool done = true;
    ri_resolver_watch(result->resolver, self->note);
    ri_policy_set_model(result->policy, NULL);
    s->r->c->sounding = s->r->c->keep;
    for (uint64_t first = (uint64_t)s->mine * s->piece; done && first < s->n_subjects;
         first += (uint64_t)s->n_workers * s->piece) {
        done = give_piece(s, self, (uint32_t)first);
    }
    const size_t before = ri_resolver_noted(result->resolver);
    tail t = {.stuck = s->r->c->stuck.times};
    done = done && ri_resolver_end(result->resolver, &err) == RACI_OK;
    t.summary = result->summary;
    t.changed = ri_resolver_noted(result->resolver) != before;
    if (done && ri_worker_give(self, &t, sizeof t)) {
        (void)ri_worker_give(self, result->summary.codes, s->n_codes * sizeof(size_t));
    }
}

/* ---- in this process ---- */

static bool is_holder(const ri_snapshot *s, ri_ref ref)
{
    const ri_rows *rows = ri_snapshot_rows(s, ri_ref_kind(ref));
    return rows != NULL && ri_ref_index(ref) < rows->n;
}

/* Nothing that a worker says is believed: it ran other people's functions. */
static bool is_sound(const spreading *s, const head *h, uint32_t first)
{
    const ri_checking *c = s->r->c;
    uint64_t many = 0;
    for (uint32_t i = 0; i < h->n; i++) {
        many += s->many[i];
    }
    bool sound = many == h->n_holdings;
    for (uint32_t i = 0; i < h->n_holdings && sound; i++) {
        sound = is_holder(c->s, s->holders[i]) && s->letters[i] < c->policy->scheme.n;
    }
    for (size_t i = s->again.n - h->n_again; i < s->again.n && sound; i++) {
        sound = s->again.items[i] >= first && s->again.items[i] < first + h->n;
    }
    return sound;
}

/* What one subject's row says in the counts; of what is there. */
static bool count_row(spreading *s, uint32_t number)
{
    raci_result *result = s->r->result;
    const ri_ref subject = ri_subject_at(result->snapshot, number);
    const ri_row row = ri_matrix_last(&result->matrix);
    result->summary.subjects += ri_thing_there(result->snapshot, subject);
    result->summary.assignments += row.n;
    return ri_tally_add(&result->tally, &row, ri_ref_kind(subject));
}

/* One more than is needed, so that there is room for nothing, too. */
static bool make_room(spreading *s, const head *h)
{
    const size_t n = (size_t)h->n_holdings + 1;
    return ri_grow((void **)&s->holders, &s->capacity_holders, n, sizeof *s->holders) &&
           ri_grow((void **)&s->letters, &s->capacity_letters, n, 1) &&
           ri_grow((void **)&s->again.items, &s->again.capacity, s->again.n + h->n_again + 1,
                   sizeof *s->again.items);
}

/* Reads one piece. *ended: the worker gave less than that, or what cannot be. */
static raci_status take_piece(spreading *s, uint32_t first, bool *ended, raci_error *err)
{
    const ri_worker *worker = &s->workers[first / s->piece % s->n_workers];
    head h = {0};
    size_t at = 0;
    *ended = !ri_worker_take(worker, &h, sizeof h) || h.n != piece_end(s, first) - first ||
             h.n_holdings > MOST_HOLDINGS || h.n_again > h.n;
    if (*ended) {
        return RACI_OK;
    }
    if (h.stopped == STOPPED_NO_MODEL) {
        s->alone = true;
        return RACI_OK;
    }
    if (h.stopped != 0 || !make_room(s, &h)) {
        return ri_fail_nomem(err);
    }
    s->again.n += h.n_again;
    *ended = !ri_worker_take(worker, s->many, h.n * sizeof *s->many) ||
             !ri_worker_take(worker, s->holders, h.n_holdings * sizeof *s->holders) ||
             !ri_worker_take(worker, s->letters, h.n_holdings) ||
             !ri_worker_take(worker, s->again.items + s->again.n - h.n_again,
                             h.n_again * sizeof *s->again.items) ||
             !is_sound(s, &h, first);
    for (uint32_t i = 0; i < h.n && !*ended; i++) {
        raci_status status =
            ri_matrix_put(&s->r->result->matrix, s->holders + at, s->letters + at, s->many[i], err);
        if (status != RACI_OK || !count_row(s, first + i)) {
            return ri_fail_nomem(err);
        }
        at += s->many[i];
    }
    return RACI_OK;
}

/* Adds what a worker counted; where findings are kept they are counted when they are made. */
static raci_status take_tail(spreading *s, const ri_worker *worker, bool *ended, raci_error *err)
{
    ri_summary *to = &s->r->result->summary;
    tail t;
    size_t *codes = ri_alloc(s->n_codes * sizeof *codes);
    if (codes == NULL) {
        return ri_fail_nomem(err);
    }
    *ended = !ri_worker_take(worker, &t, sizeof t) ||
             !ri_worker_take(worker, codes, s->n_codes * sizeof *codes);
    if (!*ended) {
        s->alone = s->alone || t.changed != 0;
    }
    for (uint32_t i = 0; !*ended && !s->r->c->keep && i < s->n_codes; i++) {
        to->codes[i] += codes[i];
    }
    if (!*ended && !s->r->c->keep) {
        for (int i = 0; i < RI_FINDING_KIND_COUNT; i++) {
            to->kinds[i] += t.summary.kinds[i];
        }
        for (int i = 0; i <= RACI_ERROR; i++) {
            to->severities[i] += t.summary.severities[i];
        }
        to->escalated_cxo += t.summary.escalated_cxo;
        to->escalated_ceo += t.summary.escalated_ceo;
        to->escalated_other += t.summary.escalated_other;
        to->escalated_none += t.summary.escalated_none;
        s->r->c->stuck.times += t.stuck;
    }
    ri_free(codes);
    return RACI_OK;
}

/* Forgets what was taken, so that all can be gone through once more. */
static void start_over(spreading *s)
{
    raci_result *result = s->r->result;
    size_t *codes = result->summary.codes;
    memset(codes, 0, s->n_codes * sizeof *codes);
    result->summary = (ri_summary){.codes = codes};
    s->r->c->stuck = (ri_stuck){.any = false};
    ri_matrix_clear(&result->matrix);
    ri_tally_clear(&result->tally);
    s->again.n = 0;
    s->alone = false;
}

static bool is_known(const ri_snapshot *s, ri_ref subject)
{
    return ri_ref_index(subject) < ri_subjects_of(s, ri_ref_kind(subject));
}

/* Whoever ended a worker has failed. */
static raci_status bury(spreading *s, const uint32_t *note, int signal, raci_error *err)
{
    const ri_resolver *resolver = s->r->result->resolver;
    const uint32_t rule = note[0];
    const ri_ref subject = note[1];
    ri_call_failure failure = {.line = 0};
    if (rule >= s->r->c->policy->n_rules || !is_known(s->r->c->s, subject)) {
        return ri_fail(err, RACI_INTERNAL, "a worker ended before its work was done");
    }
    (void)snprintf(failure.file, sizeof failure.file, "%s", ri_source_file(resolver, rule));
    failure.line = ri_source_line(resolver, rule);
    (void)snprintf(failure.message, sizeof failure.message,
                   "the process that evaluated it was ended (signal %d)", signal);
    return ri_resolver_bury(s->r->result->resolver, rule, subject, &failure) ? RACI_OK
                                                                             : ri_fail_nomem(err);
}

/* ---- both ---- */

/* Those that run have what is before them to do. */
static bool start(spreading *s)
{
    for (s->mine = 0; s->mine < s->n_workers; s->mine++) {
        if (!ri_worker_start(&s->workers[s->mine], work, s)) {
            return false;
        }
    }
    return true;
}

static void end_all(spreading *s)
{
    for (uint32_t i = 0; i < s->n_workers; i++) {
        (void)ri_worker_end(&s->workers[i]);
    }
}

/* Reads all pieces, and what is behind them. *ended: one of the workers is no more, whose number
   is in *which. */
static raci_status take_all(spreading *s, bool *ended, uint32_t *which, raci_error *err)
{
    raci_status status = RACI_OK;
    *ended = false;
    for (uint64_t first = 0; first < s->n_subjects && status == RACI_OK && !*ended && !s->alone;
         first += s->piece) {
        *which = (uint32_t)(first / s->piece % s->n_workers);
        status = take_piece(s, (uint32_t)first, ended, err);
    }
    for (uint32_t i = 0; i < s->n_workers && status == RACI_OK && !*ended && !s->alone; i++) {
        *which = i;
        status = take_tail(s, &s->workers[i], ended, err);
    }
    return status;
}

/* One attempt. *again: a rule ended a worker, and the next may come to an end. */
static raci_status attempt(spreading *s, bool *started, bool *again, raci_error *err)
{
    uint32_t which = 0;
    raci_status status = RACI_OK;
    *again = false;
    *started = start(s);
    if (*started) {
        status = take_all(s, again, &which, err);
    }
    if (*again) {
        const volatile uint32_t *last = s->workers[which].note;
        const uint32_t note[RI_WORKER_NOTES] = {last[0], last[1], last[2]};
        status = bury(s, note, ri_worker_end(&s->workers[which]), err);
    }
    end_all(s);
    return status;
}

/* Looks at those of which there is more to be told, in their order. */
static raci_status look_again(spreading *s, raci_error *err)
{
    ri_running *r = s->r;
    raci_status status = RACI_OK;
    r->c->uncounted = !r->c->keep;
    for (size_t i = 0; i < s->again.n && status == RACI_OK; i++) {
        const ri_ref subject = ri_subject_at(r->c->s, s->again.items[i]);
        const ri_settlement *t = NULL;
        status = ri_resolve(&t, r->result->resolver, subject, err);
        if (status == RACI_OK) {
            ri_check_subject(r->c, t);
            status = r->c->out_of_memory ? ri_fail_nomem(err) : RACI_OK;
        }
    }
    r->c->uncounted = false;
    return status;
}

static raci_status spread(bool *done, spreading *s, raci_error *err)
{
    bool started = true;
    bool again = true;
    raci_status status = RACI_OK;
    for (int deaths = 0; again && started && status == RACI_OK; deaths++) {
        if (deaths > MOST_DEATHS) {
            return ri_fail(err, RACI_POLICY, "%d rules ended the processes that evaluated them",
                           deaths);
        }
        start_over(s);
        status = attempt(s, &started, &again, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    *done = started && !s->alone;
    if (!*done) {
        start_over(s);
    }
    return *done ? look_again(s, err) : RACI_OK;
}

raci_status ri_spread_subjects(bool *done, ri_running *running, uint32_t workers, raci_error *err)
{
    spreading s = {.r = running,
                   .n_workers = workers < MOST_WORKERS ? workers : MOST_WORKERS,
                   .n_subjects = ri_subject_count(running->c->s),
                   .n_codes = ri_code_total(running->c->policy)};
    raci_status status = RACI_OK;
    const uint32_t piece = s.n_subjects / (s.n_workers * TURNS) + 1;
    *done = false;
    s.piece = piece < MOST_PIECE ? piece : MOST_PIECE;
    s.workers = ri_alloc_zeroed(s.n_workers * sizeof *s.workers);
    s.many = ri_alloc(s.piece * sizeof *s.many);
    if (s.workers == NULL || s.many == NULL) {
        status = ri_fail_nomem(err);
    } else {
        status = spread(done, &s, err);
    }
    ri_free(s.workers);
    ri_free(s.many);
    ri_free(s.holders);
    ri_free(s.letters);
    ri_free(s.again.items);
    return status;
}
