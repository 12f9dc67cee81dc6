// Elements from plain values. A text is always a text node: nothing in a script can become markup.

export const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element.
 *
 * Attributes: `on…` functions are listeners, `value`, `checked` and the like are properties, true is an empty
 * attribute, and null or false leave it out. Children are elements, texts or lists of them; null is skipped.
 */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Make an element of SVG. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "selected", "readOnly", "open", "indeterminate"]);

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (PROPERTIES.has(name)) {
      if (value !== null && value !== undefined) element[name] = value;
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A symbol of the page: a path in a square of 24. */
export function icon(name) {
  const drawn = svg("path", { d: SHAPES[name] });
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, drawn);
}

const SHAPES = {
  play: "M7 4.5v15l12-7.5z",
  pause: "M6.5 4.5h4v15h-4zM13.5 4.5h4v15h-4z",
  back: "M19 12H6m6-7-7 7 7 7",
  plus: "M12 5v14M5 12h14",
  grip: "M9 5.5v.01M15 5.5v.01M9 12v.01M15 12v.01M9 18.5v.01M15 18.5v.01",
  undo: "M8 5 4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3",
  redo: "m16 5 4 4-4 4m4-4H10a6 6 0 0 0 0 12h3",
  down: "m6 9 6 6 6-6",
  close: "m6 6 12 12M18 6 6 18",
  speaker: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  record: "M12 6a6 6 0 1 0 0 12 6 6 0 0 0 0-12z",
  stop: "M7 7h10v10H7z",
};

/** Put new children in the place of the old ones. */
export function show(parent, ...children) {
  parent.replaceChildren(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
}

let lastId = 0;

/** A name for an element that no other has. */
export function freshId(kind) {
  lastId += 1;
  return `${kind}-${lastId}`;
}

/** Run a function when no new call came for so long; `.now()` runs one that waits. */
export function debounced(action, wait_ms) {
  let timer = null;
  const run = () => {
    timer = null;
    action();
  };
  const call = () => {
    clearTimeout(timer);
    timer = setTimeout(run, wait_ms);
  };
  call.now = () => {
    if (timer === null) return;
    clearTimeout(timer);
    run();
  };
  call.cancel = () => {
    clearTimeout(timer);
    timer = null;
  };
  return call;
}
