// The picture of a session: what is said, the chimes, holds and beds in rows; it follows the place, zooms, and seeks.

import { h, show } from "../lib/dom.js";
import { clock } from "../lib/format.js";
import { t } from "../lib/texts.js";
import { CueList } from "./cue_list.js";
import { drawTimeline, HEIGHT_PX, msAt } from "./drawing.js";

const MOST_PX_PER_S = 60;
const ZOOM = 1.6;

export class Timeline {
  #sheet = null;
  #at_ms = 0;
  #from_ms = 0;
  #pxPerMs = 0;
  #width = 0;
  #frame = null;
  #isHeld = false;

  constructor(seek) {
    this.seek = seek;
    this.canvas = h("canvas", {
      role: "img",
      "aria-label": t("timeline"),
      onpointerdown: (event) => this.#pressed(event),
      onpointermove: (event) => this.#isHeld && this.#seekAt(event),
      onpointerup: () => (this.#isHeld = false),
      onpointercancel: () => (this.#isHeld = false),
      onwheel: (event) => this.#wheeled(event),
    });
    this.cues = new CueList((at_ms) => this.seek(at_ms));
    this.left = h("details", { class: "left-out", hidden: true });
    const button = (label, sign, factor) => h("button", { type: "button", class: "quiet", "aria-label": label, onclick: () => this.zoom(factor) }, sign);
    this.element = h(
      "div",
      { class: "timeline", "data-test": "timeline" },
      this.canvas,
      h("div", { class: "timeline-foot" }, legend(), this.left, this.cues.element),
    );
    this.zoomer = h("div", { class: "zoom" }, button(t("zoom_out"), "−", 1 / ZOOM), button(t("zoom_in"), "+", ZOOM));
    this.observer = new ResizeObserver(() => this.#resized());
    this.observer.observe(this.canvas);
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", this.#draw);
  }

  get #whole() {
    return this.#sheet ? this.#width / this.#sheet.duration_ms : 0;
  }

  showSheet(sheet) {
    if (sheet === this.#sheet) return;
    const wasWhole = !this.#sheet || this.#pxPerMs <= this.#whole * 1.001;
    this.#sheet = sheet;
    if (wasWhole) this.#pxPerMs = this.#whole;
    this.canvas.setAttribute("aria-label", t("timeline_of", { length: clock(sheet.duration_ms), count: sheet.steps.length }));
    this.#showLeftOut(sheet.dropped);
    this.cues.show(sheet.cues);
    this.#keepInside();
  }

  #showLeftOut(dropped) {
    this.left.hidden = dropped.length === 0;
    const go = (one) => h("button", { type: "button", class: "plain", onclick: () => this.seek(one.start_ms) }, clock(one.start_ms));
    const rows = dropped.slice(0, 200).map((one) => h("li", {}, one.start_ms === undefined ? null : go(one), " ", one.text || one.sound || one.role, h("span", { class: "hint" }, ` – ${one.reason}`)));
    show(this.left, h("summary", {}, t("left_out", { count: dropped.length })), h("ul", {}, rows));
  }

  showPlace(at_ms, follows) {
    this.#at_ms = at_ms;
    const seen_ms = this.#width / this.#pxPerMs;
    const isOutside = at_ms < this.#from_ms || at_ms > this.#from_ms + seen_ms * 0.92;
    if (follows && isOutside && !this.#isHeld) this.#from_ms = at_ms - seen_ms * 0.08;
    this.#keepInside();
  }

  /** Show more or less at once, around the place that is heard. */
  zoom(factor, at_px = null) {
    if (!this.#sheet) return;
    const shown_px = (this.#at_ms - this.#from_ms) * this.#pxPerMs;
    const px = at_px ?? (shown_px >= 0 && shown_px <= this.#width ? shown_px : this.#width / 2);
    const at_ms = this.#from_ms + px / this.#pxPerMs;
    this.#pxPerMs = Math.min(Math.max(this.#pxPerMs * factor, this.#whole), Math.max(MOST_PX_PER_S / 1000, this.#whole));
    this.#from_ms = at_ms - px / this.#pxPerMs;
    this.#keepInside();
  }

  #keepInside() {
    if (!this.#sheet) return;
    const most_ms = Math.max(0, this.#sheet.duration_ms - this.#width / this.#pxPerMs);
    this.#from_ms = Math.min(Math.max(this.#from_ms, 0), most_ms);
    this.#draw();
  }

  #resized() {
    const width = this.canvas.clientWidth;
    if (width === this.#width || width === 0) return;
    const wasWhole = this.#pxPerMs <= this.#whole * 1.001;
    this.#width = width;
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = width * ratio;
    this.canvas.height = HEIGHT_PX * ratio;
    if (wasWhole || this.#pxPerMs < this.#whole) this.#pxPerMs = this.#whole;
    this.#keepInside();
  }

  #draw = () => {
    if (this.#frame !== null) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = null;
      if (!this.#sheet || !this.#width) return;
      drawTimeline(this.canvas, this.#sheet, { from_ms: this.#from_ms, pxPerMs: this.#pxPerMs, at_ms: this.#at_ms, width: this.#width });
    });
  };

  #pressed(event) {
    if (event.button !== 0 || !this.#sheet) return;
    this.#isHeld = true;
    this.canvas.setPointerCapture(event.pointerId);
    this.#seekAt(event);
  }

  #seekAt(event) {
    this.seek(Math.round(msAt(event.offsetX, this.#from_ms, this.#pxPerMs)));
  }

  #wheeled(event) {
    if (!this.#sheet) return;
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (!event.ctrlKey && !isSideways) return;
    event.preventDefault();
    if (event.ctrlKey) return void this.zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, event.offsetX);
    this.#from_ms += (event.deltaX || event.deltaY) / this.#pxPerMs;
    this.#keepInside();
  }

  close() {
    this.observer.disconnect();
    this.cues.close();
    this.scheme.removeEventListener("change", this.#draw);
    cancelAnimationFrame(this.#frame);
  }
}

function legend() {
  const kinds = ["voice", "chime", "hold", "right", "left", "bed"];
  return h("ul", { class: "legend", "aria-hidden": "true" }, kinds.map((kind) => h("li", {}, h("span", { class: `swatch is-${kind}` }), t(`legend_${kind}`))));
}
