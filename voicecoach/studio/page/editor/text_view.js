// The text view: the script itself in a field of the browser, with its colours behind it.

import { freshId, h } from "../lib/dom.js";
import { t } from "../lib/texts.js";
import { Backdrop } from "./backdrop.js";
import { Completion } from "./completion.js";
import { Remarks } from "./remarks.js";

export class TextView {
  #backdrop = new Backdrop();
  #stops;

  constructor(doc) {
    this.doc = doc;
    this.id = freshId("text");
    this.field = h("textarea", {
      class: "code",
      "data-test": "text",
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      wrap: "soft",
      readOnly: !doc.isOwn,
      "aria-label": t("the_script"),
      "aria-autocomplete": "list",
      oninput: (event) => this.#typed(event),
      onkeydown: (event) => this.#pressed(event),
      onkeyup: () => this.#moved(),
      onclick: () => this.#moved(),
      onblur: () => this.completion.hide(),
      onbeforeinput: (event) => this.#beforeInput(event),
      oncompositionstart: () => doc.compose(),
      oncompositionend: () => doc.composed(),
    });
    this.paper = h("div", { class: "paper" }, this.#backdrop.element, this.field);
    this.completion = new Completion(this, this.#backdrop);
    this.remarks = new Remarks(this, this.#backdrop);
    this.scroller = h("div", { class: "paper-scroller" }, this.paper);
    this.element = h("div", { class: "text-view" }, this.scroller, this.remarks.list);
    this.paper.append(this.completion.element, this.remarks.bubble);
    this.#show();
    this.#stops = [
      doc.changed.on((source, at) => source !== "text" && this.#show(at)),
      doc.looked.on(() => this.remarks.show()),
    ];
    this.remarks.show();
  }

  /** The line of the caret, counted from 1. */
  get line() {
    return this.field.value.slice(0, this.field.selectionStart).split("\n").length;
  }

  /** Go to a line, and show it. */
  goTo(line) {
    const lines = this.field.value.split("\n");
    const at = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    this.field.focus({ preventScroll: true });
    this.field.setSelectionRange(at, at);
    this.#backdrop.line(line)?.scrollIntoView({ block: "center" });
    this.#moved();
  }

  /** Put words in the place of some, as typing would. */
  replace(from, to, words) {
    this.field.setRangeText(words, from, to, "end");
    this.#typed({ inputType: "completion" });
  }

  /** Take part in the page: the height of the paper is known only then. */
  shown() {
    this.#moved();
  }

  close() {
    for (const stop of this.#stops) stop();
  }

  /** Show the text; `at` is the place of the caret, or how a place moves in a merged text. */
  #show(at = null) {
    const { field } = this;
    const moved = typeof at === "function" ? at : () => at ?? field.selectionStart;
    const places = [moved(field.selectionStart), moved(field.selectionEnd)];
    field.value = this.doc.text;
    field.setSelectionRange(...places);
    this.#backdrop.update(this.doc.text);
    if (typeof at === "number" && document.activeElement === field) this.#backdrop.line(this.line)?.scrollIntoView({ block: "nearest" });
    this.remarks.follow();
  }

  #typed(event) {
    const isTyping = /^(insert(Text|CompositionText)|delete(Content|CompositionText))/.test(event.inputType ?? "");
    this.#backdrop.update(this.field.value);
    this.doc.setText(this.field.value, "text", isTyping ? event.inputType.slice(0, 6) : null);
    if (!event.isComposing) this.completion.offer();
    this.remarks.follow();
  }

  #pressed(event) {
    if (this.completion.take(event)) return;
    if (event.key === "Escape") this.remarks.hideBubble();
  }

  #beforeInput(event) {
    if (event.inputType !== "historyUndo" && event.inputType !== "historyRedo") return;
    event.preventDefault();
    if (event.inputType === "historyUndo") this.doc.undo();
    else this.doc.redo();
  }

  #moved() {
    this.remarks.follow();
  }
}
