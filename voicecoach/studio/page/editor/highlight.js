// Colours of the script language: a line becomes pieces, each with a class.

const COMMENT_END = "-->";

/** Return `{pieces, isComment}`: the pieces `[class, text]` of a line, and whether a comment goes on after it. */
export function piecesOf(line, isComment) {
  if (isComment) {
    const end = line.indexOf(COMMENT_END);
    if (end < 0) return { pieces: [["comment", line]], isComment: true };
    const rest = piecesOf(line.slice(end + COMMENT_END.length), false);
    return { ...rest, pieces: [["comment", line.slice(0, end + COMMENT_END.length)], ...rest.pieces] };
  }
  if (line.startsWith("# ") || line.startsWith("## ")) return { pieces: [["heading", line]], isComment: false };
  if (line.trimEnd() === "---") return { pieces: [["mark", line]], isComment: false };
  const setting = /^(- )([^:]*)(:?)(.*)$/.exec(line);
  if (setting) {
    const [, dash, key, colon, value] = setting;
    const rest = words(value);
    return { pieces: [["mark", dash], ["key", key], ["mark", colon], ...rest.pieces], isComment: rest.isComment };
  }
  return words(line);
}

function words(text) {
  const pieces = [];
  const marked = /<!--|\[[^\]]*\]|\{[^}]*\}/g;
  let from = 0;
  for (let found = marked.exec(text); found; found = marked.exec(text)) {
    if (found.index > from) pieces.push(["", text.slice(from, found.index)]);
    if (found[0] === "<!--") {
      const rest = piecesOf(text.slice(found.index), true);
      return { pieces: [...pieces, ...rest.pieces], isComment: rest.isComment };
    }
    pieces.push([found[0][0] === "[" ? "action" : "variable", found[0]]);
    from = found.index + found[0].length;
  }
  if (from < text.length) pieces.push(["", text.slice(from)]);
  return { pieces, isComment: false };
}
