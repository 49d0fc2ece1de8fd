// Renders every case with npm's handlebars and writes the outputs: node render.mjs FOLDER CASES OUTPUT
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, input, output] = process.argv.slice(2);
const Handlebars = createRequire(join(folder, 'package.json'))('handlebars');

const results = JSON.parse(readFileSync(input, 'utf8')).map(c => {
  const env = Handlebars.create();
  for (const [name, text] of Object.entries(c.partials ?? {})) env.registerPartial(name, text);
  try {
    return { text: env.compile(c.template, { preventIndent: true })(c.data ?? {}) };
  } catch (error) {
    return { error: String(error.message) };
  }
});
writeFileSync(output, JSON.stringify(results));
