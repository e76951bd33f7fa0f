/*
 * People forgotten for tests: a recorded organization in which one of them is everywhere.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_FORGOTTEN_DAN_H
#define TEST_FORGOTTEN_DAN_H

#include "changing.h"
#include "recording.h"

/* Dan Ruiz sits, holds, contests, and is in a position's title, reasons and rules. */
#define FORGETTING_ORGANIZATION                                                                    \
    RECORDING_UNITS                                                                                \
    "== positions.csv\nkey,title,unit,reports_to,office,note\nceo,Chief,acme,,ceo,\n"              \
    "cxo,Experience,acme,ceo,cxo,\ncmo,Marketing Chief,marketing,ceo,cmo,ask dan@acme.example\n"   \
    "coo,Operations Chief (Dan Ruiz),ops,ceo,coo,\n"                                               \
    "== people.csv\nkey,name,email,phone\nann,Ann Ito,,\nxia,Xia Wu,,\nmia,Mia Ruiz,,\n"           \
    "dan-ruiz,Dan Ruiz,dan@acme.example,555 01\n"                                                  \
    "== seats.csv\nposition,person,kind\nceo,ann,holder\ncxo,xia,holder\ncmo,mia,holder\n"         \
    "coo,dan-ruiz,holder\n" RECORDING_TOUCHPOINTS                                                  \
    "== stated.csv\ntouchpoint,letter,holder,reason\nlook,C,person:dan-ruiz,DAN RUIZ said so\n"    \
    "== disputes.csv\nsubject,letter,by,claims,reason\n"                                           \
    "touchpoint:look,A,person:dan-ruiz,position:coo,dan@acme.example wrote\n"
#define FORGETTING_POLICY                                                                          \
    RECORDING_POLICY                                                                               \
    "-- Dan Ruiz asked for it\n"                                                                   \
    "local dan_ruiz = 'person:dan-ruiz'\n"                                                         \
    "rule \"for Dan Ruiz\" { because = \"so\", assign = { I = dan_ruiz } }\n"
#define FORGETTING_STEPS                                                                           \
    "appoint { position = 'cxo', person = 'dan-ruiz', kind = 'delegate' }, "                       \
    "rename_unit { unit = 'ops', name = 'Ops of Dan Ruiz' }"

static inline raci_status forgetting_do(raci_model *model, const char *person, const char *also,
                                        raci_forgotten **out, raci_error *err)
{
    const char *texts[1] = {also};
    const raci_forget_options options = {.person = person,
                                         .also = texts,
                                         .n_also = also != NULL ? 1 : 0,
                                         .by = "person:dan-ruiz",
                                         .because = "Dan Ruiz wants it",
                                         .date = "2026-07-04",
                                         .recorded_at = RECORDED_AT};
    return raci_forget(out, model, &options, err);
}

/* Two runs and a change between them: entries 1 to 3. */
static inline void forgetting_record(recording *r)
{
    assert_int_equal(recording_run(r, "2026-07-01"), 1);
    assert_int_equal(changing_take(r->model, FORGETTING_STEPS), 2);
    recording_policy(r, FORGETTING_POLICY);
    assert_int_equal(recording_run(r, "2027-01-02"), 2);
    assert_true(recording_proved(r));
}

static inline void forgetting_make(recording *r)
{
    recording_make(r, FORGETTING_ORGANIZATION, FORGETTING_POLICY);
    forgetting_record(r);
}

static inline bool forgetting_has(const char *bytes, size_t length, const char *text)
{
    const size_t n = strlen(text);
    for (size_t i = 0; i + n <= length; i++) {
        size_t same = 0;
        while (same < n && (bytes[i + same] | 0x20) == (text[same] | 0x20)) {
            same++;
        }
        if (same == n) {
            return true;
        }
    }
    return false;
}

/* Whether any byte of the file, or of those beside it, still says who it was; in any case. */
static inline bool forgetting_left(const scratch *s)
{
    static const char *const files[] = {"raci.db", "raci.db-wal", "raci.db-journal"};
    static const char *const texts[] = {"dan ruiz", "dan-ruiz", "dan_ruiz", "dan@acme", "555 01"};
    bool left = false;
    for (size_t i = 0; i < COUNT(files); i++) {
        size_t length = 0;
        char *bytes = scratch_has(s, files[i]) ? scratch_read(s, files[i], &length) : NULL;
        for (size_t k = 0; bytes != NULL && k < COUNT(texts); k++) {
            left = left || forgetting_has(bytes, length, texts[k]);
        }
        free(bytes);
    }
    return left;
}

#endif
