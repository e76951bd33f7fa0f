#include <string.h>

#include "base/day.h"
#include "base/utf8.h"
#include "intake/hr_inside.h"
#include "intake/letter_words.h"

#define LIST_OF(array) (array), sizeof(array) / sizeof *(array)

static bool is_among(const char *text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(text, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* A short text in lower case, for comparing it with words in ASCII; false when it is longer. */
static bool lower(const char *text, char *out, size_t size)
{
    size_t i = 0;
    for (; text[i] != '\0' && i + 1 < size; i++) {
        char c = text[i];
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    out[i] = '\0';
    return text[i] == '\0';
}

/* Whether text of that length says that nothing is there. Most does not, and that is seen at
   once. */
static bool is_blank(const char *text, size_t length)
{
    static const char *const blanks[] = {
        "",     "-",    "--",   "---",  "\xe2\x80\x93", "\xe2\x80\x94", "n/a",
        "#n/a", "n.a.", "none", "null", "(blank)",      "(none)",       "nil"};
    char low[16];
    if (length > sizeof "(blank)" - 1 || (length > 0 && strchr("-\xe2nN#(", text[0]) == NULL)) {
        return false;
    }
    return ri_is_no_value(text, length) ||
           (lower(text, low, sizeof low) && is_among(low, LIST_OF(blanks)));
}

const char *ri_hr_text(const ri_book_row *row, uint32_t column)
{
    if (column >= row->n) {
        return "";
    }
    const ri_book_cell *cell = &row->cells[column];
    return is_blank(cell->bytes, cell->length) ? "" : cell->bytes;
}

const char *ri_hr_text_of(const ri_hr *hr, const ri_book_row *row, ri_hr_role role)
{
    return ri_hr_text(row, hr->of_role[role]);
}

bool ri_hr_says_no(const char *text)
{
    static const char *const words[] = {"no", "n", "false", "0", "inactive", "terminated", "left"};
    char low[16];
    return lower(text, low, sizeof low) && is_among(low, LIST_OF(words));
}

static bool says_yes(const char *text)
{
    static const char *const words[] = {"yes", "y", "true", "1", "x", "vacant", "open"};
    char low[16];
    return lower(text, low, sizeof low) && is_among(low, LIST_OF(words));
}

const char *ri_hr_name_words(ri_hr *hr, const char *name, bool swapped)
{
    const char *comma = swapped ? strchr(name, ',') : NULL;
    ri_words_clear(&hr->words);
    if (comma != NULL) {
        (void)ri_words_add(&hr->words, comma + 1);
    }
    size_t before = hr->words.n;
    (void)ri_words_add(&hr->words, name);
    if (comma != NULL) {
        hr->words.n -= hr->words.n >= 2 * before ? before : 0; /* those after the comma, again */
    }
    ri_text_clear(&hr->folded);
    ri_words_write(&hr->folded, &hr->words);
    return hr->folded.failed ? NULL : ri_text_string(&hr->folded);
}

/* Takes numbers off the end: "vacant 2", "tbh3". */
static void cut_number(char *words)
{
    size_t length = strlen(words);
    while (length > 0 &&
           (words[length - 1] == ' ' || (words[length - 1] >= '0' && words[length - 1] <= '9'))) {
        length--;
    }
    words[length] = '\0';
}

/* Whether a name is still to be written: "[Name]", "{{manager}}", "<NN>". */
static bool is_placeholder(const char *name)
{
    static const char open[] = "[{<";
    static const char close[] = "]}>";
    size_t length = strlen(name);
    const char *at = length > 2 ? strchr(open, name[0]) : NULL;
    return at != NULL && name[length - 1] == close[at - open];
}

/* What stands where a name is expected. */
static bool judge_name(ri_hr *hr, const char *name, ri_hr_who *out)
{
    static const char *const vacant[] = {"vacant",
                                         "vacancy",
                                         "tbh",
                                         "tbd",
                                         "tba",
                                         "tbc",
                                         "open",
                                         "unfilled",
                                         "unoccupied",
                                         "not filled",
                                         "to be hired",
                                         "to be decided",
                                         "new hire",
                                         "to be filled",
                                         "to be recruited",
                                         "open position",
                                         "open role",
                                         "open post",
                                         "open headcount",
                                         "to be appointed",
                                         "recruiting",
                                         "to be confirmed"};
    static const char *const withheld[] = {"n d",          "not disclosed", "undisclosed",
                                           "redacted",     "withheld",      "name withheld",
                                           "confidential", "not released"};
    static const char *const gone[] = {"eliminated",   "post eliminated", "position eliminated",
                                       "abolished",    "post abolished",  "disestablished",
                                       "post deleted", "position closed"};
    char low[64];
    const char *words = ri_hr_name_words(hr, name, false);
    *out = RI_HR_SOMEBODY;
    ri_text_clear(&hr->name_words);
    ri_text_add(&hr->name_words, words != NULL ? words : "");
    if (words == NULL || hr->name_words.failed) {
        return false;
    }
    if (!lower(words, low, sizeof low)) {
        *out = strncmp(words, "vacant ", 7) == 0 ? RI_HR_NOBODY : RI_HR_SOMEBODY;
        return true;
    }
    cut_number(low);
    if (is_among(low, LIST_OF(vacant)) || strncmp(low, "vacant ", 7) == 0) {
        *out = RI_HR_NOBODY;
    } else if (is_among(low, LIST_OF(withheld))) {
        *out = RI_HR_WITHHELD;
    } else if (is_among(low, LIST_OF(gone))) {
        *out = RI_HR_NO_MORE;
    } else if (is_placeholder(name)) {
        *out = RI_HR_NOBODY;
    }
    return true;
}

static void add_part(ri_text *out, const char *part)
{
    if (*part != '\0') {
        ri_text_add(out, out->length > 0 ? " " : "");
        ri_text_add(out, part);
    }
}

/* Cuts a text to so many bytes, at a character's boundary. */
static void cut(ri_text *text, size_t most)
{
    if (text->length > most) {
        while (most > 0 && ((unsigned char)text->bytes[most] & 0xc0) == 0x80) {
            most--;
        }
        text->bytes[most] = '\0';
        text->length = most;
    }
}

/* Takes "(acting)" off the end of the name. */
static bool take_acting(ri_text *name)
{
    static const char mark[] = "(acting)";
    size_t length = sizeof mark - 1;
    char low[sizeof mark];
    if (name->length <= length || !lower(name->bytes + name->length - length, low, sizeof low) ||
        strcmp(low, mark) != 0) {
        return false;
    }
    name->length -= length;
    while (name->length > 0 && name->bytes[name->length - 1] == ' ') {
        name->length--;
    }
    name->bytes[name->length] = '\0';
    return name->length > 0;
}

/* Puts the name together in hr->name and finds out whether it is one. */
static bool read_name(ri_hr *hr, const ri_book_row *row, ri_hr_fields *out)
{
    ri_text_clear(&hr->name);
    add_part(&hr->name, ri_hr_text_of(hr, row, RI_HR_NAME));
    if (hr->name.length == 0) {
        add_part(&hr->name, ri_hr_text_of(hr, row, RI_HR_FIRST_NAME));
        add_part(&hr->name, ri_hr_text_of(hr, row, RI_HR_MIDDLE_NAME));
        add_part(&hr->name, ri_hr_text_of(hr, row, RI_HR_LAST_NAME));
    }
    if (hr->name.failed) {
        return false;
    }
    out->cut = hr->name.length > RI_HR_NAME_MAX;
    cut(&hr->name, RI_HR_NAME_MAX);
    out->acting = take_acting(&hr->name);
    out->name = ri_text_string(&hr->name);
    const bool fits = judge_name(hr, out->name, &out->who);
    out->words = ri_text_string(&hr->name_words);
    return fits;
}

bool ri_hr_fields_read(ri_hr *hr, const ri_book_row *row, ri_hr_fields *out)
{
    static const ri_hr_role dated[RI_HR_DATES] = {RI_HR_START, RI_HR_END, RI_HR_EFFECTIVE};
    bool id_of_person =
        hr->columns->keying == RI_HR_BY_PERSON || hr->of_role[RI_HR_POSITION_ID] != RI_NONE;
    const char *id = ri_hr_text_of(hr, row, RI_HR_ID);
    *out = (ri_hr_fields){.person_id = ri_hr_text_of(hr, row, RI_HR_PERSON_ID)};
    out->position_id = ri_hr_text_of(hr, row, RI_HR_POSITION_ID);
    if (id_of_person && *out->person_id == '\0') {
        out->person_id = id;
    } else if (!id_of_person) {
        out->position_id = id;
    }
    out->email = ri_hr_text_of(hr, row, RI_HR_EMAIL);
    out->requisition = ri_hr_text_of(hr, row, RI_HR_REQUISITION);
    out->title = ri_hr_text_of(hr, row, RI_HR_TITLE);
    for (size_t i = 0; i < RI_HR_DATES; i++) {
        const char *text = ri_hr_text_of(hr, row, dated[i]);
        out->dates[i] = ri_date_read(text, strlen(text));
    }
    if (!read_name(hr, row, out)) {
        return false;
    }
    if (out->who == RI_HR_SOMEBODY && *out->name == '\0') {
        /* An id alone is somebody, unless it may be that of the box that names stand in. */
        bool named =
            *out->email != '\0' || (*out->person_id != '\0' &&
                                    (!hr->has_names || hr->of_role[RI_HR_PERSON_ID] != RI_NONE ||
                                     hr->columns->keying == RI_HR_BY_POSITION));
        out->who = named ? RI_HR_SOMEBODY : RI_HR_NOBODY;
    }
    const char *flag = ri_hr_text_of(hr, row, RI_HR_VACANT);
    if (says_yes(flag) && out->who != RI_HR_NO_MORE) {
        out->flag_disagrees = out->who == RI_HR_SOMEBODY && *out->name != '\0';
        out->who = RI_HR_NOBODY;
    }
    return true;
}

bool ri_hr_is_heading(const ri_hr *hr, const ri_book_row *row)
{
    const ri_hr_columns *columns = hr->columns;
    size_t same = 0;
    for (size_t i = 0; i < row->n && i < columns->n; i++) {
        if (strcmp(row->cells[i].bytes, columns->columns[i].heading) == 0) {
            same += row->cells[i].length > 0 ? 1 : 0;
        } else if (row->cells[i].length > 0) {
            return false;
        }
    }
    return same > 1 && row->n <= columns->n;
}

bool ri_hr_is_kept(const ri_hr_column *column, bool of_person)
{
    return column->of_person == of_person &&
           (column->role == RI_HR_ATTRIBUTE || column->role == RI_HR_LOCATION ||
            column->role == RI_HR_FTE || column->role == RI_HR_ASSISTANT ||
            column->role == RI_HR_PREFERRED_NAME || column->role == RI_HR_REQUISITION);
}

/* FNV-1a, with the NUL at the end. */
static uint64_t mix(uint64_t hash, const char *text)
{
    for (;; text++) {
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
        if (*text == '\0') {
            return hash;
        }
    }
}

uint32_t ri_hr_kept(const ri_hr *hr, const ri_book_row *row, bool of_person)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (uint32_t i = 0; i < hr->columns->n; i++) {
        if (ri_hr_is_kept(&hr->columns->columns[i], of_person)) {
            hash = mix(hash, ri_hr_text(row, i));
        }
    }
    hash = mix(hash, ri_hr_text_of(hr, row, of_person ? RI_HR_EMAIL : RI_HR_GRADE));
    return (uint32_t)(hash ^ hash >> 32);
}
