#include "report/recorded_view.h"

#include <stdio.h>
#include <string.h>

#include "report/sentences.h"

#define DIGEST_SHOWN 12 /* digits that people see */

bool ri_recorded_party(char item[RI_PARTY_SIZE], const char **list)
{
    if (*list == NULL || **list == '\0') {
        return false;
    }
    const size_t length = strcspn(*list, ";");
    (void)snprintf(item, RI_PARTY_SIZE, "%.*s",
                   (int)(length < RI_PARTY_SIZE ? length : RI_PARTY_SIZE), *list);
    *list += length + ((*list)[length] == ';');
    return true;
}

void ri_emit_recorded_rules(const ri_emit *emit, const char *key, const ri_recorded_rule *rules,
                            size_t n)
{
    ri_emit_open_key(emit, key, '[');
    for (size_t i = 0; i < n; i++) {
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "name", rules[i].name);
        ri_emit_field(emit, "file", rules[i].file);
        ri_emit_compared(emit, "line", rules[i].line > 0 ? rules[i].line : -1);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

/* "position:cxo=vacant": no reference has a '='. */
static void emit_step(const ri_emit *emit, char *item)
{
    char *equals = strchr(item, '=');
    if (equals != NULL) {
        *equals = '\0';
    }
    ri_emit_open(emit, '{');
    ri_emit_field(emit, "to", item);
    ri_emit_field(emit, "skipped", equals != NULL ? equals + 1 : "");
    ri_emit_close(emit, '}');
}

static void emit_escalation(const ri_emit *emit, const ri_finding_row *row)
{
    char item[RI_PARTY_SIZE];
    const char *path = row->path;
    if (row->reason == NULL) {
        ri_emit_null(emit, "escalate");
        return;
    }
    ri_emit_open_key(emit, "escalate", '{');
    ri_emit_field(emit, "to", row->to);
    ri_emit_field(emit, "reason", row->reason);
    ri_emit_open_key(emit, "path", '[');
    while (ri_recorded_party(item, &path)) {
        emit_step(emit, item);
    }
    ri_emit_close(emit, ']');
    ri_emit_close(emit, '}');
}

void ri_emit_recorded_parties(const ri_emit *emit, const char *parties)
{
    char item[RI_PARTY_SIZE];
    ri_emit_open_key(emit, "parties", '[');
    while (ri_recorded_party(item, &parties)) {
        ri_emit_string(emit, item);
    }
    ri_emit_close(emit, ']');
}

void ri_emit_recorded_core(const ri_emit *emit, const ri_recorded_finding *finding)
{
    ri_emit_field(emit, "key", finding->row.key);
    ri_emit_field(emit, "fingerprint", finding->row.fingerprint);
    ri_emit_field(emit, "severity", finding->row.severity);
    ri_emit_recorded_parties(emit, finding->row.parties);
    ri_emit_recorded_rules(emit, "rules", finding->rules, finding->n_rules);
    ri_emit_field(emit, "message", finding->row.message);
}

void ri_emit_recorded(const ri_emit *emit, const ri_recorded_finding *finding)
{
    const ri_finding_row *row = &finding->row;
    ri_emit_field(emit, "key", row->key);
    ri_emit_field(emit, "fingerprint", row->fingerprint);
    ri_emit_field(emit, "code", row->code);
    ri_emit_field(emit, "kind", row->kind);
    ri_emit_field(emit, "severity", row->severity);
    ri_emit_field(emit, "subject", row->subject);
    ri_emit_field(emit, "letter", row->letter);
    ri_emit_recorded_parties(emit, row->parties);
    ri_emit_recorded_rules(emit, "rules", finding->rules, finding->n_rules);
    ri_emit_field(emit, "message", row->message);
    ri_emit_field(emit, "cause", row->cause);
    emit_escalation(emit, row);
}

void ri_say_recorded_rules(ri_text *line, const ri_recorded_rule *rules, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ri_text_add(line, i == 0 ? RI_DIM "by" RI_PLAIN " " : ", ");
        bool named = rules[i].file != NULL;
        ri_text_add(line, named ? "\"" : "");
        ri_say(line, rules[i].name);
        if (named) {
            ri_text_add(line, "\" (");
            ri_say(line, rules[i].file);
            ri_text_format(line, ":%d)", rules[i].line);
        }
    }
}

void ri_say_recorded_route(ri_text *line, const ri_finding_row *row, ri_names *names)
{
    ri_text_add(line, "→ ");
    if (row->to != NULL) {
        ri_say_seated(line, names, row->to);
    } else {
        ri_text_add(line, "nobody is left to decide");
    }
    ri_text_add(line, row->reason[0] != '\0' ? ": " : "");
    ri_say(line, row->reason);
}

void ri_put_recorded(ri_page *page, const ri_recorded_finding *finding, const char *indent,
                     ri_names *names, ri_text *line)
{
    const ri_finding_row *row = &finding->row;
    ri_text_add(line, ri_severity_mark(ri_recorded_severity(row->severity)));
    ri_say(line, row->severity);
    ri_text_char(line, ' ');
    ri_say(line, row->code);
    ri_text_add(line, RI_PLAIN "  " RI_DIM);
    if (row->letter != NULL) {
        ri_say(line, row->letter);
        ri_text_add(line, " of ");
    }
    ri_say_named(line, names, row->subject);
    ri_text_add(line, RI_PLAIN);
    ri_page_take(page, "  ", "    ", line);
    ri_say(line, row->message);
    ri_page_take(page, indent, indent, line);
    ri_say_recorded_rules(line, finding->rules, finding->n_rules);
    if (line->length > 0) {
        ri_page_take(page, indent, indent, line);
    }
    if (row->reason != NULL) {
        ri_say_recorded_route(line, row, names);
        ri_page_take(page, indent, indent, line);
    }
}

void ri_emit_compared(const ri_emit *emit, const char *key, int64_t value)
{
    if (value < 0) {
        ri_emit_null(emit, key);
    } else {
        ri_emit_count(emit, key, (size_t)value);
    }
}

void ri_say_run(ri_text *out, const ri_run_row *run)
{
    ri_text_format(out, "run %lld of ", (long long)run->number);
    ri_page_cut(out, run->date, 10);
    ri_text_add(out, " (policy ");
    ri_page_cut(out, run->policy_name, RI_NAME_COLUMNS);
    if (run->policy_version[0] != '\0') {
        ri_text_char(out, ' ');
        ri_page_cut(out, run->policy_version, RI_NAME_COLUMNS);
    }
    ri_text_char(out, ')');
}

void ri_say_digest(ri_text *line, const char *digest)
{
    char start[DIGEST_SHOWN + 1];
    (void)snprintf(start, sizeof start, "%s", digest);
    ri_page_cut(line, start, DIGEST_SHOWN);
}
