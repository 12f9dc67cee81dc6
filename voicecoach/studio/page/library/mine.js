// A ready-made session becomes one's own: a copy with a title of its own, so that a phone tells the two files apart.

import { post } from "../lib/api.js";
import { t } from "../lib/texts.js";

/** Make a copy of a script, and return its DOCUMENT. */
export const makeMine = (name, title) => post("scripts", { from: name, title: t("mine_of", { title }) });
