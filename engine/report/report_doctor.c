/* The document of `doctor`. */
#include <string.h>

#include "record/examination.h"
#include "report/document.h"
#include "report/sentences.h"

static const char *const columns[] = {"code", "place", "message", "meaning", "remedy", "note"};

static void emit_flaw(const ri_emit *emit, const raci_flaw *flaw)
{
    ri_emit_field(emit, "code", flaw->code);
    ri_emit_field(emit, "place", flaw->place[0] != '\0' ? flaw->place : NULL);
    ri_emit_field(emit, "message", flaw->what);
    ri_emit_field(emit, "meaning", flaw->means);
    ri_emit_field(emit, "remedy", flaw->remedy);
    ri_emit_bool(emit, "note", flaw->note);
}

static void emit_element(const ri_emit *emit, void *context, size_t i)
{
    emit_flaw(emit, &((const raci_examination *)context)->flaws.items[i]);
}

static void emit_list(const ri_emit *emit, const char *name, const raci_flaw *flaws, size_t n)
{
    ri_emit_open_key(emit, name, '[');
    for (size_t i = 0; i < n; i++) {
        ri_emit_open(emit, '{');
        emit_flaw(emit, &flaws[i]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static const char *or_null(const char *text)
{
    return text != NULL && text[0] != '\0' ? text : NULL;
}

static void emit_repair(const ri_emit *emit, const raci_examination *x)
{
    if (x->repair == RI_REPAIR_UNASKED) {
        ri_emit_null(emit, "repair");
        return;
    }
    ri_emit_open_key(emit, "repair", '{');
    ri_emit_bool(emit, "done", x->repair == RI_REPAIR_DONE);
    ri_emit_field(emit, "copy", x->repair == RI_REPAIR_DONE ? x->copy : NULL);
    ri_emit_field(emit, "why", x->repair == RI_REPAIR_NOT ? x->why : NULL);
    ri_emit_close(emit, '}');
}

static void emit_whole(const ri_emit *emit, void *context)
{
    const raci_examination *x = context;
    ri_emit_bool(emit, "whole", x->wrong == 0);
    ri_emit_count(emit, "wrong", x->wrong);
    ri_emit_count(emit, "bytes", (size_t)x->bytes);
    ri_emit_open_key(emit, "model", '{');
    ri_emit_field(emit, "digest", x->content.same ? or_null(x->content.computed) : NULL);
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "record", '{');
    ri_emit_count(emit, "entries", x->entries);
    ri_emit_field(emit, "head", x->entries > 0 ? or_null(x->head) : NULL);
    ri_emit_close(emit, '}');
    emit_list(emit, "flaws", x->flaws.items, x->flaws.n);
    emit_repair(emit, x);
    if (x->folder == NULL) {
        ri_emit_null(emit, "export");
        return;
    }
    ri_emit_open_key(emit, "export", '{');
    ri_emit_field(emit, "folder", x->folder);
    emit_list(emit, "lost", x->lost.items, x->lost.n);
    ri_emit_close(emit, '}');
}

/* ---- text ---- */

static void put_whole(ri_page *page, const raci_examination *x, ri_text *line)
{
    ri_text_add(line, RI_GREEN);
    ri_say(line, x->path);
    ri_text_add(line, RI_PLAIN " is whole: every page and reference, every value");
    ri_text_add(line, " and the organization are as raci wrote them");
    if (x->entries > 0) {
        ri_text_format(line, ", and so is the record: entry %zu is the newest", x->entries);
    }
    ri_text_char(line, '.');
    if (x->older) {
        ri_text_add(line, " Its tables are of an earlier version; whoever writes the model next "
                          "brings them up to date.");
    }
    ri_page_take(page, "", "  ", line);
}

static bool is_said_before(const raci_flaw *flaws, size_t i)
{
    return i > 0 && flaws[i].kind == flaws[i - 1].kind;
}

/* What was found of one kind, then once what it means and what can be done. */
static void put_flaws(ri_page *page, const raci_flaw *flaws, size_t n, bool explained,
                      ri_text *line)
{
    for (size_t i = 0; i < n; i++) {
        const bool last = i + 1 == n || flaws[i + 1].kind != flaws[i].kind;
        if (!is_said_before(flaws, i)) {
            ri_page_gap(page);
            ri_text_add(line, flaws[i].note ? RI_YELLOW : RI_RED);
            ri_text_add(line, flaws[i].code);
            ri_text_add(line, RI_PLAIN);
            ri_page_take(page, "", "", line);
        }
        ri_say(line, flaws[i].what);
        ri_page_take(page, "  ", "    ", line);
        if (last && explained) {
            ri_page_put(page, "  ", "  ", flaws[i].means);
            ri_page_put(page, "  \xe2\x86\x92 ", "    ", flaws[i].remedy);
        }
    }
}

static void put_repair(ri_page *page, const raci_examination *x, ri_text *line)
{
    switch (x->repair) {
    case RI_REPAIR_DONE:
        ri_text_add(line, "Repaired. As it was it is kept as ");
        ri_say(line, x->copy);
        ri_text_char(line, '.');
        break;
    case RI_REPAIR_NEEDLESS:
        ri_text_add(line, "There was nothing to be repaired.");
        break;
    case RI_REPAIR_NOT:
        ri_text_add(line, "It is not repaired, and was left as it is: ");
        ri_say(line, x->why);
        ri_text_char(line, '.');
        break;
    case RI_REPAIR_UNASKED:
        return;
    }
    ri_page_gap(page);
    ri_page_take(page, "", "  ", line);
}

static void put_export(ri_page *page, const raci_examination *x, ri_text *line)
{
    if (x->folder == NULL) {
        return;
    }
    ri_page_gap(page);
    ri_text_add(line, x->lost.n > 0 ? "What can be read of the organization is in "
                                    : "The organization is in ");
    ri_say(line, x->folder);
    ri_text_add(line, x->lost.n > 0 ? ". These are not, or lack what they need:" : ".");
    ri_page_take(page, "", "  ", line);
    put_flaws(page, x->lost.items, x->lost.n, false, line);
}

static void put_text(ri_page *page, void *context)
{
    const raci_examination *x = context;
    ri_text line = RI_TEXT_INIT;
    if (x->wrong == 0) {
        put_whole(page, x, &line);
    } else {
        ri_text_add(&line, RI_BOLD);
        ri_say(&line, x->path);
        ri_text_add(&line, RI_PLAIN ": ");
        ri_say_count(&line, x->wrong, "thing");
        ri_text_add(&line, x->wrong == 1 ? " is wrong." : " are wrong.");
        ri_page_take(page, "", "  ", &line);
    }
    put_flaws(page, x->flaws.items, x->flaws.n, true, &line);
    put_repair(page, x, &line);
    put_export(page, x, &line);
    ri_text_free(&line);
}

raci_status raci_report_examination(const raci_examination *examination, raci_format format,
                                    const raci_look *look, raci_write_fn write, void *payload,
                                    raci_error *err)
{
    raci_examination of = *examination;
    ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = of.flaws.n,
        .context = &of,
        .whole = emit_whole,
        .element = emit_element,
        .text = put_text,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}
