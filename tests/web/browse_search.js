// Search, filters, and links into what is folded away or filtered out.

"use strict";

module.exports = async ({ check, equal, everything, halvenny, open, report, say, settle }) => {
  const model = halvenny();
  const file = report(model, ...everything);
  const page = await open(file);

  // The program waits a little while somebody types.
  const filtered = async () => {
    await page.evaluate(() => new Promise((done) => { setTimeout(done, 200); }));
    await settle(page);
  };
  const seek = async (text) => {
    await page.fill("#search", text);
    await filtered();
  };
  const choose = async (name, value) => {
    await page.evaluate(([wanted, option]) => {
      const label = [...document.querySelectorAll(".choice")].find(
        (one) => one.querySelector("span").textContent === wanted);
      const select = label.querySelector("select");
      select.value = option;
      select.dispatchEvent(new Event("input", { bubbles: true }));
    }, [name, value]);
    await filtered();
  };
  const options = (name) => page.evaluate((wanted) => {
    const label = [...document.querySelectorAll(".choice")].find(
      (one) => one.querySelector("span").textContent === wanted);
    return [...label.querySelectorAll("option")].filter((option) => option.value).map(
      (option) => ({ value: option.value, name: option.textContent }));
  }, name);
  const left = (selector) => page.evaluate((wanted) => [...document.querySelectorAll(wanted)].filter(
    (one) => !one.closest(".away")).map((one) => one.id), selector);
  const rows = () => left('tr[id^="touchpoint:"]');
  const findings = () => left('[id^="finding:"]');
  const anything = () => left("[data-of]");
  // What is drawn of a place: nothing, or where it is.
  const whereIs = (id) => page.evaluate((wanted) => {
    const place = document.getElementById(wanted);
    const box = place.getBoundingClientRect();
    const x = Math.min(Math.max(box.left, 0) + 8, innerWidth - 1);
    const on = document.elementFromPoint(x, box.top + Math.min(box.height, 30) / 2);
    return {
      drawn: box.height > 0 && place.checkVisibility(),
      top: Math.round(box.top),
      inSight: box.top >= 0 && box.top < innerHeight && on !== null && (place.contains(on) || on.contains(place)),
    };
  }, id);

  // ---- search ----
  const all = (await anything()).length;
  const model_rows = say(model, "matrix").rows;
  const touchpoints = new Set(model_rows.map((row) => row.subject).filter((one) => one.startsWith("touchpoint:")));
  equal((await rows()).length >= touchpoints.size, true, "touchpoints without a search");
  await seek("meter");
  const named = await page.evaluate(() => [...document.querySelectorAll('tr[id^="touchpoint:"]')].filter(
    (row) => row.querySelector("summary").textContent.toLowerCase().includes("meter")).map((row) => row.id));
  const met = await rows();
  check(named.length > 3, "no touchpoint is called 'meter'");
  for (const id of named) {
    check(met.includes(id), `a search for 'meter' does not show ${id}`);
  }
  const others = await page.evaluate(() => [...document.querySelectorAll("[data-of]:not(.away)")].filter(
    (one) => !(one.id + one.textContent).toLowerCase().includes("meter")).map((one) => one.textContent.slice(0, 60)));
  equal(others, [], "shown, though without 'meter'");
  const once = await anything();
  check(once.length > 0 && once.length < all, `${once.length} of ${all} are shown`);
  equal(await page.textContent("#shown"), `${once.length} of ${all}`, "the number of hits");
  await seek("MÉTER");
  equal((await anything()).length, once.length, "with other case and an accent");
  await seek("meter smart");
  const both = await anything();
  check(both.length > 0 && both.length < once.length, "two words do not narrow it");
  await seek("no such thing anywhere");
  equal(await anything(), [], "shown, though nothing fits");
  await page.press("#search", "Escape");
  await filtered();
  equal((await anything()).length, all, "shown after Escape");

  // ---- filters: as many as the commands tell ----
  await page.click("#filters summary");
  await settle(page);
  const found = say(model, "check").findings;
  for (const [severity, name] of [["error", "Error"], ["warning", "Warning"]]) {
    const option = (await options("Severity")).find((one) => one.name.toLowerCase().startsWith(severity));
    check(option, `severities have no ${name}`);
    await choose("Severity", option.value);
    const keys = new Set((await findings()).map((id) => id.slice("finding:".length)));
    for (const finding of found) {
      check(finding.severity !== severity || keys.has(finding.key), `the filter ${severity} hides ${finding.key}`);
    }
    // What a cause holds is there with it; without one there is nothing of another severity.
    const causes = new Set(found.filter((one) => one.severity === severity).map((one) => one.cause));
    const strange = found.filter((one) => keys.has(one.key) && one.severity !== severity && !causes.has(one.key));
    const roots = await page.evaluate((wanted) => wanted.filter((key) => {
      const item = document.getElementById(`finding:${key}`).closest("[data-of]");
      return !item.querySelector("[data-of]:not(.away)");
    }), strange.map((one) => one.key));
    equal(roots, [], `shown by the filter ${severity}`);
    await choose("Severity", "");
  }
  const journey = (await options("Journey")).find((one) => one.name === "Breakdown and repair");
  await choose("Journey", journey.value);
  const told = say(model, "matrix", "--journey", "repair").rows.map((row) => row.subject);
  const seen = new Set(await rows());
  for (const subject of told.filter((one) => one.startsWith("touchpoint:"))) {
    check(seen.has(subject), `the filter of a journey hides ${subject}`);
  }
  equal(seen.size, told.filter((one) => one.startsWith("touchpoint:")).length, "touchpoints of a journey");
  const ofJourney = (await anything()).length;
  await choose("Severity", (await options("Severity"))[0].value);
  const ofBoth = (await anything()).length;
  check(ofBoth > 0 && ofBoth < ofJourney, `two filters: ${ofBoth} of ${ofJourney}`);
  await choose("Severity", "");
  await choose("Journey", "");
  for (const name of ["Journey", "Stage", "Unit", "Person", "Severity"]) {
    for (const option of (await options(name)).slice(0, 3)) {
      await choose(name, option.value);
      const n = (await anything()).length;
      check(n > 0 && n < all, `${name} ${option.name}: ${n} of ${all}`);
      await choose(name, "");
    }
  }
  equal((await anything()).length, all, "shown without a filter");

  // ---- links ----
  const broken = await page.evaluate(() => [...document.querySelectorAll("a[href]")].map(
    (link) => link.getAttribute("href")).filter(
    (href) => !href.startsWith("#") || !document.getElementById(decodeURIComponent(href.slice(1)))));
  equal(broken, [], "links that lead nowhere");
  const twice = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    return ids.filter((id, i) => ids.indexOf(id) !== i);
  });
  equal(twice, [], "ids that are there twice");

  // Links lead to the head of a section, which then stays: nothing above it grows as it comes near.
  const sections = (where) => where.evaluate(() => [...document.querySelectorAll("section.section")].map((one) => one.id));
  const clickEach = async (where, what) => {
    for (const id of await sections(where)) {
      await where.evaluate(() => scrollTo(0, 0));
      await where.evaluate((to) => document.querySelector(`.top nav a[href="#${to}"]`).click(), id);
      await where.waitForTimeout(150);
      const [top, wanted, low] = await where.evaluate((to) => [
        document.getElementById(to).getBoundingClientRect().top,
        parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop),
        scrollY + innerHeight >= document.documentElement.scrollHeight - 1,
      ], id);
      check(Math.abs(top - wanted) < 2 || (low && top > wanted && top < 800),
        `${what}: the link to ${id} leads to ${top}, not ${wanted}`);
    }
  };
  const decision = page.locator('#summary a[href^="#finding:"]').first();
  const key = (await decision.getAttribute("href")).slice(1);
  await decision.click();
  await settle(page);
  await settle(page);
  let place = await whereIs(key);
  check(place.inSight, `a link to ${key} does not lead into sight`, place);

  // What no longer fits a filter is shown when a link leads there.
  const hidden = found.find((one) => one.severity === "info");
  await choose("Severity", (await options("Severity")).find((one) => one.name.toLowerCase().startsWith("error")).value);
  check(!(await whereIs(`finding:${hidden.key}`)).drawn, "an info is drawn among errors");
  await page.evaluate((id) => { location.hash = `#finding:${id}`; }, hidden.key);
  await filtered();
  place = await whereIs(`finding:${hidden.key}`);
  check(place.inSight, `a link to the hidden ${hidden.key} does not lead into sight`, place);

  // Every kind of place, from outside: opened with the page.
  for (const id of ["touchpoint:waiting-time", "journey:repair", `finding:${found[found.length - 1].key}`]) {
    await page.goto("about:blank");
    await page.goto(`file://${file}#${encodeURIComponent(id).replace(/%3A/g, ":")}`);
    await settle(page);
    await settle(page);
    place = await whereIs(id);
    check(place.inSight, `opened at ${id}, which is not in sight`, place);
  }
  for (const strange of ["#nowhere", "#%", "#%E0%A4%A", "#touchpoint:<script>"]) {
    await page.evaluate((hash) => { location.hash = hash; }, strange);
    await settle(page);
  }

  for (const [what, javaScriptEnabled] of [["with a program", true], ["without a program", false]]) {
    const fresh = await open(file, { javaScriptEnabled });
    await clickEach(fresh, what);
    await fresh.context().close();
  }

  // ---- departments open to those who have the letters ----
  const cells = () => page.evaluate(() => [...document.querySelectorAll(".matrix")].map((table) => {
    const widths = [...table.rows].map((row) => [...row.cells].reduce((n, cell) => n + cell.colSpan, 0));
    return [Math.min(...widths), Math.max(...widths)];
  }));
  const before = await cells();
  check(before.every(([least, most]) => least === most), "rows of other lengths", before);
  const button = page.locator('.matrix [data-column="3"] [role="button"]').first();
  await button.scrollIntoViewIfNeeded();
  await button.click();
  equal(await button.getAttribute("aria-expanded"), "true", "an opened department");
  const opened = await cells();
  check(opened.every(([least, most], i) => least === most && least > before[i][0]), "an opened department", opened);
  const sums = await page.evaluate(() => [...document.querySelectorAll('tr[data-has]:not([data-has=""])')].map((row) => {
    const letters = (cell) => [...cell.querySelectorAll(".l")].reduce(
      (n, one) => n + Number((one.querySelector("sup") || { textContent: "1" }).textContent), 0);
    const at = [...row.closest("table").tHead.rows[0].cells].findIndex((cell) => cell.dataset.column === "3");
    return [row.id, letters(row.cells[at]),
      [...row.querySelectorAll('[data-inside="3"]')].reduce((n, cell) => n + letters(cell), 0)];
  }).filter(([, of, inside]) => of !== inside));
  equal(sums, [], "letters of a department that nobody in it has");
  await button.press("Enter");
  equal(await cells(), before, "a closed department");

  // ---- light and dark ----
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.click("#theme");
  const dark = await ground();
  check(light !== dark, `dark is as light: ${dark}`);
  await page.click("#theme");
  equal(await ground(), light, "light once more");
  await page.context().close();
  const wanted = await open(file, { colorScheme: "dark" });
  equal(await wanted.evaluate(() => getComputedStyle(document.body).backgroundColor), dark, "dark as the reader has it");
  await wanted.context().close();
};
