// The picture of a session in words: each cue with its time, for those who do not see the picture; a click seeks.

import { h, show } from "../lib/dom.js";
import { clock } from "../lib/format.js";
import { sideName, t } from "../lib/texts.js";

const MOST_LISTED = 3000;
const LISTED_AFTER_MS = 200;

export class CueList {
  #waiting = null;

  constructor(seek) {
    const pressed = (event) => {
      const row = event.target.closest("[data-start-ms]");
      if (row) seek(Number(row.dataset.startMs));
    };
    this.rows = h("ol", { onclick: pressed });
    this.element = h("details", { class: "cue-list" }, h("summary", {}, t("all_cues")), this.rows);
  }

  /** List the cues, a moment after the picture is drawn. */
  show(cues) {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => show(this.rows, cues.slice(0, MOST_LISTED).map(row)), LISTED_AFTER_MS);
  }

  close() {
    clearTimeout(this.#waiting);
  }
}

function row(cue) {
  const words = [cue.side && sideName(cue.side), cue.text || cue.sound].filter(Boolean).join(": ");
  return h("li", { "data-start-ms": cue.start_ms, "data-role": cue.role }, h("button", { type: "button", class: "plain" }, clock(cue.start_ms)), " ", words);
}
