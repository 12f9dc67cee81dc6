// The length: what the session takes, and a slider within what is possible. It is asked for as one moves.

import { post } from "../lib/api.js";
import { debounced, h } from "../lib/dom.js";
import { clock } from "../lib/format.js";
import { sentences } from "../lib/notices.js";
import { t } from "../lib/texts.js";

const STEP_MS = 15_000;
const ASKED_AFTER_MS = 90;

export class LengthPart {
  #asking = null;
  #isOld = false;
  #previewed = null;
  #ask = debounced(() => this.#asked(), ASKED_AFTER_MS);
  #stops;
  #isExact = false;

  constructor(editor, choices) {
    this.editor = editor;
    this.choices = choices;
    this.shown = h("p", { class: "length-now", role: "status" });
    this.summary = h("p", { class: "hint" });
    this.slider = h("input", {
      type: "range",
      "data-test": "fit",
      step: STEP_MS,
      "aria-label": t("exact_length"),
      oninput: () => this.preview({ fit: `${Number(this.slider.value) / 1000}s` }),
      onchange: () => this.#set(`${Number(this.slider.value) / 1000}s`),
    });
    this.ends = h("div", { class: "ends hint", "aria-hidden": "true" });
    this.reset = h("button", { type: "button", class: "plain", hidden: true, onclick: () => this.#set("") }, t("as_long_as_it_takes"));
    this.told = h("p", { class: "problem", role: "alert", hidden: true });
    this.element = h("div", { class: "length-part" }, this.shown, this.slider, this.ends, this.reset, this.summary, this.told);
    this.#stops = [editor.doc.changed.on(() => this.update()), editor.hearing.changed.on(() => this.#spoken())];
  }

  update() {
    this.#previewed = null;
    this.#ask();
  }

  /** When all words are spoken, the length is known to the second. */
  #spoken() {
    const { hearing } = this.editor;
    if (!this.#isExact && !this.#previewed && !hearing.isStale && hearing.session?.is_exact) this.#ask();
  }

  /** Show the length with other choices, which are not made yet. */
  preview(choices) {
    this.#previewed = choices;
    this.#ask();
  }

  async #set(value) {
    try {
      await this.choices.set("fit", value);
    } catch (error) {
      this.#tell(error);
    }
  }

  /** Ask for the length; one request at a time, since the server would go on with one that nobody waits for. */
  async #asked() {
    if (this.#asking) {
      this.#isOld = true;
      return;
    }
    this.#isOld = false;
    const asking = (this.#asking = new AbortController());
    const { doc } = this.editor;
    try {
      const options = this.choices.optionsWith(this.#previewed ?? {});
      this.#show(await post("lengths", { name: doc.name, text: doc.text, options }, { signal: asking.signal }));
    } catch (error) {
      if (error.name !== "AbortError" && error.name !== "OfflineError") this.#tell(error);
    } finally {
      this.#asking = null;
    }
    if (this.#isOld && !asking.signal.aborted) await this.#asked();
  }

  #tell(error) {
    this.told.textContent = sentences(error);
    this.told.hidden = false;
  }

  #show({ duration_ms, is_exact, fit, dropped, fit_summary }) {
    this.told.hidden = true;
    this.#isExact = is_exact;
    const isFitted = Boolean(this.#previewed?.fit ?? this.choices.get("fit"));
    const length = is_exact || isFitted ? clock(duration_ms) : t("about_length", { length: clock(duration_ms) });
    this.shown.textContent = dropped ? `${length} · ${t("left_out", { count: dropped })}` : length;
    this.summary.textContent = fit_summary;
    const canChange = fit !== null && fit !== undefined;
    for (const element of [this.slider, this.ends]) element.hidden = !canChange;
    this.reset.hidden = this.choices.get("fit") === "" && !this.#previewed?.fit;
    if (!canChange) return;
    this.slider.min = Math.ceil(fit.least_ms / STEP_MS) * STEP_MS;
    this.slider.max = Math.max(Math.floor(fit.most_ms / STEP_MS) * STEP_MS, Number(this.slider.min));
    if (document.activeElement !== this.slider) this.slider.value = duration_ms;
    this.slider.setAttribute("aria-valuetext", clock(duration_ms));
    this.ends.replaceChildren(h("span", {}, clock(Number(this.slider.min))), h("span", {}, clock(Number(this.slider.max))));
  }

  close() {
    this.#ask.cancel();
    this.#asking?.abort();
    for (const stop of this.#stops) stop();
  }
}
