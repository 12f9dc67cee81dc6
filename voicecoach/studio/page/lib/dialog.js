// A dialog of the browser's own kind: it holds the focus, and Escape closes it.

import { freshId, h } from "./dom.js";
import { sentences } from "./notices.js";
import { t } from "./texts.js";

/**
 * Open a dialog with a form.
 *
 * `accept` is called when the form is sent; where it returns false or throws an Error, the dialog stays, and the error
 * is shown in it. `closed` is called when it is closed, in whatever way. Returns a function that closes it.
 */
export function openDialog({ title, content, acceptLabel, accept, isWide = false, extra = [], closed = null }) {
  const heading = freshId("dialog");
  const told = h("p", { class: "problem", role: "alert", hidden: true });
  const close = () => element.close();
  const send = h("button", { type: "submit", class: "main" }, acceptLabel || t("done"));
  const form = h(
    "form",
    { method: "dialog", onsubmit: sent },
    h("h2", { id: heading }, title),
    content,
    told,
    h("footer", {}, h("button", { type: "button", onclick: close }, t(accept ? "cancel" : "close")), extra, accept && send),
  );
  const element = h("dialog", { class: isWide ? "is-wide" : null, "aria-labelledby": heading, onclose: () => (element.remove(), closed?.()) }, form);

  async function sent(event) {
    event.preventDefault();
    send.disabled = true;
    told.hidden = true;
    try {
      if ((await accept()) !== false) close();
    } catch (error) {
      told.textContent = sentences(error);
      told.hidden = false;
    } finally {
      send.disabled = false;
    }
  }

  document.body.append(element);
  element.showModal();
  return close;
}

/** A labelled field; the label is above it, the help below. */
export function field(label, input, help = "") {
  const id = input.id || (input.id = freshId("field"));
  const note = help ? h("p", { class: "hint", id: `${id}-help` }, help) : null;
  if (note) input.setAttribute("aria-describedby", note.id);
  return h("div", { class: "field" }, h("label", { for: id }, label), input, note);
}
