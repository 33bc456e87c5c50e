// Prints, as JSON, what ical.js (the parser of Thunderbird and of Nextcloud's web page) reads in FEED.ics.
// Usage: node read_icaljs.mjs NODE_MODULES FEED.ics
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [, , modules, file] = process.argv;
const loaded = createRequire(resolve(modules, "any.js"))("ical.js");
const ICAL = loaded.default ?? loaded;
ICAL.design.strict = true;

const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const told = (time) =>
  time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");

const rows = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const text = (name) => component.getFirstPropertyValue(name);
  return {
    uid: event.uid,
    start: told(event.startDate),
    end: component.hasProperty("dtend") ? told(event.endDate) : null,
    summary: event.summary,
    status: text("status"),
    description: event.description,
    location: event.location,
    url: text("url"),
    categories: component.getFirstProperty("categories")?.getValues() ?? [],
  };
});
console.log(JSON.stringify({ name: calendar.getFirstPropertyValue("x-wr-calname"), rows }));
