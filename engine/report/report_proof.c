/* The documents of the record proved, and of what was signed. */
#include "base/fail.h"
#include "report/document.h"
#include "report/recorded_view.h"
#include "report/row_nouns.h"
#include "report/sentences.h"

typedef struct proved {
    const raci_proof *proof;
    const raci_proof_question *question;
} proved;

static void emit_entry(const ri_emit *emit, const char *key, int64_t entry)
{
    ri_emit_compared(emit, key, entry > 0 ? entry : -1);
}

/* A text, or null for "". */
static void emit_text(const ri_emit *emit, const char *key, const char *text)
{
    ri_emit_field(emit, key, text[0] != '\0' ? text : NULL);
}

static void emit_signatures(const ri_emit *emit, const proved *p)
{
    if (p->question->signer == NULL) {
        ri_emit_null(emit, "signatures");
        return;
    }
    ri_emit_open_key(emit, "signatures", '{');
    ri_emit_field(emit, "signer", p->question->signer);
    ri_emit_count(emit, "count", p->proof->signatures);
    emit_entry(emit, "entry", p->proof->signed_entry);
    ri_emit_close(emit, '}');
}

static void emit_broken(const ri_emit *emit, const raci_proof *proof)
{
    if (!proof->broken) {
        ri_emit_null(emit, "broken");
        return;
    }
    ri_emit_open_key(emit, "broken", '{');
    emit_entry(emit, "entry", proof->broken_entry);
    emit_text(emit, "table", proof->broken_table);
    ri_emit_field(emit, "message", proof->broken_what);
    ri_emit_close(emit, '}');
}

static void emit_proof(const ri_emit *emit, void *context)
{
    const proved *p = context;
    const raci_proof *proof = p->proof;
    ri_emit_bool(emit, "proved", !proof->broken);
    ri_emit_count(emit, "entries", proof->entries);
    emit_text(emit, "head", proof->head);
    if (p->question->head == NULL) {
        ri_emit_null(emit, "asked");
    } else {
        ri_emit_open_key(emit, "asked", '{');
        ri_emit_field(emit, "head", p->question->head);
        emit_entry(emit, "entry", proof->head_entry);
        ri_emit_close(emit, '}');
    }
    emit_signatures(emit, p);
    ri_emit_open_key(emit, "unrecorded", '{');
    ri_emit_count(emit, "rulings", proof->unrecorded_rulings);
    ri_emit_count(emit, "acceptances", proof->unrecorded_acceptances);
    ri_emit_count(emit, "disputes", proof->unrecorded_disputes);
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "rewritten", '{');
    ri_emit_count(emit, "entries", proof->rewritten);
    ri_emit_count(emit, "since", proof->rewritten_since);
    emit_entry(emit, "by", proof->rewritten_by);
    ri_emit_close(emit, '}');
    emit_broken(emit, proof);
}

static void emit_element(const ri_emit *emit, void *context, size_t i)
{
    (void)i;
    emit_proof(emit, context);
}

static void put_broken(ri_page *page, const raci_proof *proof, ri_text *line)
{
    ri_text_add(line, RI_BOLD "Not proved: " RI_PLAIN);
    ri_say(line, proof->broken_what);
    ri_text_char(line, '.');
    ri_page_take(page, "", "  ", line);
    if (proof->broken_table[0] != '\0') {
        ri_text_add(line, "It shows in the table ");
        ri_say(line, proof->broken_table);
        ri_text_char(line, '.');
        ri_page_take(page, "  ", "  ", line);
    }
}

static void put_asked(ri_page *page, const proved *p, ri_text *line)
{
    const raci_proof *proof = p->proof;
    if (p->question->head != NULL) {
        ri_text_format(line,
                       "The head that was asked about is that of entry %lld: nothing up to "
                       "it was cut off.",
                       (long long)proof->head_entry);
        ri_page_take(page, "", "  ", line);
    }
    if (p->question->signer != NULL) {
        ri_text_format(line, "With this key entry %lld is signed, and so all up to it",
                       (long long)proof->signed_entry);
        if ((int64_t)proof->entries > proof->signed_entry) {
            ri_text_format(line, "; nobody vouches with it for the %lld after it",
                           (long long)((int64_t)proof->entries - proof->signed_entry));
        }
        ri_text_char(line, '.');
        ri_page_take(page, "", "  ", line);
    }
}

