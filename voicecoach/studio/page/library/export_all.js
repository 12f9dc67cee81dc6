// The files of all of one's own sessions, made at once.

import { list } from "../lib/api.js";
import { h, show } from "../lib/dom.js";
import { openDialog } from "../lib/dialog.js";
import { t } from "../lib/texts.js";
import { FileForm } from "../out/form.js";
import { JobRun } from "../out/job.js";
import { madeFiles } from "../out/made.js";

export async function openExportAll() {
  const form = new FileForm(await list("formats"));
  const result = h("div", { class: "export-result" });
  const run = new JobRun("exports", result);
  openDialog({
    title: t("export_all"),
    content: h("div", {}, h("p", {}, t("export_all_help")), form.element, result),
    acceptLabel: t("make_files"),
    accept: async () => {
      const made = await run.done(form.asked(), { begin: "exports/all" });
      if (made) show(result, madeFiles(made));
      return false;
    },
    closed: () => run.cancel(),
  });
}
