// The chimes: which sound each signal has, and all of them to be heard.

import { h, icon } from "../lib/dom.js";
import { t } from "../lib/texts.js";
import { section } from "./rows.js";

/** Return the section of the chimes; `signals` are those of the language. */
export function chimeSection(editor, choices, chimes, signals) {
  const play = (name) => editor.snippets.play(`/api/sounds/chimes/${encodeURIComponent(name)}.wav`);
  const hears = h("div", { class: "chimes" }, chimes.map(({ name }) => h("button", { type: "button", onclick: () => play(name) }, icon("speaker"), name)));
  const rows = choices.isWritten ? signals.map((signal) => signalRow(choices, signal, chimes, play)) : [];
  return section(t("setting_chimes"), hears, ...rows);
}

/** Read `begin bowl, end bell` as a table. */
function readSignals(value) {
  const pairs = value.split(",").map((one) => one.trim().split(/\s+/)).filter((one) => one.length > 1);
  return new Map(pairs.map(([signal, ...name]) => [signal, name.join(" ")]));
}

function signalRow(choices, signal, chimes, play) {
  const id = `chime-${signal}`;
  const select = h("select", { id, onchange: chosen });
  async function chosen() {
    const signals = readSignals(choices.setting("chimes"));
    if (select.value) signals.set(signal, select.value);
    else signals.delete(signal);
    await choices.write("chimes", [...signals].map(([name, sound]) => `${name} ${sound}`).join(", "));
    if (select.value && select.value !== "off") play(select.value);
  }
  const update = () => {
    const value = readSignals(choices.setting("chimes")).get(signal) ?? "";
    const names = ["", ...chimes.map((one) => one.name), "off"];
    if (!names.includes(value)) names.push(value);
    const words = (name) => ({ "": t("default"), off: t("no_chime") })[name] ?? name;
    select.replaceChildren(...names.map((name) => h("option", { value: name, selected: name === value }, words(name))));
  };
  return { element: h("div", { class: "choice is-inline" }, h("label", { for: id }, t(`signal_${signal}`)), select), update };
}
