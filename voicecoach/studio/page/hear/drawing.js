// Draws the part of a session's timeline that is seen. The colours are those of the page's style.

export const HEIGHT_PX = 96;

const STEPS = { top: 0, height: 20 };
const VOICE = { top: 24, height: 18 };
const CHIMES = { top: 46, height: 12 };
const HOLDS = { top: 62, height: 18 };
const BEDS = { top: 84, height: 8 };
const LEAST_PX = 1.5;
const TEXT_PX = 46;

export const msAt = (px, from_ms, pxPerMs) => from_ms + px / pxPerMs;

/** Draw a sheet into a canvas; only what lies between its edges is looked at. */
export function drawTimeline(canvas, sheet, { from_ms, pxPerMs, at_ms, width }) {
  const ratio = canvas.width / width;
  const draw = canvas.getContext("2d");
  const style = getComputedStyle(canvas);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const to_ms = msAt(width, from_ms, pxPerMs);
  const isSeen = (one) => one.start_ms < to_ms && end(one) > from_ms;
  const x = (ms) => (ms - from_ms) * pxPerMs;

  draw.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw.clearRect(0, 0, width, HEIGHT_PX);
  draw.font = "12px system-ui, sans-serif";
  draw.textBaseline = "middle";

  const bar = (one, row, fill, words = "", ink = null) => {
    const left = x(one.start_ms);
    const wide = Math.max(x(end(one)) - left, LEAST_PX);
    draw.fillStyle = fill;
    draw.beginPath();
    draw.roundRect(left, row.top, wide, row.height, Math.min(3, wide / 2));
    draw.fill();
    if (!words || wide < TEXT_PX) return;
    draw.save();
    draw.clip();
    draw.fillStyle = ink || colour("text");
    draw.fillText(words, Math.max(left, 0) + 5, row.top + row.height / 2 + 0.5);
    draw.restore();
  };

  for (const row of [VOICE, CHIMES, HOLDS]) {
    draw.fillStyle = colour("track");
    draw.fillRect(0, row.top, width, row.height);
  }
  sheet.steps.filter(isSeen).forEach((one) => {
    bar({ ...one, end_ms: one.end_ms - 1.5 / pxPerMs }, STEPS, colour(one.index % 2 ? "step-odd" : "step-even"), `${one.index}. ${one.name}`);
  });
  for (const one of sheet.holds.filter(isSeen)) {
    const isLeft = one.side !== null && one.side === leftOf(sheet, one.step);
    const fill = one.side === null ? "hold" : isLeft ? "left" : "right";
    bar(one, HOLDS, colour(fill), one.side || "", colour("on-hold"));
  }
  for (const one of sheet.beds.filter(isSeen)) bar(one, BEDS, colour("bed"));
  for (const cue of sheet.cues) {
    if (!isSeen(cue)) continue;
    if (cue.kind === "speech") bar(cue, VOICE, colour("voice"), cue.text, colour("on-voice"));
    else if (cue.kind === "chime") strike(draw, x(cue.start_ms), colour("chime"));
    else bar(cue, CHIMES, colour("chime"));
  }
  draw.fillStyle = colour("playhead");
  draw.fillRect(x(at_ms) - 1, 0, 2, HEIGHT_PX);
}

function strike(draw, left, fill) {
  draw.fillStyle = fill;
  draw.beginPath();
  draw.arc(left, CHIMES.top + CHIMES.height / 2, 3.5, 0, Math.PI * 2);
  draw.fill();
}

const end = (one) => one.end_ms ?? one.start_ms + (one.duration_ms ?? 0);

const lefts = new WeakMap();

/** The side of a step that is drawn as the left one: "left", or the second that comes. */
function leftOf(sheet, step) {
  if (!lefts.has(sheet)) {
    const sides = new Map();
    for (const hold of sheet.holds) if (hold.side) sides.set(hold.step, (sides.get(hold.step) || new Set()).add(hold.side));
    const chosen = [...sides].map(([index, names]) => [index, names.has("left") ? "left" : [...names][1]]);
    lefts.set(sheet, new Map(chosen));
  }
  return lefts.get(sheet).get(step);
}
