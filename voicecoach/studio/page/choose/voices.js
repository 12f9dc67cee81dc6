// The voice: the ones that can speak here, each with a sample, and those that can be downloaded.

import { forget, get, list, part, post, remove } from "../lib/api.js";
import { h, icon, show } from "../lib/dom.js";
import { languageName, size } from "../lib/format.js";
import { announce, failed, sentences } from "../lib/notices.js";
import { t } from "../lib/texts.js";
import { choiceRow, section } from "./rows.js";

const WAIT_S = 2;

/** Return the section of the voices; it is made anew when one was downloaded. */
export function voiceSection(editor, choices, found) {
  let made = makeSection(editor, choices, found, added);
  const element = h("div", {}, made.element);
  async function added() {
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
    help: usual?.reason ?? "",
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
    details(t("more_voices"), voices.filter((one) => !one.is_usable).map((one) => offered(one, added))),
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

function offered(voice, added) {
  const facts = [languageName(voice.language), voice.description, voice.size_bytes ? size(voice.size_bytes) : "", voice.licence].filter(Boolean).join(" · ");
  const state = h("div", {});
  const offer = () => show(state, voice.can_download ? h("button", { type: "button", "aria-label": t("download_voice", { name: voice.name }), onclick: () => download(voice, state, offer, added) }, t("download")) : h("p", { class: "hint remedy" }, voice.remedy));
  offer();
  return h("li", {}, h("div", {}, h("span", { class: "voice-name" }, voice.name), h("span", { class: "hint" }, ` ${facts}`), state));
}

/** Download a voice, with its progress in the place of the button. */
async function download(voice, state, offer, added) {
  try {
    let made = await post(`voices/${part(voice.name)}/download`);
    const bar = h("progress", { max: 1, "aria-label": t("download_voice", { name: voice.name }) });
    const cancel = h("button", { type: "button", onclick: () => remove(`downloads/${part(made.id)}`).catch(failed) }, t("cancel"));
    show(state, bar, cancel);
    cancel.focus();
    while (made.state === "downloading") {
      if (made.progress > 0) bar.value = made.progress;
      made = await get(`downloads/${part(made.id)}?wait_s=${WAIT_S}`);
    }
    if (made.state === "failed") throw made.error;
    if (made.state === "cancelled") return offer();
    announce(t("voice_added", { name: made.voice }));
    return await added();
  } catch (error) {
    offer();
    if (!error.kind) return failed(error);
    state.append(h("p", { class: "problem", role: "alert" }, sentences(error)));
  }
  return undefined;
}
