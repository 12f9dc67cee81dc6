"""The look of the page: black on white, large enough to be read from a metre away, on A4 and on Letter."""

from __future__ import annotations

_SCREEN = """
* { box-sizing: border-box; }
html { font: 14pt/1.35 "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif; color: #000;
  background: #fff; }
body { max-width: 180mm; margin: 0 auto; padding: 8mm 0; overflow-wrap: anywhere; hyphens: auto; }
h1 { font-size: 26pt; line-height: 1.15; margin: 0 0 4mm; }
h2 { font-size: 13pt; margin: 0 0 1mm; }
p { margin: 0; }
header { display: flex; gap: 6mm; align-items: flex-start; justify-content: space-between; margin-bottom: 5mm; }
.head { flex: 1; min-width: 0; }
.fields { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2mm 8mm; }
.fields b { font-size: 16pt; }
.blank { display: inline-block; border-bottom: 1px solid #000; width: 45mm; height: 6mm; }
.blank.short { width: 26mm; }
figure { margin: -3mm 0 0; width: 34mm; text-align: center; font-size: 9pt; line-height: 1.25; }
figure svg { display: block; width: 34mm; height: 34mm; margin-bottom: 1mm; }
figure a { color: #000; text-decoration: none; overflow-wrap: anywhere; }
.care { display: flex; flex-wrap: wrap; gap: 4mm; margin-bottom: 5mm; font-size: 13pt; line-height: 1.3; }
.care section { flex: 1 1 50mm; border: 1px solid #000; border-radius: 2mm; padding: 2mm 3.5mm 2.5mm; }
.care .safety { border-width: 2.5px; flex: 2 1 90mm; }
.care, .care section { break-inside: avoid; }
ol { list-style: none; margin: 0; padding: 0; }
.step { display: grid; grid-template-columns: 12mm 1fr; column-gap: 4mm; border-top: 1px solid #000;
  padding: 2.8mm 0 3mm; break-inside: avoid; }
.number { width: 11mm; height: 11mm; border: 2px solid #000; border-radius: 50%; font-size: 15pt; font-weight: bold;
  line-height: 10mm; text-align: center; }
.step h2 { font-size: 19pt; line-height: 1.2; margin: 0.5mm 0 0; }
.position { font-weight: normal; font-size: 13pt; white-space: normal; }
.weeks { float: right; font-size: 13pt; margin: 1mm 0 0 4mm; }
.dose { font-size: 20pt; line-height: 1.25; font-weight: bold; margin: 0.5mm 0 1mm; }
.dose span, .dosage span { display: inline-block; }
.parts { list-style: none; margin: 1mm 0; padding: 0; }
.parts b { display: inline-block; min-width: 26mm; margin-right: 3mm; }
.inline .parts { display: flex; flex-wrap: wrap; gap: 0 7mm; }
.inline .parts b { min-width: 0; margin-right: 1.5mm; }
.careful { border-left: 2.5px solid #000; padding-left: 3mm; margin-top: 1mm; }
.repeat { border: 1px solid #000; border-radius: 2mm; padding: 0 4mm; margin: 4mm 0; }
.repeat > p { font-size: 16pt; font-weight: bold; padding: 3mm 0; break-after: avoid; }
table { border-collapse: collapse; table-layout: fixed; width: calc(100% - 1px); }
th, td { border: 1px solid #000; text-align: center; padding: 1mm; }
th { font-weight: normal; font-size: 11pt; }
.end { display: flex; flex-wrap: wrap; gap: 5mm 7mm; margin-top: 6mm; break-inside: avoid; }
.ticks { flex: 3 1 100mm; }
.notes { flex: 2 1 60mm; }
.end h2 { margin-bottom: 1.5mm; }
.ticks td { height: 9.5mm; }
.ticks th { padding: 1mm 0; }
.ticks .week { width: 28mm; }
.ticks tbody th { white-space: nowrap; font-size: 10pt; }
.ticks.many td { height: 5.4mm; padding: 0; }
.ticks.many tbody th { padding: 0; line-height: 1.1; }
.rule { border-bottom: 1px solid #000; height: 9.5mm; }
.lines tr { break-inside: avoid; }
.lines thead { display: table-header-group; }
.lines th, .lines td { padding: 1.8mm 1.5mm; }
.lines .name, .lines .dosage { text-align: left; hyphens: manual; }
.lines .name b, .lines .dosage b { font-size: 13pt; line-height: 1.2; }
.lines .name p, .lines .name i { font-size: 11pt; line-height: 1.25; }
.lines .dosage { width: 34%; }
.lines .count { width: 9mm; font-size: 13pt; font-weight: bold; }
.lines .day { width: 8mm; font-size: 9pt; padding: 0; }
.lines .group { text-align: left; font-weight: bold; font-size: 13pt; }
.text p { margin-bottom: 3mm; }
@media screen { body { padding: 8mm; max-width: 196mm; } }
"""

_PRINT = """
@page { %s margin: 13mm 15mm 15mm;
  @bottom-center { content: counter(page) " / " counter(pages); font: 9pt Helvetica, Arial, sans-serif; } }
@media print { body { padding: 0; max-width: none; } }
"""


def style(paper: str = "") -> str:
    """Return the style sheet of a page.

    Args:
        paper: ``A4`` or ``letter``; empty to leave it to the printer.
    """
    return _SCREEN + _PRINT % (f"size: {paper};" if paper else "")
