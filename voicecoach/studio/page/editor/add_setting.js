// A dialog with every setting that a step or a session can have, each with its help.

import { h, show } from "../lib/dom.js";
import { field, openDialog } from "../lib/dialog.js";
import { t } from "../lib/texts.js";
import { helpOf } from "./language.js";
import { suggestions } from "./setting_field.js";

/** Ask for a setting, and write it into the card of a body. */
export function askForSetting(body) {
  const { section, view } = body;
  const scope = section.kind === "head" ? "session" : "step";
  const has = new Set(section.settings.map((one) => one.key));
  const rows = view.language.rows(scope).filter((row) => row.argument || row.is_repeatable || !has.has(row.key));
  const name = (row) => view.language.name(row.key) + (row.argument ? " …" : "");
  const choice = h("select", { onchange: follow }, rows.map((row, index) => h("option", { value: index }, name(row))));
  const help = h("p", { class: "setting-help", "aria-live": "polite" });
  const argument = h("input", { autocomplete: "off" });
  const argumentField = field(t("argument"), argument);
  const value = h("input", { autocomplete: "off" });
  const valueField = field(t("value"), value);
  const form = h("p", { class: "hint" });

  function follow() {
    const row = rows[choice.value];
    show(help, helpOf(row));
    argumentField.hidden = row.argument === null;
    argument.value = row.argument?.example ?? "";
    valueField.hidden = row.is_bare;
    value.value = row.is_bare ? "" : row.example;
    value.setAttribute("list", suggestions(row, view));
    show(form, row.form && row.form !== row.example ? t("form", { form: row.form }) : "");
  }

  follow();
  openDialog({
    title: t("add_setting"),
    content: h("div", {}, field(t("setting"), choice), help, argumentField, valueField, form),
    acceptLabel: t("add"),
    accept: () => {
      const row = rows[choice.value];
      const key = row.argument ? `${row.key} ${argument.value.trim()}` : row.key;
      return body.edit({ op: "set", key, value: row.is_bare ? row.key : value.value.trim() }, `add-${key}`);
    },
  });
}
