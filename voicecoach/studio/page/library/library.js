// The library: one's own sessions, the ones that come with voicecoach, and the bin.

import { followedAgain, get, list, part, post, put, remove, scriptChanged } from "../lib/api.js";
import { debounced, h, icon, show } from "../lib/dom.js";
import { field, openDialog } from "../lib/dialog.js";
import { moment } from "../lib/format.js";
import { failed, notice } from "../lib/notices.js";
import { t } from "../lib/texts.js";
import { Draft } from "../editor/draft.js";
import { routineCard } from "./card.js";
import { openExportAll } from "./export_all.js";
import { openImport } from "./import.js";
import { makeMine } from "./mine.js";

const FILE_NAME = /^[\p{L}\p{N}]([\p{L}\p{N}\p{M}_ .-]*[\p{L}\p{N}\p{M}_])?$/u; // as the server has it

/** Go to the editor of a script. */
export function openScript(name) {
  location.hash = `#/script/${part(name)}`;
}

export async function openLibrary() {
  const { home } = await list("about");
  const kept = h("div", {});
  const own = h("div", { class: "routines" });
  const shipped = h("div", { class: "routines" });
  const bin = h("details", { class: "bin" });
  let ownNames = new Set();
  const all = h("button", { type: "button", class: "plain", hidden: true, onclick: () => openExportAll().catch(failed) }, t("export_all"));
  const element = h(
    "div",
    { class: "library", "data-test": "library" },
    h(
      "div",
      { class: "title-row" },
      h("h1", {}, t("library_title")),
      h(
        "div",
        { class: "actions" },
        h("button", { type: "button", class: "main", "data-test": "new", onclick: askName }, icon("plus"), t("new_session")),
        h("button", { type: "button", "data-test": "import", onclick: () => openImport(refresh) }, t("from_text")),
      ),
    ),
    h("section", { "aria-labelledby": "own-title" }, h("div", { class: "section-head" }, h("h2", { id: "own-title" }, t("own_sessions")), all), kept, own),
    h("section", { "aria-labelledby": "shipped-title" }, h("h2", { id: "shipped-title" }, t("shipped_sessions")), shipped),
    bin,
    h("p", { class: "drop-hint", "aria-hidden": "true" }, t("drop_hint")),
  );

  const actions = { makeMine: copyShipped, rename, duplicate, toBin };

  async function refresh() {
    const found = await get("library");
    const mine = found.routines.filter((one) => one.is_own);
    ownNames = new Set(mine.map((one) => one.name));
    all.hidden = mine.length < 2;
    show(own, mine.length ? mine.map((one) => routineCard(one, actions)) : h("p", { class: "empty" }, t("no_own_sessions")));
    show(kept, Draft.abandoned(home, ownNames).map(keptText));
    show(shipped, found.routines.filter((one) => !one.is_own).map((one) => routineCard(one, actions)));
    showBin(found.bin);
  }

  /** A text that only the browser has: its script was removed elsewhere before it was saved. */
  function keptText(name) {
    const write = async () => {
      try {
        await put(`scripts/${part(name)}`, { text: new Draft(home, name).read().text, revision: null });
        openScript(name);
      } catch (error) {
        failed(error);
      }
    };
    const told = h("p", {}, h("strong", {}, name), ` – ${t("gone_elsewhere")}`);
    return h("div", { class: "note" }, told, h("button", { type: "button", onclick: write }, t("write_again")));
  }

  function showBin(entries) {
    bin.hidden = entries.length === 0;
    const rows = entries.map((one) =>
      h(
        "li",
        {},
        h("span", {}, h("strong", {}, one.title), " ", h("span", { class: "hint" }, moment(one.deleted))),
        h("button", { type: "button", onclick: () => restore(one) }, t("restore")),
      ),
    );
    show(bin, h("summary", {}, t("bin", { count: entries.length })), h("ul", {}, rows));
  }

  function askName() {
    const input = h("input", { required: true, maxlength: 80, autocomplete: "off", value: t("new_name") });
    openDialog({
      title: t("new_session"),
      content: field(t("title"), input, t("new_help")),
      acceptLabel: t("make"),
      accept: async () => openScript((await post("scripts", { title: input.value.trim() })).name),
    });
    input.select();
  }

  async function copyShipped(routine) {
    try {
      openScript((await makeMine(routine.name, routine.title)).name);
    } catch (error) {
      failed(error);
    }
  }

  async function duplicate(routine) {
    try {
      const made = await post("scripts", { from: routine.name, title: t("copy_of", { title: routine.title }) });
      notice(t("duplicated", { name: made.title }), { action: { label: t("open"), run: () => openScript(made.name) } });
      await refresh();
    } catch (error) {
      failed(error);
    }
  }

  function rename(routine) {
    const input = (value) => h("input", { required: true, maxlength: 80, autocomplete: "off", value });
    const [title, file] = [input(routine.title), input(routine.name)];
    openDialog({
      title: t("rename_title", { name: routine.title }),
      content: h("div", {}, field(t("title"), title), field(t("file_name"), file, t("file_name_help"))),
      acceptLabel: t("rename"),
      accept: async () => {
        const name = file.value.trim();
        if (name !== routine.name && ownNames.has(name)) throw new Error(t("name_taken", { name }));
        if (!FILE_NAME.test(name)) throw new Error(t("name_invalid", { name }));
        if (title.value.trim() !== routine.title) await retitle(routine, title.value.trim());
        if (name !== routine.name) await post(`scripts/${part(routine.name)}/rename`, { name });
        await refresh();
      },
    });
    title.select();
  }

  async function retitle(routine, title) {
    const { text, revision } = await get(`scripts/${part(routine.name)}`);
    const edited = await post("edit", { name: routine.name, text, edits: [{ op: "rename", at: 0, name: title }] });
    await put(`scripts/${part(routine.name)}`, { text: edited.text, revision });
  }

  async function toBin(routine) {
    try {
      const { id } = await remove(`scripts/${part(routine.name)}`);
      notice(t("moved_to_bin", { name: routine.title }), { action: { label: t("undo"), run: () => restore({ id, title: routine.title }) } });
      await refresh();
    } catch (error) {
      failed(error);
    }
  }

  async function restore(entry) {
    try {
      const back = await post(`bin/${part(entry.id)}/restore`);
      notice(t("restored", { name: back.title }));
      await refresh();
    } catch (error) {
      failed(error);
    }
  }

  const again = debounced(() => refresh().catch(failed), 200);
  const stops = [scriptChanged.on(again), followedAgain.on(again)];
  const stopDropping = takeDrops(element, (files) => openImport(refresh, files));
  await refresh();
  return {
    title: t("library_title"),
    element,
    close: () => (again.cancel(), stops.forEach((stop) => stop()), stopDropping()),
  };
}

/** Take files that are dropped anywhere on the page. */
function takeDrops(element, take) {
  const over = (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    element.classList.toggle("is-dropping", event.type === "dragover");
    if (event.type === "drop" && event.dataTransfer.files.length) take([...event.dataTransfer.files]);
  };
  const kinds = ["dragover", "dragleave", "drop"];
  for (const kind of kinds) document.addEventListener(kind, over);
  return () => kinds.forEach((kind) => document.removeEventListener(kind, over));
}
