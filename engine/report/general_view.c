/* How two policies compare in general, for programs. */
#include "report/general_view.h"

#include "report/expression.h"
#include "report/recorded_view.h"
#include "report/view.h"

const char *ri_comparison_name(ri_comparison comparison)
{
    static const char *const names[] = {
        [RI_EQUIVALENT] = "equivalent",
        [RI_NARROWER] = "narrower",
        [RI_WIDER] = "wider",
        [RI_DIFFERENT] = "different",
    };
    return names[comparison];
}

/* ---- witnesses ---- */

/* What a side says of a subject that is not there. */
static void emit_saying(const ri_emit *emit, const char *key, const ri_saying *saying,
                        const ri_policy_data *data, bool *failed)
{
    ri_text said = RI_TEXT_INIT;
    ri_emit_open_key(emit, key, '{');
    ri_emit_open_key(emit, "holders", '[');
    for (uint32_t i = 0; i < saying->n; i++) {
        ri_text_clear(&said);
        ri_write_expression(&said, saying->named[i].whom);
        *failed = *failed || said.failed;
        ri_emit_string(emit, ri_text_string(&said));
    }
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "rules", '[');
    for (uint32_t i = 0; i < saying->n; i++) {
        if (i == 0 || saying->named[i].rule != saying->named[i - 1].rule) {
            ri_emit_rule(emit, &data->rules[saying->named[i].rule]);
        }
    }
    for (uint32_t i = 0; i < saying->n_bans; i++) {
        ri_emit_rule(emit, &data->rules[saying->bans[i]]);
    }
    ri_emit_close(emit, ']');
    ri_emit_close(emit, '}');
    ri_text_free(&said);
}

static void emit_held(const ri_emit *emit, const char *key, const char **holders, size_t n,
                      const ri_move *move, int side)
{
    ri_emit_open_key(emit, key, '{');
    ri_emit_open_key(emit, "holders", '[');
    for (size_t i = 0; i < n; i++) {
        ri_emit_string(emit, holders[i]);
    }
    ri_emit_close(emit, ']');
    ri_emit_recorded_rules(emit, "rules", move->rules[side], move->n_rules[side]);
    ri_emit_close(emit, '}');
}

static void emit_there(const ri_emit *emit, const ri_move *move)
{
    ri_emit_field(emit, "subject", move->subject);
    ri_emit_null(emit, "match");
    ri_emit_null(emit, "on");
    ri_emit_bool(emit, "certain", 1);
    emit_held(emit, "from", move->from, move->n_from, move, 0);
    emit_held(emit, "to", move->to, move->n_to, move, 1);
}

static void emit_imagined(const ri_emit *emit, ri_diff_report *report,
                          const ri_relation_witness *witness)
{
    const raci_diff *diff = report->diff;
    ri_emit_null(emit, "subject");
    ri_emit_field(emit, "match", witness->subject->said);
    ri_emit_field(emit, "on", ri_kind_name(witness->on));
    ri_emit_bool(emit, "certain", witness->certain);
    emit_saying(emit, "from", &witness->side[0], ri_policy_data_of(diff->before->policy),
                &report->failed);
    emit_saying(emit, "to", &witness->side[1], ri_policy_data_of(diff->after->policy),
                &report->failed);
}

/* The i-th of a way: those that are here go first. */
static void emit_witness(const ri_emit *emit, ri_diff_report *report, const ri_found_way *way,
                         const ri_here *here, uint32_t i)
{
    if (i < here->n) {
        emit_there(emit, &report->diff->difference.moves[here->moves[i]]);
    } else {
        emit_imagined(emit, report, &way->witnesses[i - here->n]);
    }
}

/* ---- parts ---- */

