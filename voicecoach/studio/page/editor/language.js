// The table of settings, as the server tells it: the page has no list of its own.

import { list } from "../lib/api.js";
import { sentence } from "../lib/notices.js";
import { has, t } from "../lib/texts.js";

export class Language {
  constructor(answer) {
    this.settings = answer.settings;
    this.variables = answer.variables;
    this.actions = answer.actions;
  }

  static async load() {
    return new Language(await list("language"));
  }

  /** The row of a written key such as `hold` or `at half`; null for one that is none. */
  find(key, scope) {
    const rows = this.settings.filter((row) => row.scope.includes(scope));
    return (
      rows.find((row) => row.key === key && row.argument === null) ??
      rows.find((row) => row.argument !== null && key.startsWith(`${row.key} `)) ??
      null
    );
  }

  /** The rows that a section of this scope can have. */
  rows(scope) {
    return this.settings.filter((row) => row.scope.includes(scope) && !row.is_old);
  }

  /** What a setting is called on the page. */
  name(key) {
    const [first, ...rest] = key.split(" ");
    const known = `setting_${key.replaceAll(" ", "_")}`;
    if (has(known)) return t(`setting_${key.replaceAll(" ", "_")}`);
    if (rest.length && has(`setting_${first}`) && ["at", "phase", "wording", "pronounce", "value", "tag"].includes(first)) return `${t(`setting_${first}`)} ${rest.join(" ")}`;
    return sentence(key);
  }
}

/** The help of a setting as a sentence. */
export function helpOf(row) {
  const help = row.help.replace(/^is /, "");
  return sentence(help) + (help.endsWith(".") ? "" : ".");
}
