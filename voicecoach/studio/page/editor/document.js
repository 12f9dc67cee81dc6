// One open script: its text, undo, saving, and what the server says that it means. Both views are views of this.

import { connection, followedAgain, get, list, part, post, put, scriptChanged } from "../lib/api.js";
import { debounced } from "../lib/dom.js";
import { Signal } from "../lib/signal.js";
import { Draft } from "./draft.js";
import { History } from "./history.js";
import { Merge } from "./merging.js";

const SAVED_AFTER_MS = 600;
const LOOKED_AT_AFTER_MS = 120;

export class ScriptDocument {
  #history = new History();
  #draft;
  #saving = null;
  #queue = Promise.resolve();
  #pending = [];
  #made = new WeakMap();
  #merges = 0;
  #seen = "";
  #composing = null;
  #answer = null;
  #looking = null;
  #stops = [];
  #save = debounced(() => this.save(), SAVED_AFTER_MS);
  #look = debounced(() => this.look(), LOOKED_AT_AFTER_MS);
  #keep = debounced(() => this.#keepDraft(), 80);

  /** Told with the view that changed the text ("text", "cards", "undo", "elsewhere"), and where the caret goes or how it moves. */
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
    this.conflict = null;
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

  /** The first mistake of the text as it stands; null where there is none, or it is not known yet. */
  get mistake() {
    return (this.#seen === this.text && this.problems.find((one) => one.severity === "error")) || null;
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
    if (this.state === "gone") return;
    if (!["lost", "conflict"].includes(this.state)) this.#setState("unsaved");
    this.#save(); // while there is a conflict, this tells whether there is still one
  }

  /** Let nothing from elsewhere into the text while an input method composes a word in it. */
  compose() {
    let done;
    this.#composing ??= Object.assign(new Promise((resolve) => (done = resolve)), { done: () => done() });
  }

  composed() {
    this.#composing?.done();
    this.#composing = null;
  }

  /**
   * Let the server make edits of cards in the text; they are made in order, and wait where the server is lost.
   * Edits of one `group`, soon after each other, are one step of undo.
   */
  edit(edits, group = null) {
    this.#pending.push(edits);
    this.#made.set(edits, { group, seen: this.#seen, merges: this.#merges });
    this.#keep();
    const done = this.#queue.then(() => this.#editNext());
    this.#queue = done.catch(() => {});
    return done;
  }

  async #editNext() {
    const edits = this.#pending[0];
    if (!edits) return;
    for (;;) {
      const made = this.#made.get(edits);
      // After a merge the cards may be others: the edit is made where it was meant, and merged as well.
      const before = made && made.merges !== this.#merges ? made.seen : this.text;
      let answer;
      try {
        answer = await post("edit", { name: this.name, text: before, edits });
        if (this.text !== before) {
          const merge = await Merge.of(before, this.text, answer);
          if (this.text !== merge.mine) continue;
          if (!merge.isAgreed) {
            this.#made.delete(edits);
            continue; // in the newest text, then
          }
          answer = { text: merge.text() };
        }
      } catch (error) {
        if (error.name === "OfflineError") {
          this.#setState("lost");
        } else {
          this.#pending.shift();
          this.#keep();
        }
        throw error;
      }
      this.#pending.shift();
      this.#look.cancel();
      this.setText(answer.text, "cards", made?.group ?? null);
      this.#look.cancel();
      if (answer.cards) this.#takeLook(answer);
      else await this.look();
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
    this.#seen = answer.text;
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
    if (this.text === this.saved && !this.conflict) {
      if (this.state === "unsaved" && this.isSaved) this.#isSaved();
      return undefined;
    }
    this.#saving = this.#put(this.text, this.revision).finally(() => (this.#saving = null));
    return this.#saving;
  }

  async #put(text, revision) {
    if (this.state !== "conflict") this.#setState("saving");
    try {
      const answer = await put(`scripts/${part(this.name)}`, { text, revision });
      this.revision = answer.revision;
      this.saved = text;
      this.conflict = null;
      if (this.isSaved) this.#isSaved();
      else this.#isUnsaved();
    } catch (error) {
      if (error.kind === "conflict") await this.#takeIn(error.body);
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

  /** Take in what was saved elsewhere, `{text, revision}`: changes of other lines are merged, the same lines are asked about. */
  async #takeIn(theirs) {
    const { revision } = this;
    try {
      for (;;) {
        if (theirs.text === null) return this.#setState("gone");
        const merge = await Merge.of(this.saved ?? "", this.text, theirs);
        await this.#composing;
        if (this.revision !== revision) return undefined; // saved or taken in meanwhile: what was read is old
        if (this.text !== merge.mine) continue;
        if (merge.isAgreed) return this.#adopt(merge);
        if (this.#answer?.question === merge.question) return this.#adopt(merge, this.#answer.choices);
        this.#answer = null; // of another question
        this.conflict = merge;
        return this.#setState("conflict");
      }
    } catch (error) {
      return this.#setState(error.status && error.status !== 403 ? "refused" : "lost", error);
    }
  }

  #adopt(merge, choices = []) {
    const before = this.text;
    this.revision = merge.theirs.revision;
    this.saved = merge.theirs.text;
    this.conflict = this.#answer = null;
    this.text = merge.text(choices);
    this.#merges += 1;
    // What was not chosen is a step of undo away.
    const other = choices.includes("mine") ? merge.text(choices.map(() => "theirs")) : before;
    if (other !== this.text) {
      if (other !== before) this.#history.add(before, other);
      this.#history.add(other, this.text);
      this.changed.emit("elsewhere", (at) => merge.moved(at, choices));
    }
    this.#look.cancel();
    this.look();
    if (this.isSaved) this.#isSaved();
    else this.#isUnsaved();
  }

  /** Go on with "mine", "theirs" or "both" for each contested piece; where words were typed meanwhile, it answers the same question of the new pieces. */
  async settle(choices) {
    const merge = this.conflict;
    if (merge && this.text !== merge.mine) this.#answer = { question: merge.question, choices };
    if (!merge || this.#answer) return this.save();
    this.#adopt(merge, choices);
    return this.save();
  }

  /** Write the script again that was removed elsewhere. */
  writeAgain() {
    this.revision = this.saved = this.conflict = null;
    this.#setState("unsaved");
    return this.save();
  }

  #changedElsewhere({ name, revision }) {
    if (name !== this.name) return;
    this.#queue = this.#queue.then(() => this.#fetchTheirs(revision)).catch(() => {});
  }

  async #fetchTheirs(told) {
    await this.#saving;
    const { revision } = this;
    if (told === revision || !this.isOwn) return;
    if (told === null) return this.#setState("gone");
    const fields = await get(`scripts/${part(this.name)}`);
    if (!fields.is_own) return this.#setState("gone"); // the ready-made session that it hid
    if (fields.revision === this.revision) return;
    if (this.revision === revision) await this.#takeIn(fields);
    else await this.#fetchTheirs(); // saved meanwhile: what was read may be older
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
    if (kept.text === this.text && this.isSaved) this.#draft.remove();
    if (kept.text !== this.text) {
      const { text, revision } = this;
      this.#history.add(text, kept.text);
      this.text = kept.text;
      this.wasKept = true;
      this.#setState("unsaved");
      if (kept.revision !== revision) [this.revision, this.saved] = [kept.revision, kept.base ?? ""];
      this.#save();
    }
    this.#cameBack();
  }

  #keepDraft() {
    this.#keep.cancel();
    if (!this.isOwn || (this.isSaved && !this.conflict)) return;
    this.isKept = this.#draft.write({ text: this.text, base: this.saved, revision: this.revision, edits: this.#pending });
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
