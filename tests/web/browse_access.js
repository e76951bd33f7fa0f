// For everybody: what axe-core knows of accessibility, narrow screens, and no program at all.

"use strict";

const fs = require("fs");
const path = require("path");

module.exports = async ({ check, equal, everything, folder, halvenny, load, open, report, thin }) => {
  const model = halvenny();
  const file = report(model, ...everything);
  check(fs.statSync(file).size < 1500000, `${fs.statSync(file).size} bytes`);
  const bytes = fs.readFileSync(file);
  check(fs.readFileSync(report(model, ...everything)).equals(bytes), "other bytes the second time");
  const axe = fs.readFileSync(load.resolve("axe-core/axe.min.js"), "utf8");

  // ---- axe-core, with all that folds away open ----
  for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [390, "light"]]) {
    const page = await open(file, { colorScheme, viewport: { width, height: 800 } });
    // By the protocol: the policy of the page would not let it in.
    const session = await page.context().newCDPSession(page);
    await session.send("Runtime.evaluate", { expression: axe });
    await thin(page);
    const violations = await page.evaluate(async () => {
      for (const details of document.querySelectorAll("details")) {
        details.open = details.open || !details.closest(".named");
      }
      for (const details of [...document.querySelectorAll(".named details")].slice(0, 5)) {
        details.open = true;
      }
      const { violations: found } = await window.axe.run(document, { resultTypes: ["violations"] });
      return found.map((one) => [one.id, one.help, one.nodes.length, one.nodes.slice(0, 3).map(
        (node) => [node.html.slice(0, 200), (node.any[0] || node.all[0] || node.none[0] || {}).message])]);
    });
    for (const violation of violations) {
      console.log(...violation.map((part) => JSON.stringify(part)));
    }
    equal(violations.map(([id]) => id), [], `${width} ${colorScheme}: what axe-core finds`);
    await page.context().close();
  }

  // ---- nothing is wider than the screen, but what scrolls by itself ----
  for (const width of [320, 390, 768, 1280]) {
    const page = await open(file, { viewport: { width, height: 800 } });
    const wide = await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) {
        details.open = details.open || !details.closest(".named");
      }
      const scrolls = (one) => {
        for (let at = one.parentElement; at && at !== document.body; at = at.parentElement) {
          if (getComputedStyle(at).overflowX !== "visible") {
            return true;
          }
        }
        return false;
      };
      return [document.documentElement.scrollWidth, [...document.querySelectorAll("body *")].filter(
        (one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 0.5 && !scrolls(one)).map(
        (one) => one.outerHTML.slice(0, 120)).slice(0, 5)];
    });
    equal(wide, [width, []], `wider than ${width}`);
    // Nothing of a section lies upon the next one.
    const low = await page.evaluate(() => [...document.querySelectorAll("section.section")].flatMap((section) => {
      const end = section.getBoundingClientRect().bottom + 1;
      return [...section.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().bottom > end &&
        one.checkVisibility() && !one.closest(".scroller")).map((one) => one.outerHTML.slice(0, 120)).slice(0, 2);
    }));
    equal(low, [], `at ${width} what lies below its section`);
    // Names of sections stand side by side, all of them to be scrolled to.
    const close = await page.evaluate(() => {
      const links = [...document.querySelectorAll(".top nav a")];
      return links.filter((link, i) => link.scrollWidth > link.clientWidth + 1 ||
        (i > 0 && link.getBoundingClientRect().left < links[i - 1].getBoundingClientRect().right)).map(
        (link) => link.textContent);
    });
    equal(close, [], `at ${width} names of sections lie upon others`);
    await page.context().close();
  }

  // ---- without a program all is there, and all that folds away opens ----
  const words = (page) => page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) {
      details.open = true;
    }
    const said = [];
    const walk = document.createTreeWalker(document.getElementById("main"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const at = walk.currentNode.parentElement;
      if (!at.closest("button") && at.checkVisibility({ visibilityProperty: true })) {
        said.push(walk.currentNode.data);
      }
    }
    return said.join("").replace(/\s+/gu, " ");
  });
  const able = await open(file);
  const unable = await open(file, { javaScriptEnabled: false });
  check(!(await unable.isVisible("#filters")) && !(await unable.isVisible("#theme")),
    "controls that do nothing without a program are in sight");
  const summary = unable.locator("#findings details:not([open]) > summary").first();
  await summary.press("Enter");
  check(await unable.evaluate(() => document.querySelector("#findings details[open]") !== null),
    "without a program nothing opens");
  const [withIt, without] = [await words(able), await words(unable)];
  check(without.length > 20000, `without a program there are ${without.length} characters`);
  check(withIt === without, "without a program other words are there");
  const sections = await able.evaluate(() => [...document.querySelectorAll("section.section")].map((one) => one.id));
  for (const id of sections) {
    check(await unable.isVisible(`#${id}`), `without a program there is no ${id}`);
  }
  await able.context().close();
  await unable.context().close();

  // ---- this watch is awake: what must not be on the page would be told ----
  const bad = path.join(folder, "bad.html");
  const spoil = async (what, extra) => {
    const told = [];
    fs.writeFileSync(bad, bytes.toString("utf8").replace("</main>", `${extra}</main>`));
    const page = await open(bad, {}, (problem) => told.push(problem));
    await page.mouse.click(1, 1);
    check(told.length > 0, `nothing was told of ${what}`);
    await page.context().close();
  };
  await spoil("a style", '<p style="color: red">x</p>');
  await spoil("a handler", '<img src="data:," onerror="alert(1)">');
  await spoil("another program", "<script>alert(1)</script>");
  await spoil("a picture from elsewhere", '<img src="https://example.org/a.png">');
};
