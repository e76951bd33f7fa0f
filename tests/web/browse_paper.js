// Printed: on whole sheets, in sizes that are in the office, with nothing cut off.

"use strict";

const fs = require("fs");
const path = require("path");

const MILLIMETRE = 96 / 25.4;
const SIZES = { A4: [595, 842], Letter: [612, 792] };

module.exports = async ({ check, equal, everything, folder, halvenny, open, report, settle }) => {
  const file = report(halvenny(), ...everything);
  for (const [format, [width, height]] of Object.entries(SIZES)) {
    const page = await open(file, { colorScheme: "dark" });
    const pdf = (await page.pdf({ format, preferCSSPageSize: true })).toString("latin1");
    fs.writeFileSync(path.join(folder, `${format}.pdf`), pdf, "latin1");
    const sheets = (pdf.match(/\/Type \/Page\b/g) || []).length;
    console.log(`${format}: ${sheets} sheets`);
    check(sheets >= 5 && sheets <= 120, `${format}: ${sheets} sheets`);
    const boxes = (pdf.match(/\/MediaBox \[[^\]]*\]/g) || []).map(
      (box) => box.match(/[\d.]+/g).slice(2).map(Number));
    for (const [x, y] of boxes) {
      const near = (a, b) => Math.abs(a - b) < 2;
      check((near(x, width) && near(y, height)) || (near(x, height) && near(y, width)), `${format}: a sheet of ${x} by ${y}`);
    }
    check(boxes.some(([x, y]) => x > y), `${format}: no sheet lies across, for the matrix`);
    const folded = await page.evaluate(() => document.querySelectorAll("#findings details[open]").length);
    equal(folded, 0, "what printing opened and did not fold again");
    await page.context().close();
  }

  // ---- as laid out for paper: nothing beyond the margins, nothing folded away, nothing clipped ----
  for (const [format, [width, height]] of Object.entries(SIZES)) {
    const margins = 24 * MILLIMETRE;
    for (const [across, points] of [[false, width], [true, height]]) {
      const inside = Math.floor(points / 72 * 96 - margins);
      const page = await open(file, { colorScheme: "dark", viewport: { width: inside, height: 900 } });
      await page.emulateMedia({ media: "print" });
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await settle(page);
      const bad = await page.evaluate((lying) => {
        const isAcross = (one) => getComputedStyle(one.closest("section.section") || one).page === "wide";
        const cut = [];
        const parts = lying ? [...document.querySelectorAll("section.section")].filter(isAcross) : [document.body];
        const all = parts.flatMap((part) => [...part.querySelectorAll("*")]).filter(
          (one) => one.checkVisibility() && (lying || !isAcross(one)));
        for (const one of all) {
          const box = one.getBoundingClientRect();
          const style = getComputedStyle(one);
          if (box.right > innerWidth + 1 || box.left < -1) {
            cut.push(["beyond", one.outerHTML.slice(0, 100), Math.round(box.right)]);
          }
          if (style.clipPath === "none" && style.overflowX !== "visible" && style.textOverflow !== "ellipsis" && one.scrollWidth > one.clientWidth + 1) {
            cut.push(["clipped", one.outerHTML.slice(0, 100)]);
          }
        }
        return { n: all.length, cut: cut.slice(0, 5) };
      }, across);
      check(bad.n > 0, `${format}: nothing to be printed`);
      equal(bad.cut, [], `${format}${across ? " across" : ""}: cut off`);
      equal(await page.evaluate(() => document.querySelectorAll("#findings details:not([open])").length), 0, "folded away on paper");
      equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)", "paper");
      for (const gone of [".top", ".skip", "#filters"]) {
        check(!(await page.isVisible(gone)), `${gone} is printed`);
      }
      await page.context().close();
    }
  }
};
