// Prints, as JSON, how many events ical.js sees in each file whose name is a line of the input.
// Usage: node count_icaljs.mjs NODE_MODULES < names
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const loaded = createRequire(resolve(process.argv[2], "any.js"))("ical.js");
const ICAL = loaded.default ?? loaded;
ICAL.design.strict = true;

const counted = {};
for (const file of readFileSync(0, "utf8").split("\n")) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
  counted[file] = events.filter((event) => event.uid && event.startDate && event.summary).length;
}
console.log(JSON.stringify(counted));
