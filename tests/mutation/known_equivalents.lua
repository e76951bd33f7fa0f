-- Changes that change nothing anybody can see, each with the reason why: { file, what the line says,
-- from, to, why }. They are not counted. An entry whose line is gone is told, and has to go too.

return {
  {
    file = "engine/resolve/relation_space.c",
    line = "n += space->axes[a].span_of[i] != RI_NONE ? 1 : 0;",
    from = "0",
    to = "1",
    why = "room for more spots than are put there",
  },
  {
    file = "engine/check/channel_glance.c",
    line = "if (n == 0 || n > MOST_STAGES || c->due.words != NULL) {",
    from = "(n == 0 || n > MOST_STAGES || c->due.words != NULL)",
    to = "(!(n == 0 || n > MOST_STAGES || c->due.words != NULL))",
    why = "a short cut, taken where it does not pay and left where it does; the findings are the same",
  },
  {
    file = "engine/check/check_channels.c",
    line = "department = department || ri_homes_differ(k->c, &items[i], &items[0]);",
    from = "&items[i], &items[0]",
    to = "&items[0], &items[i]",
    why = "whether two differ does not depend on which is the first",
  },
  {
    file = "engine/resolve/analysis.c",
    line = "return left->kind < right->kind ? -1 : 1;",
    from = "1",
    to = "2",
    why = "of what a comparison gives only the sign counts",
  },
  {
    file = "engine/resolve/resolver.c",
    line = "r->stated_letter = ri_arena_array(r->arena, (size_t)n + r->s->n_rulings, 1);",
    from = "1",
    to = "2",
    why = "room for twice as many letters as there are",
  },
  {
    file = "engine/check/seek_names.c",
    line = "bool usable = false;",
    from = "false",
    to = "true",
    why = "whoever may set it always does, or fails",
  },
}