static void put_unrecorded(ri_page *page, const raci_proof *proof, ri_text *line)
{
    size_t counts[RI_TABLE_COUNT] = {0};
    counts[RI_TABLE_RULINGS] = proof->unrecorded_rulings;
    counts[RI_TABLE_ACCEPTANCES] = proof->unrecorded_acceptances;
    counts[RI_TABLE_DISPUTES] = proof->unrecorded_disputes;
    if (proof->unrecorded_rulings + proof->unrecorded_acceptances + proof->unrecorded_disputes >
        0) {
        ri_text_add(line, "In no entry, so that the record says nothing of them: ");
        ri_say_rows(line, counts);
        ri_text_char(line, '.');
        ri_page_take(page, "", "  ", line);
    }
}

/* Of entries that were rewritten it is proved what they say since. */
static void put_rewritten(ri_page *page, const raci_proof *proof, ri_text *line)
{
    if (proof->rewritten == 0) {
        return;
    }
    ri_text_format(line,
                   "Rewritten, because somebody was forgotten: %zu %s, of which it is proved what "
                   "they say since, not what they said before",
                   proof->rewritten, proof->rewritten == 1 ? "entry" : "entries");
    if (proof->rewritten_since > 0) {
        ri_text_format(line, "; %zu of those up to the head after it, by entry %lld first",
                       proof->rewritten_since, (long long)proof->rewritten_by);
    }
    ri_text_char(line, '.');
    ri_page_take(page, "", "  ", line);
}

static void put_text(ri_page *page, void *context)
{
    const proved *p = context;
    const raci_proof *proof = p->proof;
    ri_text line = RI_TEXT_INIT;
    if (proof->broken) {
        put_broken(page, proof, &line);
    } else if (proof->entries == 0) {
        ri_page_put(page, "", "", "Nothing is recorded yet.");
    } else {
        ri_text_format(&line,
                       RI_BOLD "Proved" RI_PLAIN
                               ": the record is as it was written, %zu %s. Its head is:",
                       proof->entries, proof->entries == 1 ? "entry" : "entries");
        ri_page_take(page, "", "  ", &line);
        ri_say(&line, proof->head);
        ri_page_take(page, "  ", "  ", &line);
        put_asked(page, p, &line);
        put_rewritten(page, proof, &line);
    }
    put_unrecorded(page, proof, &line);
    ri_text_free(&line);
}

raci_status raci_report_proof(const raci_proof *proof, const raci_proof_question *question,
                              raci_format format, const raci_look *look, raci_write_fn write,
                              void *payload, raci_error *err)
{
    static const char *const columns[] = {
        "proved",
        "entries",
        "head",
        "asked.head",
        "asked.entry",
        "signatures.signer",
        "signatures.count",
        "signatures.entry",
        "unrecorded.rulings",
        "unrecorded.acceptances",
        "unrecorded.disputes",
        "rewritten.entries",
        "rewritten.since",
        "rewritten.by",
        "broken.entry",
        "broken.table",
        "broken.message",
    };
    proved p = {proof, question};
    ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = 1,
        .context = &p,
        .whole = emit_proof,
        .element = emit_element,
        .text = put_text,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}

/* ---- signing ---- */

static void emit_signed(const ri_emit *emit, void *context)
{
    const raci_signed *made = context;
    emit_entry(emit, "entry", made->entry);
    ri_emit_field(emit, "signer", made->signer);
}

static void emit_signed_element(const ri_emit *emit, void *context, size_t i)
{
    (void)i;
    emit_signed(emit, context);
}

static void put_signed(ri_page *page, void *context)
{
    const raci_signed *made = context;
    ri_text line = RI_TEXT_INIT;
    if (made->entry > 0) {
        ri_text_format(&line, "Entry %lld is signed, and so all before it. The public key is:",
                       (long long)made->entry);
    } else {
        ri_text_add(&line, "The key is made. Its public half, with which anybody can verify:");
    }
    ri_page_take(page, "", "  ", &line);
    ri_say(&line, made->signer);
    ri_page_take(page, "  ", "  ", &line);
    ri_text_free(&line);
}

raci_status raci_report_signed(const raci_signed *made, raci_format format, const raci_look *look,
                               raci_write_fn write, void *payload, raci_error *err)
{
    static const char *const columns[] = {"entry", "signer"};
    raci_signed copy = *made;
    ri_document document = {
        .columns = columns,
        .n_columns = 2,
        .n_elements = 1,
        .context = &copy,
        .whole = emit_signed,
        .element = emit_signed_element,
        .text = put_signed,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}
