#!/usr/bin/env python3
"""Pages that `verify --format html` and `tables --format html` write: what can be known without a browser.

Usage: page.py DROPCERT PROJECT

Of a hostile ledger, of the paper's and of the tables: one file of at most 1.5 MB that is XML and loads nothing; headings in
order; a label for each control; ids once, and what links lead to; each claim with its anchor; each colour of text at a
contrast of at least 4.5 on each ground, light, dark and on paper; nothing of the ledger is more than text.
"""
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

DROPCERT, PROJECT = sys.argv[1], Path(sys.argv[2])
XHTML = "{http://www.w3.org/1999/xhtml}"
LARGEST = 1_500_000
LEAST_CONTRAST = 4.5

HOSTILE = r'''
ledger "A </title><script>alert(1)</script> & \"title\" ]]> <!-- "
headline refuted Bad "</p></li></ul><img src=x onerror=alert(1)> & `</code><b>`"
claim Bad "<h1>Section</h1> javascript:alert(1) &lt;"
  says "<script>alert('says')</script> &amp; `x^2 < 3` and `not <i> a formula` and a lone ` quote"
  where f(x) = if(x < 1, x^2, sqrt(x))
  printed for x in {0, 1/2, 4}: f(x) = x and prints(x, "0") cites "<a href='https://evil.example/'>cited</a>"
  instead for x in {0, 1/2, 4}: f(x) >= 0
  evidence 1 + 1 = 2 evidence sum(k = 1..oo, 1/k^2) = pi^2/6 evidence isprime(2^31 - 1)
  because "]]> <style>body{display:none}</style> " 
claim Old "page 1" historical "<iframe src='https://evil.example/'></iframe>"
claim Open "page 2" printed max(zeta(5/2), zeta(7/2)) = zeta(5/2)
claim Good "page 3" printed for x in real: sigmoid(x) + sigmoid(-x) = 1
claim Mended "page 4" printed 1 = 2 corrected 1 < 2
'''.replace('\\"title\\"', "'title'")


def check(condition, sentence):
    if not condition:
        raise AssertionError(sentence)


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def check_colours(style):
    themes = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    check(len(themes) == 3, "a light theme, a dark one and one for paper")
    for theme in themes:
        colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", theme))
        texts = {name: value for name, value in colours.items() if name.startswith("text-")}
        grounds = {name: value for name, value in colours.items() if name.startswith("ground-")}
        check(len(texts) == 7 and len(grounds) == 2, f"colours of a theme: {sorted(colours)}")
        for text, of_text in texts.items():
            for ground, of_ground in grounds.items():
                found = contrast(of_text, of_ground)
                check(found >= LEAST_CONTRAST, f"{text} on {ground}: contrast {found:.2f}")
    # No rule has a colour of its own but the white that pictures are drawn on.
    rest = re.sub(r":root \{.*?\}", "", style, flags=re.DOTALL)
    check(set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\w)", rest)) <= {"#ffffff"}, "a colour outside the themes")
    for rule in re.findall(r"[^{}]*\{[^{}]*\}", rest):
        for value in re.findall(r"(?<![a-z-])color: ([^;}]+)", rule):
            check(re.fullmatch(r"var\(--(text|ground)-[a-z]+\)|inherit", value.strip()), f"a colour: {rule}")


