#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "intake/hr_inside.h"

static const ri_hr_role dated[RI_HR_DATES] = {RI_HR_START, RI_HR_END, RI_HR_EFFECTIVE};

/* Superiors by position and by id are surer than by name. */
static const ri_hr_role superiors[RI_HR_SAID] = {
    RI_HR_SUPERIOR_POSITION, RI_HR_SUPERIOR_ID,          RI_HR_SUPERIOR,
    RI_HR_SUPERIOR_EMAIL,    RI_HR_SUPERIOR_REQUISITION, RI_HR_SUPERIOR_NAME};

/* Lays down which column says what. */
static raci_status map_columns(ri_hr *hr, raci_error *err)
{
    const ri_hr_columns *columns = hr->columns;
    for (size_t i = 0; i < RI_HR_ROLE_COUNT; i++) {
        hr->of_role[i] = RI_NONE;
    }
    for (size_t i = columns->n; i-- > 0;) {
        hr->of_role[columns->columns[i].role] = (uint32_t)i; /* the first wins */
    }
    for (int role = RI_HR_ORGANIZATION; role <= RI_HR_TEAM; role++) {
        for (size_t i = 0; i < columns->n; i++) {
            if (columns->columns[i].role != (ri_hr_role)role) {
                continue;
            }
            if (hr->n_levels == RI_HR_LEVELS_MAX) {
                return ri_fail(err, RACI_LIMIT, "more than %d columns name units",
                               RI_HR_LEVELS_MAX);
            }
            hr->levels[hr->n_levels++] = (uint32_t)i;
        }
    }
    for (size_t i = 0; i <= RI_HR_SAID; i++) {
        const uint32_t column = hr->of_role[i < RI_HR_SAID ? superiors[i] : RI_HR_DOTTED];
        hr->said_place[i] = column != RI_NONE ? hr->n_said++ : SIZE_MAX;
        if (i < RI_HR_SAID) {
            hr->said[i] = column;
        }
    }
    hr->has_names = hr->of_role[RI_HR_NAME] != RI_NONE ||
                    hr->of_role[RI_HR_FIRST_NAME] != RI_NONE ||
                    hr->of_role[RI_HR_LAST_NAME] != RI_NONE;
    hr->has_people = hr->has_names || hr->of_role[RI_HR_PERSON_ID] != RI_NONE ||
                     hr->of_role[RI_HR_EMAIL] != RI_NONE;
    return RACI_OK;
}

/* A row below the data that counts it. */
static bool is_total(const ri_hr_fields *fields)
{
    return *fields->person_id == '\0' && *fields->position_id == '\0' && *fields->title == '\0' &&
           *fields->email == '\0' &&
           (strcmp(fields->words, "total") == 0 || strcmp(fields->words, "grand total") == 0);
}

static bool take_row(ri_hr *hr, const ri_book_row *row, ri_hr_line_record *out)
{
    ri_hr_fields fields;
    *out = (ri_hr_line_record){.post = RI_NONE, .person = RI_NONE};
    const char *active = ri_hr_text_of(hr, row, RI_HR_ACTIVE);
    if (ri_hr_is_heading(hr, row)) {
        out->reason = RI_HR_HEADING;
        return true;
    }
    if (!ri_hr_fields_read(hr, row, &fields)) {
        return false;
    }
    if (ri_hr_says_no(active)) {
        out->reason = RI_HR_LEFT;
        return true;
    }
    if (is_total(&fields)) {
        out->reason = RI_HR_TOTAL;
        return true;
    }
    if (!ri_hr_place_row(hr, row, &fields, out)) {
        return false;
    }
    for (size_t i = 0; out->reason == RI_HR_FINE && i < RI_HR_DATES; i++) {
        ri_dates_add(&hr->dates[i], &fields.dates[i]);
    }
    return true;
}

