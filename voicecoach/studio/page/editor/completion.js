// Completion in the text: settings after a dash, their values, and what stands in brackets and braces.

import { list } from "../lib/api.js";
import { freshId, h, show } from "../lib/dom.js";
import { sentence } from "../lib/notices.js";
import { loadScripts, loadValues } from "./values.js";

const MOST_OFFERED = 8;

export class Completion {
  #language = null;
  #offers = [];
  #chosen = 0;
  #from = 0;
  #caret = 0;
  #turn = 0;

  constructor(view, backdrop) {
    this.view = view;
    this.backdrop = backdrop;
    this.element = h("ul", { class: "completion", role: "listbox", id: freshId("completion"), hidden: true });
    list("language").then((language) => (this.#language = language), () => {});
  }

  /** Offer what could stand at the caret; lists of names may come a moment later. */
  async offer() {
    const { field } = this.view;
    const before = field.value.slice(0, field.selectionStart);
    const line = before.slice(before.lastIndexOf("\n") + 1);
    const isInStep = /^## /m.test(before);
    const isAtEnd = /^[\]}]?\s*(\n|$)/.test(field.value.slice(field.selectionStart, field.selectionStart + 80));
    this.#turn += 1;
    const turn = this.#turn;
    const [typed, offered] = this.#language && isAtEnd && !field.readOnly ? this.#found(line, isInStep) : ["", []];
    const found = Array.isArray(offered) ? offered : await offered.catch(() => []);
    if (turn !== this.#turn) return;
    const begun = typed.toLowerCase();
    this.#offers = found.filter((one) => one.words.toLowerCase().startsWith(begun) && one.words !== typed).slice(0, MOST_OFFERED);
    this.#from = field.selectionStart - typed.length;
    this.#caret = field.selectionStart;
    this.#chosen = 0;
    if (this.#offers.length === 0) this.hide();
    else this.#show(line.length - typed.length);
  }

  /** Return what is typed of a word, and the words that it could be, or a promise of them. */
  #found(line, isInStep) {
    const scope = isInStep ? "step" : "session";
    const rows = this.#language.settings.filter((one) => one.scope.includes(scope));
    const key = /^- ([a-z ]*)$/i.exec(line);
    if (key) return [key[1], rows.filter((one) => !one.is_old).flatMap((one) => written(one).map((words) => ({ words, help: one.help })))];
    const script = /^\[include ([^\]]*)$/.exec(line);
    if (script) return [script[1], loadScripts().then(plain)];
    const action = /\[[^\]]*$/.exec(line);
    if (action) return [action[0], this.#language.actions.map((one) => ({ words: one.form, help: one.help }))];
    const variable = /\{[^}]*$/.exec(line);
    if (variable) return [variable[0], plain(this.#language.variables.map((name) => `{${name}}`))];
    const value = /^- ([a-z ]+): (?:.*, )?([^,]*)$/i.exec(line);
    const row = value && rows.find((one) => one.key === value[1] && !one.argument);
    if (row) return [value[2], loadValues(row, this.#language, this.view.doc.cards).then(plain)];
    return ["", []];
  }

  #show(column) {
    const { field, line, paper } = this.view;
    const rows = this.#offers.map((one, index) =>
      h(
        "li",
        { role: "option", id: `${this.element.id}-${index}`, "aria-selected": index === this.#chosen ? "true" : "false", onpointerdown: (event) => this.#click(event, index) },
        h("code", {}, one.words),
        one.help && h("span", {}, sentence(one.help)),
      ),
    );
    show(this.element, rows);
    this.element.hidden = false;
    field.setAttribute("aria-controls", this.element.id);
    field.setAttribute("aria-activedescendant", `${this.element.id}-${this.#chosen}`);
    const place = this.backdrop.rectangle(line, column);
    const origin = paper.getBoundingClientRect();
    this.element.style.top = `${place.bottom - origin.top + 2}px`;
    this.element.style.left = `${Math.min(place.left - origin.left, Math.max(0, origin.width - this.element.offsetWidth - 8))}px`;
  }

  hide() {
    this.#turn += 1;
    this.element.hidden = true;
    this.view.field.removeAttribute("aria-activedescendant");
    this.view.field.removeAttribute("aria-controls");
  }

  /** Take a key while offers are shown; true where it was for them. */
  take(event) {
    if (this.element.hidden || event.isComposing) return false;
    if (this.view.field.selectionStart !== this.#caret) return this.hide(), false;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      this.#chosen = (this.#chosen + moves[event.key] + this.#offers.length) % this.#offers.length;
      const options = [...this.element.children];
      options.forEach((one, index) => one.setAttribute("aria-selected", index === this.#chosen ? "true" : "false"));
      this.view.field.setAttribute("aria-activedescendant", options[this.#chosen].id);
    } else if (event.key === "Enter" || event.key === "Tab") {
      this.#accept(this.#chosen);
    } else if (event.key === "Escape") {
      this.hide();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }

  #click(event, index) {
    event.preventDefault();
    this.#accept(index);
  }

  #accept(index) {
    const { words } = this.#offers[index];
    this.hide();
    this.view.replace(this.#from, this.view.field.selectionStart, words);
  }
}

const plain = (words) => words.map((one) => ({ words: one, help: "" }));

/** How a setting is begun: its key, the forms of its argument, and the colon. */
function written(row) {
  if (row.is_bare) return [row.key];
  if (!row.argument) return [`${row.key}: `];
  const forms = row.argument.form.includes(" | ") ? row.argument.form.split(" | ") : [row.argument.example];
  return forms.map((form) => `${row.key} ${form}: `);
}
