// Steps in another order: dragged by their grip, or moved with the arrow keys while the grip has the focus.

/** Whether a card can be moved; the head, and the brackets of a repeat, stay. */
export const isMovable = (section) => section.kind === "step" || section.kind === "part";

export class Reorder {
  #dragged = null;
  #mark = null;

  constructor(list, move) {
    this.list = list;
    this.move = move;
    list.addEventListener("dragstart", (event) => this.#start(event));
    list.addEventListener("dragover", (event) => this.#over(event));
    list.addEventListener("drop", (event) => this.#drop(event));
    list.addEventListener("dragend", () => this.#end());
    list.addEventListener("keydown", (event) => this.#pressed(event));
  }

  #at(element) {
    return [...this.list.children].indexOf(element);
  }

  #start(event) {
    const grip = event.target.closest?.(".grip");
    if (!grip) return;
    this.#dragged = grip.closest("li");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.#dragged.querySelector("h2")?.textContent ?? "");
    event.dataTransfer.setDragImage(this.#dragged, 20, 20);
    this.#dragged.classList.add("is-dragged");
  }

  #over(event) {
    if (!this.#dragged) return;
    event.preventDefault();
    const target = event.target.closest("li.card");
    if (!target || target === this.#dragged) return;
    const box = target.getBoundingClientRect();
    const isAfter = event.clientY > box.top + box.height / 2;
    this.#unmark();
    this.#mark = { target, isAfter };
    target.classList.add(isAfter ? "drop-after" : "drop-before");
  }

  #drop(event) {
    if (!this.#dragged || !this.#mark) return;
    event.preventDefault();
    const from = this.#at(this.#dragged);
    const gap = this.#at(this.#mark.target) + (this.#mark.isAfter ? 1 : 0);
    const to = Math.max(1, gap > from ? gap - 1 : gap);
    this.#end();
    if (to !== from) this.move(from, to);
  }

  #unmark() {
    this.#mark?.target.classList.remove("drop-after", "drop-before");
    this.#mark = null;
  }

  #end() {
    this.#dragged?.classList.remove("is-dragged");
    this.#dragged = null;
    this.#unmark();
  }

  #pressed(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !event.target.classList.contains("grip")) return;
    event.preventDefault();
    const from = this.#at(event.target.closest("li"));
    const to = from + step;
    if (to >= 1 && to < this.list.children.length) this.move(from, to);
  }
}
