/*
 * Calls of checks' functions, and what they give: a message and whom it is about.
 * What is neither fails the call; nothing is passed over.
 */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "policy/blame.h"
#include "policy/fields.h"
#include "policy/freeze.h"
#include "policy/holder_read.h"
#include "policy/names.h"

/* A call on its way through the protected entry. */
typedef struct call {
    raci_policy *policy;
    const ri_own_check *check;
    ri_check_answer answer;
    ri_ref *parties;
    uint32_t room; /* for parties */
} call;

/* Raises with the place where the function begins, for what it gave is wrong. */
static int wrong(lua_State *L, const call *c, const char *message)
{
    lua_Debug ar;
    ri_machine_push_kept(L, c->check->test);
    lua_getinfo(L, ">S", &ar);
    return ri_blame_at(L, RACI_POLICY, c->check->file, ar.linedefined, "%s", message);
}

/* ---- the message ---- */

/* The length of a control character or line break of Unicode at a place of valid text. */
static size_t control_length(const char *at)
{
    const unsigned char *u = (const unsigned char *)at;
    if (u[0] < ' ' || u[0] == 0x7f) {
        return 1;
    }
    if (u[0] == 0xc2 && u[1] < 0xa0) { /* C1 */
        return 2;
    }
    return u[0] == 0xe2 && u[1] == 0x80 && (u[2] == 0xa8 || u[2] == 0xa9) ? 3 : 0;
}

static size_t character_length(const char *at)
{
    unsigned char c = (unsigned char)*at;
    return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

/* A message as it is written: what is longer than it may be ends with "…". */
typedef struct line {
    char bytes[RI_CHECK_MESSAGE_MAX + 1];
    size_t length;
    size_t cut; /* the longest beginning, of whole characters, that leaves room for "…" */
} line;

/* Appends one character; false when the line has been cut instead. */
static bool append(line *out, const char *character, size_t length)
{
    static const char more[] = "…";
    if (out->length + length > RI_CHECK_MESSAGE_MAX) {
        memcpy(out->bytes + out->cut, more, sizeof more);
        out->length = out->cut + sizeof more - 1;
        return false;
    }
    memcpy(out->bytes + out->length, character, length);
    out->length += length;
    out->bytes[out->length] = '\0';
    if (out->length + sizeof more - 1 <= RI_CHECK_MESSAGE_MAX) {
        out->cut = out->length;
    }
    return true;
}

/* Appends valid text, without what would break the line and blanks at its beginning. */
static bool append_valid(line *out, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length;) {
        const size_t control = control_length(bytes + i);
        const bool blank = control > 0 || bytes[i] == ' ';
        const size_t size = control > 0 ? control : character_length(bytes + i);
        if (blank ? out->length > 0 && !append(out, " ", 1) : !append(out, bytes + i, size)) {
            return false;
        }
        i += size;
    }
    return true;
}

/* Makes one line of valid UTF-8: texts may have been cut within a character. */
static void clean(line *out, const char *bytes, size_t length)
{
    out->length = 0;
    out->cut = 0;
    out->bytes[0] = '\0';
    for (size_t i = 0; i < length;) {
        size_t valid = length - i;
        bool whole = ri_utf8_valid(bytes + i, length - i, &valid);
        valid = whole ? length - i : valid;
        if (!append_valid(out, bytes + i, valid)) {
            return;
        }
        i += valid;
        if (!whole) {
            bool nul = bytes[i++] == '\0';
            if (nul ? !append_valid(out, " ", 1) : !append(out, "\xef\xbf\xbd", 3)) {
                return;
            }
        }
    }
    while (out->length > 0 && out->bytes[out->length - 1] == ' ') {
        out->bytes[--out->length] = '\0';
    }
}

static void take_message(lua_State *L, call *c, int index)
{
    line message;
    size_t length = 0;
    const char *bytes = lua_tolstring(L, index, &length);
    ri_fuel_spend(L, 1 + length / 16);
    clean(&message, bytes, length);
    if (message.length == 0) {
        wrong(L, c, "the message that test returned is empty; return nothing where all is well");
    }
    c->answer.message = ri_policy_string(L, c->policy->scratch, message.bytes);
}

/* ---- the parties ---- */

static void add_party(lua_State *L, call *c, ri_ref party)
{
    if (c->answer.n_parties == c->room) {
        char message[96];
        if (c->room >= RI_CHECK_PARTIES_MAX) {
            (void)snprintf(message, sizeof message, "test must not return more than %d parties",
                           RI_CHECK_PARTIES_MAX);
            wrong(L, c, message);
        }
        uint32_t room = c->room > 0 ? 2 * c->room : 8;
        room = room < RI_CHECK_PARTIES_MAX ? room : RI_CHECK_PARTIES_MAX;
        ri_ref *grown = ri_policy_take(L, c->policy->scratch, room * sizeof *grown);
        if (c->room > 0) {
            memcpy(grown, c->parties, c->room * sizeof *grown);
        }
        c->parties = grown;
        c->room = room;
    }
    c->parties[c->answer.n_parties++] = party;
}

