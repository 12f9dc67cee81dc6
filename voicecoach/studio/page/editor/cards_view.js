// The cards: one for the session's head, one for each step, and one for the words between them.

import { h } from "../lib/dom.js";
import { announce, failed } from "../lib/notices.js";
import { t } from "../lib/texts.js";
import { askForStep } from "./add_step.js";
import { Card } from "./card.js";
import { Reorder } from "./reorder.js";

export class CardsView {
  #cards = [];
  #isOld = true;
  #isShown = false;
  #stops;

  constructor(editor, language) {
    this.editor = editor;
    this.doc = editor.doc;
    this.language = language;
    this.list = h("ol", { class: "cards", "data-test": "cards" });
    this.reorder = new Reorder(this.list, (at, to) => this.move(at, to));
    const add = h("button", { type: "button", class: "add-step", onclick: () => this.addStep(null) }, t("add_step"));
    this.element = h("div", { class: "cards-view" }, h("p", { id: "grip-help", hidden: true }, t("grip_help")), this.list, this.doc.isOwn ? add : null);
    this.#stops = [this.doc.looked.on(() => this.#follow()), editor.player.cueChanged.on((cue) => this.#mark(cue))];
    this.#follow();
  }

  shown() {
    this.#isShown = true;
    if (this.#isOld) this.#update();
  }

  hidden() {
    this.#isShown = false;
  }

  #follow() {
    this.#isOld = true;
    if (this.#isShown) this.#update();
  }

  /** Show the sections of the text; a card whose section is still there stays, open or not. */
  #update() {
    this.#isOld = false;
    const focused = document.activeElement;
    const isGrip = focused?.classList.contains("grip") && this.list.contains(focused);
    const kept = new Map();
    for (const card of this.#cards) {
      if (!kept.has(card.content)) kept.set(card.content, []);
      kept.get(card.content).push(card);
    }
    const skipped = skippedNames(this.doc.cards);
    const sections = this.doc.cards.map((one) => ({ ...one, is_skipped: one.kind === "step" && skipped.has(one.name.toLowerCase()) }));
    const contents = sections.map(contentOf);
    const found = sections.map((_, index) => kept.get(contents[index])?.shift() ?? null);
    const left = this.#cards.filter((card) => !found.includes(card));
    const areOne = sections.length === this.#cards.length;
    this.#cards = sections.map((section, index) => {
      const card = found[index] ?? (areOne ? takeLike(left, this.#cards[index]) : takeNamed(left, section)) ?? new Card(this);
      card.update(section, contents[index], this.doc.problems.filter((one) => one.is_here && one.line >= section.line && one.line < section.end_line));
      return card;
    });
    const wanted = this.#cards.map((card) => card.element);
    let place = this.list.firstElementChild;
    for (const element of wanted) {
      if (element === place) place = place.nextElementSibling;
      else this.list.insertBefore(element, place);
    }
    while (place) {
      const next = place.nextElementSibling;
      place.remove();
      place = next;
    }
    if (isGrip && document.activeElement !== focused) focused.focus();
  }

  #mark(cue) {
    for (const element of this.list.querySelectorAll(".is-heard")) element.classList.remove("is-heard");
    const card = cue && this.#cards.find((one) => one.section.kind === "step" && one.section.number === cue.step);
    card?.element.classList.add("is-heard");
  }

  /** Make edits; what the server refuses is thrown, to be shown beside its field. */
  edit(edits, group = null) {
    return this.doc.edit(edits, group);
  }

  /** Make an edit that has no field: what is refused is a notice. */
  async act(...edits) {
    try {
      await this.edit(edits);
      return true;
    } catch (error) {
      failed(error);
      return false;
    }
  }

  /** Move a section to another place; the head stays first. */
  async move(at, to) {
    if (to < 1 || to >= this.doc.cards.length) return;
    const { name } = this.doc.cards[at];
    if (!(await this.act({ op: "move", at, to }))) return;
    announce(t("moved", { name: name || t("words"), to, count: this.doc.cards.length - 1 }));
  }

  addStep(after) {
    askForStep(async (step) => {
      await this.edit([{ op: "add-step", ...step, ...(after === null ? {} : { after }) }]);
      const added = this.#cards[after === null ? this.#cards.length - 1 : after + 1];
      added?.open();
      added?.element.scrollIntoView({ block: "center" });
    });
  }

  close() {
    for (const stop of this.#stops) stop();
  }
}

/** The names of the steps that the script skips, in small letters. */
function skippedNames(cards) {
  const written = cards[0]?.settings.find((one) => one.key === "skip")?.value ?? "";
  return new Set(written.split(",").map((name) => name.trim().toLowerCase()));
}

/** What a section says, wherever it stands: two that say the same are shown alike. */
function contentOf({ kind, name, number, settings, flow, is_divided, is_skipped }) {
  const said = [settings.map(({ key, value, is_known }) => [key, value, is_known]), flow.map(({ kind: block, text }) => [block, text])];
  return JSON.stringify([kind, name, kind === "step" ? number === null : 0, is_divided, is_skipped, said]);
}

function takeLike(left, card) {
  const at = left.indexOf(card);
  return at < 0 ? null : left.splice(at, 1)[0];
}

function takeNamed(left, section) {
  const at = left.findIndex((card) => card.section.kind === section.kind && (section.kind === "head" || card.section.name === section.name));
  return at < 0 ? null : left.splice(at, 1)[0];
}
