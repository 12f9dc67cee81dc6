// The field of a setting, made from its row of the table: figures with sliders, choices, or words.

import { h, icon, show } from "../lib/dom.js";
import { t } from "../lib/texts.js";
import { choiceField, spokenField, textField } from "./fields.js";
import { helpOf } from "./language.js";
import { readSpan, spanSliders } from "./span.js";
import { loadValues } from "./values.js";

/** Return the field of `{key, index, row}`; `index` is its place in the settings, null where it is not set. */
export function settingField(body, { key, index, row }) {
  const { view } = body;
  const value = (section) => (index === null ? (section.settings.find((one) => one.key === key)?.value ?? "") : (section.settings[index]?.value ?? ""));
  const keyOf = (section) => (index === null ? key : section.settings[index].key);
  const edited = (text, section) => {
    const known = index === null ? {} : { setting: index };
    if (text === "" && !row?.is_bare && row?.key !== "phase") return index === null && value(section) === "" ? null : { op: "remove", key: keyOf(section), ...known };
    return { op: "set", key: keyOf(section), value: text, ...known };
  };
  const write = async (text, section) => {
    const edit = edited(text, section);
    if (edit) await body.edit(edit, `setting-${key || index}`);
  };
  const options = {
    id: row?.is_repeatable || !key ? `setting-${index}` : `setting-${key}`,
    label: row ? view.language.name(key) : key || t("no_setting"),
    help: row ? helpOf(row) : "",
    isFixed: !body.card.isOwn,
    read: value,
    write,
    placeholder: row?.example ?? null,
    extra: index === null || !body.card.isOwn ? [] : [removeButton(body, index, key)],
  };
  if (row?.key === "phase" && index !== null) return phaseField(body, index, options);
  if (row?.is_spoken || key === "about") return spokenField({ ...options, hear: key === "about" ? null : body.hear });
  if (row && row.values.length > 0) return choiceField({ ...options, values: row.is_bare || row.values.includes("off") ? row.values : [...row.values, "off"] });
  if (row && (row.unit || row.most !== null || row.least !== null)) return figureField(options, row);
  return textField({ ...options, list: row ? suggestions(row, view) : null });
}

/** The id of a list of values, which the browser offers in a field. */
export function suggestions(row, view) {
  const values = h("datalist", { id: `suggestions-${row.key.replaceAll(" ", "-")}` });
  loadValues(row, view.language, view.doc.cards).then((found) => show(values, found.map((value) => h("option", { value }))), () => {});
  document.getElementById(values.id)?.remove();
  view.element.append(values);
  return values.id;
}

function removeButton(body, index, key) {
  const { view } = body;
  const remove = () => view.act({ op: "remove", at: body.section.at, setting: index, key });
  return h("button", { type: "button", class: "quiet remove", "aria-label": t("remove_setting", { name: view.language.name(key) }), onclick: remove }, icon("close"));
}

/** A field of a figure, or of a range of them, with sliders where it is one. */
function figureField(options, row) {
  let field = null;
  const sliders = options.isFixed ? null : spanSliders(row, options.label, (value) => field.take(value));
  const input = textField({
    ...options,
    before: null,
    setShown: (value) => sliders?.show(readSpan(value)),
  });
  field = input;
  if (sliders) input.element.querySelector("input").after(sliders.element);
  return input;
}

/** A phase has its length in its key, and its words as its value. */
function phaseField(body, index, options) {
  const { view } = body;
  const length = textField({
    id: `length-${index}`,
    label: t("phase_length"),
    isFixed: options.isFixed,
    placeholder: "4s",
    read: (section) => section.settings[index].key.replace(/^phase /, ""),
    write: (text, section) => body.edit({ op: "set", key: `phase ${text}`, value: section.settings[index].value, setting: index }, `length-${index}`),
  });
  const words = spokenField({ ...options, label: t("phase_words"), help: "", hear: body.hear });
  const element = h("fieldset", { class: "phase" }, h("legend", {}, view.language.name("phase")), length.element, words.element);
  return { element, parts: [length, words] };
}
