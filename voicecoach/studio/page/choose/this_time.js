// What holds for this time and is not written into the session: the week of its programme, and its own values.

import { h } from "../lib/dom.js";
import { t } from "../lib/texts.js";
import { choiceRow, section, textRow } from "./rows.js";

const VALUE = "value ";

/** Return the section; it is hidden where the session has no programme and no values of its own. */
export function thisTimeSection(editor, choices) {
  const { doc, options } = editor;
  const week = { get: () => options.get("week") ?? "", set: (_, value) => options.set("week", value) };
  const value = {
    get: (name) => options.get("set")?.[name] ?? "",
    set: (name, words) => {
      const others = Object.entries({ ...options.get("set"), [name]: words }).filter(([, each]) => each !== "");
      options.set("set", others.length ? Object.fromEntries(others) : null);
    },
  };
  const rows = h("div", {});
  const made = section(t("this_time"), h("p", { class: "hint" }, t("this_time_help")), rows);
  let shown = null;
  let parts = [];

  function update() {
    const weeks = parseInt(choices.setting("programme"), 10) || 0;
    const written = (doc.cards[0]?.settings ?? []).filter((one) => one.key.startsWith(VALUE));
    // What was chosen for a line that is gone can still be taken back.
    const names = new Set([...written.map((one) => one.key.slice(VALUE.length)), ...Object.keys(options.get("set") ?? {})]);
    const key = JSON.stringify([weeks, week.get() !== "", [...names], written]);
    if (key !== shown) {
      shown = key;
      const numbers = Array.from({ length: weeks }, (_, index) => String(index + 1));
      parts = [...names].map((name) => textRow(value, { name, label: `{${name}}`, example: choices.setting(VALUE + name) }));
      if (weeks || week.get()) parts.unshift(choiceRow(week, { name: "week", label: t("week"), values: numbers.map((each) => [each, each]), usual: t("no_week") }));
      rows.replaceChildren(...parts.map((row) => row.element));
      made.element.hidden = parts.length === 0;
    }
    for (const row of parts) row.update();
  }

  return { element: made.element, update };
}