static bool keep_row(ri_hr *hr, const ri_hr_line_record *record)
{
    const ri_hr_row_kept kept = {record->post, record->person, record->flags, record->reason};
    const bool told = record->reason != RI_HR_FINE || (record->flags & RI_HR_SAME_NAME) != 0;
    return (!told || ri_map_put(&hr->others, hr->n_rows, record->other)) &&
           RI_PUSH(hr->rows, hr->n_rows, hr->rows_capacity, kept);
}

static raci_status take_rows(ri_hr *hr, raci_error *err)
{
    ri_book_row row;
    bool more = true;
    raci_status status = ri_book_begin(hr->book, hr->columns->sheet, err);
    for (size_t at = 0; status == RACI_OK; at++) {
        ri_hr_line_record record;
        status = ri_book_next(hr->book, &row, &more, err);
        if (status != RACI_OK || !more) {
            break;
        }
        if (at <= hr->columns->above) {
            continue;
        }
        if (hr->n_rows == RI_HR_ROWS_MAX) {
            return ri_fail(err, RACI_LIMIT, "the sheet has more than %d rows", RI_HR_ROWS_MAX);
        }
        if (!take_row(hr, &row, &record) || !keep_row(hr, &record)) {
            return ri_fail_nomem(err);
        }
    }
    return status;
}

static bool ask(ri_hr *hr, const char *text, const char *option)
{
    ri_hr_question question = {text, option};
    return text != NULL &&
           RI_PUSH(hr->questions, hr->n_questions, hr->questions_capacity, question);
}

/* What columns of dates say together: one that tells the order tells it for those that do not. */
static bool judge_dates(ri_hr *hr)
{
    ri_dates all = {0, 0, 0, 0};
    for (size_t i = 0; i < RI_HR_DATES; i++) {
        all.read += hr->dates[i].read;
        all.day_only += hr->dates[i].day_only;
        all.month_only += hr->dates[i].month_only;
        all.either += hr->dates[i].either;
    }
    hr->summary.dates = ri_dates_order(&all);
    hr->summary.dates_ambiguous = ri_dates_ambiguous(&all);
    for (size_t i = 0; hr->summary.dates_ambiguous && i < RI_HR_DATES; i++) {
        const ri_dates *column = &hr->dates[i];
        if (ri_dates_ambiguous(column)) {
            const char *heading = hr->columns->columns[hr->of_role[dated[i]]].heading;
            const char *why = column->day_only > 0 && column->month_only > 0
                                  ? "has days before months and months before days"
                                  : "can be read with the day or with the month first";
            return ask(hr, ri_arena_format(hr->arena, "%s %s", heading, why),
                       "--dates day-first|month-first");
        }
    }
    return !hr->summary.dates_ambiguous ||
           ask(hr, "the columns of dates disagree on what comes first, the day or the month",
               "--dates day-first|month-first");
}

static bool judge(ri_hr *hr)
{
    if (hr->ids_of_two > 0 && !hr->columns->keying_told &&
        !ask(hr,
             ri_arena_format(hr->arena,
                             "rows with the id of somebody with another name: %zu; the ids may "
                             "be of positions",
                             hr->ids_of_two),
             "--keyed position")) {
        return false;
    }
    if (!judge_dates(hr)) {
        return false;
    }
    if (!ri_hr_broken(hr)) {
        return true;
    }
    ri_text_clear(&hr->scratch);
    ri_hr_say_broken(&hr->scratch, &hr->summary);
    return !hr->scratch.failed &&
           ask(hr, ri_arena_string(hr->arena, hr->scratch.bytes), "--lines keep|strict");
}

