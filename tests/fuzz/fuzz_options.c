/*
 * Any words, one a line, as a command line: it is refused with a reason, or what was asked for is
 * within what its command takes; help is given, and the same line, not finished, is completed.
 * Instead of output.c of the program this has its own: what is said is looked at.
 */
#define _POSIX_C_SOURCE 200809L

#include "fuzz_ground.h"

#undef fail /* cmocka has another one */
#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/output.h"

#define WORDS_MAX 300

typedef struct line {
    char *text;
    int n;
    char *words[WORDS_MAX + 1];
} line;

/* Words cannot have a NUL in them, as those of a command line cannot. */
static void split(line *l, bool complete, const uint8_t *bytes, size_t n)
{
    static char program[] = "raci";
    static char completing[] = "complete";
    static char rest[] = "--";
    l->text = malloc(n + 1);
    REQUIRE(l->text != NULL);
    memcpy(l->text, bytes, n);
    l->text[n] = '\0';
    l->n = 0;
    l->words[l->n++] = program;
    if (complete) {
        l->words[l->n++] = completing;
        l->words[l->n++] = rest;
    }
    for (char *at = l->text; at < l->text + n && l->n < WORDS_MAX; at += strlen(at) + 1) {
        at[strcspn(at, "\n")] = '\0';
        l->words[l->n++] = at;
    }
    l->words[l->n] = NULL;
}

static void look_at_options(const options *o)
{
    REQUIRE(o->model != NULL && option_is_date(o->at));
    REQUIRE(o->n_policies <= OPTION_VALUES_MAX && o->n_codes <= OPTION_VALUES_MAX);
    REQUIRE(o->n_answers <= OPTION_VALUES_MAX && o->n_scenarios <= OPTION_VALUES_MAX);
    REQUIRE(o->n_also <= OPTION_VALUES_MAX && o->n_looks <= OPTION_VALUES_MAX);
    REQUIRE(o->format >= RACI_TEXT && o->format <= RACI_HTML);
    if (o->help || o->version) {
        return;
    }
    REQUIRE(o->command != NULL);
    REQUIRE(o->n_operands >= o->command->least && o->n_operands <= o->command->most);
    REQUIRE(o->fail_on >= RACI_INFO && o->fail_on <= RACI_ERROR);
    REQUIRE(o->workers >= 0 && o->days >= 1 && o->threshold >= 0 && o->threshold <= 100);
}

/* ---- what the program says, in the place of cli/output.c ---- */

static ri_text on_out;
static ri_text on_err;

int write_out(const char *data, size_t length, void *payload)
{
    (void)payload;
    return ground_add(data, length, &on_out);
}

int write_err(const char *data, size_t length, void *payload)
{
    (void)payload;
    return ground_add(data, length, &on_err);
}

raci_status output_begin(output *out, raci_error *err)
{
    *out = (output){.look = {.columns = 80}};
    return raci_buffer_new(&out->buffer, err);
}

raci_look output_look(const output *out, const options *o)
{
    (void)o;
    return out->look;
}

void output_drop(output *out)
{
    raci_buffer_free(out->buffer);
    out->buffer = NULL;
}

int output_end(output *out, const options *o, int status)
{
    raci_error err = {0};
    (void)o;
    REQUIRE(raci_buffer_send(out->buffer, write_out, NULL, &err) == RACI_OK);
    output_drop(out);
    return status;
}

/* Nothing of what was said acts; completion has tabs in it. */
static void look_at_output(bool json)
{
    if (json) {
        ground_json(&on_out);
    }
    for (size_t i = 0; i < on_out.length; i++) {
        on_out.bytes[i] = on_out.bytes[i] == '\t' ? ' ' : on_out.bytes[i];
    }
    ground_harmless(ri_text_string(&on_out));
    ground_harmless(ri_text_string(&on_err));
    ri_text_free(&on_out);
    ri_text_free(&on_err);
}

/* ---- command lines ---- */

static void read_line(const uint8_t *bytes, size_t n)
{
    line l;
    options o;
    raci_error err = {0};
    split(&l, false, bytes, n);
    const raci_status status = options_read(&o, l.n, l.words, &err);
    bool json = false;
    if (status == RACI_OK) {
        look_at_options(&o);
        if (o.help || o.version) {
            const int exit = cmd_help(&o);
            json = exit != 0 && (o.format == RACI_JSON || o.format == RACI_JSONL);
            REQUIRE(exit == EXIT_FINE || exit == EXIT_USAGE);
        }
    } else {
        REQUIRE(status == RACI_INVALID && err.status == status && err.message[0] != '\0');
        REQUIRE(failure_tell(&o, STAGE_USAGE, &err, NULL) == EXIT_USAGE);
        json = o.format == RACI_JSON || o.format == RACI_JSONL;
    }
    look_at_output(json);
    free(l.text);
}

static void complete_line(const uint8_t *bytes, size_t n)
{
    line l;
    options o;
    raci_error err = {0};
    split(&l, true, bytes, n);
    REQUIRE(options_read(&o, l.n, l.words, &err) == RACI_OK);
    REQUIRE(o.command != NULL && o.command->run == cmd_complete);
    REQUIRE(cmd_complete(&o) == EXIT_FINE);
    look_at_output(false);
    free(l.text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    REQUIRE(setenv("RACI_MODEL", "/dev/null", 1) == 0);
    read_line(bytes, n);
    complete_line(bytes, n);
    return 0;
}
