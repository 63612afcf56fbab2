#!/usr/bin/env python3
"""A page in Chromium and Firefox, with the network cut: at 360 and 1400 pixels, light and dark, without a script, by the
keyboard, and with the checker deciding its certificate.

Usage: in_browsers.py DROPCERT PROJECT [FOLDER]

Skipped (77) where there is no browser. The checker is used where DROPCERT_WASM names one, or wasm.py has made one in FOLDER. DROPCERT_PICTURES
names a folder that the pictures are left in.
"""
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
from browsers import Chromium, Firefox, Missing  # noqa: E402

DROPCERT, PROJECT = sys.argv[1], Path(sys.argv[2])
PICTURES = os.environ.get("DROPCERT_PICTURES")
MADE = Path(sys.argv[3], "wasm/checker.wasm") if len(sys.argv) > 3 else None  # by the test before
WASM = os.environ.get("DROPCERT_WASM") or (str(MADE) if MADE and MADE.is_file() else None)

LEDGER = r'''
ledger "Sums and products"
headline refuted B "The second is false."
claim A "page 1" says "One `x^2` and two" where f(x) = x^2
  printed for x in real: f(x) + 1 >= 2*x and sum(k = 1..20, (-1)^k * binomial(20, k) * sqrt(k) / (k + 1)^3) < 7
  printed for n in 1..10: sum(k = 1..n, k) = n*(n + 1)/2 evidence 1 + 1 = 2
claim B "page 2" printed for n in 1..9: n^2 < 50
claim C "page 3" historical "who did what"
'''


def check(condition, sentence):
    if not condition:
        raise AssertionError(sentence)


def looks(browser, kind, width, dark, url):
    browser.open(url)
    check(browser.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{kind} at {width}: wider than the window")
    ground = browser.evaluate("getComputedStyle(document.body).backgroundColor")
    check((ground == "rgb(255, 255, 255)") != dark, f"{kind}: {ground} where dark is {dark}")
    check(browser.evaluate("Array.from(document.querySelectorAll('math')).every((m) => m.namespaceURI.endsWith('MathML'))"),
          "formulas are no MathML")
    # A fraction is set as one: its parts stand above each other.
    check(browser.evaluate("(() => { const f = document.querySelector('.statement mfrac').children; "
                           "return f[0].getBoundingClientRect().bottom <= f[1].getBoundingClientRect().top + 2; })()"),
          "a fraction is not set")
    if PICTURES:
        browser.screenshot(os.path.join(PICTURES, f"{kind}-{width}-{'dark' if dark else 'light'}.png"), full=True)


def filters(browser):
    counts = "Array.from(document.querySelectorAll('article')).filter((a) => !a.hidden).map((a) => a.id).join()"
    browser.evaluate("(() => { const q = document.getElementById('search-words'); q.value = 'WHO did'; "
                     "q.dispatchEvent(new Event('input')); })()")
    check(browser.evaluate(counts) == "C", "the search")
    check("1 of 3" in browser.evaluate("document.getElementById('search-result').textContent"), "the count")
    browser.evaluate("(() => { const q = document.getElementById('search-words'); q.value = ''; q.dispatchEvent(new Event('input')); "
                     "document.getElementById('status-bad').click(); })()")
    check(browser.evaluate(counts) == "A,C", "the filter")
    browser.evaluate("(() => { location.hash = '#B'; })()")
    browser.wait(counts + " === 'A,B,C'", 10)
    browser.evaluate("(() => { location.hash = '#A-evidence'; })()")
    browser.wait("document.getElementById('A-evidence').closest('details').open", 10)


def keyboard(browser):
    """Each control is reached by Tab, in the order of the page; a checkbox and details answer to the space bar."""
    browser.evaluate("(() => { document.activeElement.blur(); scrollTo(0, 0); })()")
    seen = []
    for _ in range(200):
        browser.press("Tab")
        seen.append(browser.evaluate("document.activeElement === document.body ? '' : (document.activeElement.id || "
                                     "document.activeElement.tagName)"))
        if seen[-1] == "":
            break
    wanted = browser.evaluate("document.querySelectorAll('a[href], button, input, summary').length")
    hidden = browser.evaluate("Array.from(document.querySelectorAll('a[href], button, input, summary'))"
                              ".filter((e) => !e.checkVisibility({contentVisibilityAuto: true})).length")
    check(len(seen) - 1 >= wanted - hidden, f"{len(seen) - 1} stops of {wanted - hidden}")
    check("search-words" in seen and "status-good" in seen and "SUMMARY" in seen and seen[0] == "A", f"{seen}")


def decides(browser, kind, url, seconds, least):
    browser.open(url)
    statements = browser.evaluate("document.querySelectorAll('[data-statement]').length")
    check(statements >= least, f"{statements} statements")
    started = time.monotonic()
    browser.evaluate("document.getElementById('check-button').click()")
    said = browser.wait("(document.getElementById('check-outcome').className !== 'quiet') ? "
                        "document.getElementById('check-outcome').textContent : ''", seconds)
    print(f"{kind}: {said} ({time.monotonic() - started:.1f} s)", flush=True)
    check(said.startswith("\u2713 VERIFIED") and f"{statements} of {statements} statements" in said, said)
    check(browser.evaluate("document.querySelectorAll('.decided.good').length") == statements, "a statement without its verdict")
    check(browser.evaluate("Array.from(document.querySelectorAll('[data-statement]')).every((s) => s.querySelector('.formula math'))"),
          "a formula that is not drawn")
    digest = browser.evaluate("document.getElementById('check-digest').textContent")
    written = browser.evaluate("document.getElementById('check-digest').previousElementSibling.textContent")
    check(digest == written, f"digests {digest} and {written}")


def tampered(browser, folder, page):
    """A page that shows another verdict than its certificate has, and one whose checker is damaged."""
    text = page.read_text(encoding="utf-8")
    lying = folder / "lying.html"
    lying.write_text(text.replace('data-name="B printed" data-verdict="refuted"', 'data-name="B printed" data-verdict="holds"'),
                     encoding="utf-8")
    for path, word in ((lying, "shows something else"),):
        browser.open(path.as_uri())
        browser.evaluate("document.getElementById('check-button').click()")
        said = browser.wait("(document.getElementById('check-outcome').className !== 'quiet') ? "
                            "document.getElementById('check-outcome').textContent : ''", 60)
        check(word in said, said)
    place = text.index('id="data-checker">') + 60
    damaged = folder / "damaged.html"
    damaged.write_text(text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1:], encoding="utf-8")
    browser.open(damaged.as_uri())
    browser.evaluate("document.getElementById('check-button').click()")
    said = browser.wait("(document.getElementById('check-outcome').className !== 'quiet') ? "
                        "document.getElementById('check-outcome').textContent : ''", 60)
    check("VERIFIED" not in said and "Not checked" in said, said)


