// What is not saved yet, kept in the browser: a closed tab or a lost server loses nothing.

const keyOf = (home, name) => `voicecoach.draft:${home}:${name}`;

/** The draft of one script; `home` is the person's folder, since two of them may have a script of one name. */
export class Draft {
  #key;
  #written = null;

  constructor(home, name) {
    this.#key = keyOf(home, name);
  }

  /** The names of the scripts with a draft whose file is gone; `known` are those that have one. */
  static abandoned(home, known) {
    const begin = keyOf(home, "");
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(begin))
      .map((key) => key.slice(begin.length))
      .filter((name) => !known.has(name) && new Draft(home, name).read()?.text);
  }

  /** Return what was written, or null. */
  read() {
    try {
      return JSON.parse(localStorage.getItem(this.#key));
    } catch {
      return null;
    }
  }

  /**
   * Keep a text, the `base` that it was made from with its revision, and edits that are not in it yet; false where the
   * browser is full. A long base is left out then: merging needs it, and no word of the person's is in it alone.
   */
  write({ text, base, revision, edits }) {
    return this.#put({ text, base, revision, edits }) || this.#put({ text, revision, edits });
  }

  #put(fields) {
    try {
      this.#written = JSON.stringify(fields);
      localStorage.setItem(this.#key, this.#written);
      return true;
    } catch {
      return false;
    }
  }

  /** Forget the draft; one that another tab has written since then stays. */
  remove() {
    const kept = localStorage.getItem(this.#key);
    if (this.#written === null || kept === this.#written) localStorage.removeItem(this.#key);
  }
}
