// The checker as WebAssembly, without a page: node wasm.mjs CHECKER.wasm < NAMES, a certificate's file a line; for each a line
// of JSON with what the checker says, or {"failure": ...}. What decides is the worker of the pages itself, as it stands in
// src/publish/html_script.cpp; each certificate gets a new checker.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const scripts = readFileSync(new URL('../../src/publish/html_script.cpp', import.meta.url), 'utf8');
const worker = /html_worker = R"js\(([^]*?)\)js"/.exec(scripts)[1];
const checker = new WebAssembly.Module(readFileSync(process.argv[2]));

let answer;
globalThis.onmessage = null;
globalThis.postMessage = (message) => { answer = message; };
new Function(worker)();

for await (const name of createInterface({ input: process.stdin })) {
  answer = undefined;
  try {
    await globalThis.onmessage({ data: { checker, certificate: readFileSync(name) } });
  } catch (error) {
    answer = { failure: String(error) };
  }
  console.log(JSON.stringify(answer.found || { failure: answer.failure }));
}
