/* Why one source comes before another: by its tier, or because it overrides it. */
#include "report/report_why.h"
#include "report/sentences.h"

/* The rules through which one source overrides another, from the one that comes first. */
typedef struct way {
    const ri_source *through;
    uint32_t n;
} way;

/* `above` overrides `below`. What it gives lives in the arena. */
static way way_of(ri_view *view, ri_arena *arena, ri_source above, ri_source below)
{
    ri_source *through = NULL;
    uint32_t n = 0;
    if (ri_explain_chain(&through, &n, view->resolver, above, below, arena, NULL) != RACI_OK) {
        view->failed = true;
    }
    return (way){through, n};
}

static bool of_one_tier(const ri_view *view, ri_source above, ri_source below)
{
    return ri_source_tier(view->resolver, above) == ri_source_tier(view->resolver, below);
}

void ri_emit_precedence(const ri_emit *emit, ri_view *view, ri_arena *arena, ri_source above,
                        ri_source below, bool lifts)
{
    way route = {0};
    const bool any = above != RI_NO_SOURCE;
    const bool overrides = any && (lifts || of_one_tier(view, above, below));
    if (overrides) {
        route = way_of(view, arena, above, below);
    }
    ri_emit_field(emit, "how", !any ? NULL : overrides ? "overrides" : "tier");
    ri_emit_open_key(emit, "through", '[');
    for (uint32_t i = 0; i < route.n; i++) {
        ri_emit_string(emit, ri_source_name(view->resolver, route.through[i]));
    }
    ri_emit_close(emit, ']');
}

static void say_tier(ri_text *out, ri_tier tier)
{
    const char *name = ri_tier_name(tier);
    ri_text_format(out, "%s %s", name[0] == 'e' ? "an" : "a", name);
}

void ri_say_override(ri_text *out, ri_view *view, ri_arena *arena, ri_source above, ri_source below)
{
    const way route = way_of(view, arena, above, below);
    ri_text_add(out, "it overrides that one");
    for (uint32_t i = 0; i < route.n; i++) {
        ri_text_add(out, i == 0 ? " by way of " : ri_say_between(i, route.n));
        ri_text_char(out, '"');
        ri_say(out, ri_source_name(view->resolver, route.through[i]));
        ri_text_char(out, '"');
    }
}

void ri_say_precedence(ri_text *out, ri_view *view, ri_arena *arena, ri_source above,
                       ri_source below)
{
    if (of_one_tier(view, above, below)) {
        ri_say_override(out, view, arena, above, below);
        return;
    }
    say_tier(out, ri_source_tier(view->resolver, above));
    ri_text_add(out, " goes before ");
    say_tier(out, ri_source_tier(view->resolver, below));
}
