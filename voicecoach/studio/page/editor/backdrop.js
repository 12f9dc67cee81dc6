// The coloured lines behind the text field. Only lines that changed are made anew.

import { h } from "../lib/dom.js";
import { piecesOf } from "./highlight.js";

export class Backdrop {
  element = h("div", { class: "backdrop", "aria-hidden": "true" });
  #rows = [];
  #marked = new Map();

  /** Show a text. */
  update(text) {
    const lines = text.split("\n");
    const old = this.#rows;
    let start = 0;
    while (start < lines.length && start < old.length && old[start].text === lines[start]) start += 1;
    let isComment = start ? old[start - 1].goesOn : false;
    const made = [];
    let [at, shift] = [start, old.length - lines.length];
    for (; at < lines.length; at += 1) {
      const kept = old[at + shift];
      const isRestTheSame = kept && at + shift >= start && kept.wasComment === isComment && sameFrom(lines, at, old, at + shift);
      if (isRestTheSame) break;
      made.push(row(lines[at], isComment));
      isComment = made.at(-1).goesOn;
    }
    const gone = old.slice(start, at + shift);
    const before = old[at + shift]?.element ?? null;
    for (const each of gone) each.element.remove();
    const fragment = document.createDocumentFragment();
    for (const each of made) fragment.append(each.element);
    this.element.insertBefore(fragment, before);
    this.#rows = [...old.slice(0, start), ...made, ...old.slice(at + shift)];
  }

  /** Mark the lines of problems; anything else loses its mark. */
  mark(problems) {
    for (const element of this.#marked.values()) element.classList.remove("is-error", "is-warning");
    this.#marked.clear();
    for (const { line, severity } of problems) {
      const element = this.line(line);
      if (!element) continue;
      element.classList.add(severity === "error" ? "is-error" : "is-warning");
      this.#marked.set(line, element);
    }
  }

  /** The element of a line, counted from 1. */
  line(number) {
    return this.#rows[number - 1]?.element ?? null;
  }

  /** The rectangle of a place in a line, for what is shown beside it. */
  rectangle(number, column) {
    const element = this.line(number);
    const range = document.createRange();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let left = column;
    let node = walker.nextNode();
    while (node && left > node.length) {
      left -= node.length;
      node = walker.nextNode();
    }
    if (!node) return element.getBoundingClientRect();
    range.setStart(node, Math.max(0, left));
    range.collapse(true);
    return range.getBoundingClientRect();
  }
}

function row(text, wasComment) {
  const { pieces, isComment } = piecesOf(text, wasComment);
  const spans = pieces.map(([kind, piece]) => (kind ? h("span", { class: `is-${kind}` }, piece) : piece));
  return { text, wasComment, goesOn: isComment, element: h("div", { class: "line" }, spans, text ? null : h("br")) };
}

function sameFrom(lines, at, old, oldAt) {
  for (let step = 0; at + step < lines.length; step += 1) if (lines[at + step] !== old[oldAt + step].text) return false;
  return true;
}
