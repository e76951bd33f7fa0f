// Comfort for whoever can run it: without it everything is there and readable.
"use strict";
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);

  const links = new Map([...document.querySelectorAll(".top nav a")].map(
    (link) => [decodeURIComponent(link.hash.slice(1)), link]));

  // ---- light and dark ----
  const theme = byId("theme");
  const darkWanted = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (darkWanted.matches ? "dark" : "light")) === "dark";
  const nameTheme = () => {
    theme.textContent = isDark() ? "Light" : "Dark";
    theme.setAttribute("aria-label", isDark() ? "Light colours" : "Dark colours");
  };
  theme.hidden = false;
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
  });
  darkWanted.addEventListener("change", nameTheme);
  nameTheme();

  // ---- links: whatever folds away above a place opens ----
  // What was out of sight gets its height as it comes near: once more, until nothing moves.
  const untilAtRest = (go, times = 20) => {
    if (go() && times > 0) {
      requestAnimationFrame(() => requestAnimationFrame(() => untilAtRest(go, times - 1)));
    }
  };
  const show = (place) => {
    const frame = place.closest(".scroller");
    if (!frame) {
      untilAtRest(() => {
        const before = scrollY;
        place.scrollIntoView();
        return Math.abs(scrollY - before) > 1;
      });
      return;
    }
    const head = place.closest(".rows").querySelector("thead");
    untilAtRest(() => {
      frame.scrollIntoView();
      const off = place.getBoundingClientRect().top - frame.getBoundingClientRect().top -
        (place.tagName === "TR" ? head.offsetHeight : 0);
      const before = frame.scrollTop;
      frame.scrollTop += off;
      return Math.abs(frame.scrollTop - before) > 1;
    });
  };
  const lead = (place) => {
    for (let at = place.parentElement; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") {
        at.open = true;
      }
    }
    show(place);
  };
  const unfold = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      return;
    }
    const place = byId(id);
    if (!place) {
      return;
    }
    if (place.closest(".away")) {
      filters.reset();
      filter();
    }
    if (place.tagName === "DETAILS") {
      place.open = true;
    }
    lead(place);
  };
  addEventListener("hashchange", unfold);

  // ---- search and filters ----
  const filters = byId("filters");
  const search = byId("search");
  const shown = byId("shown");
  const choices = [...filters.querySelectorAll("select")];
  const items = [...document.querySelectorAll("[data-of]")];
  const groups = [...document.querySelectorAll("[data-group]")];
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const tags = new Map();
  const texts = new Map();
  const tagsOf = (item) => {
    if (!tags.has(item)) {
      tags.set(item, new Set(item.dataset.of.split(" ")));
    }
    return tags.get(item);
  };
  const textOf = (item) => {
    if (!texts.has(item)) {
      texts.set(item, fold(item.id + " " + item.textContent));
    }
    return texts.get(item);
  };
  // Beside the name of each section stands how much of it fits.
  const countHits = (any) => {
    for (const [id, link] of links) {
      const hits = byId(id).querySelectorAll("[data-of]:not(.away)").length;
      const all = byId(id).querySelectorAll("[data-of]").length;
      let count = link.querySelector(".hits");
      if (!count) {
        count = link.appendChild(document.createElement("span"));
        count.className = "hits";
      }
      count.textContent = any && all > 0 ? ` ${hits}` : "";
    }
  };
  // What folds away and holds something that fits is open as long as something is asked for.
  const folding = [...document.querySelectorAll("[data-opens]")];
  let unfolded = [];
  const showFolded = (any) => {
    for (const details of unfolded) {
      details.open = false;
    }
    unfolded = folding.filter((details) => any && !details.open &&
      details.querySelector("[data-of]:not(.away)"));
    for (const details of unfolded) {
      details.open = true;
    }
  };
  let waiting = 0;
  const filter = () => {
    clearTimeout(waiting);
    const wanted = choices.map((choice) => choice.value).filter((value) => value);
    const words = fold(search.value).split(/\s+/u).filter((word) => word);
    const any = wanted.length + words.length > 0;
    let n = 0;
    for (const item of items) {
      const fits = !any || (wanted.every((tag) => tagsOf(item).has(tag)) &&
        words.every((word) => textOf(item).includes(word)));
      item.classList.toggle("away", !fits);
      n += fits ? 1 : 0;
    }
    if (any) {
      // What holds an item that fits is there too: a cause above what follows from it.
      for (const item of items) {
        if (!item.classList.contains("away")) {
          for (let at = item.parentElement.closest("[data-of]"); at; at = at.parentElement.closest("[data-of]")) {
            at.classList.remove("away");
          }
        }
      }
    }
    for (const group of groups) {
      group.classList.toggle("away", any && !group.querySelector("[data-of]:not(.away)"));
    }
    showFolded(any);
    root.classList.toggle("filtered", any);
    shown.textContent = any ? `${n} of ${items.length}` : "";
    countHits(any);
  };
  const filterAfter = (milliseconds) => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, milliseconds);
  };
  filters.hidden = false;
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("input", () => filterAfter(120));
  filters.addEventListener("reset", () => filterAfter(0));
  const panel = filters.querySelector("details");
  panel.addEventListener("toggle", () => {
    // Only what some item belongs to can be chosen.
    const used = new Set(items.flatMap((item) => [...tagsOf(item)]));
    for (const option of panel.querySelectorAll("option")) {
      if (option.value && !used.has(option.value)) {
        option.remove();
      }
    }
  }, { once: true });
  // It lies over the page, so it goes once the reader goes on.
  filters.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !panel.contains(event.relatedTarget)) {
      panel.open = false;
    }
  });

  // ---- keys ----
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Enter" && event.target === search) {
      event.preventDefault();
      filter();
      const first = items.find((item) => !item.classList.contains("away"));
      if (first) {
        lead(first);
        const next = first.querySelector("a[href], summary");
        if (next) {
          next.focus({ preventScroll: true });
        }
      }
    } else if (event.key === "Escape" && event.target === search) {
      filters.reset();
      search.blur();
    } else if (event.key === "Escape" && panel.contains(event.target)) {
      panel.open = false;
      panel.firstElementChild.focus();
    }
  });

  byId("keys").hidden = false;

  // ---- where the reader is ----
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        for (const link of links.values()) {
          link.removeAttribute("aria-current");
        }
        const link = links.get(entry.target.id);
        link.setAttribute("aria-current", "true");
        const bar = link.closest("nav");
        const off = link.getBoundingClientRect().left - bar.getBoundingClientRect().left;
        if (off < 0 || off + link.offsetWidth > bar.clientWidth) {
          bar.scrollLeft += off - (bar.clientWidth - link.offsetWidth) / 2;
        }
      }
    }
  }, { rootMargin: "-20% 0px -75% 0px" });
  for (const id of links.keys()) {
    seen.observe(byId(id));
  }

  // ---- paper: what is folded away is printed ----
  let opened = [];
  addEventListener("beforeprint", () => {
    // But what would fill a book: rows of the matrix, which tells by itself who has what, the
    // grounds of decisions, and role cards, which are handed out.
    opened = [...document.querySelectorAll("details:not([open], .named > details, .grounds, .card)")];
    for (const details of opened) {
      details.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const details of opened) {
      details.open = false;
    }
  });

  if (location.hash) {
    // The browser itself goes there too, until all is loaded, and not quite as far.
    unfold();
    addEventListener("load", () => setTimeout(unfold, 0), { once: true });
  }
})();
