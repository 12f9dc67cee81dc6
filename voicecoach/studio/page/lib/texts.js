// The texts of the page, one table for each language. A test holds the same keys in all of them.

export const LANGUAGES = { en: "English", de: "Deutsch", es: "Español", fr: "Français" };

const KEPT = "voicecoach.language";

let table = {};
let plural = new Intl.PluralRules("en");
export let language = "en";

/** Load the table of the chosen language, or of the browser's. */
export async function loadTexts() {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages.map((tag) => tag.slice(0, 2)), "en"];
  language = wanted.find((tag) => tag in LANGUAGES);
  const answer = await fetch(`/page/texts/${language}.json`);
  table = await answer.json();
  plural = new Intl.PluralRules(language);
  document.documentElement.lang = language;
}

/** Choose another language; the page is loaded again in it. */
export function chooseLanguage(tag) {
  localStorage.setItem(KEPT, tag);
  location.reload();
}

/** A text by its key, with values for the names in braces; `count` chooses between one and other. */
export function t(key, values = {}) {
  let text = table[key];
  if (text === undefined) throw new Error(`the page has no text called ${key}`);
  if (typeof text === "object") text = text[plural.select(values.count)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The name of a side in the language of the page; a side that a script invents keeps its name. */
export const sideName = (side) => (has(`legend_${side}`) ? t(`legend_${side}`) : side);

/** Whether there is a text of this key. */
export const has = (key) => key in table;
