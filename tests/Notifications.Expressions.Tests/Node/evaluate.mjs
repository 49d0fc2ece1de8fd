// Evaluates expressions, one a line as a JSON string, with the CEL of npm; writes one JSON value a line.
// Usage: node evaluate.mjs FOLDER-WITH-NODE_MODULES INPUT-FILE OUTPUT-FILE
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, input, output] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const { run, isCelError, isCelUint, isCelList, isCelMap, isCelType, celUint } = require("@bufbuild/cel");
const { strings } = require("@bufbuild/cel/ext");

const bindings = {
  i: 7n,
  u: celUint(3n),
  d: 2.5,
  s: "héllo",
  b: true,
  n: null,
  list: [1n, 2n, 3n],
  words: ["eu", "us", "😀"],
  map: new Map([
    ["a", 1n],
    ["b", 2n],
  ]),
};

function encode(value) {
  if (value === null) return { kind: "Null" };
  if (typeof value === "boolean") return { kind: "Bool", value };
  if (typeof value === "bigint") return { kind: "Int", value: value.toString() };
  if (typeof value === "number") return { kind: "Double", value: Object.is(value, -0) ? "0" : value.toString() };
  // Half a surrogate pair, which code units can cut out, is no JSON.
  if (typeof value === "string") return { kind: "String", value: Buffer.from(value).toString() };
  if (isCelUint(value)) return { kind: "UInt", value: value.value.toString() };
  if (value instanceof Uint8Array) return { kind: "Bytes", value: Buffer.from(value).toString("hex") };
  if (isCelType(value)) return { kind: "Type", value: value.name };
  if (isCelList(value)) return { kind: "List", value: [...value].map(encode) };
  if (isCelMap(value)) return { kind: "Map", value: [...value].map(([k, v]) => [encode(k), encode(v)]) };
  const message = value.message ?? value;
  if (value.desc?.typeName === "google.protobuf.Timestamp" || message.$typeName === "google.protobuf.Timestamp")
    return { kind: "Timestamp", value: `${message.seconds}.${message.nanos}` };
  if (value.desc?.typeName === "google.protobuf.Duration" || message.$typeName === "google.protobuf.Duration")
    return { kind: "Duration", value: (message.seconds * 1000000000n + BigInt(message.nanos)).toString() };
  return { kind: "Unknown" };
}

const lines = readFileSync(input, "utf8").split("\n").filter((line) => line.length > 0);
const results = lines.map((line) => {
  const result = run(JSON.parse(line), bindings, { funcs: strings });
  return JSON.stringify(isCelError(result) ? { kind: "Error", value: Buffer.from(String(result.message)).toString() } : encode(result));
});
writeFileSync(output, results.join("\n"));
