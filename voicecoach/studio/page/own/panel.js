// One's own voice: phrase after phrase of this session, recorded in the page.

import { part, post, put } from "../lib/api.js";
import { h, icon, show } from "../lib/dom.js";
import { field } from "../lib/dialog.js";
import { number } from "../lib/format.js";
import { announce, failed, sentences } from "../lib/notices.js";
import { t } from "../lib/texts.js";
import { Microphone } from "./microphone.js";

const KEPT = "voicecoach.own-voice";
const COUNT_IN = 3;
const BEAT_MS = 700;
const FLOOR_DB = -60;
const FULL_SCALE = 0.999;
const OWN_VOICE = /^own:[^+]*\+?/;

export class OwnPanel {
  #microphone = null;
  #phrases = [];
  #at = 0;
  #state = "idle";
  #turn = 0;
  #trial = null;

  constructor(editor) {
    this.editor = editor;
    this.voice = h("input", { autocomplete: "off", required: true, maxlength: 60, value: localStorage.getItem(KEPT) || t("own_voice_name") });
    this.begin = h("button", { type: "submit", class: "main" }, t("show_phrases"));
    this.done = h("p", { class: "hint", role: "status", "data-test": "recorded" });
    this.stage = h("div", { class: "stage", hidden: true });
    this.rows = h("ol", { class: "takes" });
    this.use = h("button", { type: "button", hidden: true, onclick: () => this.#use() }, t("use_own_voice"));
    this.element = h(
      "div",
      { class: "side-view" },
      h("p", {}, t("own_help")),
      h("form", { onsubmit: (event) => (event.preventDefault(), this.#open()) }, field(t("voice_name"), this.voice, t("voice_name_help")), this.begin),
      this.stage,
      this.done,
      this.use,
      this.rows,
    );
    this.#makeStage();
  }

  get #address() {
    return `own/${part(this.voice.value.trim())}`;
  }

  get #name() {
    return `own:${this.voice.value.trim()}`;
  }

  /** Whether the recordings speak the session. */
  get #isUsed() {
    const chosen = this.editor.choices.get("voice");
    return chosen === this.#name || chosen.startsWith(`${this.#name}+`);
  }

  /** Let the recordings speak the session; the voice that spoke it so far says what is not recorded. */
  async #use() {
    const others = this.editor.choices.get("voice").replace(OWN_VOICE, "") || "auto";
    try {
      await this.editor.choices.set("voice", `${this.#name}+${others}`);
      this.use.hidden = true;
      announce(t("own_voice_used"));
    } catch (error) {
      failed(error);
    }
  }

  #makeStage() {
    this.words = h("p", { class: "to-say", "aria-live": "polite" });
    this.count = h("p", { class: "count-in", "aria-live": "assertive" });
    this.meter = h("meter", { min: FLOOR_DB, max: 0, low: -36, high: -3, optimum: -12, value: FLOOR_DB, "aria-label": t("level_meter") });
    this.record = h("button", { type: "button", class: "record", "data-test": "record", onclick: () => this.#pressed() });
    this.listen = h("button", { type: "button", onclick: () => this.#listen() }, icon("speaker"), t("listen"));
    this.next = h("button", { type: "button", onclick: () => this.#goOn() }, t("next_phrase"));
    this.told = h("div", { class: "take-told", role: "status" });
    this.keepIt = h("button", { type: "button", onclick: () => this.#send({ isKept: true }) }, t("keep_anyway"));
    show(this.stage, this.words, this.count, this.meter, h("div", { class: "actions" }, this.record, this.listen, this.next), this.told);
  }

  async #open() {
    const { doc, options } = this.editor;
    localStorage.setItem(KEPT, this.voice.value.trim());
    this.begin.disabled = true;
    try {
      const found = await post(`${this.#address}/list`, { name: doc.name, text: doc.text, options: options.values });
      this.#phrases = found.phrases;
      this.stage.hidden = this.#phrases.length === 0;
      this.#show(Math.max(0, this.#phrases.findIndex((one) => !one.is_recorded)));
      this.stage.scrollIntoView({ block: "nearest" });
    } catch (error) {
      failed(error);
    } finally {
      this.begin.disabled = false;
    }
  }

  #show(at) {
    this.#at = at;
    this.#turn += 1;
    this.#forgetTrial();
    this.#setState("idle");
    const phrase = this.#phrases[at];
    const recorded = this.#phrases.filter((one) => one.is_recorded).length;
    this.done.textContent = t("recorded_count", { recorded, count: this.#phrases.length });
    this.use.hidden = recorded === 0 || this.#isUsed;
    if (phrase) {
      this.words.textContent = phrase.text;
      this.#showTake(phrase.take);
    }
    show(
      this.rows,
      this.#phrases.map((one, index) =>
        h("li", {}, h("button", { type: "button", class: "plain", "aria-current": index === at ? "true" : null, onclick: () => this.#show(index) }, one.is_recorded ? "✓ " : "", one.text)),
      ),
    );
  }

  #setState(state) {
    this.#state = state;
    const phrase = this.#phrases[this.#at];
    const label = { idle: phrase?.is_recorded || this.#trial ? "record_again" : "record", counting: "cancel", recording: "stop_recording", sending: "keeping" }[state];
    show(this.record, icon(state === "recording" || state === "counting" ? "stop" : "record"), t(label));
    this.record.disabled = state === "sending";
    this.record.dataset.state = state;
    this.listen.disabled = state !== "idle" || !(phrase?.is_recorded || this.#trial);
    this.next.disabled = state !== "idle" || this.#phrases.length < 2;
    if (state !== "counting") this.count.textContent = state === "recording" ? t("speak_now") : "";
  }

  async #pressed() {
    if (this.#state === "recording") return this.#keep();
    if (this.#state === "counting") return this.#show(this.#at);
    this.#turn += 1;
    const turn = this.#turn;
    this.editor.player.pause();
    this.editor.snippets.stop();
    this.#forgetTrial();
    this.told.replaceChildren();
    try {
      this.#microphone ??= await Microphone.open((peak) => this.#level(peak));
    } catch (error) {
      this.told.replaceChildren(h("p", { class: "problem" }, t(error.name === "NotAllowedError" ? "microphone_refused" : "no_microphone")));
      return undefined;
    }
    this.#setState("counting");
    for (let left = COUNT_IN; left > 0; left -= 1) {
      this.count.textContent = String(left);
      await new Promise((resolve) => setTimeout(resolve, BEAT_MS));
      if (turn !== this.#turn) return undefined;
    }
    this.#microphone.start();
    this.#setState("recording");
    return undefined;
  }

  #level(peak) {
    if (peak >= FULL_SCALE && this.#state === "recording") this.count.textContent = t("too_loud");
    this.meter.value = Math.max(FLOOR_DB, 20 * Math.log10(peak + 1e-9));
  }

  async #keep() {
    const wav = this.#microphone.stop();
    this.#trial = { wav, sound: URL.createObjectURL(wav) };
    await this.#send();
  }

  /**
   * Store the recording, and tell what is wrong with it. One that is distorted does not replace an earlier one before the
   * person has heard it and wants that.
   */
  async #send({ isKept = !this.#phrases[this.#at].is_recorded } = {}) {
    const phrase = this.#phrases[this.#at];
    this.#setState("sending");
    try {
      const address = `${this.#address}/${phrase.number}${isKept ? "?keep=1" : ""}`;
      phrase.take = await put(address, this.#trial.wav, { type: "audio/wav" });
      phrase.is_recorded = true;
      phrase.audio ??= `/api/${this.#address}/${phrase.number}.wav`;
      this.#show(this.#at);
      announce(t("take_kept"));
    } catch (error) {
      this.#setState("idle");
      const isDistorted = error.kind === "distorted";
      const words = isDistorted ? t("take_distorted") : sentences(error);
      this.told.replaceChildren(h("p", { class: "problem", role: "alert" }, words), isDistorted ? h("div", { class: "actions" }, this.keepIt) : "");
      this.told.scrollIntoView({ block: "nearest" });
    }
  }

  #showTake(take) {
    if (!take) return this.told.replaceChildren();
    const facts = t("take_facts", { seconds: number(take.duration_ms / 1000), peak: number(take.peak_dbfs, 0), noise: number(take.noise_dbfs, 0) });
    const remarks = take.remarks.map((one) => h("p", { class: "warning" }, sentences(one)));
    return this.told.replaceChildren(h("p", { class: "hint" }, facts), ...remarks);
  }

  #listen() {
    this.editor.snippets.play(this.#trial?.sound ?? `${this.#phrases[this.#at].audio}?v=${Date.now()}`);
  }

  #forgetTrial() {
    if (this.#trial) URL.revokeObjectURL(this.#trial.sound);
    this.#trial = null;
  }

  #goOn() {
    const after = this.#phrases.findIndex((one, index) => index > this.#at && !one.is_recorded);
    const any = this.#phrases.findIndex((one) => !one.is_recorded);
    this.#show([after, any, (this.#at + 1) % this.#phrases.length].find((index) => index >= 0));
    this.record.focus();
  }

  hidden() {
    this.#microphone?.close();
    this.#microphone = null;
    if (this.#state !== "sending") this.#show(this.#at);
  }

  close() {
    this.#turn += 1;
    this.#forgetTrial();
    this.#microphone?.close();
  }
}
