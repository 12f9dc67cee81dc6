// Undo and redo over one text, whichever view changed it. A step is a patch, so that a long script stays small here.

const JOINED_MS = 1500;
const MOST_STEPS = 1000;

/** What turns one text into another: where, what goes, and what comes. */
export function patchOf(before, after) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { at: start, removed: before.slice(start, before.length - end), inserted: after.slice(start, after.length - end) };
}

export function applied(text, patch) {
  return text.slice(0, patch.at) + patch.inserted + text.slice(patch.at + patch.removed.length);
}

export function reverted(text, patch) {
  return text.slice(0, patch.at) + patch.removed + text.slice(patch.at + patch.inserted.length);
}

export class History {
  #undo = [];
  #redo = [];

  get canUndo() {
    return this.#undo.length > 0;
  }

  get canRedo() {
    return this.#redo.length > 0;
  }

  /** Remember a change; one with the same `group` as the last, soon after it, is the same step. */
  add(before, after, group = null) {
    const last = this.#undo.at(-1);
    const now_ms = performance.now();
    this.#redo = [];
    if (last && group !== null && last.group === group && now_ms - last.at_ms < JOINED_MS) {
      last.patch = patchOf(reverted(before, last.patch), after);
      last.at_ms = now_ms;
      return;
    }
    this.#undo.push({ patch: patchOf(before, after), group, at_ms: now_ms });
    if (this.#undo.length > MOST_STEPS) this.#undo.shift();
  }

  /** Return the text before the last step, and the place of the change; null where there is none. */
  undo(text) {
    const step = this.#undo.pop();
    if (!step) return null;
    step.group = null;
    this.#redo.push(step);
    return { text: reverted(text, step.patch), at: step.patch.at + step.patch.removed.length };
  }

  redo(text) {
    const step = this.#redo.pop();
    if (!step) return null;
    this.#undo.push(step);
    return { text: applied(text, step.patch), at: step.patch.at + step.patch.inserted.length };
  }
}
