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
  let written = null;

  input.id = inputId;
  input.name = id.replace(/^setting-/, "");
  input.setAttribute("aria-describedby", [note?.id, told.id].filter(Boolean).join(" "));
  if ("readOnly" in input && input.tagName !== "SELECT") input.readOnly = isFixed;
  if (input.tagName === "SELECT" || input.type === "checkbox") input.disabled = isFixed;

  async function send() {
    later.cancel();
    const value = input.value.trim();
    if (isFixed || value === written) return;
    written = value;
    try {
      await write(value, section);
      told.hidden = true;
      input.removeAttribute("aria-invalid");
    } catch (error) {
      if (error.name === "OfflineError") return;
      told.textContent = sentences(error);
      told.hidden = false;
      input.setAttribute("aria-invalid", "true");
    }
  }

  const later = debounced(send, WRITTEN_AFTER_MS);
  input.addEventListener("input", later);
  input.addEventListener("change", send);

  return {
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
    update(now) {
      section = now;
      const value = read(now);
      const isBusy = document.activeElement === input && input.value.trim() !== written;
      if (!isBusy && (document.activeElement !== input || value !== input.value.trim())) {
        if (input.value !== value && !(document.activeElement === input && written === input.value.trim() && value !== written)) input.value = value;
        if (document.activeElement !== input) input.value = value;
        written = value;
        told.hidden = true;
        input.removeAttribute("aria-invalid");
      }
      setShown?.(input.value);
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
  return makeField({ ...options, input, extra: [options.extra, hear] });
}

/** A choice of the words that there are; none for the default. */
export function choiceField({ values, ...options }) {
  const rows = ["", ...values].map((value) => h("option", { value }, value || t("not_set")));
  return makeField({ ...options, input: h("select", {}, rows) });
}
