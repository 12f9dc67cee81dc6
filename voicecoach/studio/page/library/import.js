// A session from a text: pasted, chosen or dropped. What the text became is shown before anything is written.

import { part, post } from "../lib/api.js";
import { freshId, h, show } from "../lib/dom.js";
import { field, openDialog } from "../lib/dialog.js";
import { sentences } from "../lib/notices.js";
import { t } from "../lib/texts.js";
import { openScript } from "./library.js";

/** Open the dialog; with a file, its report is shown at once. */
export function openImport(refresh, dropped = null) {
  let file = dropped;
  const text = h("textarea", { rows: 9, oninput: () => (file = null) });
  const chosen = h("p", { class: "hint", "aria-live": "polite" });
  const report = h("div", { class: "report", "aria-live": "polite" });
  const picker = h("input", { type: "file", onchange: () => take(picker.files[0]) });
  const close = openDialog({
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
    accept: async () => {
      const { document } = await send(false);
      await refresh();
      openScript(document.name);
    },
  });

  function take(given) {
    file = given || null;
    chosen.textContent = file ? t("file_chosen", { name: file.name }) : "";
    if (file) look();
  }

  async function send(isDryRun) {
    if (!file && !text.value.trim()) throw new Error(t("nothing_to_import"));
    const name = file ? file.name : "pasted.txt";
    const body = file || new Blob([text.value]);
    return post(`import?filename=${part(name)}${isDryRun ? "&dry_run=1" : ""}`, body, { type: "application/octet-stream" });
  }

  async function look() {
    show(report, h("p", {}, t("reading")));
    try {
      showReport(await send(true));
    } catch (error) {
      show(report, h("p", { class: "problem" }, sentences(error)));
    }
  }

  function showReport(found) {
    const caption = freshId("report");
    const rows = found.report.map((one) =>
      h("tr", {}, h("td", { class: "number" }, one.line ?? ""), h("td", {}, one.source), h("td", {}, one.became || t("left_as_words"))),
    );
    show(
      report,
      h("h3", { id: caption }, t("report_title", { count: rows.length })),
      rows.length > 0 &&
        h(
          "div",
          { class: "scrolls", tabindex: "0", role: "region", "aria-labelledby": caption },
          h("table", { "aria-labelledby": caption }, h("thead", {}, h("tr", {}, ["line", "in_text", "became"].map((key) => h("th", { scope: "col" }, t(key))))), h("tbody", {}, rows)),
        ),
      h("details", {}, h("summary", {}, t("the_script")), h("pre", { tabindex: "0" }, found.text)),
    );
  }

  if (file) take(file);
  return close;
}
