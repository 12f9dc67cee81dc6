// Figures and ranges of them, such as 30s, 1m30s, 20-40s and 6-10, and the sliders that move them.

import { h } from "../lib/dom.js";
import { t } from "../lib/texts.js";

const FIGURE = /^(?:(\d+(?:\.\d+)?)\s*m(?:in)?)?\s*(?:(-?\d+(?:\.\d+)?)\s*s?)?$/;
const UNITLESS_S = /^\d+(?:\.\d+)?$/;

/** Return `{from, to, isTime}` in seconds or as a count; null for what no slider can show. */
export function readSpan(text) {
  const parts = text.trim().split(/\s*-\s*(?=\d)/);
  if (parts.length > 2 || parts[0] === "") return null;
  const isTime = /[ms]/.test(text);
  const last = parts.at(-1);
  const unit = /m(in)?\s*$/.test(last) ? "m" : isTime ? "s" : "";
  const figures = parts.map((part) => readFigure(UNITLESS_S.test(part) ? part + unit : part));
  if (figures.some((figure) => figure === null)) return null;
  return { from: figures[0], to: figures.at(-1), isTime };
}

function readFigure(text) {
  const found = FIGURE.exec(text.trim());
  if (!found || (found[1] === undefined && found[2] === undefined)) return null;
  return Number(found[1] ?? 0) * 60 + Number(found[2] ?? 0);
}

/** Return how a range is written; one figure where both ends are the same. */
export function writeSpan({ from, to, isTime }) {
  const round = (figure) => String(Math.round(figure * 100) / 100);
  const unit = isTime ? "s" : "";
  return from === to ? round(from) + unit : `${round(from)}-${round(to)}${unit}`;
}

const canBeRange = (row) => /\d-\d/.test(row.form) || /\d-\d/.test(row.example);

/** Sliders under a field: one, or two where the setting can be a range. `take` gets what they write. */
export function spanSliders(row, label, take) {
  const isTime = row.unit === "s";
  const isRange = canBeRange(row);
  const step = isTime || (row.most ?? 99) > 12 ? 1 : 0.05;
  const isWhole = isTime || Number.isInteger(Number(row.example.replace(/[^\d.]/g, ""))) && !/\./.test(row.example);
  const make = (name) => h("input", { type: "range", "aria-label": `${label}: ${name}`, step: isWhole ? 1 : step });
  const from = make(isRange ? t("at_least") : t("value"));
  const to = isRange ? make(t("at_most")) : null;
  const element = h("div", { class: isRange ? "sliders is-range" : "sliders" }, from, to);

  const write = () => take(writeSpan({ from: Number(from.value), to: Number((to ?? from).value), isTime }));
  from.addEventListener("input", () => {
    if (to && Number(to.value) < Number(from.value)) to.value = from.value;
    write();
  });
  to?.addEventListener("input", () => {
    if (Number(to.value) < Number(from.value)) from.value = to.value;
    write();
  });

  return {
    element,
    show(span) {
      const usual = readSpan(row.example) ?? { from: row.least ?? 0, to: row.least ?? 0 };
      const shown = span ?? usual;
      element.hidden = span === null;
      const reach = isTime ? Math.max(120, shown.to * 2) : Math.max(12, shown.to * 2);
      for (const slider of [from, to].filter(Boolean)) {
        if (document.activeElement === slider) continue;
        slider.min = row.least ?? 0;
        slider.max = Math.min(row.most ?? reach, reach);
      }
      if (document.activeElement !== from) from.value = shown.from;
      if (to && document.activeElement !== to) to.value = shown.to;
    },
  };
}
