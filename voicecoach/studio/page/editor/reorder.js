// Steps in another order: dragged by their grip with a mouse, pen or finger, or moved with the arrow keys on the grip.

const MOVED_PX = 4;
const EDGE_PX = 56;
const SCROLL_PX = 14;

/** Whether a card can be moved; the head, and the brackets of a repeat, stay. */
export const isMovable = (section) => section.kind === "step" || section.kind === "part";

export class Reorder {
  #drag = null;

  constructor(list, move) {
    this.list = list;
    this.move = move;
    list.addEventListener("pointerdown", (event) => this.#start(event));
    list.addEventListener("pointermove", (event) => this.#over(event));
    list.addEventListener("pointerup", (event) => this.#drop(event));
    list.addEventListener("lostpointercapture", () => this.#end());
    list.addEventListener("keydown", (event) => this.#pressed(event));
  }

  #at(element) {
    return [...this.list.children].indexOf(element);
  }

  #start(event) {
    const grip = event.target.closest?.(".grip");
    if (!grip || event.button !== 0 || this.#drag) return;
    grip.setPointerCapture(event.pointerId);
    this.#drag = { card: grip.closest("li"), pointer: event.pointerId, from_px: event.clientY, at_px: event.clientY, mark: null, frame: null };
  }

  #over(event) {
    const drag = this.#drag;
    if (event.pointerId !== drag?.pointer) return;
    drag.at_px = event.clientY;
    if (!drag.frame && Math.abs(drag.at_px - drag.from_px) < MOVED_PX) return;
    drag.card.classList.add("is-dragged");
    drag.frame ??= requestAnimationFrame(() => this.#scroll());
    this.#markAt(drag.at_px);
  }

  /** Scroll while the pointer is held near the edge, and beyond it. */
  #scroll() {
    const drag = this.#drag;
    if (!drag) return;
    const panel = this.list.closest(".panel");
    const { top, bottom } = panel.getBoundingClientRect();
    const by_px = drag.at_px < top + EDGE_PX ? -SCROLL_PX : drag.at_px > bottom - EDGE_PX ? SCROLL_PX : 0;
    if (by_px) {
      panel.scrollTop += by_px;
      this.#markAt(Math.min(Math.max(drag.at_px, top + 1), bottom - 1));
    }
    drag.frame = requestAnimationFrame(() => this.#scroll());
  }

  /** Mark where the card goes; between two cards, the last mark stays. */
  #markAt(at_px) {
    const { left, width } = this.list.getBoundingClientRect();
    const target = document.elementFromPoint(left + width / 2, at_px)?.closest("li.card");
    if (!target || !this.list.contains(target)) return;
    const box = target.getBoundingClientRect();
    this.#unmark();
    if (target === this.#drag.card) return;
    const isAfter = at_px > box.top + box.height / 2;
    this.#drag.mark = { target, isAfter };
    target.classList.add(isAfter ? "drop-after" : "drop-before");
  }

  #drop(event) {
    const drag = this.#drag;
    if (event.pointerId !== drag?.pointer) return;
    const { mark, card } = drag;
    const from = this.#at(card);
    this.#end();
    if (!mark) return;
    const gap = this.#at(mark.target) + (mark.isAfter ? 1 : 0);
    const to = Math.max(1, gap > from ? gap - 1 : gap);
    if (to !== from) this.move(from, to);
  }

  #unmark() {
    this.#drag.mark?.target.classList.remove("drop-after", "drop-before");
    this.#drag.mark = null;
  }

  #end() {
    if (!this.#drag) return;
    this.#unmark();
    this.#drag.card.classList.remove("is-dragged");
    cancelAnimationFrame(this.#drag.frame);
    this.#drag = null;
  }

  #pressed(event) {
    if (event.key === "Escape" && this.#drag) {
      event.preventDefault();
      this.#end();
      return;
    }
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !event.target.classList.contains("grip")) return;
    event.preventDefault();
    const from = this.#at(event.target.closest("li"));
    const to = from + step;
    this.move(from, to);
  }
}
