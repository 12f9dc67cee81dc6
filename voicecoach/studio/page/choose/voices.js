// The voice: the ones that can speak here, each with a sample, and those that can be downloaded.

import { forget, get, list, part } from "../lib/api.js";
import { field } from "../lib/dialog.js";
import { freshId, h, icon, show } from "../lib/dom.js";
import { languageName, size } from "../lib/format.js";
import { failed, notice, sentence } from "../lib/notices.js";
import { t } from "../lib/texts.js";
import { JobRun } from "../out/job.js";
import { choiceRow, section } from "./rows.js";

/** Return the section of the voices; it is made anew when one was downloaded. */
export function voiceSection(editor, choices, found) {
  let made = makeSection(editor, choices, found, added);
  const element = h("div", {}, made.element);
  async function added(name, needs) {
    notice(t("voice_added", { name }), {
      hint: needs && t("voice_needs", { what: needs }),
      action: needs ? null : { label: t("use_voice"), run: () => Promise.resolve(choices.set("voice", name)).catch(failed) },
    });
    forget("voices");
    made = makeSection(editor, choices, await list("voices"), added);
    element.replaceChildren(made.element);
    made.update();
  }
  return { element, update: () => made.update() };
}

function makeSection(editor, choices, { voices, defaults }, added) {
  const usable = voices.filter((one) => one.is_usable);
  const language = choices.setting("language").split("-")[0] || "en";
  const isOfLanguage = (one) => one.language.split("-")[0] === language;
  const play = (voice) => voice?.sample && editor.snippets.play(voice.sample);
  const usual = defaults.find((one) => one.language === language);
  const isFirst = (one) => one.is_natural || one.name === usual?.voice;
  const own = usable.filter(isOfLanguage);
  const others = usable.filter((one) => !isOfLanguage(one));
  const first = own.some((one) => one.is_natural) ? own.filter(isFirst) : own;
  const basic = own.filter((one) => !first.includes(one));
  const option = (one) => [one.name, nameOf(one)];
  const values = [...first, ...others.filter((one) => one.is_natural)].map(option);
  const hidden = [...basic, ...others.filter((one) => !one.is_natural)].map(option);
  const row = choiceRow(choices, {
    name: "voice",
    label: t("setting_voice"),
    values,
    usual: usual ? t("default_voice", { name: usual.voice }) : t("default"),
    usualWord: "auto",
    help: usual ? t("default_because", { reason: usual.reason }) : "",
  });
  const all = h("button", { type: "button", class: "plain", hidden: hidden.length === 0, onclick: showAll }, t("show_all_voices"));
  function showAll() {
    values.push(...hidden);
    row.update();
    all.hidden = true;
    row.element.querySelector("select").focus();
  }
  const samples = h("ul", { class: "samples" }, first.map((one) => sample(one, play)));
  const details = (title, rows) => rows.length > 0 && h("details", {}, h("summary", {}, title), h("ul", { class: "samples" }, rows));
  return section(
    t("setting_voice"),
    row,
    all,
    samples,
    details(t("basic_voices"), basic.map((one) => sample(one, play))),
    details(t("other_languages"), others.map((one) => sample(one, play))),
    h(
      "details",
      { class: "more-voices" },
      h("summary", {}, t("more_voices")),
      h("ul", { class: "samples" }, voices.filter((one) => !one.is_usable).map((one) => offered(one, added))),
      finder(defaults.map((one) => one.language), language, added),
    ),
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

/** A voice that is not here: what it is, its size and its licence, and the way to get it. */
function offered(voice, added) {
  const facts = [languageName(voice.language), voice.description, voice.size_bytes ? size(voice.size_bytes) : "", voice.licence].filter(Boolean).join(" · ");
  const result = h("div", { class: "download" });
  const run = new JobRun("downloads", result, t("download_cancelled"));
  const button = voice.can_download && h("button", { type: "button", "aria-label": t("download_voice", { name: voice.name }), onclick: download }, t("download"));

  /** Download it, with its progress in the place of the button. */
  async function download() {
    button.hidden = true;
    const made = await run.done({}, { begin: `voices/${part(voice.name)}/download` });
    button.hidden = false;
    if (!made) return button.focus();
    return added(made.voice, voice.needs);
  }

  const told = voice.needs ? t("voice_needs", { what: voice.needs }) : sentence(voice.remedy);
  return h(
    "li",
    {},
    h("div", {}, h("span", { class: "voice-name" }, voice.name), h("span", { class: "hint" }, ` ${facts}`), voice.can_download && !voice.needs ? null : h("p", { class: "hint remedy" }, told), button, result),
  );
}

/** The way to a voice that is not listed: by a language, or by its name. It is looked up in the internet when asked. */
function finder(languages, usual, added) {
  const names = h("datalist", { id: freshId("languages") }, languages.map((tag) => h("option", { value: tag }, languageName(tag))));
  const wanted = h("input", { autocomplete: "off", required: true, list: names.id, value: usual });
  const found = h("div", { role: "status" });
  const look = h("button", { type: "submit" }, t("look_for_voice"));

  async function lookUp() {
    look.disabled = true;
    show(found, h("p", { class: "hint" }, t("looking_for_voice")));
    try {
      const { voice } = await get(`voices/${part(wanted.value.trim())}/offer`);
      if (voice.is_here) show(found, h("p", {}, t("voice_is_here", { name: voice.name })));
      else show(found, h("ul", { class: "samples" }, offered({ ...voice, can_download: true }, added)));
    } catch (error) {
      show(found);
      if (!error.kind) failed(error);
      else show(found, h("p", { class: "problem", role: "alert" }, sentence(error.message)), error.hint && h("p", { class: "hint" }, sentence(error.hint)));
    } finally {
      look.disabled = false;
    }
  }

  return h("form", { class: "finder", onsubmit: (event) => (event.preventDefault(), lookUp()) }, field(t("find_voice"), wanted, t("find_voice_help")), names, look, found);
}
