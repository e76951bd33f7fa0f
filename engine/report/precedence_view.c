/* Why one source comes before another: by its tier, or because it overrides it. */
#include "report/report_why.h"
#include "report/sentences.h"

/* How one source comes before another. */
typedef struct precedence {
    bool tier;                /* by its tier, or else by overriding it, */
    const ri_source *through; /* through these, from the one that comes first */
    uint32_t n_through;
} precedence;

/* `above` precedes `below`. What it gives lives in the arena. */
static precedence precedence_of(ri_view *view, ri_arena *arena, ri_source above, ri_source below)
{
    const ri_resolver *r = view->resolver;
    ri_source *through = NULL;
    precedence order = {.tier = ri_source_tier(r, above) != ri_source_tier(r, below)};
    if (!order.tier) {
        if (ri_explain_chain(&through, &order.n_through, r, above, below, arena, NULL) != RACI_OK) {
            view->failed = true;
        }
        order.through = through;
    }
    return order;
}

void ri_emit_precedence(const ri_emit *emit, ri_view *view, ri_arena *arena, ri_source above,
                        ri_source below)
{
    precedence order = {0};
    bool any = above != RI_NO_SOURCE;
    if (any) {
        order = precedence_of(view, arena, above, below);
    }
    ri_emit_field(emit, "how", !any ? NULL : order.tier ? "tier" : "overrides");
    ri_emit_open_key(emit, "through", '[');
    for (uint32_t i = 0; i < order.n_through; i++) {
        ri_emit_string(emit, ri_source_name(view->resolver, order.through[i]));
    }
    ri_emit_close(emit, ']');
}

static void say_tier(ri_text *out, ri_tier tier)
{
    const char *name = ri_tier_name(tier);
    ri_text_format(out, "%s %s", name[0] == 'e' ? "an" : "a", name);
}

void ri_say_precedence(ri_text *out, ri_view *view, ri_arena *arena, ri_source above,
                       ri_source below)
{
    precedence order = precedence_of(view, arena, above, below);
    if (order.tier) {
        say_tier(out, ri_source_tier(view->resolver, above));
        ri_text_add(out, " goes before ");
        say_tier(out, ri_source_tier(view->resolver, below));
        return;
    }
    ri_text_add(out, "it overrides that one");
    for (uint32_t i = 0; i < order.n_through; i++) {
        ri_text_add(out, i == 0 ? " by way of " : ri_say_between(i, order.n_through));
        ri_text_char(out, '"');
        ri_say(out, ri_source_name(view->resolver, order.through[i]));
        ri_text_char(out, '"');
    }
}
