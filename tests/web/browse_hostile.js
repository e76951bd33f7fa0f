// Names, keys and reasons that would do harm where they were taken for more than text.

"use strict";

const fs = require("fs");
const path = require("path");

const POLICY = `policy { name = "evil | <b>", version = "=1" }
default "the \\"head\\" | <i>answers</i>" {
  because = "</script><script>alert(1)</script>",
  assign = { A = head_of_delivering_unit(), R = delivering_units() },
}
rule "\\"onload=\\"alert(1)" {
  because = "\\u{202e}\\27]0;title\\7",
  match = { key = "t1*" },
  assign = { A = { "position:p1", "position:p2" }, I = "unit:company" },
}
rule "forbid <x>" {
  because = "<img src=x onerror=alert(1)>",
  match = { key = "t1*" },
  forbid = { A = "position:p1" },
  require = { I = under("unit:u3") },
}
`;

module.exports = async ({ check, equal, folder, halvenny, lua, open, raci, report }) => {
  const model = path.join(folder, "hostile");
  fs.mkdirSync(model);
  lua("tests/cli/hostile_names.lua", path.join(model, "org"));
  raci(model, "init");
  raci(model, "import", "org");
  fs.writeFileSync(path.join(model, "policy/policy.lua"), POLICY);
  const file = report(model);
  const kind = await open(report(halvenny()));
  const tagsOf = (page) => page.evaluate(
    () => [...new Set([...document.querySelectorAll("*")].map((one) => one.tagName.toLowerCase()))].sort());
  const known = await tagsOf(kind);
  await kind.context().close();

  for (const [width, javaScriptEnabled] of [[1280, true], [390, true], [390, false]]) {
    const page = await open(file, { javaScriptEnabled, viewport: { width, height: 800 } });
    const strange = (await tagsOf(page)).filter((tag) => !known.includes(tag));
    equal(strange, [], "elements that no other page has");
    equal(await page.locator("script").count(), 1, "programs");
    const attributes = await page.evaluate(() => {
      const fine = /^(id|class|href|title|lang|charset|name|content|http-equiv|type|role|scope|colspan|rowspan|open|hidden|tabindex|value|placeholder|autocomplete|for|start|viewBox|preserveAspectRatio|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|d|dx|dy|width|height|points|transform|text-anchor|data-[a-z-]+|aria-[a-z]+)$/u;
      const found = new Set();
      for (const one of document.querySelectorAll("*")) {
        for (const { name, value } of one.attributes) {
          if (!fine.test(name) || (name === "href" && !value.startsWith("#"))) {
            found.add(`${one.tagName} ${name}=${value.slice(0, 40)}`);
          }
        }
      }
      return [...found];
    });
    equal(attributes, [], "attributes");
    // Of the characters that turn a line around none is left, nor of those that nobody sees.
    const turned = await page.evaluate(() => (document.documentElement.outerHTML.match(
      /.{0,20}[\u202a-\u202e\u2066-\u2069\u200e\u200f\u200b\ufeff\u0000-\u0008\u000b-\u001f\u007f-\u009f].{0,20}/gu) || []).slice(0, 5));
    equal(turned, [], "characters that do what is not seen");
    const text = await page.evaluate(() => document.getElementById("main").textContent);
    for (const name of ["<script>alert(1)</script>", '"quoted", and; \'single\'', '"onload="alert(1)" <img src=x onerror=alert(1)>',
      "</style></script><script>alert(1)</script>", "=1+1", "👩", "漢字テスト"]) {
      check(text.includes(name), `${name} is not told`);
    }
    const wide = await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) {
        details.open = true;
      }
      scrollTo(1000, 0);
      return [document.documentElement.scrollWidth, scrollX];
    });
    equal(wide, [width, 0], `wider than ${width}`);
    // One line of a name of a thousand characters is not a screen high, where there are many.
    const high = await page.evaluate(() => Math.max(...[...document.querySelectorAll("tbody tr > th")].map((one) => {
      const details = one.querySelector("details");
      if (details) {
        details.open = false;
      }
      return one.getBoundingClientRect().height;
    })));
    check(high < 300, `a row is ${high} high`);
    await page.context().close();
  }

  // Search takes such words as words.
  const page = await open(file);
  for (const words of ["<script>", '"onload="', "(.*[", "\\", "\u202egnp", "x".repeat(1000), "👩"]) {
    await page.fill("#search", words);
    await page.evaluate(() => new Promise((done) => { setTimeout(done, 200); }));
    const left = await page.locator("[data-of]:not(.away)").count();
    check(["(.*[", "\u202egnp"].includes(words) ? left === 0 : left > 0, `a search for ${words.slice(0, 20)} shows ${left}`);
    await page.press("#search", "Escape");
  }
  await page.context().close();
};