static void add_office(lua_State *L, call *c, const char *office)
{
    uint32_t n = 0;
    const uint32_t *positions = ri_snapshot_office(c->policy->snapshot, office, &n);
    for (uint32_t i = 0; i < n; i++) {
        add_party(L, c, ri_ref_make(RI_POSITION, positions[i]));
    }
}

/* What is not there on the date is left out; what never was is a mistake. */
static void add_reference(lua_State *L, call *c, int index)
{
    char key[RI_KEY_MAX + 1];
    char why[256];
    char message[320];
    ri_kind kind = RI_KIND_COUNT;
    ri_ref ref = RI_NONE;
    size_t length = 0;
    const char *text = lua_tolstring(L, index, &length);
    ri_fuel_spend(L, 10 + length / 64);
    (void)snprintf(why, sizeof why, "must not have a NUL in it");
    if (strlen(text) != length || !ri_holder_reference(text, &kind, key, why, sizeof why)) {
        (void)snprintf(message, sizeof message, "a party that test returned %s", why);
        wrong(L, c, message);
    }
    if (kind == RI_OFFICE) {
        add_office(L, c, key);
        return;
    }
    switch (ri_name_find(c->policy, kind, key, &ref)) {
    case RI_EXISTS_NOW:
        add_party(L, c, ref);
        break;
    case RI_EXISTS_ELSEWHERE:
        break;
    case RI_EXISTS_NEVER:
        ri_name_unknown(c->policy, kind, key, why, sizeof why);
        (void)snprintf(message, sizeof message, "a party that test returned: %s", why);
        wrong(L, c, message);
    }
}

/* A reference or a view of a holder; false when the value is neither. */
static bool add_value(lua_State *L, call *c, int index)
{
    const ri_view *view = ri_view_at(L, index);
    if (lua_type(L, index) == LUA_TSTRING) {
        add_reference(L, c, index);
        return true;
    }
    if (view != NULL && (view->shape == RI_POSITION || view->shape == RI_UNIT ||
                         view->shape == RI_TEAM || view->shape == RI_PERSON)) {
        add_party(L, c, ri_ref_make((ri_kind)view->shape, view->index));
        return true;
    }
    return false;
}

static int wrong_party(lua_State *L, const call *c, int index, const char *in)
{
    char found[RI_FOUND_SIZE];
    char message[256];
    (void)snprintf(message, sizeof message,
                   "the parties that test returns must be a reference such as \"position:coo\", a "
                   "position, unit, team or person, or a list of these; found %s%s",
                   ri_found(L, index, found), in);
    return wrong(L, c, message);
}

static void take_parties(lua_State *L, call *c, int index)
{
    uint32_t n = 0;
    if (lua_isnil(L, index) || add_value(L, c, index)) {
        return;
    }
    if (lua_type(L, index) != LUA_TTABLE) {
        wrong_party(L, c, index, "");
    }
    ri_contents(L, index); /* it may be a table that is read-only by now */
    int list = lua_gettop(L);
    if (!ri_list_length(L, list, &n)) {
        wrong(L, c,
              "the parties that test returns must be a list without gaps and without named fields");
    }
    for (uint32_t i = 1; i <= n; i++) {
        lua_rawgeti(L, list, (lua_Integer)i);
        if (!add_value(L, c, list + 1)) {
            wrong_party(L, c, list + 1, " in the list");
        }
        lua_settop(L, list);
    }
}

/* ---- calling ---- */

static int run_test(lua_State *L)
{
    call *c = lua_touserdata(L, 1);
    char found[RI_FOUND_SIZE];
    char message[256];
    ri_machine_push_kept(L, c->check->test);
    ri_view_push_ref(L, c->policy->subject);
    lua_call(L, 1, 3); /* call, message, parties, more */
    if (!lua_toboolean(L, 2)) {
        return 0; /* nil or false, as in: return x.vacant and "…", x */
    }
    if (lua_type(L, 2) != LUA_TSTRING) {
        (void)snprintf(message, sizeof message,
                       "test must return nothing, or a message in quotes and perhaps the parties, "
                       "but returned %s",
                       ri_found(L, 2, found));
        return wrong(L, c, message);
    }
    if (!lua_isnil(L, 4)) {
        (void)snprintf(message, sizeof message,
                       "test must return a message and one list of parties, but returned %s too",
                       ri_found(L, 4, found));
        return wrong(L, c, message);
    }
    take_message(L, c, 2);
    take_parties(L, c, 3);
    c->answer.parties = c->parties;
    return 0;
}

raci_status ri_policy_call_check(raci_policy *policy, uint32_t check, ri_ref thing,
                                 const ri_letters *letters, ri_check_answer *answer,
                                 ri_call_failure *failure)
{
    raci_status status = RACI_OK;
    call c = {.policy = policy, .check = &policy->data.checks[check]};
    if (!ri_policy_scratch(policy)) {
        return RACI_NOMEM;
    }
    policy->subject = thing;
    policy->letters = letters;
    policy->cached = false;
    policy->nomem = false;
    bool done = ri_machine_enter(policy->machine, run_test, &c, failure, &status);
    policy->subject = RI_NONE;
    policy->letters = NULL;
    *answer = c.answer;
    if (done) {
        return RACI_OK;
    }
    return status == RACI_NOMEM || policy->nomem ? RACI_NOMEM : RACI_POLICY;
}
