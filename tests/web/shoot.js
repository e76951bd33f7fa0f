// node shoot.js PACKAGES PAGE FOLDER: pictures of each section of a page, and the page as printed,
// into FOLDER, for people to look at.

"use strict";

const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");

const [packages, file, folder] = process.argv.slice(2);
const load = require("module").createRequire(path.resolve(packages, "package.json"));
const { chromium } = load("playwright-core");

async function shoot(browser, width, colorScheme) {
  const viewport = { width, height: width < 500 ? 844 : 800 };
  const page = await browser.newPage({ colorScheme, viewport });
  await page.goto(pathToFileURL(path.resolve(file)).href);
  const sections = await page.evaluate(() => [...document.querySelectorAll("section.section")].map((one) => one.id));
  for (const [i, id] of sections.entries()) {
    if (i > 0) {
      await page.evaluate((place) => { location.hash = `#${place}`; }, id);
    }
    await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 50)); }));
    await page.screenshot({ path: path.join(folder, `${id}-${width}-${colorScheme}.png`) });
  }
  if (width > 1000 && colorScheme === "light") {
    for (const format of ["A4", "Letter"]) {
      await page.pdf({ format, preferCSSPageSize: true, path: path.join(folder, `${format.toLowerCase()}.pdf`) });
    }
  }
  await page.close();
}

async function main() {
  fs.mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM });
  for (const width of [1280, 768, 390]) {
    for (const colorScheme of ["light", "dark"]) {
      await shoot(browser, width, colorScheme);
    }
  }
  await browser.close();
}

main().then(() => console.log(`pictures are in ${folder}`), (error) => {
  console.log(error.message);
  process.exit(1);
});
