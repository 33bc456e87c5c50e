// Prints, as JSON, of each question of the input, a JSON list: how it was answered, the addresses of the first
// pages, and the files it needed. Usage: node search.mjs search-engine.js FOLDER < questions
import { readFileSync } from "node:fs";

const [, , engine, folder] = process.argv;
const { open } = await import(`data:text/javascript,${encodeURIComponent(readFileSync(engine, "utf8"))}`);
const parsed = new Map();
const read = (name) => {
  if (!parsed.has(name)) parsed.set(name, JSON.parse(readFileSync(`${folder}/${name}`, "utf8")));
  return parsed.get(name);
};
const answers = [];
for (const question of JSON.parse(readFileSync(0, "utf8"))) {
  const files = new Set();
  const index = await open(async (name) => read(files.add(name) && name));
  const { how, pages } = await index.find(question);
  const first = await Promise.all(pages.slice(0, 10).map((number) => index.page(number)));
  answers.push({ how, pages: first.map(([address]) => address), files: [...files] });
}
process.stdout.write(JSON.stringify(answers));
