// What is chosen for the whole session. In a script of one's own it is written into its head, where every program finds
// it, and undo takes it back; for a ready-made one it is kept in the browser, as options.

import { debounced } from "../lib/dom.js";
import { Signal } from "../lib/signal.js";

const KEYS = { pauses: "pause factor" };
const BED = /^([^,]+?)\s*(?:,\s*(-?\d+(?:\.\d+)?)\s*dB)?\s*$/;

export class Choices {
  #stops;
  changed = new Signal();

  constructor(editor) {
    this.editor = editor;
    this.isWritten = editor.doc.isOwn;
    const tell = debounced(() => this.changed.emit(), 0);
    this.#stops = [editor.doc.looked.on(tell), editor.options.changed.on(tell)];
  }

  /** The value of a choice, as text; empty where nothing is chosen. */
  get(name) {
    const { options } = this.editor;
    const written = this.isWritten ? null : options.get(name);
    if (written !== null) return String(written);
    if (name === "bed" || name === "bed_level") {
      const [, bed = "", level = ""] = BED.exec(this.setting("bed")) ?? [];
      return name === "bed" ? bed : level;
    }
    return this.setting(KEYS[name] ?? name);
  }

  /** The value of a setting of the head; empty where it is not set. */
  setting(key) {
    return this.editor.doc.cards[0]?.settings.find((one) => one.key === key)?.value ?? "";
  }

  /** Choose a value; an empty one goes back to the default. */
  set(name, value) {
    if (!this.isWritten) return this.editor.options.set(name, value);
    if (name === "bed" || name === "bed_level") {
      const chosen = { bed: this.get("bed"), bed_level: this.get("bed_level"), [name]: value };
      const level = chosen.bed && chosen.bed !== "none" && chosen.bed_level ? `, ${chosen.bed_level} dB` : "";
      return this.write("bed", chosen.bed && chosen.bed !== "none" ? chosen.bed + level : "");
    }
    return this.write(KEYS[name] ?? name, value);
  }

  /** Write a setting into the head of the script. */
  async write(key, value) {
    const isSet = this.editor.doc.cards[0]?.settings.some((one) => one.key === key);
    if (value === this.setting(key)) return;
    if (value === "" && !isSet) return;
    const edit = value === "" ? { op: "remove", at: 0, key } : { op: "set", at: 0, key, value };
    await this.editor.doc.edit([edit], `choice-${key}`);
  }

  /** The options of the session as they would be with some other choices. */
  optionsWith(choices = {}) {
    return { ...this.editor.options.values, ...choices };
  }

  close() {
    for (const stop of this.#stops) stop();
  }
}
