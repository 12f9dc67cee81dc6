// The wording: the pack of built-in phrases, and every phrase of it, which a script can say in its own words.

import { get, part } from "../lib/api.js";
import { h } from "../lib/dom.js";
import { failed, sentence } from "../lib/notices.js";
import { t } from "../lib/texts.js";
import { spokenField } from "../editor/fields.js";
import { choiceRow, section } from "./rows.js";

/** Return the section of the wording. */
export function wordingSection(editor, choices, packs) {
  const language = () => choices.setting("language").split("-")[0] || "en";
  const fitting = packs.filter((one) => one.language === language());
  const row = choiceRow(choices, {
    name: "wording",
    label: t("wording_pack"),
    values: (fitting.length ? fitting : packs).map((one) => [one.name, one.name]),
    usual: t("default"),
    help: t("wording_help"),
  });
  const list = h("div", { class: "phrases" });
  let shown = null;
  let fields = [];
  const details = h("details", { ontoggle: () => details.open && fill() }, h("summary", {}, t("built_in_phrases")), list);
  const usualPack = () => choices.get("wording") || (language() === "en" ? "calm" : (fitting[0]?.name ?? "calm"));

  async function fill() {
    const pack = usualPack();
    if (shown === pack) return fields.forEach((field) => field.update());
    shown = pack;
    try {
      const { phrases } = await get(`wording/${part(pack)}`);
      fields = phrases.map((one) => phraseField(editor, choices, one));
      list.replaceChildren(...fields.map((field) => field.element));
      fields.forEach((field) => field.update());
    } catch (error) {
      shown = null;
      failed(error);
    }
    return undefined;
  }

  const made = section(t("wording"), row, details);
  return { element: made.element, update: () => (made.update(), details.open && fill()) };
}

function phraseField(editor, choices, phrase) {
  const field = spokenField({
    id: phrase.setting,
    label: t(`phrase_${phrase.name.replaceAll(" ", "_")}`),
    help: sentence(phrase.help),
    isFixed: !choices.isWritten,
    placeholder: phrase.texts.join(" | "),
    read: () => choices.setting(phrase.setting),
    write: (text) => choices.write(phrase.setting, text),
    hear: null,
  });
  return { element: field.element, update: () => field.update(null) };
}
