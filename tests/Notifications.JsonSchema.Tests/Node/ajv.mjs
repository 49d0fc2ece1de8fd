// Reads {"schema": …, "values": […]} line by line, writes what ajv says of each: "invalid schema", or one 1 or 0 for each value.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const require = createRequire(join(process.argv[2], 'package.json'));
const Ajv = require('ajv/dist/2020').default;

for await (const line of createInterface({ input: process.stdin })) {
    const { schema, values } = JSON.parse(line);
    try {
        const validate = new Ajv({ strict: false, validateFormats: false, logger: false }).compile(schema);
        console.log(values.map(value => (validate(value) ? '1' : '0')).join(''));
    } catch {
        console.log('invalid schema');
    }
}
