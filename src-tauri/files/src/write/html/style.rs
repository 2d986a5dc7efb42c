//! The style sheet of the reports: one for the screen and for paper, readable in black and white.

/// The whole style sheet. The policy of each page allows exactly this text.
pub const STYLE: &str = r#"
:root { color-scheme: light; --line: #c4c7c5; --soft: #f3f4f6; --quiet: #4b5155; --bar: #0b57d0; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { font: 10pt/1.4 "Segoe UI", system-ui, -apple-system, "Noto Sans", Arial, sans-serif; color: #1b1c1e;
  background: #fff; margin: 0 auto; padding: 1.5rem; max-width: 70rem; }
body.wide { max-width: 100rem; }
h1 { font-size: 17pt; line-height: 1.2; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 12.5pt; margin: 1.6rem 0 .5rem; break-after: avoid; }
h3 { font-size: 10.5pt; margin: 1rem 0 .25rem; break-after: avoid; }
p { margin: 0 0 .5rem; }
.quiet { color: var(--quiet); }
.tiles { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; padding: 0; }
.tiles > div { border: 1px solid var(--line); border-radius: 4px; padding: .35rem .7rem; min-width: 5.5rem;
  display: flex; flex-direction: column-reverse; }
.tiles dt { color: var(--quiet); font-size: 8.5pt; }
.tiles dd { margin: 0; font-size: 14pt; font-weight: 600; font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; width: 100%; font-size: 9pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { text-align: start; vertical-align: top; padding: .22rem .45rem; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
thead th { background: var(--soft); border-bottom: 1.5px solid #5f6368; font-weight: 600; vertical-align: bottom;
  overflow-wrap: normal; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
tbody th { font-weight: 500; min-width: 13rem; }
.id { color: var(--quiet); font-weight: 400; font-size: .92em; }
.second { display: block; color: var(--quiet); font-weight: 400; font-size: .92em; font-style: normal; }
.n { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.t { white-space: nowrap; font-variant-numeric: tabular-nums; }
.status { white-space: nowrap; }
.absent, .below { font-weight: 700; }
.unknown, .no-data { color: var(--quiet); font-style: italic; }
.excused { font-style: italic; }
.lane { width: 26%; min-width: 8rem; }
td:last-child:not(.lane, .n) { min-width: 4.5rem; }
.axis { display: flex; justify-content: space-between; font-weight: 400; font-size: 8pt; white-space: nowrap; }
svg.bar { display: block; width: 100%; height: .95rem; margin-top: .1rem; }
svg .outside { fill: #d9dcdf; }
svg .class { fill: #f3f4f6; }
svg .stay { fill: #0b57d0; }
svg .cut { fill: #7d96c4; }
svg .edge { stroke: #1b1c1e; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
table.matrix { width: auto; table-layout: fixed; font-size: 8.5pt; }
table.matrix th.who { width: 13rem; text-align: start; }
table.matrix thead th.class { width: 2.1rem; height: 8.4rem; padding: .2rem; text-align: start; font-weight: 500; }
table.matrix thead th.class span { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap;
  font-variant-numeric: tabular-nums; }
table.matrix td, table.matrix td:last-child { text-align: center; padding: .18rem 0; min-width: 0; border-inline-start: 1px solid #e3e5e8; }
table.matrix td.absent { background: #e6e7e9; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.below { white-space: nowrap; }
.below::before { content: "\25BC\00A0"; }
.legend { font-size: 9pt; }
.legend dl { margin: 0; }
.legend dl > div { display: grid; grid-template-columns: 11rem 1fr; gap: .75rem; padding: .1rem 0; break-inside: avoid; }
.legend dt { font-weight: 600; }
.legend dd { margin: 0; overflow-wrap: anywhere; }
@page { size: A4; margin: 14mm 12mm 16mm; @bottom-right { content: counter(page) " / " counter(pages);
  font: 8pt "Segoe UI", Arial, sans-serif; color: #4b5155; } }
@page landscape { size: A4 landscape; }
@media print {
  body { padding: 0; max-width: none; font-size: 9pt; }
  body.wide { page: landscape; max-width: none; }
  table { font-size: 8pt; }
  .tiles > div { min-width: 4.4rem; padding: .25rem .5rem; }
  .tiles dd { font-size: 12pt; }
  table.matrix { font-size: 7.5pt; }
  section.apart { break-before: page; }
}
"#;
