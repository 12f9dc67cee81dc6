// The options of a file: the place that it is for, its format, and what belongs to it. What there is to choose comes from
// the server's tables; what is not chosen is as the session says, or as usual.

import { h, show } from "../lib/dom.js";
import { field } from "../lib/dialog.js";
import { t } from "../lib/texts.js";
import { CoverChoice } from "./cover.js";

const ARTIST = "voicecoach.artist";
const CHANNELS = { mono: 1, stereo: 2 };
const FILES = ["one", "parts", "both"];

export class FileForm {
  /** `found` is what `formats` answers; `setting` returns what the session itself sets for a key, or nothing. */
  constructor({ formats, places, tags, sidecars }, setting = () => "") {
    this.setting = setting;
    this.formats = new Map(formats.filter((one) => one.is_usable).map((one) => [one.suffix, one]));
    this.places = new Map(places.map((one) => [one.name, one]));
    const update = () => this.update();
    this.place = h("select", { name: "place", onchange: update });
    this.format = h("select", { name: "format", "data-test": "format", onchange: update });
    this.channels = h("select", { name: "channels", onchange: update });
    this.rate = h("select", { name: "bitrate" });
    this.rateField = field(t("bit_rate"), this.rate);
    this.files = h("select", { name: "files" }, FILES.map((value) => h("option", { value }, t(`files_${value}`))));
    this.cover = new CoverChoice();
    this.tags = new Map(tags.map((key) => [key, h("input", { name: `tag-${key}`, autocomplete: "off" })]));
    this.tags.get("artist").value = localStorage.getItem(ARTIST) ?? "";
    this.sidecars = this.#check("sidecars", t("sidecars", { kinds: sidecars.join(", ") }));
    this.cues = this.#check("cues", t("cue_sheet"));
    this.verify = this.#check("verify", t("verify_first"));
    const missing = formats.filter((one) => !one.is_usable);
    this.element = h(
      "div",
      {},
      field(t("place_for"), this.place),
      field(t("format"), this.format),
      h(
        "details",
        {},
        h("summary", {}, t("more_options")),
        this.rateField,
        field(t("channels"), this.channels),
        field(t("files"), this.files, t("files_help")),
        this.cover.element,
        [this.sidecars, this.cues, this.verify].map((one) => one.element),
        missing.map((one) => h("p", { class: "hint" }, `${one.suffix.toUpperCase()}: ${one.remedy}`)),
      ),
      h("details", {}, h("summary", {}, t("tags")), h("p", { class: "hint" }, t("tags_help")), [...this.tags].map(([key, input]) => [field(t(`tag_${key.replace("-", "_")}`), input), this.#leftOut(key, input)])),
    );
    this.update();
  }

  /** Whether a tag is left out, beside its field. */
  #leftOut(key, field) {
    const { input, element } = this.#check(`no-${key}`, t("tag_left_out"));
    input.addEventListener("change", () => (field.disabled = input.checked));
    input.setAttribute("aria-label", `${t("tag_left_out")}: ${t(`tag_${key.replace("-", "_")}`)}`);
    return element;
  }

  #check(name, label) {
    const input = h("input", { type: "checkbox", id: `file-${name}`, checked: this.setting(name) === "on" });
    return { input, element: h("div", { class: "check" }, input, h("label", { for: input.id }, label)) };
  }

  /** The place that the file is for: the chosen one, else the session's. */
  get #preset() {
    return this.places.get(this.place.value || this.setting("for"));
  }

  /** The format that the file gets. */
  get #taken() {
    const own = this.place.value ? "" : this.setting("format");
    const suffixes = [this.format.value, this.#preset?.format, own, ...this.formats.keys()];
    return this.formats.get(suffixes.find((suffix) => this.formats.has(suffix)));
  }

  /** Show what each choice would be if it is left as usual. */
  update() {
    const own = this.places.get(this.setting("for"));
    this.#fill(this.place, own ? t("usual_is", { value: own.place }) : t("any_place"), [
      ...[...this.places.values()].map((one) => [one.name, one.place]),
      ...(own ? [["none", t("any_place")]] : []),
    ]);
    const chosen = this.format.value;
    this.format.value = "";
    const usual = this.#taken.suffix.toUpperCase();
    this.#fill(this.format, t("usual_is", { value: usual }), [...this.formats.values()].map((one) => [one.suffix, `${one.suffix.toUpperCase()} – ${one.description}`]), chosen);
    const channels = this.#preset?.channels ?? (this.place.value ? undefined : CHANNELS[this.setting("channels")]);
    this.#fill(this.channels, channels ? t("usual_is", { value: t(`channels_${channels}`) }) : t("channels_auto"), ["1", "2"].map((value) => [value, t(`channels_${value}`)]));
    this.#fillRates(this.channels.value || String(channels ?? 1));
  }

  #fillRates(channels) {
    const { suffix, bitrates_kbps, default_kbps } = this.#taken;
    const rates = bitrates_kbps?.[channels] ?? [];
    const preset = this.#preset?.format === suffix ? this.#preset : null;
    const own = this.place.value ? "" : this.setting("bitrate").replace(/\D+$/, "");
    this.rateField.hidden = rates.length === 0;
    const rate = preset?.bitrates_kbps[channels] ?? (own || default_kbps?.[channels] || "");
    this.#fill(this.rate, t("default_rate", { rate }), rates.map((one) => [String(one), `${one} kbit/s`]));
  }

  #fill(select, usual, values, chosen = select.value) {
    show(select, [["", usual], ...values].map(([value, words]) => h("option", { value, selected: value === chosen }, words)));
  }

  /** What was chosen, as the interface takes it. */
  asked() {
    const tags = [...this.tags].filter(([, input]) => input.disabled || input.value.trim()).map(([key, input]) => [key, input.disabled ? "" : input.value.trim()]);
    localStorage.setItem(ARTIST, this.tags.get("artist").value.trim());
    return {
      place: this.place.value || null,
      format: this.format.value || null,
      channels: this.channels.value ? Number(this.channels.value) : null,
      bitrate_kbps: this.rate.value && !this.rateField.hidden ? Number(this.rate.value) : null,
      whole: this.files.value !== "parts",
      parts: this.files.value !== "one",
      cover: this.cover.value,
      tags: Object.fromEntries(tags),
      sidecars: this.sidecars.input.checked,
      cues: this.cues.input.checked,
      verify: this.verify.input.checked,
    };
  }
}