def main():
    found = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger, page = folder / "l.claims", folder / "page.html"
        ledger.write_text(LEDGER, encoding="ascii")
        with_checker = ["--checker", WASM] if WASM else []
        subprocess.run([DROPCERT, "verify", str(ledger), "--format", "html", "--out", str(page), *with_checker],
                       check=True, stdout=subprocess.DEVNULL)
        paper = folder / "paper.html"
        if WASM:
            subprocess.run([DROPCERT, "verify", "--format", "html", "--out", str(paper), *with_checker], check=True,
                           stdout=subprocess.DEVNULL)
            check(paper.stat().st_size <= 1_500_000, f"the paper's page has {paper.stat().st_size} bytes")
        for browser_class in (Chromium, Firefox):
            try:
                for width in (360, 1400):
                    for dark in (False, True):
                        with browser_class(width=width, dark=dark) as browser:
                            looks(browser, browser.name, width, dark, page.as_uri())
                            if (width, dark) != (1400, False):
                                continue
                            filters(browser)
                            if isinstance(browser, Chromium):
                                browser.open(page.as_uri())
                                keyboard(browser)
                            if WASM:
                                decides(browser, browser.name, page.as_uri(), 60, 4)
                                tampered(browser, folder, page)
                                decides(browser, browser.name + ", the paper", paper.as_uri(), 300, 200)
                            if isinstance(browser, Chromium):
                                asked = [url for url in browser.requests if not url.startswith(("file:", "blob:", "data:", "about:"))]
                                check(not asked, f"it asked for {asked}")
                found += 1
                print(f"{browser_class.name}: as it should be", flush=True)
            except Missing as missing:
                print(f"{missing} is not installed")
    if not WASM:
        print("DROPCERT_WASM names no checker: pages were not asked to check themselves")
    if found == 0:
        sys.exit(77)


if __name__ == "__main__":
    main()
