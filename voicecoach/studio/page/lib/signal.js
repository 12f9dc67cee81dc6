// A list of listeners that are told when something happens.

export class Signal {
  #listeners = new Set();

  /** Add a listener; returns a function that removes it. */
  on(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(...values) {
    for (const listener of [...this.#listeners]) listener(...values);
  }
}
