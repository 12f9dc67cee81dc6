// Tabs: the views of the script, and beside them on a wide page what is chosen, recorded and exported.

import { h } from "../lib/dom.js";

const WIDE = "(min-width: 1100px)";

/**
 * Make the tabs of panels `{name, label, side, view}`; a view has an `element`, and may be told when it is `shown` and `hidden`. `side` is "main" or "side".
 *
 * On a wide page one panel of each side is shown, on others one of all. Arrow keys move between tabs.
 */
export function makeTabs(panels, first, remember) {
  const wide = matchMedia(WIDE);
  const sides = ["main", "side"].filter((side) => panels.some((panel) => panel.side === side));
  const chosen = Object.fromEntries(sides.map((side) => [side, panels.find((panel) => panel.side === side)]));
  const firstPanel = panels.find((panel) => panel.name === first && panel.side === "main");
  if (firstPanel) chosen.main = firstPanel;
  let current = chosen.main;

  for (const panel of panels) {
    panel.tab = h(
      "button",
      { type: "button", role: "tab", id: `tab-${panel.name}`, "aria-controls": `panel-${panel.name}`, onclick: () => choose(panel), onkeydown: (event) => pressed(event, panel) },
      panel.label,
    );
    panel.box = h("div", { role: "tabpanel", id: `panel-${panel.name}`, class: `panel is-${panel.side}`, "aria-labelledby": `tab-${panel.name}` }, panel.view.element);
    panel.box.hidden = true;
  }
  const lists = h("div", { class: "tab-lists" }, h("div", { role: "tablist", class: "tabs" }, panels.map((panel) => panel.tab)));

  function isShown(panel) {
    return wide.matches ? chosen[panel.side] === panel : panel === current;
  }

  function follow() {
    for (const panel of panels) {
      const isOn = isShown(panel);
      const isOther = panel.box.hidden === isOn;
      panel.box.hidden = !isOn;
      panel.tab.setAttribute("aria-selected", isOn ? "true" : "false");
      panel.tab.tabIndex = panel === current ? 0 : -1;
      if (isOther) (isOn ? panel.view.shown : panel.view.hidden)?.call(panel.view);
    }
  }

  function choose(panel) {
    current = panel;
    chosen[panel.side] = panel;
    if (panel.side === "main") remember(panel.name);
    follow();
    panel.tab.scrollIntoView({ block: "nearest", inline: "nearest" }); // a narrow page shows some of them only
  }

  function pressed(event, panel) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = panels[(panels.indexOf(panel) + step + panels.length) % panels.length];
    choose(next);
    next.tab.focus();
  }

  wide.addEventListener("change", follow);
  follow();
  return {
    lists,
    panels: h("div", { class: "panels" }, panels.map((panel) => panel.box)),
    choose: (name) => choose(panels.find((panel) => panel.name === name)),
    shown: () => panels.filter(isShown).forEach((panel) => panel.view.shown?.()),
  };
}
