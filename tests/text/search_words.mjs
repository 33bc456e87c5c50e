// Prints, as JSON, the words of each text of the input, a JSON list, and their stems, as the search page reads them.
// Usage: node search_words.mjs search-engine.js < texts
import { readFileSync } from "node:fs";

const source = readFileSync(process.argv[2], "utf8");
const { stem, words } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => words(text).map((word) => [word, stem(word)]))));
