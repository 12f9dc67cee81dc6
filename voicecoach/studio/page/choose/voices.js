// The voice: the ones that can speak here, each with a sample, and what could be fetched.

import { h, icon } from "../lib/dom.js";
import { languageName, size } from "../lib/format.js";
import { t } from "../lib/texts.js";
import { choiceRow, section } from "./rows.js";

/** Return the section of the voices. */
export function voiceSection(editor, choices, { voices, defaults }) {
  const usable = voices.filter((one) => one.is_usable);
  const others = voices.filter((one) => !one.is_usable);
  const byLanguage = (tag) => usable.filter((one) => one.language.split("-")[0] === tag);
  const language = () => choices.setting("language").split("-")[0] || "en";
  const play = (voice) => voice?.sample && editor.snippets.play(voice.sample);
  const usual = defaults.find((one) => one.language === language());
  const ordered = [...byLanguage(language()), ...usable.filter((one) => one.language.split("-")[0] !== language())];
  const row = choiceRow(choices, {
    name: "voice",
    label: t("setting_voice"),
    values: ordered.map((one) => [one.name, nameOf(one)]),
    usual: usual ? t("default_voice", { name: usual.voice }) : t("default"),
    help: usual?.reason ?? "",
  });
  const isFirst = (one) => one.is_natural || one.name === usual?.voice;
  const samples = h("ul", { class: "samples" }, byLanguage(language()).filter(isFirst).map((one) => sample(one, play)));
  const system = byLanguage(language()).filter((one) => !isFirst(one));
  const list = (title, rows) => rows.length > 0 && h("details", {}, h("summary", {}, title), h("ul", { class: "samples" }, rows));
  return section(
    t("setting_voice"),
    row,
    samples,
    list(t("basic_voices"), system.map((one) => sample(one, play))),
    list(t("other_languages"), usable.filter((one) => one.language.split("-")[0] !== language()).map((one) => sample(one, play))),
    list(t("more_voices"), others.map(offered)),
  );
}

const nameOf = (voice) => [voice.name, languageName(voice.language), voice.description].filter(Boolean).join(" · ");

function sample(voice, play) {
  return h(
    "li",
    {},
    h("button", { type: "button", class: "quiet hear", "aria-label": t("hear_voice", { name: voice.name }), onclick: () => play(voice) }, icon("speaker")),
    h("div", {}, h("span", { class: "voice-name" }, voice.name), h("span", { class: "hint" }, ` ${[languageName(voice.language), voice.description, voice.is_natural ? t("natural") : "", voice.licence].filter(Boolean).join(" · ")}`)),
  );
}

function offered(voice) {
  const facts = [languageName(voice.language), voice.description, voice.size_bytes ? size(voice.size_bytes) : "", voice.licence].filter(Boolean).join(" · ");
  return h("li", {}, h("div", {}, h("span", { class: "voice-name" }, voice.name), h("span", { class: "hint" }, ` ${facts}`), h("p", { class: "hint remedy" }, voice.remedy)));
}