static void count(ri_hr *hr)
{
    ri_hr_summary *summary = &hr->summary;
    summary->above = hr->columns->above;
    summary->rows = hr->n_rows;
    summary->units = hr->n_units;
    summary->positions = hr->n_posts;
    summary->people = hr->n_people;
    for (size_t i = 0; i < hr->n_rows; i++) {
        const ri_hr_row_kept *row = &hr->rows[i];
        summary->used += row->reason == RI_HR_FINE ? 1 : 0;
        if (row->reason == RI_HR_FINE && row->person != RI_NONE) {
            summary->seats++;
            summary->withheld += ri_number_set_has(&hr->withheld, row->person) ? 1 : 0;
        }
    }
    summary->refused = summary->rows - summary->used;
    for (size_t i = 0; i < hr->n_posts; i++) {
        const ri_hr_post *post = &hr->posts[i];
        summary->eliminated += post->eliminated ? 1 : 0;
        summary->vacant += post->holders == 0 && !post->eliminated && hr->has_people ? 1 : 0;
        summary->shared += post->holders > 1 ? 1 : 0;
    }
    for (size_t i = 0; i < hr->n_people; i++) {
        summary->several_posts += hr->people[i].posts > 1 ? 1 : 0;
    }
}

raci_status ri_hr_gather(ri_hr **out, ri_book *book, const ri_hr_columns *columns,
                         const ri_hr_beside *beside, raci_error *err)
{
    if (columns->confidence == RI_HR_NO) {
        return ri_fail(err, RACI_INVALID, "expected columns of people or positions");
    }
    ri_hr *hr = ri_alloc(sizeof *hr);
    if (hr == NULL) {
        return ri_fail_nomem(err);
    }
    *hr = (ri_hr){.book = book, .columns = columns, .beside = beside};
    hr->arena = ri_arena_new();
    hr->texts = ri_intern_new();
    if (hr->texts != NULL) {
        hr->post_keys = ri_keys_made_among(hr->texts);
        hr->person_keys = ri_keys_made_among(hr->texts);
        hr->unit_keys = ri_keys_made_among(hr->texts);
    }
    raci_status status = RACI_OK;
    if (hr->arena == NULL || hr->post_keys == NULL || hr->person_keys == NULL ||
        hr->unit_keys == NULL) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        status = map_columns(hr, err);
    }
    if (status == RACI_OK) {
        status = take_rows(hr, err);
    }
    if (status == RACI_OK) {
        status = ri_hr_resolve(hr, err);
    }
    if (status == RACI_OK) {
        status = ri_hr_suggest(hr, err);
    }
    if (status == RACI_OK) {
        count(hr);
        hr->beside = NULL;
        status = judge(hr) ? RACI_OK : ri_fail_nomem(err);
    }
    if (status != RACI_OK) {
        ri_hr_free(hr);
        return status;
    }
    *out = hr;
    return RACI_OK;
}

void ri_hr_free(ri_hr *hr)
{
    if (hr == NULL) {
        return;
    }
    ri_keys_made_free(hr->post_keys);
    ri_keys_made_free(hr->person_keys);
    ri_keys_made_free(hr->unit_keys);
    ri_arena_free(hr->arena);
    ri_intern_free(hr->texts);
    for (size_t i = 0; i < RI_HR_BY_NUMBER; i++) {
        ri_free(hr->ids[i].to);
    }
    ri_map_free(&hr->found);
    ri_map_free(&hr->seen);
    ri_map_free(&hr->others);
    ri_map_free(&hr->beside_keys);
    ri_map_free(&hr->spans_of);
    ri_number_set_free(&hr->withheld);
    ri_free(hr->questions);
    ri_free(hr->rows);
    ri_free(hr->posts);
    ri_free(hr->says);
    ri_free(hr->people);
    ri_free(hr->spans);
    ri_free(hr->units);
    ri_text_free(&hr->scratch);
    ri_text_free(&hr->name);
    ri_text_free(&hr->name_words);
    ri_text_free(&hr->folded);
    ri_words_free(&hr->words);
    ri_free(hr);
}

const ri_hr_summary *ri_hr_summary_of(const ri_hr *hr)
{
    return &hr->summary;
}

const ri_hr_question *ri_hr_questions(const ri_hr *hr, size_t *n)
{
    *n = hr->n_questions;
    return hr->questions;
}

bool ri_hr_broken(const ri_hr *hr)
{
    const ri_hr_summary *summary = &hr->summary;
    return summary->missing + summary->circular + summary->other_case + summary->dotted_missing > 0;
}
