// The file: made with progress, to be cancelled, downloaded, and verified.

import { list } from "../lib/api.js";
import { h, show } from "../lib/dom.js";
import { failed } from "../lib/notices.js";
import { t } from "../lib/texts.js";
import { FileForm } from "./form.js";
import { JobRun } from "./job.js";
import { madeFiles } from "./made.js";
import { PhonePanel } from "./phone.js";

export class ExportPanel {
  constructor(editor) {
    this.editor = editor;
    this.result = h("div", { class: "export-result" });
    this.run = new JobRun("exports", this.result);
    this.phone = new PhonePanel(editor);
    this.element = h("div", { class: "side-view" });
    list("formats").then((found) => this.#make(found), failed);
  }

  #make(found) {
    const { choices } = this.editor;
    this.form = new FileForm(found, (key) => choices.setting(key));
    this.stop = choices.changed.on(() => this.form.update());
    this.start = h("button", { type: "submit", class: "main wide", "data-test": "export" }, t("make_file"));
    const form = h("form", { onsubmit: (event) => (event.preventDefault(), this.#export()) }, h("p", {}, t("export_help")), this.form.element, this.start);
    this.element.append(form, this.result, this.phone.element);
  }

  async #export() {
    const { doc, options } = this.editor;
    this.start.disabled = true;
    const made = await this.run.done({ name: doc.name, text: doc.text, options: options.values, ...this.form.asked() });
    this.start.disabled = false;
    if (!made) return;
    show(this.result, madeFiles(made));
    this.result.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.stop?.();
    this.run.close();
    this.phone.close();
  }
}
