// One open script: its text, undo, saving, and what the server says that it means. Both views are views of this.

import { connection, followedAgain, get, list, part, post, put, scriptChanged } from "../lib/api.js";
import { debounced } from "../lib/dom.js";
import { Signal } from "../lib/signal.js";
import { Draft } from "./draft.js";
import { History } from "./history.js";

const SAVED_AFTER_MS = 600;
const LOOKED_AT_AFTER_MS = 120;

export class ScriptDocument {
  #history = new History();
  #draft;
  #saving = null;
  #queue = Promise.resolve();
  #pending = [];
  #groups = new WeakMap();
  #looking = null;
  #stops = [];
  #save = debounced(() => this.save(), SAVED_AFTER_MS);
  #look = debounced(() => this.look(), LOOKED_AT_AFTER_MS);
  #keep = debounced(() => this.#keepDraft(), 80);

  /** Told with the view that changed the text: "text", "cards", "undo", "elsewhere". */
  changed = new Signal();
  /** Told when `cards` and `problems` are those of the text. */
  looked = new Signal();
  /** Told when `state` is another one: saved, unsaved, saving, lost, conflict, gone, refused. */
  stateChanged = new Signal();

  constructor(fields, home) {
    Object.assign(this, { name: fields.name, title: fields.title, text: fields.text, path: fields.path });
    this.isOwn = fields.is_own;
    this.revision = fields.revision;
    this.saved = fields.text;
    this.state = "saved";
    this.error = null;
    this.theirs = null;
    this.cards = [];
    this.problems = [];
    this.#draft = new Draft(home, fields.name);
    this.#stops.push(scriptChanged.on((told) => this.#changedElsewhere(told)));
    this.#stops.push(followedAgain.on(() => this.#changedElsewhere({ name: this.name })));
    this.#stops.push(connection.changed.on((state) => state === "up" && this.#cameBack()));
    this.onhide = () => this.#keepDraft();
    window.addEventListener("pagehide", this.onhide);
  }

  /** Open a script by its name, with what the browser kept of it. */
  static async open(name) {
    const [about, fields] = await Promise.all([list("about"), get(`scripts/${part(name)}`)]);
    const opened = new ScriptDocument(fields, about.home);
    opened.#takeDraft();
    return opened;
  }

  get canUndo() {
    return this.#history.canUndo;
  }

  get canRedo() {
    return this.#history.canRedo;
  }

  get isSaved() {
    return this.text === this.saved && this.#pending.length === 0;
  }

  /** Set the text, as a step of undo; typing of one kind in a row is one step. */
  setText(text, source, group = null) {
    if (text === this.text || !this.isOwn) return;
    this.#history.add(this.text, text, group);
    this.#takeText(text, source);
  }

  undo() {
    this.#travel(this.#history.undo(this.text));
  }

  redo() {
    this.#travel(this.#history.redo(this.text));
  }

