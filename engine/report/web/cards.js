// Those cards that the filters show are printed alone, each on a page of its own.
"use strict";
(() => {
  const root = document.documentElement;
  const button = document.getElementById("print-cards");
  if (!button) {
    return;
  }
  button.hidden = false;
  button.addEventListener("click", () => {
    const opened = [...document.querySelectorAll(".card:not([open], .away)")];
    for (const card of opened) {
      card.open = true;
    }
    root.classList.add("cards-only");
    print();
    root.classList.remove("cards-only");
    for (const card of opened) {
      card.open = false;
    }
  });
})();
