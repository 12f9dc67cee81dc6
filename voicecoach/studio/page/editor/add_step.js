// A dialog for a new step: its name, and what is done in it.

import { freshId, h } from "../lib/dom.js";
import { field, openDialog } from "../lib/dialog.js";
import { t } from "../lib/texts.js";

/** The kinds of steps, with what a new one of each begins with. */
function kinds() {
  return {
    hold: { settings: [["hold", "30s"]] },
    sides: { settings: [["sides", "right, left"], ["hold", "30s"]] },
    phases: { settings: [["reps", "6"], ["phase 4s", t("breathe_in")], ["phase 4s", t("breathe_out")]] },
    reps: { settings: [["reps", "10"], ["rep time", "3s"]] },
    breathing: { settings: [["breathe", "in 4s, hold 4s, out 4s, hold 4s"], ["rounds", "5"]] },
    words: { settings: [], text: t("new_words") },
  };
}

/** Ask for a step, and give it as `add-step` wants it. */
export function askForStep(make) {
  const name = h("input", { required: true, maxlength: 80, autocomplete: "off" });
  const group = freshId("kind");
  const all = kinds();
  const rows = Object.keys(all).map((kind, index) =>
    h("label", { class: "check" }, h("input", { type: "radio", name: group, value: kind, checked: index === 0 }), t(`kind_${kind}`)),
  );
  const choice = h("fieldset", { class: "kinds" }, h("legend", {}, t("what_is_done")), rows);
  openDialog({
    title: t("add_step"),
    content: h("div", {}, field(t("name"), name), choice),
    acceptLabel: t("add"),
    accept: () => make({ name: name.value.trim(), ...all[choice.querySelector("input:checked").value] }),
  });
}
