#include "policy/gate_bytes.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/utf8.h"
#include "policy/blame.h"

static int line_of(const char *bytes, const char *at)
{
    int line = 1;
    for (const char *c = bytes; c < at; c++) {
        if (*c == '\n' || (*c == '\r' && (c + 1 == at || c[1] != '\n'))) {
            line++;
        }
    }
    return line;
}

uint32_t ri_bidi_control(const unsigned char *at, const unsigned char *end)
{
    if (end - at >= 2 && at[0] == 0xd8 && at[1] == 0x9c) {
        return 0x061c;
    }
    if (end - at < 3 || at[0] != 0xe2) {
        return 0;
    }
    uint32_t c = 0x2000u + ((at[1] & 0x3fu) << 6) + (at[2] & 0x3fu);
    bool marks = c == 0x200e || c == 0x200f;
    return marks || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ? c : 0;
}

void ri_gate_bytes(lua_State *L, const char *file, const char *bytes, size_t length)
{
    size_t bad = 0;
    if (length > 0 && bytes[0] == LUA_SIGNATURE[0]) {
        ri_blame_at(L, RACI_POLICY, file, 1, "this is compiled Lua; a policy must be source text");
    }
    if (!ri_utf8_valid(bytes, length, &bad)) {
        unsigned byte = (unsigned char)bytes[bad];
        ri_blame_at(L, RACI_POLICY, file, line_of(bytes, bytes + bad),
                    byte == 0 ? "a zero byte" : "byte 0x%02X is not valid UTF-8", byte);
    }
    const unsigned char *end = (const unsigned char *)bytes + length;
    for (const unsigned char *at = (const unsigned char *)bytes; at < end; at++) {
        uint32_t c = *at >= 0x80 ? ri_bidi_control(at, end) : 0;
        if (c != 0) {
            ri_blame_at(L, RACI_POLICY, file, line_of(bytes, (const char *)at),
                        "the invisible character U+%04X makes the text look other than it is; "
                        "in a text write \\u{%04X}",
                        (unsigned)c, (unsigned)c);
        }
    }
}
