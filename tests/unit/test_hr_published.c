/* Published organizations: the senior posts of a ministry, against the parents, depths, tops and states that
   others computed: several tops, job shares, vacant posts, lines that lead nowhere, a column
   without a name. Looks for ../shared/data; where CI is set, that has to be there. */
#define _POSIX_C_SOURCE 200809L
#include "hr_reading.h"

#define DATA "../shared/data/org-charts/"
#define POSTS_MAX 1000

struct ministry {
    const char *name; /* of its file */
    size_t rows, posts, tops, missing, vacant, withheld, shared, refused;
    size_t nowhere; /* posts whose lines end nowhere, theirs or one above */
};

static const struct ministry ministries[] = {
    {"mod-2011-09-30", 617, 615, 8, 0, 12, 449, 2, 0, 0},
    {"mod-2012-09-30", 535, 525, 7, 11, 10, 413, 3, 0, 119},
};

typedef struct post {
    char id[64];
    char parent[64]; /* as the file has it; "" at the top */
    char key[64];
    char above[64]; /* the key; "" where it is unset */
    bool expected;  /* a row of the expected answers was about it */
} post;

typedef struct chart {
    hr_reading reading;
    post posts[POSTS_MAX];
    size_t n;
} chart;

static raci_status take_position(const ri_hr_position *position, void *payload, raci_error *err)
{
    chart *all = payload;
    (void)err;
    assert_true(all->n < POSTS_MAX);
    post *out = &all->posts[all->n++];
    assert_true(position->state != RI_HR_UNTOLD && *position->title != '\0');
    (void)snprintf(out->id, sizeof out->id, "%s", position->id);
    (void)snprintf(out->parent, sizeof out->parent, "%s", position->superior);
    (void)snprintf(out->key, sizeof out->key, "%s", position->key);
    (void)snprintf(out->above, sizeof out->above, "%s", position->reports_to);
    return hr_position(position, &all->reading, err);
}

static raci_status take_person(const ri_hr_person *person, void *payload, raci_error *err)
{
    return hr_person(person, &((chart *)payload)->reading, err);
}

static raci_status take_unit(const ri_hr_unit *unit, void *payload, raci_error *err)
{
    return hr_unit(unit, &((chart *)payload)->reading, err);
}

static raci_status take_seat(const ri_hr_seat *seat, void *payload, raci_error *err)
{
    return hr_seat(seat, &((chart *)payload)->reading, err);
}

static raci_status take_account(const ri_hr_account *account, void *payload, raci_error *err)
{
    return hr_account(account, &((chart *)payload)->reading, err);
}

static raci_status take_note(const ri_hr_note *note, void *payload, raci_error *err)
{
    return hr_note(note, &((chart *)payload)->reading, err);
}

static post *find(chart *all, const char *text, bool by_key)
{
    for (size_t i = 0; i < all->n; i++) {
        if (strcmp(by_key ? all->posts[i].key : all->posts[i].id, text) == 0) {
            return &all->posts[i];
        }
    }
    return NULL;
}

