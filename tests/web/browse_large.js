// An organization of 2,000 touchpoints: the page is there in under a second, and at hand.

"use strict";

const fs = require("fs");
const path = require("path");

const TOUCHPOINTS = 2000;
const SECOND = 1000;
const TRIES = 8; // other programs may be busy: the best of these counts

module.exports = async ({ browser, check, equal, folder, lua, open, raci, report, settle }) => {
  const model = path.join(folder, "large");
  fs.mkdirSync(model);
  lua("tests/bench/realistic.lua", path.join(model, "large"), String(TOUCHPOINTS), "300");
  raci(model, "init");
  raci(model, "import", "large/org");
  const file = report(model, "--policy", "large/policy.lua");
  console.log(`${fs.statSync(file).size} bytes`);

  // ---- how long it takes to open ----
  let best = null;
  let page = null;
  const worst = (took) => Math.max(took.painted, took.content / 2, took.loaded / 2);
  for (let i = 0; i < TRIES && (best === null || worst(best) >= SECOND); i++) {
    if (page) {
      await page.context().close();
    }
    page = await open(file);
    await settle(page);
    const took = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType("navigation");
      const painted = performance.getEntriesByName("first-contentful-paint")[0];
      return {
        content: Math.round(navigation.domContentLoadedEventEnd),
        painted: Math.round(painted ? painted.startTime : Infinity),
        loaded: Math.round(navigation.loadEventEnd),
      };
    });
    console.log("milliseconds until:", JSON.stringify(took));
    best = best === null || worst(took) < worst(best) ? took : best;
  }
  // By the clock with some patience, for others may be at work on the same machine.
  check(best.painted < SECOND, "nothing to be seen in a second:", best);
  check(worst(best) < SECOND, "not there in two seconds:", best);
  // Without patience: the work that it is, whatever else is busy.
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const alone = await context.newPage();
  const session = await context.newCDPSession(alone);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await alone.goto(`file://${file}`);
  const { metrics } = await session.send("Performance.getMetrics");
  const cost = metrics.find((one) => one.name === "TaskDuration").value * SECOND;
  console.log(`milliseconds of work: ${Math.round(cost)}`);
  check(cost > 0 && cost < SECOND, `opening it is ${Math.round(cost)} milliseconds of work`);
  await context.close();
  equal(await page.locator('tr[id^="touchpoint:"]').count() >= TOUCHPOINTS, true, "a row for each touchpoint");

  // ---- what stays while the rows go by ----
  const heads = () => page.evaluate(() => {
    const frame = document.querySelector(".scroller");
    const inside = frame.getBoundingClientRect();
    const on = (x, y) => document.elementFromPoint(inside.left + x, inside.top + y);
    const corner = on(20, 20).closest("th");
    const head = on(frame.clientWidth - 30, 20).closest("th");
    const name = on(20, inside.height - 60).closest("th");
    return {
      down: frame.scrollTop > 0,
      across: frame.scrollLeft > 0,
      corner: corner !== null && corner.matches("thead th:first-child"),
      head: head !== null && head.matches("thead th"),
      name: name !== null && name.matches("tbody th"),
    };
  });
  await page.setViewportSize({ width: 800, height: 700 });
  await page.evaluate(() => {
    document.querySelector(".scroller").scrollIntoView();
    const rows = document.querySelectorAll(".rows")[1];
    document.querySelector(".scroller").scrollTop += rows.getBoundingClientRect().top + 400;
    document.querySelector(".scroller").scrollLeft = 150;
  });
  await settle(page);
  await settle(page);
  equal(await heads(), { down: true, across: true, corner: true, head: true, name: true }, "what stays in sight");

  // ---- from one end to the other ----
  const last = await page.evaluate(() => [...document.querySelectorAll('tr[id^="touchpoint:"]')].pop().id);
  await page.evaluate((id) => { location.hash = `#${id}`; }, last);
  await settle(page);
  await settle(page);
  check(await page.evaluate((id) => {
    const box = document.getElementById(id).getBoundingClientRect();
    return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
  }, last), `a link to ${last} does not lead into sight`);
  const took = await page.evaluate(async () => {
    const began = performance.now();
    const search = document.getElementById("search");
    search.value = "touchpoint 17";
    search.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => { setTimeout(done, 125); });
    await new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 0)); });
    return performance.now() - began;
  });
  console.log(`milliseconds until a search is answered: ${Math.round(took)}`);
  const left = await page.locator("[data-of]:not(.away)").count();
  check(left > 0 && left < TOUCHPOINTS, `a search shows ${left}`);
  check(took < 2 * SECOND, `a search takes ${took} ms`);
  await page.context().close();
};
