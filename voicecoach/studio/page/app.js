// The frame of the page: its head, its banner about the server, and which view is open.

import { connection, listen, post } from "./lib/api.js";
import { h, show } from "./lib/dom.js";
import { failed, noticesElement } from "./lib/notices.js";
import { LANGUAGES, chooseLanguage, language, loadTexts, t } from "./lib/texts.js";

await loadTexts();

const main = h("main", { id: "main", tabindex: "-1" });
const banner = h("div", { class: "banner", role: "status", hidden: true });
let view = null;
let routes = 0;

function head() {
  const languages = Object.entries(LANGUAGES).map(([tag, name]) =>
    h("option", { value: tag, selected: tag === language, lang: tag }, name),
  );
  const choice = h("select", { "aria-label": t("language"), onchange: () => chooseLanguage(choice.value) }, languages);
  return h(
    "header",
    { class: "head" },
    h("a", { class: "skip", href: "#main", onclick: (event) => (event.preventDefault(), main.focus()) }, t("skip_to_content")),
    h("a", { class: "brand", href: "#/", "aria-label": "voicecoach" }, h("img", { src: "/page/icon.svg", alt: "", width: 28, height: 28 }), h("span", {}, "voicecoach")),
    h("div", { class: "head-end" }, choice, h("button", { type: "button", class: "quiet", onclick: quit }, t("end_studio"))),
  );
}

async function quit() {
  try {
    if (view) await view.close();
    await post("quit");
    connection.set("ended");
  } catch (error) {
    failed(error);
  }
}

function showConnection(state) {
  banner.hidden = state === "up";
  document.body.classList.toggle("is-lost", state !== "up");
  if (state !== "up") show(banner, h("p", {}, t(`connection_${state}`)));
}

/** The name of the view and its parts: `#/script/my-back` is `["script", "my-back"]`. */
function place() {
  return location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
}

async function route() {
  const [kind, name] = place();
  routes += 1;
  const turn = routes;
  const closing = view;
  view = null;
  if (closing) await closing.close();
  const made =
    kind === "script" && name
      ? (await import("./editor/editor.js")).openEditor(name)
      : (await import("./library/library.js")).openLibrary();
  const opened = await made.catch((error) => {
    failed(error);
    return null;
  });
  if (turn !== routes) {
    await opened?.close(); // somewhere else by now
    return;
  }
  if (opened === null) {
    if (kind) location.hash = "#/";
    else show(main, h("p", { class: "empty" }, t("nothing_loaded")), h("button", { type: "button", onclick: route }, t("try_again")));
    return;
  }
  view = opened;
  document.title = `${opened.title} – voicecoach`;
  show(main, opened.element);
  document.body.dataset.view = kind || "library";
  window.scrollTo(0, 0);
  opened.shown?.();
}

connection.changed.on(showConnection);
document.body.append(head(), banner, main, noticesElement);
window.addEventListener("hashchange", route);
listen();
await route();
document.body.dataset.ready = "yes";