static void read_chart(chart *all, const char *path)
{
    const ri_hr_sink sink = {take_unit,    take_position, take_person, take_seat,
                             take_account, take_note,     all};
    const ri_hr_options options = {RI_DATES_OPEN, RI_HR_LINES_KEEP};
    ri_book *book = NULL;
    ri_hr_columns *columns = NULL;
    ri_hr *hr = NULL;
    assert_int_equal(ri_book_open(&book, path, NULL, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(ri_hr_columns_find(&columns, book, 0, NULL, NULL), RACI_OK);
    assert_int_equal(columns->confidence, RI_HR_CERTAIN);
    assert_int_equal(columns->n_questions, 0);
    assert_int_equal(ri_hr_gather(&hr, book, columns, NULL, NULL), RACI_OK);
    all->reading.summary = *ri_hr_summary_of(hr);
    assert_int_equal(ri_hr_give(hr, &options, &sink, NULL), RACI_OK);
    ri_hr_free(hr);
    ri_hr_columns_free(columns);
    ri_book_close(book);
    hr_adds_up(&all->reading);
}

/* One row of the answers: file, post, parent, depth, top, status. */
static void compare(chart *all, const ri_book_row *row, size_t *nowhere)
{
    assert_true(row->n >= 6);
    post *at = find(all, row->cells[1].bytes, false);
    assert_non_null(at);
    assert_false(at->expected);
    at->expected = true;
    const char *parent = strcmp(row->cells[2].bytes, "XX") == 0 ? "" : row->cells[2].bytes;
    assert_string_equal(at->parent, parent);
    unsigned depth = 1;
    for (; *at->above != '\0'; depth++) {
        at = find(all, at->above, true);
        assert_non_null(at);
        assert_true(depth < 100);
    }
    assert_int_equal(depth, strtoul(row->cells[3].bytes, NULL, 10));
    assert_string_equal(at->id, row->cells[4].bytes);
    bool leads = *at->parent == '\0';
    *nowhere += leads ? 0 : 1;
    assert_string_equal(leads ? "ok" : "parent missing", row->cells[5].bytes);
}

static void equals_the_answers(void **state)
{
    const struct ministry *ministry = *state;
    char path[256];
    (void)snprintf(path, sizeof path, DATA "expected-%s.csv", ministry->name);
    if (access(path, R_OK) != 0) {
        assert_null(getenv("CI"));
        skip();
    }
    chart *all = calloc(1, sizeof *all);
    assert_non_null(all);
    ri_book *answers = NULL;
    ri_book_row row;
    bool more = true;
    size_t nowhere = 0;
    assert_int_equal(ri_book_open(&answers, path, NULL, NULL, NULL, NULL), RACI_OK);
    (void)snprintf(path, sizeof path, DATA "ministry_of_defence-%s-senior.csv",
                   ministry->name + strlen("mod-"));
    read_chart(all, path);
    const ri_hr_summary *summary = &all->reading.summary;
    assert_int_equal(summary->rows, ministry->rows);
    assert_int_equal(summary->refused, ministry->refused);
    assert_int_equal(summary->positions, ministry->posts);
    assert_int_equal(summary->tops, ministry->tops);
    assert_int_equal(summary->missing, ministry->missing);
    assert_int_equal(summary->circular + summary->other_case, 0);
    assert_int_equal(summary->vacant, ministry->vacant);
    assert_int_equal(summary->withheld, ministry->withheld);
    assert_int_equal(summary->shared, ministry->shared);
    assert_int_equal(ri_book_begin(answers, 0, NULL), RACI_OK);
    assert_int_equal(ri_book_next(answers, &row, &more, NULL), RACI_OK);
    for (;;) {
        assert_int_equal(ri_book_next(answers, &row, &more, NULL), RACI_OK);
        if (!more) {
            break;
        }
        compare(all, &row, &nowhere);
    }
    assert_int_equal(nowhere, ministry->nowhere);
    for (size_t i = 0; i < all->n; i++) {
        assert_true(all->posts[i].expected);
    }
    ri_book_close(answers);
    ri_text_free(&all->reading.out);
    free(all);
}

/* A company's published list of its people: superiors by a handle, a third of whom have no
   record. */
static void reads_a_team(void **state)
{
    static const char path[] = "../shared/data/gitlab-2022-08/team.csv";
    hr_reading reading = {.options = {RI_DATES_OPEN, RI_HR_LINES_KEEP}};
    (void)state;
    if (access(path, R_OK) != 0) {
        assert_null(getenv("CI"));
        skip();
    }
    assert_int_equal(hr_read_path(&reading, path), RACI_OK);
    hr_adds_up(&reading);
    assert_int_equal(reading.summary.rows, 1368);
    assert_int_equal(reading.summary.refused, 0);
    assert_int_equal(reading.summary.people, 1368);
    assert_int_equal(reading.summary.lines, 918);
    assert_int_equal(reading.summary.missing, 450);
    assert_int_equal(reading.notes, 0);
    ri_text_free(&reading.out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_a_team)};
    int failed = RUN_ROWS("ministry", ministries, equals_the_answers);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
