// Whether the script is saved, and what to do where it was changed elsewhere.

import { h, show } from "../lib/dom.js";
import { sentence } from "../lib/notices.js";
import { t } from "../lib/texts.js";

/** Return an element that follows the state of a document. */
export function saveState(doc) {
  const told = h("p", { class: "save-state", role: "status", "data-test": "saved" });
  const choice = h("div", { class: "conflict", role: "alert", hidden: true });
  let shown = "";
  const follow = () => {
    told.dataset.state = doc.state;
    const words = doc.state === "refused" ? sentence(doc.error.message) : t(`save_${doc.state}`);
    if (told.textContent !== words) told.textContent = words;
    const asked = doc.state === "gone" ? "gone" : (doc.conflict?.question ?? "");
    // The same question keeps its buttons, whatever else happens: a person may be about to press one.
    if (asked && asked !== shown) show(choice, asked === "gone" ? gone(doc) : versions(doc));
    if (asked) shown = asked;
    choice.hidden = !asked;
  };
  doc.stateChanged.on(follow);
  follow();
  return h("div", { class: "save" }, told, choice);
}

function gone(doc) {
  return [h("p", {}, t("gone_elsewhere")), h("button", { type: "button", class: "main", onclick: () => doc.writeAgain() }, t("write_again"))];
}

/** Both versions of the lines that were changed here and elsewhere; when all of them are chosen, the script is saved. */
function versions(doc) {
  const { contested } = doc.conflict;
  const choices = contested.map(() => null);
  const rows = contested.map((piece, index) => {
    const choose = (choice) => {
      choices[index] = choice;
      for (const button of row.querySelectorAll("button")) button.setAttribute("aria-pressed", button.value === choice ? "true" : "false");
      if (!choices.includes(null)) doc.settle(choices);
    };
    const button = (value, label) => h("button", { type: "button", value, "aria-pressed": contested.length > 1 ? "false" : null, onclick: () => choose(value) }, label);
    const version = (title, lines) => h("div", {}, h("h2", {}, title), h("pre", {}, lines.join("\n") || t("no_lines")));
    const row = h(
      "li",
      {},
      h("p", { class: "hint" }, t("line_number", { line: piece.line })),
      h("div", { class: "versions" }, version(t("version_here"), piece.mine), version(t("version_elsewhere"), piece.theirs)),
      h("div", { class: "actions" }, button("mine", t("keep_mine")), button("theirs", t("take_theirs")), button("both", t("keep_both"))),
    );
    return row;
  });
  return [h("p", {}, t("changed_elsewhere")), h("ul", {}, rows), h("p", { class: "hint" }, t("conflict_hint"))];
}
