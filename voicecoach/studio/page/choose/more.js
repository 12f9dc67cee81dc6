// The other options of a session: those that no other section has, from the table of the language.

import { h } from "../lib/dom.js";
import { sideName, t } from "../lib/texts.js";
import { helpOf } from "../editor/language.js";
import { choiceRow, sliderRow, textRow } from "./rows.js";

const ELSEWHERE = ["voice", "pace", "pauses", "level", "guidance", "fit", "bed", "wording"];
const MOST_STEPS = 100; // a figure with more values is written, not slid to

/** Return the section; `preview` is called with a name and returns what shows the length with a value. */
export function moreSection(choices, language, preview) {
  const rows = language.rows("session").filter((one) => one.option && !ELSEWHERE.includes(one.option)).map((one) => optionRow(choices, language, one, preview));
  const element = h("details", { class: "choice-section" }, h("summary", {}, t("more_options")), rows.map((row) => row.element));
  return { element, update: () => rows.forEach((row) => row.update()) };
}

function optionRow(choices, language, setting, preview) {
  const { option, values, least, most, unit } = setting;
  const shared = { name: option, label: language.name(setting.key), help: helpOf(setting) };
  if (values.length) return choiceRow(choices, { ...shared, values: values.map((value) => [value, sideName(value)]), usual: t("default"), usualWord: "off" });
  if (least === null || most === null || most - least > MOST_STEPS) return textRow(choices, { ...shared, example: setting.example });
  const isWhole = least < 0;
  return sliderRow(choices, { ...shared, least, most, step: isWhole ? 1 : 0.05, usual: isWhole ? 0 : 1, unit: unit && t(`unit_${unit}`), preview: preview(option) });
}
