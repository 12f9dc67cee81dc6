// The session of the text as it stands: asked for after each change, and ready when all of it is spoken.

import { get, post } from "../lib/api.js";
import { debounced } from "../lib/dom.js";
import { Signal } from "../lib/signal.js";

const ASKED_AFTER_MS = 700;
const WAIT_S = 10;

export class Hearing {
  #turn = 0;
  #ask = debounced(() => this.ask(), ASKED_AFTER_MS);
  #stops;

  /** Told when `session`, `ready`, `isStale` or `error` changed. */
  changed = new Signal();
  /** The newest SESSION; its lengths may be estimates. */
  session = null;
  /** The newest SESSION that can be heard; while it is being spoken, its sound waits for each word. */
  ready = null;
  /** The error of the text as it stands. */
  error = null;
  isStale = true;

  constructor(doc, options) {
    this.doc = doc;
    this.options = options;
    this.#stops = [doc.changed.on(() => this.#isOld()), options.changed.on(() => this.#isOld())];
  }

  #isOld() {
    this.isStale = true;
    this.#turn += 1;
    this.#ask();
    this.changed.emit();
  }

  /** Ask for the session of the text now. */
  async ask() {
    this.#ask.cancel();
    this.#turn += 1;
    const turn = this.#turn;
    const isCurrent = () => turn === this.#turn;
    const { mistake } = this.doc;
    if (mistake && Object.keys(this.options.values).length === 0) {
      [this.error, this.isStale] = [mistake, false]; // what the server would say as well
      this.changed.emit();
      return;
    }
    try {
      let session = await post("sessions", { name: this.doc.name, text: this.doc.text, options: this.options.values });
      while (isCurrent()) {
        this.#take(session);
        if (session.state !== "speaking") return;
        session = await get(`sessions/${session.id}?wait_s=${WAIT_S}`);
      }
    } catch (error) {
      if (!isCurrent()) return;
      this.error = error;
      this.isStale = error.name === "OfflineError";
      this.changed.emit();
    }
  }

  #take(session) {
    this.error = session.state === "failed" ? session.error : null;
    this.isStale = !session.audio && !this.error;
    if (session.sheet) this.session = session;
    if (session.audio) this.ready = session;
    this.changed.emit();
  }

  close() {
    this.#turn += 1;
    this.#ask.cancel();
    for (const stop of this.#stops) stop();
  }
}

/** The place in another session where the words of a place are: the same line, side and turn. */
export function samePlace(from, to, at_ms) {
  const before = from.sheet.cues.filter((cue) => cue.start_ms <= at_ms);
  const cue = before.at(-1);
  if (!cue) return at_ms;
  const isLike = (one) => one.line === cue.line && one.role === cue.role && one.side === cue.side;
  const turn = before.filter(isLike).length;
  const found = to.sheet.cues.filter(isLike)[turn - 1];
  if (found) return Math.min(found.start_ms + (at_ms - cue.start_ms), to.duration_ms);
  const step = to.sheet.steps.find((one) => one.index === cue.step);
  return step ? step.start_ms : Math.min(at_ms, to.duration_ms);
}
