#include <string.h>

#include "intake/hr_inside.h"

#define QUOTED 100 /* bytes of a text that are quoted */
#define CIRCLE 10  /* keys of a circle that are told */

/* Appends a text in quotes, the beginning of a long one. */
static void quote(ri_text *out, const char *text)
{
    size_t length = strlen(text);
    size_t most = length;
    if (most > QUOTED) {
        most = QUOTED;
        while (most > 0 && ((unsigned char)text[most] & 0xc0) == 0x80) {
            most--;
        }
    }
    ri_text_char(out, '\'');
    ri_text_bytes(out, text, most);
    ri_text_add(out, most < length ? "\xe2\x80\xa6'" : "'");
}

void ri_hr_say_reason(ri_text *out, const ri_hr *hr, const ri_hr_line_record *record)
{
    unsigned other = (unsigned)record->other;
    switch ((ri_hr_reason)record->reason) {
    case RI_HR_NO_POSITION: {
        uint32_t column = hr->of_role[RI_HR_POSITION_ID];
        column = column != RI_NONE ? column : hr->of_role[RI_HR_ID];
        ri_text_format(out, "has no %s", hr->columns->columns[column].heading);
        return;
    }
    case RI_HR_REPEATS:
        ri_text_format(out, "has the person of line %u in the same position again", other);
        return;
    case RI_HR_VACANT_AGAIN:
        ri_text_format(out, "the position is in line %u already, and this row has nobody in it",
                       other);
        return;
    case RI_HR_LEFT:
        ri_text_add(out, "the person is not active");
        return;
    case RI_HR_HEADING:
        ri_text_add(out, "repeats the header");
        return;
    case RI_HR_LONG_ID:
        ri_text_format(out, "an identifier or e-mail address is longer than %d bytes",
                       RI_HR_ID_MAX);
        return;
    case RI_HR_OTHERS_ID:
        ri_text_format(out, "has the id of somebody with another name, in line %u", other);
        return;
    case RI_HR_TOTAL:
        ri_text_add(out, "is a total");
        return;
    default:
        ri_text_add(out, "names neither a person nor a position");
        return;
    }
}

void ri_hr_say_use(ri_text *out, const ri_hr *hr, const ri_hr_line_record *record)
{
    const ri_hr_post *post = &hr->posts[record->post];
    bool new_post = (record->flags & RI_HR_NEW_POST) != 0;
    bool new_person = (record->flags & RI_HR_NEW_PERSON) != 0;
    if (record->person == RI_NONE) {
        ri_text_add(out, post->eliminated    ? "a position that is no more"
                         : post->holders > 0 ? "a position, with people in other rows"
                         : hr->has_people    ? "a vacant position"
                                             : "a position");
    } else if (new_post) {
        ri_text_add(out, new_person ? "a position and a person"
                                    : "a further position of somebody met before");
    } else {
        ri_text_format(out, "%s in the position of line %u",
                       new_person ? "a further person" : "somebody met before",
                       (unsigned)post->line);
    }
}

ri_hr_role ri_hr_say_flag(ri_text *out, const ri_hr *hr, const ri_hr_line_record *record,
                          unsigned flag)
{
    unsigned other = (unsigned)record->other;
    unsigned post = (unsigned)hr->posts[record->post].line;
    unsigned person = record->person != RI_NONE ? (unsigned)hr->people[record->person].line : 0;
    switch (flag) {
    case RI_HR_OTHER_TITLE:
        ri_text_format(out, "the position has another title in line %u, which is taken", post);
        return RI_HR_TITLE;
    case RI_HR_OTHER_SUPERIOR:
        ri_text_format(out, "the position has another superior in line %u, which is taken", post);
        return RI_HR_SUPERIOR;
    case RI_HR_OTHER_CELLS:
        ri_text_format(out, "other columns of the position differ from line %u, which is taken",
                       post);
        return RI_HR_POSITION_ID;
    case RI_HR_OTHER_DETAILS:
        ri_text_format(out, "other columns of the person differ from line %u, which is taken",
                       person);
        return RI_HR_PERSON_ID;
    case RI_HR_OTHER_NAME:
        ri_text_format(out, "has another name in line %u, under the same id: that one is taken",
                       person);
        return RI_HR_NAME;
    case RI_HR_FLAG_DISAGREES:
        ri_text_add(out, "is called vacant, and has a name: taken as vacant");
        return RI_HR_VACANT;
    case RI_HR_SAME_NAME:
        ri_text_format(out,
                       "has the name of somebody in line %u, and no id or e-mail tells whether "
                       "they are one: taken as two",
                       other);
        return RI_HR_NAME;
    case RI_HR_SAME_EMAIL:
        ri_text_add(out, "somebody else has this e-mail address, too: nothing can refer to either "
                         "by it");
        return RI_HR_EMAIL;
    case RI_HR_NO_NAME:
        ri_text_add(out, "has no name");
        return RI_HR_NAME;
    default:
        return RI_HR_IGNORED;
    }
}

