#include "record/body.h"

#include <stdio.h>
#include <string.h>

/* Said millions of times. */
static void say_length(ri_text *line, size_t length)
{
    char digits[24];
    size_t at = sizeof digits;
    digits[--at] = ':';
    do {
        digits[--at] = (char)('0' + length % 10);
        length /= 10;
    } while (length > 0);
    ri_text_bytes(line, digits + at, sizeof digits - at);
}

static void say(ri_text *line, const char *value)
{
    if (value == NULL) {
        ri_text_add(line, "-");
    } else {
        const size_t length = strlen(value);
        say_length(line, length);
        ri_text_bytes(line, value, length);
    }
}

static void say_number(ri_text *line, int64_t value)
{
    ri_text_format(line, "%lld;", (long long)value);
}

/* Adds the line to what the entry says, and empties it. */
static void add(ri_body *body, ri_text *line)
{
    ri_text_char(line, '\n');
    ri_digest_add(&body->digest, ri_text_string(line), line->length);
    line->length = 0; /* a failure stays to be seen */
}

void ri_body_begin(ri_body *body)
{
    ri_digest_begin(&body->digest);
}

void ri_body_opens_assignment(ri_body *body, ri_text *line, const char *subject, const char *held)
{
    ri_text_add(line, "a+");
    say(line, subject);
    say(line, held);
    add(body, line);
}

void ri_body_closes_assignment(ri_body *body, ri_text *line, const char *subject, int64_t first)
{
    ri_text_add(line, "a-");
    say(line, subject);
    say_number(line, first);
    add(body, line);
}

void ri_body_opens_finding(ri_body *body, ri_text *line, const ri_finding_row *row,
                           const char *rules)
{
    const char *const texts[] = {
        row->subject, row->code,    row->key, row->fingerprint, row->kind,  row->severity,
        row->letter,  row->parties, rules,    row->message,     row->cause, row->to,
        row->reason,  row->path,
    };
    ri_text_add(line, row->accepted ? "f+accepted " : "f+");
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        say(line, texts[i]);
    }
    add(body, line);
}

void ri_body_closes_finding(ri_body *body, ri_text *line, const ri_finding_row *row)
{
    ri_text_add(line, "f-");
    say(line, row->subject);
    say(line, row->code);
    say(line, row->key);
    say_number(line, row->first_run);
    add(body, line);
}

void ri_body_opens_series(ri_body *body, ri_text *line, const char *key)
{
    ri_text_add(line, "s+");
    say(line, key);
    add(body, line);
}

void ri_body_closes_series(ri_body *body, ri_text *line, const char *key, int64_t first)
{
    ri_text_add(line, "s-");
    say(line, key);
    say_number(line, first);
    add(body, line);
}

static void add_head(ri_body *body, ri_text *line, const ri_run_row *run)
{
    const char *const texts[] = {
        run->date,          run->raci,   run->model_digest, run->policy_name, run->policy_version,
        run->policy_digest, run->places, run->scheme,       run->accountable, run->responsible,
    };
    ri_text_add(line, "run ");
    say_number(line, run->number);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        say(line, texts[i]);
    }
    for (int i = 0; i < RI_RUN_COUNTS; i++) {
        say_number(line, run->counts[i]);
    }
    say_number(line, run->added);
    say_number(line, run->changed);
    say_number(line, run->gone);
    say_number(line, run->moves);
    add(body, line);
}

static void add_file(ri_body *body, ri_text *line, const ri_policy_file *file)
{
    ri_text_add(line, file->root ? "root" : "");
    ri_text_add(line, file->shipped ? "shipped" : "");
    say(line, file->name);
    say(line, file->file);
    say(line, file->digest);
    say_number(line, (int64_t)file->length);
    add(body, line);
}

bool ri_body_end(char out[65], ri_body *body, ri_text *line, const ri_run_row *run,
                 const ri_policy_file *files, size_t n)
{
    add_head(body, line, run);
    for (size_t i = 0; i < n; i++) {
        add_file(body, line, &files[i]);
    }
    ri_digest_end(&body->digest, out, 64);
    return !line->failed;
}

void ri_entry_digest(char out[65], int64_t number, const char *kind, const char *recorded_at,
                     const char *body, const char *previous)
{
    char digits[24];
    ri_digest digest;
    (void)snprintf(digits, sizeof digits, "%lld", (long long)number);
    ri_digest_begin(&digest);
    ri_digest_line(&digest, digits);
    ri_digest_line(&digest, kind);
    ri_digest_line(&digest, recorded_at);
    ri_digest_line(&digest, body);
    ri_digest_line(&digest, previous);
    ri_digest_end(&digest, out, 64);
}

void ri_places_digest(char out[65], const ri_policy_file *files, size_t n)
{
    ri_digest digest;
    ri_digest_begin(&digest);
    for (size_t i = 0; i < n; i++) {
        ri_digest_line(&digest, files[i].file);
        ri_digest_line(&digest, files[i].name);
    }
    ri_digest_end(&digest, out, 64);
}
