// Two versions of a text as pieces, as the server merged them: `{mine, theirs, text}`, each a list of lines.

import { post } from "../lib/api.js";

const isContested = (piece) => piece.text === null;
const joined = (lists) => lists.flat().join("\n");

/** The lines of a piece for a choice: "mine", "theirs" or "both". */
const chosenLines = (piece, choice) => (choice === "both" ? [...piece.mine, ...piece.theirs] : piece[choice]);

export class Merge {
  constructor(pieces, theirs) {
    this.pieces = pieces;
    this.theirs = theirs;
    this.mine = joined(pieces.map((piece) => piece.mine));
  }

  /** Merge two versions of a text; `theirs` has a `text`. */
  static async of(base, mine, theirs) {
    return new Merge((await post("merge", { base, mine, theirs: theirs.text })).pieces, theirs);
  }

  /** Whether no line was changed by both. */
  get isAgreed() {
    return !this.pieces.some(isContested);
  }

  /** The pieces that were changed by both, each with the `line` where it begins in mine. */
  get contested() {
    let line = 1;
    return this.pieces.flatMap((piece) => {
      const begin = line;
      line += piece.mine.length;
      return isContested(piece) ? [{ ...piece, line: begin }] : [];
    });
  }

  /** What is asked, as a text: the same for merges that ask the same of the same lines. */
  get question() {
    return JSON.stringify(this.contested.map(({ mine, theirs }) => [mine, theirs]));
  }

  /** The merged text, with a choice for each contested piece. */
  text(choices = []) {
    let next = 0;
    return joined(this.pieces.map((piece) => piece.text ?? chosenLines(piece, choices[next++])));
  }

  /** Where a place of mine is in the merged text. */
  moved(at, choices = []) {
    const above = this.mine.slice(0, at).split("\n");
    const [line, column] = [above.length - 1, above.at(-1).length];
    let [before, after, next] = [0, 0, 0];
    const text = this.text(choices).split("\n");
    for (const piece of this.pieces) {
      const taken = piece.text ?? chosenLines(piece, choices[next++]);
      if (line < before + piece.mine.length) {
        after += Math.min(line - before, Math.max(0, taken.length - 1));
        break;
      }
      before += piece.mine.length;
      after += taken.length;
    }
    const start = text.slice(0, after).reduce((sum, each) => sum + each.length + 1, 0);
    return start + Math.min(column, text[after]?.length ?? 0);
  }
}
