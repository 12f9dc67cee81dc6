// The player at the foot of the editor: one sound of the browser's, fed by the mixer's own bytes.

import { h, icon, show } from "../lib/dom.js";
import { clock } from "../lib/format.js";
import { announce, failed, sentence } from "../lib/notices.js";
import { Signal } from "../lib/signal.js";
import { t } from "../lib/texts.js";
import { samePlace } from "./hearing.js";
import { Timeline } from "./timeline.js";

const BACK_S = 10;

export class Player {
  #loaded = null;
  #wanted = null;
  #stops;

  /** Told with the cue that is heard, or null. */
  cueChanged = new Signal();
  cue = null;

  constructor(hearing) {
    this.hearing = hearing;
    this.sound = h("audio", { preload: "none", "data-player": true, "data-test": "player" });
    this.onhide = () => release(this.sound);
    window.addEventListener("pagehide", this.onhide);
    for (const kind of ["play", "pause", "ended", "seeked", "timeupdate"]) this.sound.addEventListener(kind, () => this.#tick());
    // Without a loudspeaker Firefox tells an error of decoding, and goes on; nothing is to be asked for again then.
    this.sound.addEventListener("error", () => this.sound.src && this.sound.error?.code !== MediaError.MEDIA_ERR_DECODE && this.#reload());
    this.timeline = new Timeline((at_ms) => this.seek(at_ms));
    this.#makeControls();
    this.#stops = [hearing.changed.on(() => this.#heard())];
    this.#heard();
  }

  #makeControls() {
    this.button = h("button", { type: "button", class: "play", "data-test": "hear", onclick: () => this.toggle() });
    this.slider = h("input", { type: "range", min: 0, max: 1, step: 100, value: 0, class: "seek", "aria-label": t("place"), oninput: () => this.seek(Number(this.slider.value)) });
    this.position = h("span", { class: "clock", "data-test": "position" });
    this.length = h("span", { class: "clock", "data-test": "length" });
    this.caption = h("p", { class: "caption" });
    this.step = h("p", { class: "step-name" });
    this.status = h("p", { class: "hint", role: "status" });
    this.steps = h("select", { "aria-label": t("go_to_step"), onchange: () => this.seek(Number(this.steps.value)) });
    const skip = (seconds, label) => h("button", { type: "button", class: "quiet", "aria-label": label, onclick: () => this.seek(this.at_ms + seconds * 1000) }, `${seconds > 0 ? "+" : "−"}${Math.abs(seconds)} s`);
    this.element = h(
      "section",
      { class: "player", "aria-label": t("player") },
      this.timeline.element,
      h("div", { class: "seek-row" }, this.position, this.slider, this.length),
      h(
        "div",
        { class: "player-row" },
        h("div", { class: "transport" }, skip(-BACK_S, t("ten_back")), this.button, skip(BACK_S, t("ten_on"))),
        h("div", { class: "now" }, this.step, this.caption),
        h("div", { class: "player-end" }, this.status, h("div", { class: "player-tools" }, this.steps, this.timeline.zoomer)),
      ),
      this.sound,
    );
  }

  get at_ms() {
    return Math.round(this.sound.currentTime * 1000);
  }

  get isPlaying() {
    return !this.sound.paused && !this.sound.ended;
  }

  toggle() {
    if (this.isPlaying || this.#wanted?.plays) this.pause();
    else this.play();
  }

  /** Play, from a place or from where it is; where the words are still being spoken, as soon as they are. */
  play(at_ms = null) {
    const { hearing } = this;
    this.#wanted = { plays: true, at_ms: at_ms ?? this.#wanted?.at_ms ?? null };
    if (hearing.error && !hearing.ready) return this.#fail();
    if (hearing.isStale) {
      hearing.ask();
      this.#showState();
      return undefined;
    }
    if (hearing.error) return this.#fail();
    return this.#follow();
  }

  #fail() {
    failed(this.hearing.error);
    this.#wanted = null;
    this.#showState();
  }

  pause() {
    this.#wanted = null;
    this.sound.pause();
    this.#showState();
  }

  seek(at_ms) {
    if (!this.#loaded) {
      this.#wanted = { plays: this.#wanted?.plays ?? false, at_ms };
      return;
    }
    this.sound.currentTime = Math.min(Math.max(at_ms, 0), this.#loaded.duration_ms) / 1000;
    this.#tick();
  }

  /** Play from the first cue at or after a line of the script. */
  playLine(line) {
    this.#playFound((cue) => cue.line !== null && cue.line >= line);
  }

  /** Play from the beginning of a step, by its number. */
  playStep(number) {
    this.#playFound((cue) => cue.step !== null && cue.step >= number);
  }

  #playFound(isIt) {
    const sheet = this.hearing.session?.sheet;
    const found = sheet?.cues.find(isIt);
    this.play(found ? found.start_ms : 0);
  }

  #heard() {
    const { hearing } = this;
    if (hearing.session) this.#showSession(hearing.session);
    if (hearing.ready && !hearing.isStale && !hearing.error) this.#follow();
    else if (this.#wanted?.plays && hearing.error && !hearing.isStale) this.#fail();
    this.#showState();
  }

  /** Load what is ready, at the place where the same words are; go on playing where it played. */
  #follow() {
    const { ready } = this.hearing;
    if (!ready) return;
    const wanted = this.#wanted;
    const plays = wanted?.plays || this.isPlaying;
    const before = this.#loaded;
    this.#loaded = ready;
    if (before?.audio !== ready.audio) {
      const isOther = before && before.id !== ready.id;
      const at_ms = isOther ? samePlace(before, ready, this.at_ms) : this.at_ms;
      this.sound.src = ready.audio;
      this.sound.currentTime = (wanted?.at_ms ?? at_ms) / 1000;
    } else if (wanted?.at_ms !== null && wanted?.at_ms !== undefined) {
      this.sound.currentTime = wanted.at_ms / 1000;
    }
    this.#wanted = null;
    if (plays) this.sound.play().catch((error) => error.name !== "AbortError" && failed(error));
    this.#tick();
  }

