/* The document of `forget`. */
#include "base/fail.h"
#include "record/forgetting.h"
#include "report/document.h"
#include "report/sentences.h"

static const char *const columns[] = {"kind", "where", "line", "text"};

static const ri_forget_place *place_at(const raci_forgotten *f, size_t i, const char **kind)
{
    if (i < f->doubts.n) {
        *kind = "doubt";
        return &f->doubts.items[i];
    }
    i -= f->doubts.n;
    if (i < f->files.n) {
        *kind = "file";
        return &f->files.items[i];
    }
    i -= f->files.n;
    *kind = i < f->renamed.n ? "renamed" : "replaced";
    return i < f->renamed.n ? &f->renamed.items[i] : &f->prose.items[i - f->renamed.n];
}

static size_t count_places(const raci_forgotten *f)
{
    return f->doubts.n + f->files.n + f->renamed.n + f->prose.n;
}

static void emit_place(const ri_emit *emit, void *context, size_t i)
{
    const char *kind = NULL;
    const ri_forget_place *place = place_at(context, i, &kind);
    ri_emit_field(emit, "kind", kind);
    ri_emit_field(emit, "where", place->where);
    if (place->line != 0) {
        ri_emit_count(emit, "line", (size_t)place->line);
    } else {
        ri_emit_null(emit, "line");
    }
    ri_emit_field(emit, "text", place->said);
}

static void emit_whole(const ri_emit *emit, void *context)
{
    raci_forgotten *f = context;
    ri_text said = RI_TEXT_INIT;
    ri_text_format(&said, "person:%s", f->key);
    f->failed = f->failed || said.failed;
    ri_emit_bool(emit, "dry_run", f->dry_run);
    ri_emit_field(emit, "person", ri_text_string(&said));
    ri_text_free(&said);
    if (f->entry != 0) {
        ri_emit_count(emit, "entry", (size_t)f->entry);
    } else {
        ri_emit_null(emit, "entry");
    }
    ri_emit_count(emit, "texts", f->texts);
    ri_emit_count(emit, "entries", f->change->n_entries);
    ri_emit_count(emit, "policies", f->change->n_texts);
    ri_emit_count(emit, "bytes", f->bytes);
    ri_emit_count(emit, "found", f->found);
    ri_emit_field(emit, "unswept", f->unswept.status != RACI_OK ? f->unswept.message : NULL);
    ri_emit_count(emit, "doubts", f->doubts.all);
    ri_emit_count(emit, "files", f->files.all);
    ri_emit_open_key(emit, "places", '[');
    for (size_t i = 0; i < count_places(f); i++) {
        ri_emit_open(emit, '{');
        emit_place(emit, context, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

/* ---- text ---- */

static void put_places(ri_page *page, const char *lead, const ri_forget_places *places,
                       ri_text *line)
{
    if (places->all == 0) {
        return;
    }
    ri_page_gap(page);
    ri_page_put(page, "", "", lead);
    for (size_t i = 0; i < places->n; i++) {
        const ri_forget_place *place = &places->items[i];
        ri_say(line, place->where);
        if (place->line != 0) {
            ri_text_format(line, ":%lld", (long long)place->line);
        }
        ri_text_add(line, place->said[0] != '\0' ? ": " : "");
        ri_say(line, place->said);
        ri_page_take(page, "  ", "    ", line);
    }
    if (places->all > places->n) {
        ri_text_format(line, "and %zu more.", places->all - places->n);
        ri_page_take(page, "  ", "    ", line);
    }
}

static void put_counts(ri_page *page, const raci_forgotten *f, ri_text *line)
{
    ri_say_count(line, f->texts, "text");
    ri_text_add(line, f->dry_run ? " of the model and its record would be rewritten: "
                                 : " of the model and its record rewritten: ");
    ri_text_format(line, "%zu of the record's entries say something else, and ",
                   f->change->n_entries);
    ri_say_count(line, f->change->n_texts, "text");
    ri_text_add(line, " of policies kept in it.");
    ri_page_take(page, "", "  ", line);
}

static void put_searched(ri_page *page, const raci_forgotten *f, ri_text *line)
{
    ri_text_format(line, "Recorded as entry %lld, without the name; it cannot be taken back.",
                   (long long)f->entry);
    ri_page_take(page, "", "  ", line);
    if (f->unswept.status != RACI_OK) {
        ri_text_add(line, "The file could not be written anew and searched, and may still have "
                          "bytes of what was deleted; whoever writes the model next does it: ");
        ri_say(line, f->unswept.message);
        ri_text_char(line, '.');
        ri_page_take(page, "", "  ", line);
        return;
    }
    ri_text_format(line, "The file was written anew, and its %zu bytes were searched: ", f->bytes);
    if (f->found == 0) {
        ri_text_add(line, "nothing was found.");
    } else {
        ri_text_format(line, "found %zu times.", f->found);
    }
    ri_page_take(page, "", "  ", line);
}

static void put_text(ri_page *page, void *context)
{
    const raci_forgotten *f = context;
    ri_text line = RI_TEXT_INIT;
    ri_text_add(&line, "person:");
    ri_say(&line, f->was);
    ri_text_add(&line, f->again ? " was forgotten before, " : f->dry_run ? " would be " : " is ");
    ri_text_add(&line, f->again ? "and stays " : "from now on ");
    ri_text_add(&line, RI_BOLD "person:");
    ri_say(&line, f->key);
    ri_text_add(&line, RI_PLAIN ".");
    ri_page_take(page, "", "  ", &line);
    put_counts(page, f, &line);
    if (!f->dry_run) {
        put_searched(page, f, &line);
    }
    put_places(page, "Texts in which they would be replaced:", &f->prose, &line);
    put_places(page, "Keys of other things had the name in them:", &f->renamed, &line);
    put_places(page, "This may mean them, and was left; --also TEXT replaces it:", &f->doubts,
               &line);
    put_places(page, "These files name them; raci does not write them:", &f->files, &line);
    ri_page_gap(page);
    ri_page_put(page, "", "",
                "Out of reach: backups and copies, exports and reports made before, and blocks of "
                "the disk that the file and its journal had earlier. An import that brings the "
                "person again makes them known again.");
    if (f->dry_run) {
        ri_page_put(page, "", "", "A dry run: nothing was kept.");
    }
    ri_text_free(&line);
}

raci_status raci_report_forgotten(const raci_forgotten *forgotten, raci_format format,
                                  const raci_look *look, raci_write_fn write, void *payload,
                                  raci_error *err)
{
    raci_forgotten of = *forgotten;
    ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = count_places(&of),
        .context = &of,
        .whole = emit_whole,
        .element = emit_place,
        .text = put_text,
        .failed = &of.failed,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}
