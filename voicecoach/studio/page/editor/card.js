// One card: closed it says what the step is; open it has a field for everything in it.

import { freshId, h, icon, show } from "../lib/dom.js";
import { sentence } from "../lib/notices.js";
import { t } from "../lib/texts.js";
import { CardBody } from "./card_body.js";
import { isMovable } from "./reorder.js";
import { fixed } from "./remarks.js";

const FACTS = ["hold", "breathe", "rounds", "reps", "sides", "sets", "for", "every"];

export class Card {
  #body = null;
  #isOpen = false;
  #drawn = "";

  constructor(view) {
    this.view = view;
    this.isOwn = view.doc.isOwn;
    this.id = freshId("card");
    this.element = h("li", { class: "card" });
    this.section = null;
    this.content = "";
  }

  update(section, content, problems) {
    const isSame = content === this.content && this.section?.number === section.number;
    this.section = section;
    this.content = content;
    this.problems = problems;
    const drawn = JSON.stringify([content, section.number, problems.map((one) => [one.message, one.line - section.line]), section.at === 1]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    if (!this.head) this.#make();
    this.element.classList.toggle("is-skipped", Boolean(section.is_skipped));
    this.#showHead();
    this.#showProblems();
    if (!isSame || this.#body) this.#body?.update(section, problems);
  }

  open() {
    if (!this.#isOpen) this.toggle();
  }

  toggle() {
    this.#isOpen = !this.#isOpen;
    this.opener?.setAttribute("aria-expanded", this.#isOpen ? "true" : "false");
    this.element.classList.toggle("is-open", this.#isOpen);
    if (this.#isOpen && !this.#body) {
      this.#body = new CardBody(this);
      this.#body.update(this.section, this.problems);
      this.box.append(this.#body.element);
    }
    this.box.hidden = !this.#isOpen;
  }

  #make() {
    if (this.section.kind === "step") this.element.dataset.test = "step";
    this.head = h("div", { class: "card-head" });
    this.told = h("div", { class: "card-problems" });
    this.box = h("div", { class: "card-box", id: this.id, hidden: true });
    this.element.append(this.head, this.told, this.box);
    this.element.dataset.kind = this.section.kind;
  }

  #showHead() {
    const { section, view } = this;
    this.element.dataset.step = section.number ?? "";
    const label = this.#label();
    const canOpen = section.kind !== "end";
    this.opener = h(
      "button",
      { type: "button", class: "opener", "aria-expanded": this.#isOpen ? "true" : "false", "aria-controls": this.id, onclick: () => this.toggle() },
      section.number === null || section.number === undefined ? null : h("span", { class: "step-number" }, section.number),
      h("span", { class: "card-name" }, label),
      h("span", { class: "facts" }, this.#facts()),
      icon("down"),
    );
    const hadFocus = this.head.contains(document.activeElement) ? document.activeElement.className : null;
    if (this.isOwn && isMovable(section)) {
      this.grip ??= h("button", { type: "button", class: "grip quiet", "aria-describedby": "grip-help" }, icon("grip"));
      this.grip.setAttribute("aria-label", t("move_step", { name: label }));
    }
    const play = h("button", { type: "button", class: "quiet hear-step", "data-test": "hear", "aria-label": t("hear_step", { name: label }), onclick: () => view.editor.player.playLine(this.section.line) }, icon("play"));
    show(this.head, this.isOwn ? (isMovable(section) ? this.grip : h("span", { class: "no-grip" })) : null, h("h2", {}, canOpen ? this.opener : label), canOpen ? play : null);
    if (hadFocus) [...this.head.querySelectorAll("button")].find((one) => one.className === hadFocus)?.focus({ preventScroll: true });
  }

  #label() {
    const { kind, name, flow } = this.section;
    if (kind === "step") return name;
    if (kind === "head") return t("about_session");
    if (kind === "repeat") return t("repeat_from_here", { count: name });
    if (kind === "end") return t("repeat_to_here");
    return flow.find((block) => block.kind === "paragraph")?.text.slice(0, 80) || t("words");
  }

  #facts() {
    const { kind, settings, flow, name } = this.section;
    if (kind === "head") return name;
    if (kind !== "step") return "";
    if (this.section.is_skipped) return t("is_skipped");
    const facts = FACTS.map((key) => settings.find((one) => one.key === key)).filter(Boolean);
    const words = facts.map(({ key, value }) => (key === "sides" ? value : t("fact", { key: this.view.language.name(key), value })));
    const phases = settings.filter((one) => one.key.startsWith("phase ")).length;
    if (phases) words.unshift(t("phases_count", { count: phases }));
    if (words.length === 0) words.push(flow.find((block) => block.kind === "paragraph")?.text.slice(0, 80) ?? "");
    return words.join(" · ");
  }

  #showProblems() {
    const rows = this.problems.map((one) =>
      h(
        "div",
        { class: `card-problem ${one.severity}` },
        h("div", {}, h("p", { class: one.severity === "error" ? "problem" : "warning" }, sentence(one.message)), one.hint && h("p", { class: "hint" }, sentence(one.hint))),
        one.fix && this.isOwn && h("button", { type: "button", class: "fix", "data-test": "fix", onclick: () => this.#fix(one.fix) }, t("fix"), " ", h("code", {}, one.fix.label)),
      ),
    );
    show(this.told, rows);
  }

  #fix(fix) {
    const text = fixed(this.view.doc.text, fix);
    if (text !== null) this.view.doc.setText(text, "fix");
  }
}
