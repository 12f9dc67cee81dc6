// Whether the script is saved, and what to do where it was changed elsewhere.

import { h, show } from "../lib/dom.js";
import { sentence } from "../lib/notices.js";
import { t } from "../lib/texts.js";

/** Return an element that follows the state of a document. */
export function saveState(doc) {
  const told = h("p", { class: "save-state", role: "status" });
  const choice = h("div", { class: "conflict", role: "alert", hidden: true });
  const follow = () => {
    told.dataset.state = doc.state;
    const words = doc.state === "refused" ? sentence(doc.error.message) : t(`save_${doc.state}`);
    if (told.textContent !== words) told.textContent = words;
    const isOpen = doc.state === "conflict" || doc.state === "gone";
    if (isOpen && choice.hidden) showChoice(choice, doc);
    choice.hidden = !isOpen;
  };
  doc.stateChanged.on(follow);
  follow();
  return h("div", { class: "save" }, told, choice);
}

function showChoice(choice, doc) {
  const isGone = doc.state === "gone";
  show(
    choice,
    h("p", {}, t(isGone ? "gone_elsewhere" : "changed_elsewhere")),
    h("button", { type: "button", class: "main", onclick: () => doc.keepMine() }, t(isGone ? "write_again" : "keep_mine")),
    isGone ? null : h("button", { type: "button", onclick: () => doc.takeTheirs() }, t("take_theirs")),
    isGone ? null : h("p", { class: "hint" }, t("conflict_hint")),
  );
}
