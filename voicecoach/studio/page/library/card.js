// A card of the library: the cover's ring, the length, and what the session is for.

import { part } from "../lib/api.js";
import { h } from "../lib/dom.js";
import { clock } from "../lib/format.js";
import { t } from "../lib/texts.js";

/** Return the card of a ROUTINE; `actions` has what its buttons do. */
export function routineCard(routine, actions) {
  const address = `#/script/${part(routine.name)}`;
  const act = (label, run, test = null) => h("button", { type: "button", class: "plain", "data-test": test, "aria-label": `${label}: ${routine.title}`, onclick: () => run(routine) }, label);
  const buttons = routine.is_own
    ? [act(t("rename"), actions.rename), act(t("duplicate"), actions.duplicate), act(t("delete"), actions.toBin)]
    : [act(t("make_mine"), actions.makeMine, "make-mine")];
  return h(
    "article",
    { class: "routine", "data-test": "routine", "data-name": routine.name },
    routine.cover ? h("img", { src: routine.cover, alt: "", loading: "lazy", width: 72, height: 72 }) : h("div", { class: "no-cover" }),
    h("h3", {}, h("a", { href: address }, routine.title)),
    h("p", { class: "length" }, routine.has_mistakes ? h("span", { class: "problem" }, t("has_mistakes")) : lengthOf(routine)),
    h("p", { class: "about" }, routine.about || ""),
    h("div", { class: "routine-actions" }, buttons),
  );
}

function lengthOf(routine) {
  const length = clock(routine.duration_ms);
  const told = routine.is_exact ? length : t("about_length", { length });
  return routine.shadows_shipped ? `${told} · ${t("hides_shipped")}` : told;
}
