// Fields of a card: each writes its value when it was changed, and says beside it what was refused.

import { debounced, freshId, h, icon } from "../lib/dom.js";
import { sentences } from "../lib/notices.js";
import { t } from "../lib/texts.js";

const WRITTEN_AFTER_MS = 700;

/**
 * A field around an input of the browser's.
 *
 * `read` tells the value from a section, `write` makes the edit of a value. While the input has the focus its words
 * are the person's: an answer of the server does not take them away.
 */
export function makeField({ id, label, help = "", input, isFixed, read, write, extra = [], before = null, setShown = null }) {
  const inputId = freshId("input");
  const told = h("p", { class: "problem", role: "alert", hidden: true, id: `${inputId}-told` });
  const note = help ? h("p", { class: "hint", id: `${inputId}-help` }, help) : null;
  let section = null;
  let written = null; // as it was sent last, or shown
  let waiting = null; // what was sent and is not in the script yet
  const typed = () => input.value.trim();

  input.id = inputId;
  input.name = id.replace(/^setting-/, "");
  input.setAttribute("aria-describedby", [note?.id, told.id].filter(Boolean).join(" "));
  if ("readOnly" in input && input.tagName !== "SELECT") input.readOnly = isFixed;
  if (input.tagName === "SELECT" || input.type === "checkbox") input.disabled = isFixed;

  async function send() {
    later.cancel();
    const value = typed();
    if (isFixed || value === written) return;
    written = waiting = value;
    try {
      await write(value, section);
    } catch (error) {
      if (error.name === "OfflineError") return;
      waiting = null;
      told.textContent = sentences(error);
      told.hidden = false;
      input.setAttribute("aria-invalid", "true");
      return;
    }
    if (waiting === value) waiting = null;
    show();
  }

  /** Show what the script has, but for words that are being typed, are on their way, or were refused. */
  function show() {
    const value = read(section);
    if (value === waiting) waiting = null;
    const isRefused = !told.hidden && document.activeElement === input && typed() === written;
    if (written === null || (waiting === null && typed() === written && !isRefused)) {
      if (value !== typed()) input.value = value;
      written = value;
      told.hidden = true;
      input.removeAttribute("aria-invalid");
    }
    setShown?.(input.value);
  }

  const later = debounced(send, WRITTEN_AFTER_MS);
  input.addEventListener("input", later);
  input.addEventListener("change", send);

  return {
    id,
    element: h(
      "div",
      { class: "field", "data-field": id },
      h("div", { class: "field-head" }, h("label", { for: inputId }, label), extra),
      before,
      input,
      note,
      told,
    ),
    /** Take a value as if it was typed, and write it soon. */
    take(value) {
      input.value = value;
      later();
    },
    /** Let go of the input, and return what was typed in it and not sent yet, or null. */
    release() {
      later.cancel();
      return typed() === written ? null : input.value;
    },
    update(now) {
      section = now;
      show();
    },
  };
}

/** One line of text. */
export function textField(options) {
  return makeField({ ...options, input: h("input", { autocomplete: "off", placeholder: options.placeholder ?? null, list: options.list ?? null }) });
}

/** Words that are spoken, with a button to hear them. */
export function spokenField(options) {
  const input = h("textarea", { class: "grows", rows: 1, lang: options.lang ?? null, placeholder: options.placeholder ?? null });
  const hear = options.hear ? h("button", { type: "button", class: "quiet hear", "data-test": "hear", "aria-label": t("hear_words", { name: options.label }), onclick: () => input.value.trim() && options.hear(input.value) }, icon("speaker")) : null;
  return makeField({ ...options, input, extra: [options.extra, hear], setShown: growing(input) });
}

/** Let a field grow with its words where the browser does not do so; returns what to call for other words. */
function growing(input) {
  if (CSS.supports("field-sizing", "content")) return null;
  const grow = () => {
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + 2}px`;
  };
  input.addEventListener("input", grow);
  new ResizeObserver(grow).observe(input);
  return grow;
}

/** A choice of the words that there are; none for the default. */
export function choiceField({ values, ...options }) {
  const rows = ["", ...values].map((value) => h("option", { value }, value || t("not_set")));
  return makeField({ ...options, input: h("select", {}, rows) });
}