static void emit_way(const ri_emit *emit, ri_diff_report *report, const ri_found_way *way,
                     const ri_here *here)
{
    static const char *const known[] = {[RI_KNOWN_NOT] = "no",
                                        [RI_KNOWN_UNFOUND] = "unknown",
                                        [RI_KNOWN_MAYBE] = "possible",
                                        [RI_KNOWN_SURELY] = "certain"};
    ri_emit_field(emit, "known", known[way->known]);
    ri_emit_count(emit, "here", here->all);
    ri_emit_open_key(emit, "witnesses", '[');
    for (uint32_t i = 0; i < here->n + way->n; i++) {
        ri_emit_open(emit, '{');
        emit_witness(emit, report, way, here, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_sides(const ri_emit *emit, const char *key, const uint32_t counts[2])
{
    ri_emit_open_key(emit, key, '{');
    ri_emit_count(emit, "from", counts[0]);
    ri_emit_count(emit, "to", counts[1]);
    ri_emit_close(emit, '}');
}

static const char *const way_names[] = {"lost", "gained", "others"};

static void emit_verdict(const ri_emit *emit, const ri_relation_part *part)
{
    static const char *const aspects[] = {"assign", "forbid", "require"};
    bool certain = true;
    const ri_comparison comparison = ri_part_compares(part, &certain);
    ri_emit_field(emit, "letter", part->letter);
    ri_emit_field(emit, "aspect", aspects[part->aspect]);
    ri_emit_field(emit, "verdict", ri_comparison_name(comparison));
    ri_emit_bool(emit, "certain", certain);
}

static void emit_part(const ri_emit *emit, ri_diff_report *report, uint32_t i)
{
    const ri_general *general = report->diff->general;
    const ri_relation_part *part = &general->relation.parts[i];
    ri_emit_open(emit, '{');
    emit_verdict(emit, part);
    emit_sides(emit, "rules", part->rules);
    emit_sides(emit, "differing", part->differ);
    ri_emit_count(emit, "undecided", part->undecided);
    for (int way = 0; way < RI_RELATION_COUNT; way++) {
        ri_emit_open_key(emit, way_names[way], '{');
        emit_way(emit, report, &part->ways[way], &general->here[i][way]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, '}');
}

void ri_emit_general(const ri_emit *emit, ri_diff_report *report)
{
    const ri_general *general = report->diff->general;
    ri_emit_open_key(emit, "general", '{');
    ri_emit_field(emit, "verdict", ri_comparison_name(general->comparison));
    ri_emit_bool(emit, "certain", general->certain);
    ri_emit_open_key(emit, "letters", '[');
    for (uint32_t i = 0; i < general->relation.n; i++) {
        emit_part(emit, report, i);
    }
    ri_emit_close(emit, ']');
    ri_emit_close(emit, '}');
}

/* ---- as a list: a row for each witness, and one for a letter that has none ---- */

static uint32_t count_witnesses(const ri_general *general, uint32_t part, int way)
{
    return general->here[part][way].n + general->relation.parts[part].ways[way].n;
}

static uint32_t count_rows(const ri_general *general, uint32_t part)
{
    uint32_t n = 0;
    for (int way = 0; way < RI_RELATION_COUNT; way++) {
        n += count_witnesses(general, part, way);
    }
    return n > 0 ? n : 1;
}

static void emit_row(const ri_emit *emit, void *context, size_t i)
{
    ri_diff_report *report = context;
    const ri_general *general = report->diff->general;
    uint32_t part = 0;
    int way = 0;
    for (; i >= count_rows(general, part); part++) {
        i -= count_rows(general, part);
    }
    while (way < RI_RELATION_COUNT && i >= count_witnesses(general, part, way)) {
        i -= count_witnesses(general, part, way++);
    }
    emit_verdict(emit, &general->relation.parts[part]);
    if (way == RI_RELATION_COUNT) {
        ri_emit_null(emit, "witness");
        return;
    }
    ri_emit_open_key(emit, "witness", '{');
    ri_emit_field(emit, "way", way_names[way]);
    emit_witness(emit, report, &general->relation.parts[part].ways[way], &general->here[part][way],
                 (uint32_t)i);
    ri_emit_close(emit, '}');
}

ri_section ri_general_section(ri_diff_report *report)
{
    static const char *const columns[] = {
        "letter",
        "aspect",
        "verdict",
        "certain",
        "witness.way",
        "witness.subject",
        "witness.match",
        "witness.on",
        "witness.certain",
        "witness.from.holders",
        "witness.from.rules.name",
        "witness.from.rules.file",
        "witness.from.rules.line",
        "witness.to.holders",
        "witness.to.rules.name",
        "witness.to.rules.file",
        "witness.to.rules.line",
    };
    const ri_general *general = report->diff->general;
    size_t n = 0;
    for (uint32_t i = 0; i < general->relation.n; i++) {
        n += count_rows(general, i);
    }
    return (ri_section){RACI_GENERAL, columns, sizeof columns / sizeof columns[0], n,
                        report,       emit_row};
}
