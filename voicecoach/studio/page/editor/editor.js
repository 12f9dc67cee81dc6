// The editor of one script: its two views, the choices beside them, and the player below.

import { list, part } from "../lib/api.js";
import { h, icon } from "../lib/dom.js";
import { announce, failed, notice } from "../lib/notices.js";
import { t } from "../lib/texts.js";
import { Choices } from "../choose/choices.js";
import { Options } from "../choose/options.js";
import { ChoosePanel } from "../choose/panel.js";
import { Hearing } from "../hear/hearing.js";
import { Player } from "../hear/player.js";
import { Snippets } from "../hear/snippet.js";
import { ExportPanel } from "../out/panel.js";
import { makeMine } from "../library/mine.js";
import { OwnPanel } from "../own/panel.js";
import { CardsView } from "./cards_view.js";
import { Language } from "./language.js";
import { saveState } from "./save_state.js";
import { ScriptDocument } from "./document.js";
import { makeTabs } from "./tabs.js";
import { TextView } from "./text_view.js";

const VIEW = "voicecoach.view";

export async function openEditor(name) {
  const [about, doc] = await Promise.all([list("about"), ScriptDocument.open(name)]);
  await doc.look();
  const options = new Options(about.home, name);
  const hearing = new Hearing(doc, options);
  const player = new Player(hearing);
  const editor = { doc, options, hearing, player, about };
  const snippets = (editor.snippets = new Snippets(editor));
  editor.choices = new Choices(editor);
  editor.hearWords = (words, step) => snippets.speak(words, step);
  const text = new TextView(doc);
  const cards = new CardsView(editor, await Language.load());
  const panels = [
    { name: "cards", label: t("view_cards"), side: "main", view: cards },
    { name: "text", label: t("view_text"), side: "main", view: text },
    { name: "choose", label: t("view_choose"), side: "side", view: new ChoosePanel(editor) },
    { name: "own", label: t("view_own"), side: "side", view: new OwnPanel(editor) },
    { name: "export", label: t("view_export"), side: "side", view: new ExportPanel(editor) },
  ];
  const tabs = makeTabs(panels, localStorage.getItem(VIEW) || "cards", (shown) => localStorage.setItem(VIEW, shown));

  const title = h("h1", {}, doc.title);
  const undo = h("button", { type: "button", class: "quiet", "data-test": "undo", "aria-label": t("undo"), onclick: () => doc.undo() }, icon("undo"));
  const redo = h("button", { type: "button", class: "quiet", "data-test": "redo", "aria-label": t("redo"), onclick: () => doc.redo() }, icon("redo"));
  const element = h(
    "div",
    { class: "editor" },
    h(
      "div",
      { class: "editor-head" },
      h("a", { class: "quiet button", href: "#/", "aria-label": t("to_library") }, icon("back")),
      title,
      doc.isOwn ? saveState(doc) : null,
      doc.isOwn ? h("div", { class: "actions" }, undo, redo) : null,
      tabs.lists,
    ),
    doc.isOwn ? null : shippedNote(name, doc.title),
    tabs.panels,
    player.element,
    snippets.sound,
  );

  function showHead() {
    title.textContent = doc.title;
    undo.disabled = !doc.canUndo;
    redo.disabled = !doc.canRedo;
  }

  function pressed(event) {
    const key = event.key.toLowerCase();
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (document.querySelector("dialog[open]")) return;
    if (isCommand && (key === "z" || key === "y")) {
      if (key === "y" || event.shiftKey) doc.redo();
      else doc.undo();
    } else if (isCommand && key === "s") {
      doc.save().then(() => announce(t(`save_${doc.state}`)));
    } else if (isCommand && key === "enter") {
      if (document.activeElement === text.field) player.playLine(text.line);
      else player.toggle();
    } else if (key === " " && !isCommand && isFree(document.activeElement)) {
      player.toggle();
    } else {
      return;
    }
    event.preventDefault();
  }

  showHead();
  const stops = [doc.changed.on(showHead), doc.looked.on(showHead)];
  document.addEventListener("keydown", pressed);
  window.addEventListener("beforeunload", warn);
  hearing.ask();
  if (doc.wasKept) notice(t("kept_text"));

  function warn(event) {
    if (doc.isOwn && !doc.isSaved && !doc.isKept) event.preventDefault();
  }

  return {
    title: doc.title,
    element,
    editor,
    shown: () => tabs.shown(),
    close: async () => {
      document.removeEventListener("keydown", pressed);
      window.removeEventListener("beforeunload", warn);
      stops.forEach((stop) => stop());
      player.close();
      snippets.stop();
      editor.choices.close();
      hearing.close();
      panels.forEach((panel) => panel.view.close());
      await doc.close();
    },
  };
}

/** Whether the space bar is nobody's: it plays and pauses then. */
function isFree(element) {
  return element === document.body || element === null || element.id === "main";
}

function shippedNote(name, title) {
  const make = async () => {
    try {
      location.hash = `#/script/${part((await makeMine(name, title)).name)}`;
    } catch (error) {
      failed(error);
    }
  };
  return h("div", { class: "note" }, h("p", {}, t("shipped_note")), h("button", { type: "button", class: "main", onclick: make }, t("make_mine")));
}
