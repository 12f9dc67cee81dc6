// Sessions from texts: pasted, chosen or dropped. What a text became is shown before anything is written.

import { part, post } from "../lib/api.js";
import { freshId, h, show } from "../lib/dom.js";
import { field, openDialog } from "../lib/dialog.js";
import { notice, sentences } from "../lib/notices.js";
import { t } from "../lib/texts.js";
import { openScript } from "./library.js";

/** Takes the files that are dropped while the dialog is open. */
let taking = null;

/** Open the dialog; with files, their reports are shown at once. */
export function openImport(refresh, dropped = []) {
  if (taking) return taking(dropped);
  let files = [];
  let turn = 0;
  const text = h("textarea", { rows: 9, oninput: () => (files = []) });
  const chosen = h("p", { class: "hint", "aria-live": "polite" });
  const report = h("div", { class: "report", "aria-live": "polite" });
  const picker = h("input", { type: "file", multiple: true, onchange: () => take([...picker.files]) });
  openDialog({
    title: t("import_title"),
    isWide: true,
    content: h(
      "div",
      {},
      h("p", {}, t("import_help")),
      field(t("paste_here"), text),
      field(t("or_file"), picker),
      chosen,
      h("button", { type: "button", onclick: look }, t("look_at_it")),
      report,
    ),
    acceptLabel: t("make_session"),
    accept: make,
    closed: () => (taking = null),
  });
  taking = take;

  function take(given) {
    files = given;
    chosen.textContent = files.length ? t("file_chosen", { name: files.map((one) => one.name).join(", ") }) : "";
    if (files.length) look();
  }

  /** The texts to read: each has a name, and its bytes. */
  function sources() {
    if (!files.length && !text.value.trim()) throw new Error(t("nothing_to_import"));
    return files.length ? files : [new File([text.value], "pasted.txt")];
  }

  async function look() {
    turn += 1;
    const mine = turn;
    show(report, h("p", {}, t("reading")));
    try {
      const found = [];
      for (const source of sources()) found.push(await send(source, true).then(showReport, (error) => showRefused(source, error)));
      if (mine === turn) show(report, found);
    } catch (error) {
      show(report, h("p", { class: "problem" }, sentences(error)));
    }
  }

  /** Make the sessions; the dialog stays for those that could not be made. */
  async function make() {
    const given = sources();
    const made = [];
    const refused = [];
    for (const source of given) {
      try {
        made.push((await send(source, false)).document);
      } catch (error) {
        refused.push([source, error]);
      }
    }
    if (made.length) await refresh();
    if (given.length === 1 && refused.length) throw refused[0][1];
    if (made.length === 1 && !refused.length) return openScript(made[0].name);
    if (made.length) notice(t("sessions_made", { count: made.length }));
    if (!refused.length) return true;
    files = refused.map(([source]) => source);
    show(report, refused.map(([source, error]) => showRefused(source, error)));
    return false;
  }

  return dropped.length ? take(dropped) : undefined;
}

/** Send a text. A folder, and a file that is gone, cannot be read: that is told here, for nothing is sent. */
async function send(source, isDryRun) {
  const body = await source.arrayBuffer().catch(() => {
    throw new Error(t("cannot_read_file", { name: source.name }));
  });
  return post(`import?filename=${part(source.name)}${isDryRun ? "&dry_run=1" : ""}`, body, { type: "application/octet-stream" });
}

function showRefused(source, error) {
  return h("section", { class: "refused" }, h("h3", {}, source.name), h("p", { class: "problem" }, sentences(error)));
}

function showReport(found) {
  const caption = freshId("report");
  const rows = found.report.map((one) =>
    h("tr", {}, h("td", { class: "number" }, one.line ?? ""), h("td", {}, one.source), h("td", {}, one.became || t("left_as_words"))),
  );
  return h(
    "section",
    {},
    h("h3", { id: caption }, `${found.title}: ${t("report_title", { count: rows.length })}`),
    rows.length > 0 &&
      h(
        "div",
        { class: "scrolls", tabindex: "0", role: "region", "aria-labelledby": caption },
        h("table", { "aria-labelledby": caption }, h("thead", {}, h("tr", {}, ["line", "in_text", "became"].map((key) => h("th", { scope: "col" }, t(key))))), h("tbody", {}, rows)),
      ),
    h("details", {}, h("summary", {}, t("the_script")), h("pre", { tabindex: "0" }, found.text)),
  );
}
