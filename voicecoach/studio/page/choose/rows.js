// The rows of the choices: a choice, a slider, five levels. Each shows what is chosen, and what the default is.

import { freshId, h, icon } from "../lib/dom.js";
import { failed, sentences } from "../lib/notices.js";
import { number } from "../lib/format.js";
import { t } from "../lib/texts.js";

/** A section with a heading; it is updated with its rows. */
export function section(title, ...rows) {
  const id = freshId("section");
  const inside = rows.filter(Boolean);
  return {
    element: h("section", { class: "choice-section", "aria-labelledby": id }, h("h2", { id }, title), inside.map((row) => row.element ?? row)),
    update: () => inside.forEach((row) => row.update?.()),
  };
}

/** The name by which programs find a field: `bed-level`. */
const testName = (name) => name.replaceAll("_", "-");

function row(label, input, { help = "", shown = null, extra = null }) {
  const id = input.id || (input.id = freshId("choice"));
  const note = help ? h("p", { class: "hint", id: `${id}-help` }, help) : null;
  const told = h("p", { class: "problem", role: "alert", hidden: true });
  if (note) input.setAttribute("aria-describedby", note.id);
  const element = h("div", { class: "choice" }, h("div", { class: "choice-head" }, h("label", { for: id }, label), shown, extra), input, note, told);
  const choose = async (run) => {
    try {
      await run();
      told.hidden = true;
    } catch (error) {
      if (!error.hint && !error.kind) return failed(error);
      told.textContent = sentences(error);
      told.hidden = false;
    }
    return undefined;
  };
  return { element, choose };
}

/** One of some words; the first is the default, which a script may name by `usualWord`. `hear` plays what is chosen. */
export function choiceRow(choices, { name, label, values, usual, usualWord = null, hear = null, help = "" }) {
  const read = () => (choices.get(name) === usualWord ? "" : choices.get(name));
  const select = h("select", { "data-test": testName(name), onchange: () => made.choose(() => choices.set(name, select.value)) });
  const play = hear ? h("button", { type: "button", class: "quiet hear", "aria-label": t("hear_words", { name: label }), onclick: () => hear(select.value) }, icon("speaker")) : null;
  const made = row(label, select, { help, extra: play });
  const fill = (chosen) => {
    const known = values.some(([value]) => value === chosen) || chosen === "";
    const all = [["", usual], ...values, ...(known ? [] : [[chosen, chosen]])];
    select.replaceChildren(...all.map(([value, words]) => h("option", { value, selected: value === chosen }, words)));
  };
  return {
    element: made.element,
    update() {
      fill(read());
      if (play) play.disabled = select.value === "";
    },
  };
}

/** A figure between two ends. */
export function sliderRow(choices, { name, label, least, most, step, usual, unit = "", preview = null, help = "", isHidden = null }) {
  const shown = h("output", { class: "figure" });
  const say = (value) => {
    const words = `${number(Number(value), 2)}${unit ? ` ${unit}` : ""}`;
    shown.textContent = words;
    slider.setAttribute("aria-valuetext", words);
  };
  const slider = h("input", {
    type: "range",
    "data-test": testName(name),
    min: least,
    max: most,
    step,
    oninput: () => (say(slider.value), preview?.(slider.value)),
    onchange: () => made.choose(() => choices.set(name, slider.value)),
  });
  const reset = h("button", { type: "button", class: "plain", onclick: () => made.choose(() => choices.set(name, "")) }, t("default"));
  reset.setAttribute("aria-label", `${t("default")}: ${label}`);
  const made = row(label, slider, { help, shown, extra: reset });
  return {
    element: made.element,
    update() {
      const value = choices.get(name);
      if (document.activeElement !== slider || value === "") slider.value = value === "" ? usual : value;
      say(slider.value);
      reset.hidden = value === "";
      made.element.hidden = isHidden?.() ?? false;
    },
  };
}

/** Words or a figure, as they are written in a script. */
export function textRow(choices, { name, label, example, help = "" }) {
  const input = h("input", { autocomplete: "off", placeholder: example, "data-test": testName(name), onchange: () => made.choose(() => choices.set(name, input.value.trim())) });
  const made = row(label, input, { help });
  return {
    element: made.element,
    update() {
      if (document.activeElement !== input) input.value = choices.get(name);
    },
  };
}

/** Five levels. */
export function levelRow(choices, { name, label, help, preview }) {
  return sliderRow(choices, { name, label, help, preview, least: 1, most: 5, step: 1, usual: 3 });
}