  /** A sound that is not kept by the server any more is asked for again. */
  #reload() {
    const at_ms = this.at_ms;
    this.#loaded = null;
    this.#wanted = { plays: this.#wanted?.plays ?? false, at_ms };
    this.hearing.isStale = true;
  }

  #showSession(session) {
    this.slider.max = session.duration_ms;
    this.length.textContent = (session.is_exact ? "" : "≈ ") + clock(session.duration_ms);
    this.timeline.showSheet(session.sheet);
    const options = session.sheet.steps.map((one) => h("option", { value: one.start_ms }, `${one.index}. ${one.name}`));
    show(this.steps, h("option", { value: 0 }, t("beginning")), options);
    this.steps.hidden = options.length === 0;
  }

  #showState() {
    const { hearing } = this;
    const isBusy = Boolean(this.#wanted?.plays);
    const label = this.isPlaying || isBusy ? t("pause") : t("play");
    show(this.button, icon(this.isPlaying || isBusy ? "pause" : "play"));
    this.button.setAttribute("aria-label", label);
    this.button.classList.toggle("is-waiting", isBusy);
    const { session } = hearing;
    let status = "";
    if (hearing.error && !hearing.isStale) status = sentence(hearing.error.message);
    else if (session?.state === "speaking") status = t("being_spoken", { spoken: session.spoken, phrases: session.phrases });
    else if (this.#loaded && this.#loaded.id !== session?.id && this.isPlaying) status = t("older_version");
    if (this.status.textContent !== status) this.status.textContent = status;
    this.element.dataset.state = hearing.isStale ? "stale" : hearing.error ? "failed" : hearing.ready.state;
    this.element.dataset.session = this.#loaded?.id ?? "";
  }

  #tick() {
    const { at_ms } = this;
    this.slider.value = at_ms;
    this.slider.setAttribute("aria-valuetext", clock(at_ms));
    this.position.textContent = clock(at_ms);
    this.timeline.showPlace(at_ms, this.isPlaying);
    this.#showState();
    if (!this.#loaded) return;
    const { cues, steps } = this.#loaded.sheet;
    const cue = cues.findLast((one) => one.kind === "speech" && one.start_ms <= at_ms + 50) ?? null;
    if (cue === this.cue) return;
    this.cue = cue;
    this.caption.textContent = cue ? cue.spoken : "";
    const step = cue && steps.find((one) => one.index === cue.step);
    this.step.textContent = step ? `${step.index}. ${step.name}` : "";
    this.cueChanged.emit(cue);
  }

  /** Tell screen readers where it is. */
  tellPlace() {
    announce(`${clock(this.at_ms)} ${this.step.textContent}`);
  }

  close() {
    release(this.sound);
    window.removeEventListener("pagehide", this.onhide);
    this.timeline.close();
    for (const stop of this.#stops) stop();
  }
}

/** Let go of a sound's connection: a browser has six of them for all pages of the studio. */
export function release(sound) {
  sound.pause();
  sound.removeAttribute("src");
  sound.load();
}
