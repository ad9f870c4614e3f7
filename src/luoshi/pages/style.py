"""The style sheet of the report page: light and dark, phone, desktop and print, nothing fetched."""

STYLE = """
:root { color-scheme: light dark; --page: #fbfaf7; --ink: #1d1f21; --soft: #62666b; --line: #dcd8cf; --card: #fff;
  --commitment: #2f6f4f; --result: #dbe7f6; --target: #fbe3b0; --project: #7a3e9d; --unread: #c0392b; --link: #1f5fa8; }
@media (prefers-color-scheme: dark) { :root { --page: #16181a; --ink: #e6e4df; --soft: #a0a4a8; --line: #33373b;
  --card: #1e2124; --commitment: #6fbf93; --result: #26405e; --target: #5a4512; --project: #c79be0; --unread: #ff8a7a;
  --link: #8ab8ee; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.85 "Noto Serif CJK SC",
  "Source Han Serif SC", "Songti SC", SimSun, serif; }
a { color: var(--link); }
header, .side, .legend, .tables, footer, table, .facts { font-family: "Noto Sans CJK SC", "PingFang SC",
  "Microsoft YaHei", system-ui, sans-serif; }
header { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1.25rem .5rem; }
h1 { margin: 0 0 .25rem; font-size: 1.5rem; line-height: 1.35; }
.facts { margin: 0; color: var(--soft); font-size: .9rem; line-height: 1.6; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--card); }
.legend { position: sticky; top: 0; z-index: 2; background: var(--page); border-block: 1px solid var(--line); }
.legend div { max-width: 76rem; margin: 0 auto; padding: .45rem 1.25rem; display: flex; flex-wrap: wrap;
  gap: .15rem 1.1rem; font-size: .85rem; line-height: 1.7; }
.legend label { white-space: nowrap; cursor: pointer; } .legend input { margin: 0 .3rem 0 0; vertical-align: -1px; }
.page { max-width: 76rem; margin: 0 auto; padding: 1rem 1.25rem 3rem; display: grid; grid-template-columns: 17rem 1fr;
  gap: 2.5rem; }
.side { font-size: .85rem; line-height: 1.5; }
.side nav { position: sticky; top: 4rem; max-height: calc(100vh - 5rem); overflow-y: auto; padding-right: .5rem; }
.side ol { list-style: none; margin: 0; padding: 0; } .side li { margin: .3rem 0; }
.side a { color: var(--ink); text-decoration: none; } .side a:hover { color: var(--link); text-decoration: underline; }
.side .d2 { padding-left: .9rem; } .side .d3, .side .d4, .side .d5 { padding-left: 1.8rem; color: var(--soft); }
.side small { color: var(--soft); white-space: nowrap; }
summary { cursor: pointer; font-weight: 600; }
main { min-width: 0; max-width: 46rem; overflow-wrap: anywhere; }
main p { margin: .65em 0; text-indent: 2em; text-align: justify; }
main h2, main h3, main h4 { margin: 1.6em 0 .5em; line-height: 1.45; } main h2 { font-size: 1.3rem; }
main h3 { font-size: 1.12rem; } main h4 { font-size: 1rem; }
.heading { font-weight: 700; }
.noise { color: var(--soft); font-size: .8rem; } p.noise { text-indent: 0; margin: .2em 0; }
mark { color: inherit; background: none; }
.commitment { border-bottom: 1px solid var(--commitment); padding-bottom: 1px; }
.result { background: var(--result); } .target { background: var(--target); }
.project { color: var(--project); font-weight: 600; } .unread { border-bottom: 2px dotted var(--unread); }
.doubtful { outline: 1px dashed var(--unread); }
.figure, .project { border-radius: 2px; }
:target { outline: 2px solid var(--link); outline-offset: 2px; }
body:has(#show-commitment:not(:checked)) .text .commitment { border-color: transparent; }
body:has(#show-result:not(:checked)) .text .result, body:has(#show-target:not(:checked)) .text .target {
  background: none; }
body:has(#show-project:not(:checked)) .text .project { color: inherit; font-weight: inherit; }
.tables { margin: 0 0 1.5rem; padding: .6rem 1rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 6px; line-height: 1.55; font-size: .9rem; }
.tables details + details { margin-top: .5rem; padding-top: .5rem; border-top: 1px solid var(--line); }
.tables ol { margin: .4rem 0; padding-left: 2.4em; } .tables li { margin: .25rem 0; } .tables li a {
  color: inherit; text-decoration: none; } .tables li a:hover { text-decoration: underline; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; table-layout: fixed; width: 100%;
  margin: .4rem 0; font-size: .86rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 500; white-space: nowrap; } th + th { width: 7rem; }
th + th + th { width: 5.5rem; } th + th + th + th { width: 3.5rem; }
footer { max-width: 76rem; margin: 0 auto; padding: 1rem 1.25rem 2rem; color: var(--soft); font-size: .8rem;
  overflow-wrap: anywhere; border-top: 1px solid var(--line); }
@media (max-width: 30rem) { th + th { width: 5.2rem; } th + th + th { width: 3.8rem; }
  th + th + th + th { width: 2.4rem; } }
@media (max-width: 56rem) { .page { grid-template-columns: minmax(0, 1fr); gap: .5rem; padding-top: .75rem; }
  .side nav { position: static; max-height: none; } .side { padding: .6rem 1rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 6px; } h1 { font-size: 1.25rem; } .legend { position: static; } }
@supports selector(::details-content) { @media (min-width: 56.01rem) { .side summary { display: none; }
  .side details::details-content { content-visibility: visible; } } }
@media print { @page { margin: 18mm 16mm; } body { background: #fff; color: #000; font-size: 10.5pt; }
  .side, .skip, .legend input, .tables details:not([open]), footer a { display: none; }
  .legend { position: static; background: none; } .page { display: block; padding: 0; } main { max-width: none; }
  mark, .swatch { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  h2, h3, h4 { break-after: avoid; } tr { break-inside: avoid; } }
"""
