// Remarks on a script: a mark at the line, the words beside the caret, and a list of all with their fixes.

import { post } from "../lib/api.js";
import { h, icon, show } from "../lib/dom.js";
import { failed, sentence } from "../lib/notices.js";
import { t } from "../lib/texts.js";

const MOST_LISTED = 50;

/** Make the changes of a fix in a text; null where the lines are others by now. */
export function fixed(text, fix) {
  const lines = text.split("\n");
  for (const { line, before, after } of [...fix.changes].sort((one, other) => other.line - one.line)) {
    if (lines[line - 1] !== before) return null;
    lines.splice(line - 1, 1, ...(after === null ? [] : [after]));
  }
  return lines.join("\n");
}

export class Remarks {
  bubble = h("div", { class: "bubble", hidden: true });
  list = h("section", { class: "remarks", "data-test": "problems", "aria-label": t("remarks") });
  #hiddenLine = 0;

  constructor(view, backdrop) {
    this.view = view;
    this.backdrop = backdrop;
  }

  get #here() {
    return this.view.doc.problems.filter((one) => one.is_here);
  }

  /** Show the remarks of the document. */
  show() {
    const { doc } = this.view;
    const problems = doc.problems;
    this.backdrop.mark(this.#here);
    this.#hiddenLine = 0;
    const fixable = problems.filter((one) => one.fix).length;
    const title = problems.length ? t("remarks_count", { count: problems.length }) : t("no_remarks");
    show(
      this.list,
      h(
        "header",
        {},
        h("p", { class: problems.length ? "problem" : "fine", role: "status" }, title),
        fixable > 1 && doc.isOwn && h("button", { type: "button", onclick: () => this.#fixAll() }, t("fix_all", { count: fixable })),
      ),
      problems.length > 0 && h("ul", {}, problems.slice(0, MOST_LISTED).map((one) => this.#row(one))),
    );
    this.follow();
  }

  #row(problem) {
    const where = problem.is_here ? t("line_number", { line: problem.line }) : `${problem.path}:${problem.line}`;
    return h(
      "li",
      { class: problem.severity, "data-line": problem.line },
      problem.is_here
        ? h("button", { type: "button", class: "plain", onclick: () => this.view.goTo(problem.line) }, where)
        : h("span", {}, where),
      h("div", {}, ...words(problem)),
      this.#fixButton(problem),
    );
  }

  #fixButton(problem) {
    if (!problem.fix || !this.view.doc.isOwn) return null;
    return h("button", { type: "button", class: "fix", "data-test": "fix", onclick: () => this.#fix(problem) }, t("fix"), " ", h("code", {}, problem.fix.label));
  }

  #fix(problem) {
    const { doc } = this.view;
    const text = fixed(doc.text, problem.fix);
    if (text !== null) doc.setText(text, "fix");
    this.view.field.focus({ preventScroll: true });
  }

  async #fixAll() {
    const { doc } = this.view;
    const before = doc.text;
    try {
      const answer = await post("fix", { name: doc.name, text: before });
      if (doc.text === before) doc.setText(answer.text, "fix");
    } catch (error) {
      failed(error);
    }
  }

  /** Show the remarks of the caret's line beside it. */
  follow() {
    const { line, field, paper } = this.view;
    const found = this.#here.filter((one) => one.line === line);
    this.bubble.hidden = found.length === 0 || this.#hiddenLine === line || field.selectionStart !== field.selectionEnd;
    if (this.bubble.hidden) return;
    const close = h("button", { type: "button", class: "plain", "aria-label": t("close"), onclick: () => this.hideBubble() }, icon("close"));
    const rows = found.map((problem) => h("div", { class: "remark" }, h("div", {}, ...words(problem)), this.#fixButton(problem)));
    show(this.bubble, h("div", {}, rows), close);
    const rectangle = this.backdrop.line(line).getBoundingClientRect();
    this.bubble.style.top = `${rectangle.bottom - paper.getBoundingClientRect().top + 4}px`;
  }

  hideBubble() {
    this.#hiddenLine = this.view.line;
    this.bubble.hidden = true;
    this.view.field.focus({ preventScroll: true });
  }
}

function words(problem) {
  return [h("p", {}, sentence(problem.message)), problem.hint ? h("p", { class: "hint" }, sentence(problem.hint)) : null].filter(Boolean);
}