def check_page(text):
    check(len(text.encode()) <= LARGEST, f"{len(text.encode())} bytes, of at most {LARGEST}")
    check(text.startswith("<!DOCTYPE html>\n"), "no doctype")
    root = ElementTree.fromstring(text)
    parents = {child: parent for parent in root.iter() for child in parent}
    tags = lambda *names: [e for e in root.iter() if e.tag in [XHTML + name for name in names]]
    check(root.get("lang") == "en" and len(tags("title")) == 1 and len(tags("main")) == 1, "language, title or main")

    # It loads nothing.
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        check(tag not in ("link", "img", "iframe", "object", "embed", "base", "image", "audio", "video", "source", "foreignObject"),
              f"an element <{tag}>")
        for name, value in element.attrib.items():
            name = name.rpartition("}")[2]
            check(not name.startswith("on"), f"an attribute {name}")
            check(name not in ("src", "srcset", "action", "formaction", "background", "poster", "data", "ping"), f"an attribute {name}")
            if name == "href":
                check(value.startswith("#"), f"a link to {value}")
            if name == "style":
                check(value == "text-align:left", f"a style {value}")
    for style in tags("style"):
        check("url(" not in style.text and "@import" not in style.text, "a style that loads")
    for script in tags("script"):
        check(script.get("type") in (None, "text/plain"), "a script of another kind")
        if script.get("type") is None or script.get("id") == "section-worker":
            check("http" not in script.text and "import(" not in script.text, "a script that loads")
    policy = [e.get("content") for e in tags("meta") if e.get("http-equiv") == "Content-Security-Policy"]
    check(len(policy) == 1 and policy[0].startswith("default-src 'none'"), "no policy")
    check("http" not in policy[0], "a policy that lets the network in")

    # Headings: one h1, and none is more than one level below the one before it.
    levels = [int(e.tag[-1]) for e in tags("h1", "h2", "h3", "h4", "h5", "h6")]
    check(levels.count(1) == 1 and levels[0] == 1, "not one h1 at the top")
    for before, after in zip(levels, levels[1:]):
        check(after <= before + 1, f"a heading of level {after} after one of {before}")

    # Ids stand once; links, labels and names lead to them.
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    check(len(ids) == len(set(ids)), f"ids that stand twice: {sorted({i for i in ids if ids.count(i) > 1})[:5]}")
    for element in root.iter():
        href = element.get("href")
        if href:
            check(href[1:] in ids, f"a link to {href}, which is not there")
        for name in (element.get("aria-labelledby") or "").split():
            check(name in ids, f"aria-labelledby {name}")
    labels = {e.get("for") for e in tags("label")}
    for control in tags("input", "select", "textarea"):
        check(control.get("id") in labels, f"a control without a label: {control.attrib}")
    for control in tags("button", "summary", "a"):
        check("".join(control.itertext()).strip(), f"nothing to read in <{control.tag}>")
    for table in tags("table"):
        check(table.find(f".//{XHTML}th[@scope]") is not None, "a table without headers")
    for picture in root.iter("{http://www.w3.org/2000/svg}svg"):
        check(picture.find("{http://www.w3.org/2000/svg}title") is not None, "a picture without a title")
    for math in root.iter(XHTML + "math"):
        check("\\" not in "".join(math.itertext()), f"LaTeX in a formula: {''.join(math.itertext())}")
    for element in tags("ul", "ol"):
        check(all(child.tag == XHTML + "li" for child in element), "a list with something else than items")
    check_colours(tags("style")[0].text)
    return root, tags, parents


def run(*arguments, code=0):
    result = subprocess.run([DROPCERT, *arguments], capture_output=True, text=True, check=False)
    check(result.returncode == code, f"{arguments}: exit code {result.returncode}\n{result.stdout[-800:]}{result.stderr[-800:]}")
    return result.stdout + result.stderr


def hostile(folder):
    ledger, page = folder / "hostile.claims", folder / "hostile.html"
    ledger.write_text(HOSTILE, encoding="utf-8")
    run("verify", str(ledger), "--format", "html", "--out", str(page), code=1)
    root, tags, _ = check_page(page.read_text(encoding="utf-8"))
    claims = {e.get("id"): e for e in tags("article")}
    check(list(claims) == ["Bad", "Old", "Open", "Good", "Mended"], f"claims {list(claims)}")
    status = {name: e.get("data-status") for name, e in claims.items()}
    check(status == {"Bad": "bad", "Old": "none", "Open": "open", "Good": "good", "Mended": "mended"}, f"status {status}")
    text = "".join(claims["Bad"].itertext())
    for shown in ("<script>alert('says')</script> &amp; ", "not <i> a formula", "and a lone ` quote", "]]> <style>",
                  "<h1>Section</h1> javascript:alert(1) &lt;", "<a href='https://evil.example/'>cited</a>", "refuted", "1/4"):
        check(shown in text, f"not shown: {shown}")
    check(claims["Bad"].find(f"{XHTML}p//{XHTML}math") is not None, "the formula in prose is not set")
    statements = [e.get("id") for e in tags("section") if e.get("data-statement")]
    check(statements[:5] == ["Bad-printed", "Bad-instead", "Bad-evidence", "Bad-evidence-2", "Bad-evidence-3"], f"{statements}")
    check("<img src=x onerror" in "".join(tags("ul")[0].itertext()), "the headline is not shown")
    again = subprocess.run([DROPCERT, "verify", str(ledger), "--format", "html"], capture_output=True, text=True, check=False)
    check(again.stdout == page.read_text(encoding="utf-8"), "standard output has another page")


