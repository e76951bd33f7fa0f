// By keyboard alone: everything that can be pressed is reached, seen, and left again.

"use strict";

module.exports = async ({ check, equal, everything, halvenny, open, report, settle, thin }) => {
  const file = report(halvenny(), ...everything);
  const page = await open(file);
  await thin(page);

  // What has the focus: whether it is drawn, marked, and not behind what stays at the top. While
  // keys are pressed in a row, each tells of what the one before it led to.
  const prepare = () => page.evaluate(() => {
    window.focused = () => {
      const at = document.activeElement;
      if (!at || at === document.body) {
        return null;
      }
      const box = at.getClientRects()[0] || at.getBoundingClientRect();
      const style = getComputedStyle(at);
      const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
      const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 0), innerHeight - 1);
      const on = document.elementFromPoint(x, y);
      window.everything = window.everything || [...document.querySelectorAll("*")];
      return {
        number: window.everything.indexOf(at),
        what: `${at.tagName.toLowerCase()} ${at.id || at.getAttribute("href") || at.textContent.trim().slice(0, 40)}`,
        marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        inSight: box.width > 0 && box.height > 0 && on !== null && (at.contains(on) || on.contains(at)),
      };
    };
    addEventListener("keydown", (event) => {
      if (event.key === "Tab" && window.told) {
        window.told.push(window.focused());
      }
    }, true);
  });
  await prepare();
  const focused = () => page.evaluate(() => window.focused());
  const session = await page.context().newCDPSession(page);
  const pressTab = (modifiers, times) => Promise.all(Array.from({ length: times }, () => ["rawKeyDown", "keyUp"]).flat().map(
    (type) => session.send("Input.dispatchKeyEvent", { type, modifiers, key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 })));

  // ---- the first key: past the navigation ----
  await page.keyboard.press("Tab");
  let at = await focused();
  equal(at && at.what, "a #main", "the first that has the focus");
  check(at.inSight && at.marked, "the way past the navigation is not seen", at);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  check(await page.evaluate(() => document.getElementById("main").contains(document.activeElement)),
    "the way past the navigation leads elsewhere", await focused());

  // ---- all the way down, out of the page, and up again ----
  const goThrough = async (modifiers, limit) => {
    await page.evaluate(() => { window.told = []; });
    let told = [];
    // Behind the last either nothing has the focus or, where a browser has no more than the page,
    // the first has it again.
    let out = -1;
    do {
      await pressTab(modifiers, 50);
      told = await page.evaluate(() => window.told);
      out = told.findIndex((one, i) => i > 0 && (one === null || (told[0] && one.number === told[0].number)));
    } while (out < 0 && told.length < limit);
    await page.evaluate(() => { window.told = null; });
    const reached = told.slice(0, out < 0 ? told.length : out).filter((one) => one !== null);
    // Keys come faster than pictures: those that were not seen are gone to once more, at leisure.
    const bad = [];
    for (const one of reached.filter((some) => !some.marked || !some.inSight).slice(0, 20)) {
      await page.evaluate((number) => {
        document.activeElement.blur();
        window.everything[number].focus({ focusVisible: true });
      }, one.number);
      await settle(page);
      at = await focused();
      if (at === null || !at.marked || !at.inSight) {
        bad.push(one);
      }
    }
    return { out: out >= 0, reached: new Set(reached.map((one) => one.number)), bad };
  };
  // What a key should reach: what is drawn and can be pressed.
  const wanted = () => page.evaluate(() => {
    window.everything = [...document.querySelectorAll("*")];
    const can = 'a[href], button, input, select, summary, [tabindex="0"]';
    return window.everything.map((one, i) => [one, i]).filter(
      ([one]) => one.matches(can) && one.checkVisibility({ visibilityProperty: true })).map(([, i]) => i);
  });
  const describe = (numbers) => page.evaluate((list) => list.slice(0, 5).map(
    (i) => window.everything[i].outerHTML.slice(0, 120)), numbers);
  const bothWays = async (what) => {
    const all = await wanted();
    console.log(`${what}: ${all.length} to be reached`);
    for (const [way, modifiers, first] of [["down", 0, ".skip"], ["up", 8, null]]) {
      if (first) {
        await page.focus(first);
      } else {
        await page.evaluate((last) => {
          window.everything[last].focus();
        }, Math.max(...all));
      }
      const { out, reached, bad } = await goThrough(modifiers, all.length + 100);
      equal(await describe(all.filter((i) => !reached.has(i))), [], `${what}, ${way}: not reached`);
      equal(bad, [], `${what}, ${way}: reached, but not seen`);
      check(out, `${what}, ${way}: there is no way out`);
    }
  };
  await page.setViewportSize({ width: 1280, height: 800 });
  await bothWays("as opened");
  await page.setViewportSize({ width: 390, height: 700 });
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("#summary details, #findings > details")) {
      details.open = true;
    }
    for (const details of document.querySelectorAll(".rows")) {
      details.open = details === document.querySelector(".rows");
    }
  });
  await bothWays("narrow");
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.reload(); // with all that was too much for going through it
  await prepare();

  // ---- filters lie over the page only while somebody is there ----
  const isOpen = () => page.evaluate(() => document.querySelector("#filters details").open);
  await page.focus("#filters summary");
  await page.keyboard.press("Enter");
  equal(await isOpen(), true, "the filters");
  for (let i = 0; i < 20 && await isOpen(); i++) {
    await page.keyboard.press("Tab");
    at = await focused();
    check(at.inSight && at.marked, "not seen among the filters", at);
  }
  equal(await isOpen(), false, "the filters, once passed");
  await page.focus("#filters summary");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  equal(await isOpen(), false, "the filters after Escape");
  equal((await focused()).what, "summary Filters", "after Escape");

  // ---- keys of its own ----
  await page.keyboard.press("/");
  equal((await focused()).what, "input search", "the key /");
  await page.keyboard.type("smart/meter", { delay: 0 });
  equal(await page.inputValue("#search"), "smart/meter", "typed, with a /");
  await page.keyboard.press("Escape");
  equal(await page.inputValue("#search"), "", "after Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("waiting");
  await page.keyboard.press("Enter");
  await settle(page);
  check(await page.evaluate(() => {
    const first = [...document.querySelectorAll("[data-of]")].find((one) => !one.classList.contains("away"));
    const box = first.getBoundingClientRect();
    return box.height > 0 && box.top >= 0 && box.top < innerHeight;
  }), "Enter does not lead to the first that fits");
  check(await page.evaluate(() => document.activeElement.closest("[data-of]") !== null), "Enter does not go there");
  await page.keyboard.press("/");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".away"));

  // ---- what folds away, and departments, by keys that people press ----
  for (const key of ["Enter", " "]) {
    const summary = page.locator("#findings details:not([open]) > summary").first();
    await summary.focus();
    const handle = await summary.elementHandle();
    await page.keyboard.press(key);
    check(await handle.evaluate((one) => one.parentElement.open), `the key '${key}' opens nothing`);
    const button = await page.$('.rows[open] .matrix [data-column="0"] [role="button"]');
    await button.focus();
    await page.keyboard.press(key);
    equal(await button.getAttribute("aria-expanded"), "true", `a department, by the key '${key}'`);
    await page.keyboard.press(key);
    equal(await button.getAttribute("aria-expanded"), "false", `a department, by the key '${key}' once more`);
  }
  await page.context().close();
};
