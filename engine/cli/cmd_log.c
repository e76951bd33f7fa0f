#include <stdio.h>

#include "cli/commands.h"
#include "cli/key_file.h"
#include "cli/telling.h"

/* ---- the log ---- */

static raci_status ask(void **out, raci_model *model, const options *o, problems *found,
                       raci_error *err)
{
    raci_log *log = NULL;
    raci_status status = raci_log_open(&log, model, err);
    (void)o;
    (void)found;
    *out = log;
    return status;
}

static raci_status tell(const void *log, const options *o, const output *out, raci_error *err)
{
    return raci_report_log(log, o->format, &out->look, raci_buffer_write, out->buffer, err);
}

static void release(void *log)
{
    raci_log_free(log);
}

/* ---- the record proved ---- */

static raci_status prove(void **out, raci_model *model, const options *o, problems *found,
                         raci_error *err)
{
    static raci_proof proof;
    (void)found;
    *out = &proof;
    return raci_record_prove(&proof, model, o->head, o->signed_by, err);
}

static raci_status tell_proof(const void *proof, const options *o, const output *out,
                              raci_error *err)
{
    const raci_proof_question question = {.head = o->head, .signer = o->signed_by};
    return raci_report_proof(proof, &question, o->format, &out->look, raci_buffer_write,
                             out->buffer, err);
}

static int judge_proof(const void *proof, const options *o)
{
    (void)o;
    return ((const raci_proof *)proof)->broken ? EXIT_FOUND : EXIT_FINE;
}

/* The proof is no memory. */
static void release_proof(void *proof)
{
    (void)proof;
}

/* ---- signing ---- */

static raci_status sign(void **out, raci_model *model, const options *o, problems *found,
                        raci_error *err)
{
    static raci_signed made;
    char secret[RACI_KEY_SIZE];
    (void)found;
    *out = &made;
    raci_status status = key_file_read(o->sign, secret, err);
    if (status == RACI_OK) {
        status = raci_signing_public(made.signer, secret, err);
    }
    if (status == RACI_OK) {
        status = raci_record_sign(&made.entry, model, secret, err);
    }
    return status;
}

static raci_status tell_signed(const void *made, const options *o, const output *out,
                               raci_error *err)
{
    return raci_report_signed(made, o->format, &out->look, raci_buffer_write, out->buffer, err);
}

static void written(char out[WRITTEN_SIZE], const void *made)
{
    (void)snprintf(out, WRITTEN_SIZE, "entry %lld is signed",
                   (long long)((const raci_signed *)made)->entry);
}

/* No model is needed for a key. */
static int make_key(const options *o)
{
    output out = {0};
    raci_signed made = {.entry = 0};
    raci_error err = {0};
    raci_status status = key_file_new(o->new_key, made.signer, &err);
    if (status == RACI_OK) {
        status = output_begin(&out, &err);
    }
    if (status == RACI_OK) {
        status = tell_signed(&made, o, &out, &err);
    }
    if (status != RACI_OK) {
        output_drop(&out);
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    return output_end(&out, o, EXIT_FINE);
}

int cmd_log(const options *o)
{
    static const inquiry log = {ask, tell, NULL, release, NULL};
    static const inquiry proving = {prove, tell_proof, judge_proof, release_proof, NULL};
    static const inquiry signing = {sign, tell_signed, NULL, release_proof, written};
    raci_error err = {0};
    if (o->verify + (o->sign != NULL) + (o->new_key != NULL) > 1) {
        (void)fail(&err, RACI_INVALID,
                   "--verify, --sign and --new-key are asked for one at a time");
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    if ((o->head != NULL || o->signed_by != NULL) && !o->verify) {
        (void)fail(&err, RACI_INVALID, "--head and --signed-by go with --verify");
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    if (o->new_key != NULL) {
        return make_key(o);
    }
    return inquire(o, o->verify ? &proving : o->sign != NULL ? &signing : &log);
}