/* What the line's column says. */
static const char *said(const ri_hr *hr, const ri_hr_post *post)
{
    return ri_hr_string(hr, ri_hr_said(hr, post, post->said_at));
}

static void say_circle(ri_text *out, const ri_hr *hr, const ri_hr_post *start, bool unset)
{
    const ri_hr_post *at = start;
    ri_text_add(out, "the line goes in a circle: ");
    for (size_t i = 0; i < CIRCLE && (i == 0 || at != start); i++) {
        ri_text_format(out, "%s, ", ri_hr_string(hr, at->key));
        at = &hr->posts[at->superior];
    }
    ri_text_add(out, at == start ? ri_hr_string(hr, start->key) : "and so on");
    ri_text_add(out, unset ? "; all of them are left without a superior" : "");
}

/* Where a spreadsheet took zeros away, or a system put them, the number is there otherwise. */
static void say_zeros(ri_text *out, ri_hr *hr, const char *text)
{
    const char *plain = text;
    while (*plain == '0' && plain[1] != '\0') {
        plain++;
    }
    if (plain != text && (ri_hr_led(hr, RI_HR_WAY_POSITION, plain) != RI_NONE ||
                          ri_hr_led(hr, RI_HR_WAY_PERSON, plain) != RI_NONE)) {
        ri_text_format(out, " (there is %s, without zeros)", plain);
    }
}

void ri_hr_say_line(ri_text *out, ri_hr *hr, const ri_hr_post *post, bool unset)
{
    const char *end = unset ? ": left without a superior" : "";
    switch ((ri_hr_line_state)post->line_state) {
    case RI_HR_MISSING:
        ri_text_add(out, "reports to ");
        quote(out, said(hr, post));
        ri_text_add(out, ", who is nowhere in the file");
        say_zeros(out, hr, said(hr, post));
        ri_text_add(out, end);
        return;
    case RI_HR_UNCLEAR:
        ri_text_add(out, "reports to ");
        quote(out, said(hr, post));
        ri_text_add(out, ", who may be several");
        ri_text_add(out, end);
        return;
    case RI_HR_CIRCLE:
        say_circle(out, hr, post, unset);
        return;
    default:
        if (post->other_case) {
            ri_text_add(out, "reports to ");
            quote(out, said(hr, post));
            ri_text_add(out, ", who is in the file in other letter case");
        }
        return;
    }
}

void ri_hr_say_doubt(ri_text *out, const ri_hr *hr, const ri_hr_post *post)
{
    if (post->line_state != RI_HR_SET) {
        return;
    }
    if (post->disagrees) {
        ri_text_add(out, "the columns of superiors disagree: ");
        quote(out, said(hr, post));
        ri_text_add(out, " is taken");
        return;
    }
    uint32_t person = hr->posts[post->superior].person;
    if (hr->columns->keying == RI_HR_BY_PERSON && person != RI_NONE &&
        hr->people[person].posts > 1) {
        ri_text_add(out, "reports to ");
        quote(out, said(hr, post));
        ri_text_format(out, ", who has %u positions: the first is taken",
                       (unsigned)hr->people[person].posts);
    }
}

void ri_hr_say_dotted(ri_text *out, const char *text, bool several, bool unset)
{
    ri_text_add(out, "the dotted line to ");
    quote(out, text);
    ri_text_add(out, several ? " may be to several" : " leads to nobody in the file");
    ri_text_add(out, unset ? ": left out" : "");
}

/* "12 in a circle", after what was said before of such lines. */
static void say_lines(ri_text *out, const char **lines, size_t n, const char *what)
{
    if (n > 0) {
        ri_text_format(out, "%s%zu %s", *lines, n, what);
        *lines = ", ";
    }
}

void ri_hr_say_broken(ri_text *out, const ri_hr_summary *summary)
{
    const char *lines = "reporting lines: ";
    const char *dotted = "dotted lines: ";
    say_lines(out, &lines, summary->missing, "to nobody in the file");
    say_lines(out, &lines, summary->circular, "in a circle");
    say_lines(out, &lines, summary->other_case, "in other letter case");
    if (out->length > 0 && summary->dotted_missing > 0) {
        ri_text_add(out, "; ");
    }
    say_lines(out, &dotted, summary->dotted_missing, "to nobody in the file");
}
