#include "publish/html.hpp"

namespace dropcert::publish {

// The colours of text are named text-*, those behind it ground-*: a test has each pair of them at a contrast
// of at least 4.5. What a colour tells, a word beside it tells too.
const char* const html_style = R"css(:root {
  color-scheme: light dark;
  --ground-page: #ffffff; --ground-raised: #f3f5f7;
  --text-main: #1b1f24; --text-quiet: #4a545e; --text-link: #0a4b9c;
  --text-good: #0d5f2c; --text-mended: #744600; --text-bad: #a3151b; --text-open: #5a3d8a;
  --line: #c5ccd4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground-page: #14171a; --ground-raised: #1f2429;
    --text-main: #e8eaed; --text-quiet: #b3bbc4; --text-link: #8ab8ff;
    --text-good: #7ddb9b; --text-mended: #f2c062; --text-bad: #ff9c96; --text-open: #cdb4ff;
    --line: #434c55;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; padding: 0 1rem 4rem; max-width: 60rem; background: var(--ground-page);
  color: var(--text-main); font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
  overflow-wrap: anywhere; }
h1 { font-size: 1.65rem; line-height: 1.25; margin: 1.2rem 0 0.4rem; }
h2 { font-size: 1.35rem; margin: 2.6rem 0 0.8rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.1rem; line-height: 1.4; margin: 0 0 0.5rem; }
h4 { font-size: 1rem; margin: 0 0 0.35rem; }
p, ul, dl { margin: 0.5rem 0; }
a { color: var(--text-link); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--text-link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 0.5rem; padding: 0.4rem; background: var(--ground-page); }
nav { display: flex; flex-wrap: wrap; gap: 0.3rem 1.2rem; padding: 0.9rem 0; border-bottom: 1px solid var(--line); }
.quiet { color: var(--text-quiet); font-size: 0.92rem; }
.good { color: var(--text-good); } .mended { color: var(--text-mended); } .bad { color: var(--text-bad); }
.open { color: var(--text-open); } .none { color: var(--text-quiet); }
.badge { display: inline-block; font-size: 0.85rem; font-weight: 600; padding: 0.05rem 0.55rem; margin-left: 0.3rem;
  border: 1px solid currentColor; border-radius: 1rem; white-space: nowrap; background: var(--ground-page); }
.badge.good::before { content: "\2713\a0"; content: "\2713\a0" / ""; }
.badge.mended::before { content: "\270e\a0"; content: "\270e\a0" / ""; }
.badge.bad::before { content: "\2717\a0"; content: "\2717\a0" / ""; }
.badge.open::before { content: "?\a0"; content: "?\a0" / ""; }
.answers { list-style: none; padding: 0; }
.answers > li { padding: 0.7rem 0.9rem; margin: 0.6rem 0; border-left: 4px solid currentColor;
  background: var(--ground-raised); border-radius: 0 0.4rem 0.4rem 0; }
.answers > li > * { color: var(--text-main); }
.answers > li > strong { color: inherit; }
.answers p { margin: 0.2rem 0; }
article { margin: 1.2rem 0; padding: 1rem 1.1rem; border: 1px solid var(--line); border-radius: 0.5rem; }
article[hidden] { display: none; }
:target { scroll-margin-top: 1rem; outline: 2px solid var(--text-link); outline-offset: 3px; }
.anchor { font-weight: 700; margin-right: 0.35rem; }
.statement { margin: 0.9rem 0; padding: 0.7rem 0.9rem; background: var(--ground-raised); border-radius: 0.4rem; }
.statement h4 .badge { font-weight: 600; }
.formula { font-size: 1.06em; }
.statement > .formula { display: block; overflow-x: auto; padding: 0.2rem 0; line-height: 2; }
li > .formula { display: block; overflow-x: auto; line-height: 2; }
.statement > .formula math { math-style: normal; }
math { font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", "DejaVu Math TeX Gyre", math; }
details { margin: 0.5rem 0; }
summary { cursor: pointer; padding: 0.15rem 0; color: var(--text-link); width: fit-content; }
code, pre { font: 0.9em/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, monospace; }
pre { white-space: pre-wrap; margin: 0.4rem 0; padding: 0.5rem 0.7rem; background: var(--ground-raised);
  border: 1px solid var(--line); border-radius: 0.3rem; }
.scroll { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; font-size: 0.92rem; margin: 0.4rem 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: 0.3rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.7rem 0.25rem 0; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--line); }
.values td, .values th { overflow-wrap: anywhere; min-width: 4.5rem; }
.values td { max-width: 30rem; }
form { display: grid; gap: 0.5rem; padding: 0.8rem 1rem; background: var(--ground-raised); border-radius: 0.4rem; }
fieldset { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; }
legend { padding: 0; }
label { display: inline-flex; align-items: center; gap: 0.35rem; }
input[type="search"] { font: inherit; width: 100%; padding: 0.35rem 0.5rem; color: var(--text-main);
  background: var(--ground-page); border: 1px solid var(--text-quiet); border-radius: 0.3rem; }
button { font: inherit; font-weight: 600; padding: 0.5rem 1.1rem; color: var(--ground-page); background: var(--text-link);
  border: 0; border-radius: 0.4rem; cursor: pointer; }
button:disabled { color: var(--text-quiet); background: var(--ground-raised); cursor: default; }
.search-row { display: grid; gap: 0.2rem; }
.needs-script { display: none; }
.scripted .needs-script { display: block; }
.scripted form.needs-script { display: grid; }
figure { margin: 1rem 0; padding: 0.5rem; background: #ffffff; border: 1px solid var(--line); border-radius: 0.4rem; }
figure svg { display: block; width: 100%; height: auto; max-width: 720px; margin: 0 auto; }
footer { margin-top: 3rem; padding-top: 0.6rem; border-top: 1px solid var(--line); }
dt { margin-top: 0.7rem; } dd { margin: 0.1rem 0 0 1.2rem; }
@media (max-width: 30rem) {
  body { padding: 0 0.7rem 3rem; }
  article { padding: 0.8rem; } .statement { padding: 0.6rem; }
  h1 { font-size: 1.4rem; }
}
@media print {
  :root { --ground-page: #ffffff; --ground-raised: #ffffff; --text-main: #000000; --text-quiet: #333333;
    --text-link: #000000; --text-good: #000000; --text-mended: #000000; --text-bad: #000000; --text-open: #000000;
    --line: #999999; }
  body { max-width: none; font-size: 10pt; padding: 0; }
  nav, .needs-script, .scripted .needs-script, .scripted form.needs-script { display: none; }
  a { text-decoration: none; }
  article, figure, .answers > li { break-inside: avoid-page; }
  h2, h3, h4 { break-after: avoid; }
  .scroll, .statement > .formula { overflow: visible; }
  :target { outline: none; }
}
)css";

}  // namespace dropcert::publish