def refusals(folder):
    ledger = folder / "small.claims"
    ledger.write_text('claim A "" printed 1 = 1', encoding="ascii")
    (folder / "cases.csv").write_text("1\n2\n", encoding="ascii")
    with_file = folder / "file.claims"
    with_file.write_text('claim A "" printed for x in file("cases.csv"): x > 0', encoding="ascii")
    wasm = folder / "checker.wasm"
    wasm.write_bytes(b"\0asm\1\0\0\0")
    wanted = {
        "is no WebAssembly": ["verify", str(ledger), "--format", "html", "--checker", str(ledger)],
        "for a page": ["verify", str(ledger), "--checker", str(wasm)],
        "with files of cases": ["verify", str(with_file), "--format", "html", "--checker", str(wasm)],
        "the page is one file": ["tables", "--format", "html"],
        "do not go with --format html": ["tables", "--format", "html", "--check", "--out", str(folder / "x.html")],
    }
    for sentence, arguments in wanted.items():
        said = run(*arguments, code=2)
        check(sentence in said and said.count("\n") == 1, f"{arguments}: {said}")
    other = folder / "mine.html"
    other.write_text("<!DOCTYPE html>\n<p>mine</p>", encoding="ascii")
    check("--force" in run("verify", str(ledger), "--format", "html", "--out", str(other), code=2), "a page of somebody's")
    check(other.read_text(encoding="ascii").endswith("mine</p>"), "it was replaced")
    for _ in range(2):  # the second time it stands there
        run("verify", str(ledger), "--format", "html", "--out", str(folder / "page.html"))
    page = folder / "with.html"
    run("verify", str(ledger), "--format", "html", "--out", str(page), "--checker", str(wasm))
    root, tags, _ = check_page(page.read_text(encoding="utf-8"))
    check([e for e in tags("button")] and {e.get("id") for e in tags("script")} >= {"data-checker", "data-certificate"}, "no checker")


def paper(folder):
    page = folder / "paper.html"
    run("verify", "--max-k", "50", "--format", "html", "--out", str(page))
    _, tags, _ = check_page(page.read_text(encoding="utf-8"))
    wanted = re.findall(r"^claim (\w+)", (PROJECT / "proofs/paper.claims").read_text(encoding="utf-8"), re.MULTILINE)
    check([e.get("id") for e in tags("article")] == wanted, "the claims of the paper")
    check(len(list(tags("math"))) > 500, "formulas")


def tables(folder):
    page = folder / "tables.html"
    run("tables", "--format", "html", "--out", str(page))
    root, tags, _ = check_page(page.read_text(encoding="utf-8"))
    names = {path.stem for path in (PROJECT / "tables").glob("*.csv")}
    check({e.get("id") for e in tags("section")} == {"table-" + name for name in names}, "the tables")
    figures = list((PROJECT / "tables").glob("figure-*.svg"))
    check(len(list(root.iter("{http://www.w3.org/2000/svg}svg"))) == len(figures), "the figures")
    mine = folder / "mine.table"
    mine.write_text('table mine\ntitle <b>Mine</b> & more\nrows n in 1..3\ncolumn square\n  term n^2\n  meaning `n^2`\n', encoding="ascii")
    made = subprocess.run([DROPCERT, "tables", str(mine), "--format", "html", "--out", str(folder / "mine2.html")],
                          capture_output=True, text=True, check=False)
    if made.returncode == 0:
        check_page((folder / "mine2.html").read_text(encoding="utf-8"))
    else:
        raise AssertionError(made.stderr)


def main():
    with tempfile.TemporaryDirectory() as name:
        for part in (hostile, refusals, paper, tables):
            part(Path(name))
            print(f"{part.__name__}: as it should be", flush=True)


if __name__ == "__main__":
    main()
