// Writes the public conformance suite of CEL as JSON.
// Usage: node dump-conformance.mjs FOLDER-WITH-NODE_MODULES OUTPUT-FILE
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, output] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const { tests: suite } = require("@bufbuild/cel-spec/testdata/conformance.js");

const files = suite.suites.map((file) => ({
  name: file.name,
  tests: (file.suites ?? []).flatMap((section) =>
    (section.tests ?? []).map(({ original }) => ({ ...original, name: `${section.name}/${original.name}` })),
  ),
}));
writeFileSync(output, JSON.stringify(files));
