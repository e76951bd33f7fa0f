// node browse.js PACKAGES RACI LUA TOPIC: starts a browser, and has browse_TOPIC.js look at
// the page of `raci report` in it. Whatever a page says on its console, refuses by its policy, asks
// a network for or wants to ask the reader is a problem, whoever looks.

"use strict";

const fs = require("fs");
const os = require("os");
const path = require("path");
const { spawnSync } = require("child_process");
const { pathToFileURL } = require("url");

const [packages, raci, lua, topic] = process.argv.slice(2);
const load = require("module").createRequire(path.resolve(packages, "package.json"));
const { chromium } = load("playwright-core");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "raci-web-"));
process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
const DATE = "2026-12-01";

let problems = 0;
let looked = 0;

// Once more something was looked at, which is well or is told.
function check(well, ...what) {
  looked++;
  if (!well) {
    problems++;
    console.log(what.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(" "));
  }
}

function equal(found, expected, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  check(a === b, `${what}: expected ${b}, found ${a}`);
}

function run(program, cwd, args, expected = [0]) {
  const ran = spawnSync(program, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  if (!expected.includes(ran.status)) {
    throw new Error(`${program} ${args.join(" ")}: ${ran.status} ${ran.stderr}`);
  }
  return ran.stdout;
}

// What a command says as JSON.
function say(model, ...args) {
  return JSON.parse(run(raci, model, ["--at", DATE, "--format", "json", ...args], [0, 1]));
}

// The file of the page of a model.
function report(model, ...args) {
  const file = path.join(model, "report.html");
  run(raci, model, ["--at", DATE, "report", "-o", file, ...args]);
  return file;
}

// The sample organization, and its page with all that it can have.
function halvenny() {
  const model = path.join(folder, "halvenny");
  fs.mkdirSync(model);
  run(raci, model, ["init", "--sample", "halvenny", "."]);
  return model;
}
const everything = ["--scenario", "scenarios/islands-region.lua", "--compare", "empowered-cxo", "marketing-led"];

function watch(page, address, complain) {
  page.on("console", (message) => complain(`the console says: ${message.text()}`));
  page.on("pageerror", (error) => complain(`its program fails: ${error.message}`));
  page.on("dialog", (dialog) => {
    complain(`it asks: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on("popup", (other) => complain(`it opens ${other.url()}`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) {
      complain(`it asks for ${request.url()}`);
    }
  });
}

// Opens a file, at a place of it where one is said. Options are those of a context of Playwright.
async function open(browser, file, options = {}, complain = (what) => check(false, file, what)) {
  const { place = "", ...others } = options;
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    offline: true,
    ...others,
  });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  watch(page, address, complain);
  await page.goto(address + place);
  return page;
}

// Waits until what was done has been drawn.
const settle = (page) => page.evaluate(
  () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 0)); }));

// Nothing of this takes long; what hangs is told, not waited for.
const late = setTimeout(() => {
  console.log("this takes too long");
  process.exit(1);
}, 240000);

// Of what is alike, rows and items of lists, the first are left: what goes through all would take
// minutes.
const thin = (page) => page.evaluate(() => {
  for (const one of document.querySelectorAll("main :is(li:nth-child(n+9), tbody tr:nth-child(n+9), .rows:nth-child(n+4))")) {
    one.remove();
  }
});

async function main() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM });
  try {
    await require(`./browse_${topic}.js`)({
      browser, check, equal, everything, folder, halvenny, load, report, say, settle, thin,
      lua: (script, ...args) => run(lua, path.resolve(__dirname, "../.."), [script, ...args]),
      raci: (model, ...args) => run(raci, model, args, [0, 1]),
      open: (...args) => open(browser, ...args),
    });
  } finally {
    await browser.close();
  }
}

main().finally(() => clearTimeout(late)).then(() => {
  console.log(`${looked} looks, ${problems} problems`);
  process.exit(problems > 0 || looked === 0 ? 1 : 0);
}, (error) => {
  console.log(error.stack);
  process.exit(1);
});
