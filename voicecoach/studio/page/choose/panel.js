// The choices for the whole session: its length, the voice, how much is said, the sounds, and the wording.

import { list } from "../lib/api.js";
import { h } from "../lib/dom.js";
import { failed } from "../lib/notices.js";
import { t } from "../lib/texts.js";
import { chimeSection } from "./chimes.js";
import { Language } from "../editor/language.js";
import { LengthPart } from "./length.js";
import { moreSection } from "./more.js";
import { choiceRow, levelRow, section, sliderRow } from "./rows.js";
import { thisTimeSection } from "./this_time.js";
import { voiceSection } from "./voices.js";
import { wordingSection } from "./wording.js";

const GUIDANCE = ["full", "brief", "names", "chimes"];

export class ChoosePanel {
  constructor(editor) {
    this.choices = editor.choices;
    this.editor = editor;
    this.element = h("div", { class: "side-view" });
    this.length = new LengthPart(editor, this.choices);
    this.#make().catch(failed);
  }

  async #make() {
    const { choices, editor, length } = this;
    const [voices, sounds, wording, language] = await Promise.all(["voices", "sounds", "wording", "language"].map(list));
    const preview = (name) => (value) => length.preview({ [name]: value });
    const bedNames = sounds.beds.map((one) => one.name);
    const hearBed = (name) => name && name !== "none" && editor.snippets.play(`/api/sounds/beds/${encodeURIComponent(name)}.wav`);
    const rows = [
      section(t("length"), length.element),
      thisTimeSection(editor, choices),
      voiceSection(editor, choices, voices),
      section(
        t("how_it_is_said"),
        sliderRow(choices, { name: "pace", label: t("setting_pace"), least: 0.5, most: 2, step: 0.05, usual: 1, preview: preview("pace"), help: t("pace_help") }),
        sliderRow(choices, { name: "pauses", label: t("pauses"), least: 0.25, most: 4, step: 0.05, usual: 1, preview: preview("pauses"), help: t("pauses_help") }),
        levelRow(choices, { name: "level", label: t("setting_level"), help: t("level_help"), preview: preview("level") }),
        choiceRow(choices, { name: "guidance", label: t("setting_guidance"), values: GUIDANCE.map((value) => [value, t(`guidance_${value}`)]), usual: t("guidance_full") }),
      ),
      section(
        t("background"),
        choiceRow(choices, { name: "bed", label: t("sound_under"), values: bedNames.map((name) => [name, name]), usual: t("none"), usualWord: "none", hear: hearBed }),
        sliderRow(choices, { name: "bed_level", label: t("bed_level"), least: -50, most: -6, step: 1, usual: -24, unit: "dB", help: t("bed_level_help"), isHidden: () => !choices.get("bed") || choices.get("bed") === "none" }),
      ),
      chimeSection(editor, choices, sounds.chimes, language.signals),
      wordingSection(editor, choices, wording.packs),
      moreSection(choices, new Language(language), preview),
    ];
    this.rows = rows.filter(Boolean);
    const note = h("p", { class: "hint" }, t(choices.isWritten ? "choices_are_written" : "choices_are_kept"));
    this.element.append(note, ...this.rows.map((row) => row.element));
    this.stop = choices.changed.on(() => this.#follow());
    this.#follow();
  }

  #follow() {
    for (const row of this.rows) row.update?.();
    this.length.update();
  }

  close() {
    this.stop?.();
    this.length.close();
  }
}
