// What is not saved yet, kept in the browser: a closed tab or a lost server loses nothing.

/** The draft of one script; `home` is the person's folder, since two of them may have a script of one name. */
export class Draft {
  #key;
  #written = null;

  constructor(home, name) {
    this.#key = `voicecoach.draft:${home}:${name}`;
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
