// Short sounds: a phrase, a sample of a voice, a chime. One at a time; the session pauses for it.

import { post } from "../lib/api.js";
import { h } from "../lib/dom.js";
import { failed, notice } from "../lib/notices.js";
import { language } from "../lib/texts.js";
import { release } from "./player.js";

export class Snippets {
  #turn = 0;

  constructor(editor) {
    this.editor = editor;
    this.sound = h("audio", { "data-snippet": true });
  }

  /** Play the sound of an address. */
  async play(address) {
    this.#turn += 1;
    this.editor.player.pause();
    this.sound.src = address;
    try {
      await this.sound.play();
    } catch (error) {
      if (error.name !== "AbortError") await this.#tell(address);
    }
  }

  /** A sound that does not come is asked for once more, for what the server says. */
  async #tell(address) {
    const answer = await fetch(address, { headers: { "accept-language": language } }).catch(() => null);
    const body = answer && !answer.ok ? await answer.json().catch(() => null) : null;
    if (body?.message) failed(body);
  }

  /** Speak words as the step of a number says them. */
  async speak(text, step) {
    this.#turn += 1;
    const turn = this.#turn;
    const { doc, options } = this.editor;
    try {
      const spoken = await post("phrases", { text, name: doc.name, script: doc.text, step, options: options.values });
      if (turn === this.#turn) await this.play(spoken.audio);
      return spoken;
    } catch (error) {
      if (error.body?.problems?.length) notice(error.message, { hint: error.hint, isError: true });
      else failed(error);
      return null;
    }
  }

  stop() {
    this.#turn += 1;
    release(this.sound);
  }
}
