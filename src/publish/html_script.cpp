#include "publish/html.hpp"

// No script has a less-than sign or an ampersand, so that the page is XML too.
namespace dropcert::publish {

// Search and filter, the targets of links inside closed details, and everything open on paper.
const char* const html_script = R"js('use strict';
(function () {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  document.documentElement.classList.add('scripted');
  const query = document.getElementById('search-words');
  const counter = document.getElementById('search-result');
  const claims = all('article[data-status]');
  const boxes = all('input[name="status"]');
  const texts = new Map();
  const textOf = (claim) => {
    if (!texts.has(claim)) texts.set(claim, claim.textContent.toLowerCase());
    return texts.get(claim);
  };
  const filter = () => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = boxes.filter((box) => box.checked).map((box) => box.value);
    let shown = 0;
    claims.forEach((claim) => {
      const fits = wanted.includes(claim.dataset.status) ? words.every((word) => textOf(claim).includes(word)) : false;
      claim.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    counter.textContent = shown + ' of ' + claims.length + ' claims are shown';
  };
  if (query) {
    query.form.addEventListener('submit', (event) => event.preventDefault());
    query.addEventListener('input', filter);
    boxes.forEach((box) => box.addEventListener('change', filter));
  }
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const claim = target.closest('article[data-status]');
    if (claim) claim.hidden = false;
    for (let place = target; place; place = place.parentElement) if (place.tagName === 'DETAILS') place.open = true;
    target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  if (location.hash) reveal();
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = all('details:not([open])');
    opened.forEach((one) => { one.open = true; });
  });
  addEventListener('afterprint', () => opened.forEach((one) => { one.open = false; }));
})();
)js";

// Decides a certificate: the checker, as bytes or compiled, and the certificate's bytes come in one message,
// and what the checker says goes back. tests/browser/wasm.mjs runs this text too.
const char* const html_worker = R"js('use strict';
onmessage = async (event) => {
  try {
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
    // Files and the like are not to be had.
    const refused = () => 52;
    const given = event.data.checker;
    const module = given instanceof WebAssembly.Module ? given : await WebAssembly.compile(given);
    const imports = {};
    WebAssembly.Module.imports(module).forEach((wanted) => {
      imports[wanted.module] = imports[wanted.module] || {};
      imports[wanted.module][wanted.name] = known[wanted.name] || refused;
    });
    const checker = (await WebAssembly.instantiate(module, imports)).exports;
    memory = checker.memory;
    if (checker._initialize) checker._initialize();
    const bytes = event.data.certificate;
    const place = checker.dropcert_input(bytes.length);
    new Uint8Array(memory.buffer).set(bytes, place);
    const length = checker.dropcert_check();
    const said = new Uint8Array(memory.buffer, checker.dropcert_output(), length);
    postMessage({found: JSON.parse(new TextDecoder().decode(said))});
  } catch (error) {
    postMessage({failure: String(error)});
  }
};
)js";

const char* const html_check_script = R"js('use strict';
(function () {
  const button = document.getElementById('check-button');
  const outcome = document.getElementById('check-outcome');
  const list = document.getElementById('check-headlines');
  const text = (id) => document.getElementById(id).textContent;
  const bytes = async (id) => {
    const packed = Uint8Array.from(atob(text(id)), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };
  const say = (words, kind) => {
    outcome.className = kind;
    outcome.textContent = words;
  };
  const show = (found, seconds) => {
    const statements = found.statements || [];
    const places = Array.from(document.querySelectorAll('[data-statement]'));
    let strange = statements.length === places.length ? 0 : 1;
    places.forEach((place, i) => {
      const one = statements[i];
      const formula = place.querySelector('.formula');
      const line = place.querySelector('.decided') || document.createElement('p');
      formula.after(line);
      if (!one || one.name !== place.dataset.name || one.verdict !== place.dataset.verdict) {
        strange += 1;
        line.className = 'decided bad';
        line.textContent = '\u2717 This is not what the certificate says.';
        return;
      }
      formula.innerHTML = one.formula;
      const verified = one.status === 'verified';
      line.className = 'decided ' + (verified ? 'good' : one.status === 'rejected' ? 'bad' : 'open');
      line.textContent = verified
        ? '\u2713 Decided again in this page: ' + one.verdict + (one.case ? ', shown at ' + one.case : '') +
          '. The formula above is drawn from the certificate.'
        : (one.status === 'rejected' ? '\u2717 Rejected: ' : '? Not decided: ') + one.reason;
    });
    list.replaceChildren();
    (found.headlines || []).forEach((headline) => {
      const item = document.createElement('li');
      // Formulas stand between backquotes.
      headline.split('`').forEach((part, i, parts) => {
        const is_formula = i % 2 === 1 ? i !== parts.length - 1 : false;
        const piece = document.createElement(is_formula ? 'code' : 'span');
        piece.textContent = i % 2 === 1 ? (is_formula ? part : '`' + part) : part;
        item.append(piece);
      });
      list.append(item);
    });
    const counts = statements.filter((one) => one.status === 'verified').length + ' of ' + statements.length +
      ' statements were decided again in ' + seconds + ' s.';
    if (found.result === 'rejected')
      say('\u2717 REJECTED' + (found.line ? ' in line ' + found.line : '') + ': ' + found.reason, 'bad');
    else if (strange)
      say('\u2717 The certificate was checked, but the page shows something else than it says.', 'bad');
    else if (found.result === 'verified')
      say('\u2713 VERIFIED: all ' + counts, 'good');
    else
      say('? In part: ' + counts + ' The others are marked where they stand.', 'open');
    list.previousElementSibling.hidden = !list.firstElementChild;
  };
  button.addEventListener('click', async () => {
    button.disabled = true;
    say('Deciding every statement of the certificate; this may take a minute \u2026', 'quiet');
    const begin = performance.now();
    try {
      const message = {checker: await bytes('data-checker'), certificate: await bytes('data-certificate')};
      if (self.crypto ? crypto.subtle : false) {
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', message.checker));
        document.getElementById('check-digest').textContent =
          Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
      }
      const url = URL.createObjectURL(new Blob([text('section-worker')], {type: 'text/javascript'}));
      const worker = new Worker(url);
      const finish = () => { worker.terminate(); URL.revokeObjectURL(url); button.disabled = false; };
      worker.onmessage = (event) => {
        finish();
        if (event.data.failure) return say('? Not checked: ' + event.data.failure, 'open');
        show(event.data.found, ((performance.now() - begin) / 1000).toFixed(1));
      };
      worker.onerror = (event) => { finish(); say('? Not checked: ' + event.message, 'open'); };
      worker.postMessage(message);
    } catch (error) {
      button.disabled = false;
      say('? Not checked: ' + error, 'open');
    }
  });
})();
)js";

}  // namespace dropcert::publish
