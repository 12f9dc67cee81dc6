// The fields of an open card, in the order of need: the name, the figures, the words, everything else.

import { h, show } from "../lib/dom.js";
import { t } from "../lib/texts.js";
import { askForSetting } from "./add_setting.js";
import { spokenField, textField } from "./fields.js";
import { settingField } from "./setting_field.js";

const FIGURES = ["hold", "breathe", "rounds", "reps", "sides", "sets"];
const WORDS = ["cue", "brief", "finish"];
const OF_HEAD = ["about"];

export class CardBody {
  #shape = "";
  #fields = [];

  constructor(card) {
    this.card = card;
    this.view = card.view;
    this.element = h("div", { class: "card-body" });
  }

  get section() {
    return this.card.section;
  }

  /** Show a section. Fields stay while the same settings are there, so that typing is not disturbed. */
  update(section) {
    const shape = JSON.stringify([section.kind, section.is_skipped, section.settings.map(({ key, is_known }) => [shapeOf(key), is_known]), section.flow.map((block) => block.kind)]);
    if (shape === this.#shape) {
      for (const field of this.#fields) field.update(section);
      return;
    }
    this.#shape = shape;
    const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
    const place = focused?.closest("[data-field]")?.dataset.field;
    const [start, end] = focused && "selectionStart" in focused ? [focused.selectionStart, focused.selectionEnd] : [null, null];
    const typed = this.#fields.map((field) => [field.id, field.release()]).filter(([, words]) => words !== null);
    this.#make(section);
    for (const field of this.#fields) field.update(section);
    // What was typed since the last answer goes on in the new fields.
    for (const [id, words] of typed) this.#fields.find((field) => field.id === id)?.take(words);
    if (!place) return;
    const again = this.element.querySelector(`[data-field="${CSS.escape(place)}"] :is(input, textarea, select)`);
    again?.focus({ preventScroll: true });
    if (start !== null && again && "selectionStart" in again) again.setSelectionRange(start, end);
  }

  #make(section) {
    this.#fields = [];
    const add = (field) => (this.#fields.push(...(field.parts ?? [field])), field.element);
    const rows = section.kind === "head" || section.kind === "step" ? this.#settingRows(section) : { figures: [], words: [], rest: [] };
    show(
      this.element,
      section.kind !== "part" && add(this.#nameField(section)),
      rows.figures.length > 0 && h("div", { class: "figures" }, rows.figures.map(add)),
      section.flow.map((block, index) => block.kind === "paragraph" && add(this.#paragraph(index))),
      rows.words.map(add),
      rows.rest.length > 0 && h("div", { class: "figures" }, rows.rest.map(add)),
      this.card.isOwn && this.#buttons(section),
    );
  }

  #settingRows(section) {
    const { language } = this.view;
    const scope = section.kind === "head" ? "session" : "step";
    const present = section.settings.map((one, index) => ({ ...one, index, row: language.find(one.key, scope) }));
    const isPhased = present.some((one) => ["phase", "breathe"].includes(one.row?.key));
    const standing = section.kind === "head" ? OF_HEAD : [...FIGURES.filter((key) => !(isPhased && key === "hold")), ...WORDS];
    const missing = standing.filter((key) => !present.some((one) => one.key === key) && !["breathe", "rounds"].includes(key));
    const wanted = [...present, ...missing.map((key) => ({ key, index: null, row: language.find(key, scope) }))];
    const rank = (one) => [...FIGURES, "phase", ...WORDS].indexOf(one.row?.key ?? "");
    wanted.sort((one, other) => rank(one) - rank(other) || (one.index ?? 0) - (other.index ?? 0));
    const fieldOf = (one) => settingField(this, one);
    const isFigure = (one) => FIGURES.includes(one.key);
    const isWords = (one) => one.row?.is_spoken || one.row?.key === "phase" || one.key === "about";
    return {
      figures: wanted.filter(isFigure).map(fieldOf),
      words: wanted.filter((one) => !isFigure(one) && isWords(one)).map(fieldOf),
      rest: wanted.filter((one) => !isFigure(one) && !isWords(one)).map(fieldOf),
    };
  }

  #nameField(section) {
    const label = { head: t("title"), step: t("name"), repeat: t("times") }[section.kind];
    return textField({
      id: "name",
      label,
      isFixed: !this.card.isOwn,
      read: (now) => now.name,
      write: (name) => this.edit({ op: "rename", name }, "name"),
    });
  }

  #paragraph(index) {
    return spokenField({
      id: `block-${index}`,
      label: t("words"),
      isFixed: !this.card.isOwn,
      read: (now) => now.flow[index]?.text ?? "",
      write: (text) => this.edit({ op: "paragraph", block: index, text }, `block-${index}`),
      hear: this.hear,
    });
  }

  #buttons(section) {
    const { view } = this;
    const button = (label, run) => h("button", { type: "button", class: "plain", onclick: run }, label);
    const act = (op, more = {}) => () => view.act({ op, at: this.section.at, ...more });
    const isStep = section.kind === "step";
    const move = (test, label, by) => h("button", { type: "button", class: "plain", "data-test": test, onclick: () => view.move(this.section.at, this.section.at + by) }, label);
    return h(
      "div",
      { class: "card-actions" },
      (isStep || section.kind === "head") && button(t("add_setting"), () => askForSetting(this)),
      section.kind !== "repeat" && button(t("add_words"), () => this.#addWords()),
      button(t("add_step_after"), () => view.addStep(this.section.at)),
      isStep && move("step-up", t("move_up"), -1),
      isStep && move("step-down", t("move_down"), 1),
      isStep && button(t("duplicate"), act("duplicate")),
      isStep && button(t(section.is_skipped ? "take_back" : "skip_step"), act("skip", { is_skipped: !section.is_skipped })),
      (isStep || section.kind === "part") && button(t("delete"), act("delete")),
    );
  }

  async #addWords() {
    if (await this.view.act({ op: "add-paragraph", at: this.section.at, text: t("new_words") })) {
      const added = [...this.element.querySelectorAll('[data-field^="block-"] textarea')].at(-1);
      added?.focus();
      added?.select();
    }
  }

  /** Make an edit of this card. */
  edit(edit, field) {
    return this.view.edit([{ ...edit, at: this.section.at }], `${this.card.id}/${field}`);
  }

  /** Hear words as this card says them; null where the studio cannot. */
  get hear() {
    const { hearWords } = this.view.editor;
    return hearWords ? (text) => hearWords(text, this.section.number ?? null) : null;
  }
}

const shapeOf = (key) => (key.startsWith("phase ") ? "phase" : key);
