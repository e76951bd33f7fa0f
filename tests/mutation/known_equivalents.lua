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
}
