// Short notices at the foot of the page, which screen readers hear as well.

import { h, icon } from "./dom.js";
import { t } from "./texts.js";

const STAYS_MS = 7000;
const NAME_OF_FILE = /^\S*[^\s.][./\\][^\s.]/;
const list = h("div", { class: "notices", role: "status", "aria-live": "polite" });
const spoken = h("div", { class: "only-heard", role: "status", "aria-live": "polite" });

export const noticesElement = h("div", {}, list, spoken);

/** Say something to screen readers alone. */
export function announce(text) {
  spoken.textContent = "";
  requestAnimationFrame(() => {
    spoken.textContent = text;
  });
}

/** Show a notice; `action` is `{label, run}`. It goes by itself, but not while it is pointed at. */
export function notice(text, { action = null, hint = "", isError = false } = {}) {
  const close = h("button", { type: "button", class: "plain", "aria-label": t("close"), onclick: () => drop() }, icon("close"));
  const element = h(
    "div",
    { class: isError ? "notice is-error" : "notice" },
    h("div", {}, h("p", {}, text), hint && h("p", { class: "hint" }, hint)),
    action && h("button", { type: "button", onclick: () => (drop(), action.run()) }, action.label),
    close,
  );
  let timer = null;
  const drop = () => (clearTimeout(timer), element.remove());
  const wait = () => (timer = setTimeout(drop, isError ? STAYS_MS * 2 : STAYS_MS));
  for (const kind of ["pointerenter", "focusin"]) element.addEventListener(kind, () => clearTimeout(timer));
  for (const kind of ["pointerleave", "focusout"]) element.addEventListener(kind, wait);
  while (list.children.length > 2) list.firstElementChild.remove();
  list.append(element);
  wait();
  return drop;
}

/** Show what went wrong, in the server's words. A lost server is told by the banner, not here. */
export function failed(error) {
  if (error.name === "OfflineError" || error.name === "AbortError") return;
  notice(sentence(error.message), { hint: sentence(error.hint || ""), isError: true });
}

/** A message of the program as a sentence: it begins small there. The name of a file stays as it is. */
export function sentence(text) {
  return text && !NAME_OF_FILE.test(text) ? text[0].toUpperCase() + text.slice(1) : text;
}

/** What a message and its hint say, as sentences in a row; one that ends in a mark of its own gets no full stop. */
export function sentences({ message, hint = "" }) {
  const said = [message, hint].filter(Boolean).map(sentence);
  return said.map((one, at) => (at + 1 < said.length && !/[.!?:…]$/.test(one) ? `${one}.` : one)).join(" ");
}
