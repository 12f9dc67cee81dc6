// The options of a session, as chosen on this page; kept in the browser for each script.

import { Signal } from "../lib/signal.js";

export class Options {
  #key;
  changed = new Signal();

  constructor(home, name) {
    this.#key = `voicecoach.options:${home}:${name}`;
    try {
      this.values = JSON.parse(localStorage.getItem(this.#key)) || {};
    } catch {
      this.values = {};
    }
  }

  get(name) {
    return this.values[name] ?? null;
  }

  /** Choose a value; null goes back to what the script says. */
  set(name, value) {
    this.setAll({ [name]: value });
  }

  setAll(values) {
    const chosen = Object.entries({ ...this.values, ...values }).filter(([, value]) => value !== null && value !== "");
    this.values = Object.fromEntries(chosen);
    localStorage.setItem(this.#key, JSON.stringify(this.values));
    this.changed.emit();
  }
}
