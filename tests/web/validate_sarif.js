// node validate_sarif.js PACKAGES FILE...: whether each file is SARIF 2.1.0: as its schema has
// it, and by the rules that a schema cannot say, which the validator of SARIF's makers knows.
// PACKAGES is where npm put the packages beside this file's package.json.
//
// Both are asked: the validator ends with status 0 whatever it finds, and passes over a document
// in silence that has a word or a number where the schema wants another one.

"use strict";

const fs = require("fs");
const path = require("path");
const { spawnSync } = require("child_process");

const [packages, ...files] = process.argv.slice(2);
const load = require("module").createRequire(path.resolve(packages, "package.json"));
const multitool = path.resolve(load("@microsoft/sarif-multitool"));

// What the validator always misses: raci has no address to tell. Where that is not said, it has
// not looked.
const missed = /: warning SARIF2005: .*'informationUri'/;

let problems = 0;

function complain(text) {
  console.log(text);
  problems++;
}

function validateBySchema() {
  const Ajv = load("ajv/dist/2020");
  const ajv = new Ajv({ strict: false, allErrors: true });
  load("ajv-formats")(ajv);
  const schema = path.join(path.dirname(multitool), "sarif-2.1.0.json");
  const validate = ajv.compile(JSON.parse(fs.readFileSync(schema, "utf8").replace(/^\uFEFF/, "")));
  for (const file of files) {
    let document;
    try {
      document = JSON.parse(fs.readFileSync(file, "utf8"));
    } catch (error) {
      complain(`${file}: ${error.message}`);
      continue;
    }
    if (!validate(document)) {
      for (const error of validate.errors.slice(0, 10)) {
        complain(`${file}: ${error.instancePath || "/"} ${error.message}`);
      }
    }
  }
}

// Whether the validator could be run. One file at a time: it says nothing of any where one is
// not to be read.
function validateByItsMakers() {
  fs.chmodSync(multitool, 0o755); // npm was told to run nothing
  const options = {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" },
  };
  for (const file of files) {
    const ran = spawnSync(multitool, ["validate", file], options);
    if (ran.error) {
      return false; // it is for another processor
    }
    const said = (ran.stdout + ran.stderr).split("\n");
    const found = said.filter((line) => /: (error|warning) \w+: /.test(line));
    found.filter((line) => !missed.test(line)).forEach(complain);
    if (found.length === 0) {
      complain(`${file}: the validator of SARIF's makers did not look at it`);
    }
  }
  return true;
}

validateBySchema();
if (!validateByItsMakers()) {
  console.log(`${multitool} does not run here: only the schema was asked`);
  problems += process.env.CI ? 1 : 0;
}
process.exit(problems > 0 ? 1 : 0);
