// The way to the phone: the session is served on the local network, and a QR code leads the phone to it.

import { part, remove } from "../lib/api.js";
import { SVG, h, show } from "../lib/dom.js";
import { failed } from "../lib/notices.js";
import { t } from "../lib/texts.js";
import { JobRun } from "./job.js";

export class PhonePanel {
  #picture = null;

  constructor(editor) {
    this.editor = editor;
    this.result = h("div", { class: "phone-result" });
    this.run = new JobRun("phone", this.result);
    this.start = h("button", { type: "button", class: "wide", "data-test": "phone", onclick: () => this.#share() }, t("to_phone"));
    this.element = h("section", { class: "to-phone" }, h("h2", {}, t("phone")), h("p", {}, t("phone_help")), this.start, this.result);
  }

  async #share() {
    this.start.disabled = true;
    await this.editor.doc.save();
    const shared = await this.run.done({ name: this.editor.doc.name, options: this.editor.options.values });
    this.start.disabled = false;
    if (shared) this.#showShared(shared);
  }

  #showShared(shared) {
    this.#forgetPicture();
    const code = shared.qr.replace("<svg ", `<svg xmlns="${SVG}" `); // a picture of its own needs its namespace
    this.#picture = URL.createObjectURL(new Blob([code], { type: "image/svg+xml" }));
    const stop = h("button", { type: "button", onclick: () => this.#stop(shared) }, t("phone_stop"));
    show(
      this.result,
      h("p", { role: "status" }, t("phone_scan")),
      h("img", { class: "qr", src: this.#picture, alt: t("phone_qr", { address: shared.address }) }),
      h("p", { class: "hint path" }, shared.address),
      h("div", { class: "actions" }, stop),
    );
  }

  async #stop(shared) {
    try {
      await remove(`phone/${part(shared.id)}`);
      this.#forgetPicture();
      show(this.result, h("p", { role: "status" }, t("phone_stopped")));
    } catch (error) {
      failed(error);
    }
  }

  #forgetPicture() {
    if (this.#picture) URL.revokeObjectURL(this.#picture);
    this.#picture = null;
  }

  close() {
    this.run.close();
    this.#forgetPicture();
  }
}
