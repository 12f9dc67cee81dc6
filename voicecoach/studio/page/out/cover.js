// The cover of a file: drawn from the session, a picture of one's own, or none.

import { part, post } from "../lib/api.js";
import { freshId, h } from "../lib/dom.js";
import { field } from "../lib/dialog.js";
import { sentences } from "../lib/notices.js";
import { t } from "../lib/texts.js";

const KINDS = ["", "own", "none"];

export class CoverChoice {
  #kept = null;

  constructor() {
    this.kind = h("select", { name: "cover", onchange: () => this.#show() }, KINDS.map((value) => h("option", { value }, t(`cover_${value || "drawn"}`))));
    this.picker = h("input", { type: "file", accept: "image/jpeg,image/png", id: freshId("picture"), onchange: () => this.#take(this.picker.files[0]) });
    this.picture = h("img", { class: "cover", alt: t("cover_own"), hidden: true });
    this.told = h("p", { class: "problem", role: "alert", hidden: true });
    this.own = h("div", { hidden: true }, field(t("cover_file"), this.picker, t("cover_help")), this.picture, this.told);
    this.element = h("div", {}, field(t("cover"), this.kind), this.own);
  }

  /** The value for the interface: the id of a picture, `none`, or null for the usual one. */
  get value() {
    return this.kind.value === "own" ? this.#kept : this.kind.value || null;
  }

  #show() {
    this.own.hidden = this.kind.value !== "own";
    if (!this.own.hidden && this.#kept === null) this.picker.focus();
  }

  async #take(file) {
    if (!file) return;
    this.told.hidden = true;
    try {
      const { id, picture } = await post(`covers?filename=${part(file.name)}`, file, { type: "application/octet-stream" });
      this.#kept = id;
      this.picture.src = picture;
      this.picture.hidden = false;
    } catch (error) {
      this.told.textContent = sentences(error);
      this.told.hidden = false;
    }
  }
}
