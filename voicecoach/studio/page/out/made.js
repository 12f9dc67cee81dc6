// What an export made: its files, to be downloaded one by one or together, and verified.

import { part, post } from "../lib/api.js";
import { h, show } from "../lib/dom.js";
import { clock, number, size } from "../lib/format.js";
import { sentences } from "../lib/notices.js";
import { t } from "../lib/texts.js";

/** Return the elements that tell of an EXPORT that is done. */
export function madeFiles(made) {
  const [first, ...others] = made.files;
  const verified = h("div", { class: "verified", role: "status" });
  const verify = made.can_verify && h("button", { type: "button", onclick: () => verifyFile(made, verify, verified) }, t("verify"));
  const download = made.archive
    ? h("a", { class: "button", href: made.archive, download: "", "data-test": "download" }, t("download_all"))
    : h("a", { class: "button", href: first.file, download: "", "data-test": "download" }, t("download"));
  const rows = made.files.map((one) => h("li", {}, h("a", { href: one.file, download: "" }, one.name), h("span", { class: "hint" }, ` ${one.size_bytes === null ? "" : size(one.size_bytes)}`)));
  return [
    h("p", { class: "fine", role: "status" }, others.length ? t("files_done", { count: made.files.length }) : t("file_done", { name: first.name })),
    h("p", { class: "hint" }, [clock(made.duration_ms), size(made.size_bytes)].join(" · ")),
    ...made.remarks.map((words) => h("p", { class: "warning" }, words)),
    ...made.failed.map(({ name, error }) => h("p", { class: "problem" }, t("file_failed", { name, reason: sentences(error) }))),
    h("div", { class: "actions" }, download, verify),
    others.length > 0 && h("ul", { class: "files" }, rows),
    h("p", { class: "hint path" }, t("file_is_in", { path: made.path })),
    verified,
  ];
}

async function verifyFile(made, button, told) {
  button.disabled = true;
  show(told, h("p", {}, t("verifying")));
  try {
    const { is_ok, checks } = await post(`exports/${part(made.id)}/verify`);
    const rows = checks.map((one) => h("li", {}, t("check_row", { name: t(`check_${one.name}`), checked: number(one.checked, 0), misses: number(one.misses.length, 0) })));
    show(told, h("p", { class: is_ok ? "fine" : "problem" }, t(is_ok ? "file_is_right" : "file_is_wrong")), h("ul", {}, rows));
  } catch (error) {
    show(told, h("p", { class: "problem" }, sentences(error)));
  } finally {
    button.disabled = false;
  }
}