  #travel(found) {
    if (found) this.#takeText(found.text, "undo", found.at);
  }

  #takeText(text, source, at = null) {
    this.text = text;
    this.changed.emit(source, at);
    this.#keep();
    this.#look();
    if (this.state !== "conflict" && this.state !== "gone") {
      if (this.state !== "lost") this.#setState("unsaved");
      this.#save();
    }
  }

  /**
   * Let the server make edits of cards in the text; they are made in order, and wait where the server is lost.
   * Edits of one `group`, soon after each other, are one step of undo.
   */
  edit(edits, group = null) {
    this.#pending.push(edits);
    this.#groups.set(edits, group);
    this.#keep();
    const done = this.#queue.then(() => this.#editNext());
    this.#queue = done.catch(() => {});
    return done;
  }

  async #editNext() {
    const edits = this.#pending[0];
    if (!edits) return;
    for (;;) {
      const before = this.text;
      let answer;
      try {
        answer = await post("edit", { name: this.name, text: before, edits });
      } catch (error) {
        if (error.name === "OfflineError") {
          this.#setState("lost");
        } else {
          this.#pending.shift();
          this.#keep();
        }
        throw error;
      }
      if (this.text !== before) continue; // somebody typed meanwhile: the edit is made in the newer text
      this.#pending.shift();
      this.#look.cancel();
      this.setText(answer.text, "cards", this.#groups.get(edits) ?? null);
      this.#look.cancel();
      this.#takeLook(answer);
      if (this.state === "lost") this.#setState("unsaved");
      return;
    }
  }

  /** Ask what the text means. */
  async look() {
    this.#looking?.abort();
    const asked = (this.#looking = new AbortController());
    const text = this.text;
    try {
      const answer = await post("look", { name: this.name, text }, { signal: asked.signal });
      if (text === this.text) this.#takeLook(answer);
    } catch (error) {
      if (error.status) this.#setState("refused", error);
    }
  }

  #takeLook(answer) {
    this.cards = answer.cards;
    this.problems = answer.problems;
    if (answer.title) this.title = answer.title;
    this.looked.emit();
  }

  /** Save now; a text that came meanwhile is saved after it. */
  async save() {
    this.#save.cancel();
    if (this.#saving) return this.#saving.then(() => this.save());
    if (!this.isOwn) return undefined;
    if (this.text === this.saved) {
      if (this.state === "unsaved" && this.isSaved) this.#isSaved();
      return undefined;
    }
    this.#saving = this.#put(this.text, this.revision).finally(() => (this.#saving = null));
    return this.#saving;
  }

  async #put(text, revision) {
    this.#setState("saving");
    try {
      const answer = await put(`scripts/${part(this.name)}`, { text, revision });
      this.revision = answer.revision;
      this.saved = text;
      if (this.isSaved) this.#isSaved();
      else this.#isUnsaved();
    } catch (error) {
      if (error.kind === "conflict") this.#conflict(error.body.text, error.body.revision);
      else this.#setState(error.status && error.status !== 403 ? "refused" : "lost", error);
      this.#keepDraft();
    }
  }

  #isSaved() {
    this.#keep.cancel();
    this.#draft.remove();
    this.#setState("saved");
  }

  #isUnsaved() {
    this.#setState("unsaved");
    this.#save();
  }

  #conflict(text, revision) {
    this.theirs = { text, revision };
    this.#setState(text === null ? "gone" : "conflict");
  }

  /** Keep the text of this page; the other one is a step of undo away. */
  keepMine() {
    const mine = this.text;
    if (this.theirs.text !== null) {
      this.#history.add(mine, this.theirs.text);
      this.#history.add(this.theirs.text, mine);
    }
    this.revision = this.theirs.revision ?? null;
    this.saved = this.theirs.text;
    this.theirs = null;
    this.#setState("unsaved");
    return this.save();
  }

  /** Take the text that was saved elsewhere; the own one is a step of undo away. */
  takeTheirs() {
    const { text, revision } = this.theirs;
    this.theirs = null;
    this.#adopt(text, revision);
  }

  #adopt(text, revision) {
    this.revision = revision;
    this.saved = text;
    if (text !== this.text) {
      this.#history.add(this.text, text);
      this.text = text;
      this.changed.emit("elsewhere", null);
      this.#look();
    }
    this.#save.cancel();
    this.#isSaved();
  }

  async #changedElsewhere({ name, revision }) {
    if (name !== this.name) return;
    await this.#saving;
    if (revision === this.revision) return;
    if (revision === null) {
      this.#conflict(null, null);
      return;
    }
    const fields = await get(`scripts/${part(this.name)}`).catch(() => null);
    if (!fields || fields.revision === this.revision) return;
    if (this.isSaved) this.#adopt(fields.text, fields.revision);
    else this.#conflict(fields.text, fields.revision);
  }

  #cameBack() {
    if (this.state !== "lost" && this.#pending.length === 0) return;
    if (this.state === "lost") this.#setState("unsaved");
    for (const _ of this.#pending) this.#queue = this.#queue.then(() => this.#editNext()).catch(() => {});
    this.#queue.then(() => this.save());
    this.#look();
  }

  #takeDraft() {
    const kept = this.isOwn ? this.#draft.read() : null;
    if (!kept) return;
    this.#pending = kept.edits || [];
    if (kept.text !== this.text) {
      const { text, revision } = this;
      this.#history.add(text, kept.text);
      this.text = kept.text;
      this.wasKept = true;
      if (kept.revision === revision) this.#save();
      else this.#conflict(text, revision);
    }
    this.#cameBack();
  }

  #keepDraft() {
    this.#keep.cancel();
    if (!this.isOwn || (this.isSaved && this.state !== "conflict")) return;
    this.isKept = this.#draft.write(this.text, this.revision, this.#pending);
  }

  #setState(state, error = null) {
    this.state = state;
    this.error = error;
    this.stateChanged.emit(state);
  }

  /** Save and let go; what cannot be saved stays in the browser. */
  async close() {
    this.#look.cancel();
    if (this.state !== "conflict" && this.state !== "gone") await this.save();
    this.#keepDraft();
    for (const stop of this.#stops) stop();
    window.removeEventListener("pagehide", this.onhide);
  }
}
