// The values of settings that are names: voices, sounds, wording packs, steps, scripts. The server has the lists.

import { get, list } from "../lib/api.js";

const names = (rows) => rows.map((one) => one.name);
const tags = (voices) => [...new Set(voices.map((one) => one.language))].sort();

/** For a setting: the list that is asked for, and the values in its answer. */
const LISTS = {
  voice: ["voices", ({ voices }) => ["auto", ...names(voices.filter((one) => one.is_usable))]],
  language: ["voices", ({ voices }) => tags(voices.filter((one) => one.is_usable))],
  bed: ["sounds", ({ beds }) => names(beds)],
  chimes: ["sounds", ({ chimes }, { signals }) => signals.flatMap((signal) => names(chimes).map((name) => `${signal} ${name}`))],
  wording: ["wording", ({ packs }) => names(packs)],
};

const STEPS = ["only", "skip", "order"];

/** Return what the value of a setting can be, as far as it is known; `cards` are those of the script. */
export async function loadValues(row, language, cards) {
  if (row.values.length > 0) return row.is_bare || row.values.includes("off") ? row.values : [...row.values, "off"];
  if (row.key === "sides") return ["right, left", "left, right"];
  if (STEPS.includes(row.key)) return names(cards.filter((one) => one.kind === "step"));
  if (row.key === "based on") return loadScripts();
  if (row.argument || !(row.key in LISTS)) return [];
  const [path, valuesIn] = LISTS[row.key];
  return valuesIn(await list(path), language);
}

/** Return the names of the scripts; unlike the other lists they change while the page is open. */
export const loadScripts = async () => names((await get("library")).routines);
