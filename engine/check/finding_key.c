#include "base/digest.h"
#include "check/checking.h"

void ri_finding_reference(const ri_resolver *resolver, ri_ref ref, ri_text *out)
{
    if (ri_ref_kind(ref) == RI_RULE) {
        ri_text_add(out, "rule:");
        ri_text_add(out, ri_source_name(resolver, ri_ref_index(ref)));
    } else {
        ri_snapshot_reference(ri_resolver_snapshot(resolver), ref, out);
    }
}

static void add_reference(ri_digest *digest, const ri_checking *c, ri_ref ref, ri_text *text)
{
    ri_text_clear(text);
    ri_finding_reference(c->resolver, ref, text);
    ri_digest_line(digest, ri_text_string(text));
}

/* The discriminator: the thing or the rule that tells findings of one subject and
   letter apart. A stated row's is the rule it acts as: "rule:stated:…". */
static void add_discriminator(ri_digest *digest, const ri_checking *c, const ri_identity *id,
                              ri_text *text)
{
    if (id->other != RI_NONE) {
        add_reference(digest, c, id->other, text);
    } else if (id->source != RI_NO_SOURCE) {
        ri_digest_add(digest, "rule:", 5);
        ri_digest_line(digest, ri_source_name(c->resolver, id->source));
    } else {
        ri_digest_line(digest, "");
    }
}

void ri_finding_key(char out[RI_KEY_DIGITS + 1], const ri_checking *c, const ri_identity *id,
                    ri_text *text)
{
    ri_digest digest;
    ri_digest_begin(&digest);
    ri_digest_line(&digest, ri_code_name(c->policy, id->code));
    add_reference(&digest, c, id->subject, text);
    ri_digest_line(&digest,
                   id->letter != RI_NO_LETTER ? c->policy->scheme.letters[id->letter].letter : "");
    add_discriminator(&digest, c, id, text);
    ri_digest_end(&digest, out, RI_KEY_DIGITS);
}

void ri_finding_key_said(char out[RI_KEY_DIGITS + 1], const char *code, const char *subject,
                         const char *letter, const char *discriminator)
{
    const char *const lines[] = {code, subject, letter, discriminator};
    ri_digest digest;
    ri_digest_begin(&digest);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        ri_digest_line(&digest, lines[i]);
    }
    ri_digest_end(&digest, out, RI_KEY_DIGITS);
}

void ri_finding_fingerprint(char out[RI_KEY_DIGITS + 1], const ri_checking *c,
                            const ri_refs *parties, const ri_sources *rules, ri_text *text)
{
    ri_digest digest;
    ri_digest_begin(&digest);
    for (size_t i = 0; i < parties->n; i++) {
        add_reference(&digest, c, parties->items[i], text);
    }
    for (size_t i = 0; i < rules->n; i++) {
        ri_digest_line(&digest, ri_source_name(c->resolver, rules->items[i]));
    }
    ri_digest_end(&digest, out, RI_KEY_DIGITS);
}
