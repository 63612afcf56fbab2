// The checker as WebAssembly, without a page: node wasm.mjs CHECKER.wasm < NAMES, a certificate's file a line; for each a line
// of JSON with what the checker says, or {"failure": ...}. A trap ends that checker, and the next certificate gets a new one.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const module = new WebAssembly.Module(readFileSync(process.argv[2]));

function newChecker() {
  let memory;
  const known = {
    clock_time_get: (clock, precision, place) => {
      new DataView(memory.buffer).setBigUint64(place, BigInt(Math.round(performance.now() * 1e6)), true);
      return 0;
    },
    environ_sizes_get: (count, size) => {
      new DataView(memory.buffer).setUint32(count, 0, true);
      new DataView(memory.buffer).setUint32(size, 0, true);
      return 0;
    },
    environ_get: () => 0,
    emscripten_notify_memory_growth: () => undefined,
    proc_exit: () => { throw new Error('the checker stopped'); },
  };
  const imports = {};
  for (const wanted of WebAssembly.Module.imports(module)) {
    imports[wanted.module] ||= {};
    imports[wanted.module][wanted.name] = known[wanted.name] || (() => 52);
  }
  const checker = new WebAssembly.Instance(module, imports).exports;
  memory = checker.memory;
  if (checker._initialize) checker._initialize();
  return checker;
}

let checker = newChecker();
for await (const name of createInterface({ input: process.stdin })) {
  try {
    const bytes = readFileSync(name);
    const place = checker.dropcert_input(bytes.length);
    new Uint8Array(checker.memory.buffer).set(bytes, place);
    const length = checker.dropcert_check();
    const said = new Uint8Array(checker.memory.buffer, checker.dropcert_output(), length);
    console.log(JSON.stringify(JSON.parse(new TextDecoder().decode(said))));
  } catch (error) {
    console.log(JSON.stringify({ failure: String(error) }));
    checker = newChecker();
  }
}
