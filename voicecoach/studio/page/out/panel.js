// The file: made with progress, to be cancelled, downloaded, and verified.

import { list, part, post } from "../lib/api.js";
import { h, show } from "../lib/dom.js";
import { field } from "../lib/dialog.js";
import { clock, number, size } from "../lib/format.js";
import { failed, sentences } from "../lib/notices.js";
import { t } from "../lib/texts.js";
import { JobRun } from "./job.js";
import { PhonePanel } from "./phone.js";

const ARTIST = "voicecoach.artist";

export class ExportPanel {
  constructor(editor) {
    this.editor = editor;
    this.result = h("div", { class: "export-result" });
    this.run = new JobRun("exports", this.result);
    this.phone = new PhonePanel(editor);
    this.element = h("div", { class: "side-view" });
    list("formats").then(({ formats }) => this.#make(formats), failed);
  }

  #make(formats) {
    const usable = formats.filter((one) => one.is_usable);
    this.formats = new Map(usable.map((one) => [one.suffix, one]));
    this.format = h("select", { onchange: () => this.#showRates() }, usable.map((one) => h("option", { value: one.suffix }, `${one.suffix.toUpperCase()} – ${one.description}`)));
    this.channels = h("select", { onchange: () => this.#showRates() }, ["", "1", "2"].map((value) => h("option", { value }, t(`channels_${value || "auto"}`))));
    this.rate = h("select");
    this.rateField = field(t("bit_rate"), this.rate);
    this.artist = h("input", { autocomplete: "off", value: localStorage.getItem(ARTIST) ?? "" });
    this.sidecars = h("input", { type: "checkbox", id: "sidecars" });
    this.start = h("button", { type: "submit", class: "main wide" }, t("make_file"));
    const missing = formats.filter((one) => !one.is_usable);
    const form = h(
      "form",
      { onsubmit: (event) => (event.preventDefault(), this.#export()) },
      h("p", {}, t("export_help")),
      field(t("format"), this.format),
      h("details", {}, h("summary", {}, t("more_options")), this.rateField, field(t("channels"), this.channels), field(t("artist"), this.artist), h("div", { class: "check" }, this.sidecars, h("label", { for: "sidecars" }, t("sidecars"))), missing.map((one) => h("p", { class: "hint" }, `${one.suffix.toUpperCase()}: ${one.remedy}`))),
      this.start,
    );
    this.element.append(form, this.result, this.phone.element);
    this.#showRates();
  }

  #showRates() {
    const { bitrates_kbps, default_kbps } = this.formats.get(this.format.value);
    const channels = this.channels.value || "1";
    const rates = bitrates_kbps?.[channels] ?? [];
    this.rateField.hidden = rates.length === 0;
    const usual = h("option", { value: "" }, t("default_rate", { rate: default_kbps?.[channels] ?? "" }));
    show(this.rate, usual, rates.map((rate) => h("option", { value: rate }, `${rate} kbit/s`)));
  }

  async #export() {
    const { doc, options } = this.editor;
    localStorage.setItem(ARTIST, this.artist.value);
    const asked = {
      name: doc.name,
      text: doc.text,
      options: options.values,
      format: this.format.value,
      bitrate_kbps: this.rate.value ? Number(this.rate.value) : null,
      channels: this.channels.value ? Number(this.channels.value) : null,
      tags: this.artist.value.trim() ? { artist: this.artist.value.trim() } : {},
      sidecars: this.sidecars.checked,
    };
    this.start.disabled = true;
    const made = await this.run.done(asked);
    this.start.disabled = false;
    if (made) this.#showDone(made);
  }

  #showDone(made) {
    const verified = h("div", { class: "verified", role: "status" });
    const verify = h("button", { type: "button", onclick: () => this.#verify(made, verify, verified) }, t("verify"));
    show(
      this.result,
      h("p", { class: "fine", role: "status" }, t("file_done", { name: made.filename })),
      h("p", { class: "hint" }, [clock(made.duration_ms), size(made.size_bytes)].join(" · ")),
      h("div", { class: "actions" }, h("a", { class: "button", href: made.file, download: made.filename }, t("download")), verify),
      h("p", { class: "hint path" }, t("file_is_in", { path: made.path })),
      verified,
    );
  }

  async #verify(made, button, told) {
    button.disabled = true;
    show(told, h("p", {}, t("verifying")));
    try {
      const { is_ok, checks } = await post(`exports/${part(made.id)}/verify`);
      const rows = checks.map((one) => h("li", {}, t("check_row", { name: one.name, checked: number(one.checked, 0), misses: number(one.misses.length, 0) })));
      show(told, h("p", { class: is_ok ? "fine" : "problem" }, t(is_ok ? "file_is_right" : "file_is_wrong")), h("ul", {}, rows));
    } catch (error) {
      show(told, h("p", { class: "problem" }, sentences(error)));
    } finally {
      button.disabled = false;
    }
  }

  close() {
    this.run.close();
    this.phone.close();
  }
}
