// The studio's interface (docs/studio.md): every call goes through here, so that a lost server is noticed once.

import { Signal } from "./signal.js";
import { language } from "./texts.js";

/** An answer that refuses: `kind`, `hint` and `body` are the server's. */
export class ApiError extends Error {
  constructor(status, body) {
    super(body.message || `${status}`);
    this.status = status;
    this.kind = body.kind || "internal";
    this.hint = body.hint || "";
    this.body = body;
  }
}

/** The server did not answer at all. */
export class OfflineError extends Error {
  name = "OfflineError";
}

/** Whether the server answers: "up", "down", "locked" (another run of the studio has the port) or "ended". */
export const connection = {
  state: "up",
  changed: new Signal(),
  set(state) {
    if (state === this.state || this.state === "ended") return;
    this.state = state;
    this.changed.emit(state);
  },
};

async function request(method, path, body, { signal, type = "application/json" } = {}) {
  const init = { method, signal, headers: { "accept-language": language } };
  if (method !== "GET") {
    init.headers["content-type"] = type;
    init.body = type === "application/json" ? JSON.stringify(body ?? {}) : body;
  }
  let response;
  try {
    response = await fetch(`/api/${path}`, init);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    connection.set("down");
    throw new OfflineError("the studio does not answer");
  }
  const answer = await response.json().catch((error) => {
    if (error.name === "AbortError") throw error;
    if (!response.ok) return {};
    connection.set("down"); // it was broken off in the middle
    throw new OfflineError("the studio does not answer");
  });
  if (response.status === 403) connection.set("locked");
  else connection.set("up");
  if (!response.ok) throw new ApiError(response.status, answer);
  return answer;
}

export const get = (path, options) => request("GET", path, null, options);
export const post = (path, body, options) => request("POST", path, body, options);
export const put = (path, body, options) => request("PUT", path, body, options);
export const remove = (path, options) => request("DELETE", path, {}, options);

/** A part of a path, from a name. */
export const part = (name) => encodeURIComponent(name);

const lists = new Map();

/** A list that does not change while the page is open, such as the language; asked for once. */
export function list(path) {
  if (!lists.has(path)) {
    const asked = get(path);
    asked.catch(() => lists.delete(path));
    lists.set(path, asked);
  }
  return lists.get(path);
}

/** Forget a list, so that it is asked for again. */
export const forget = (path) => lists.delete(path);

/** Told with `{name, revision}` when a script was changed by anybody. */
export const scriptChanged = new Signal();

/** Told when events are followed again: some may have been missed. */
export const followedAgain = new Signal();

const AGAIN_MS = 3000;
const STILL_HERE_MS = 60_000;
let stream = null;

function follow() {
  stream?.close();
  stream = new EventSource("/api/events");
  stream.addEventListener("open", () => {
    connection.set("up");
    followedAgain.emit();
  });
  stream.addEventListener("changed", (event) => scriptChanged.emit(JSON.parse(event.data)));
  stream.addEventListener("ends", () => {
    stream.close();
    connection.set("ended");
  });
  stream.addEventListener("error", () => {
    if (connection.state === "ended") return;
    const isClosed = stream.readyState === EventSource.CLOSED;
    connection.set(isClosed ? "locked" : "down");
    if (isClosed) setTimeout(() => document.hidden || follow(), AGAIN_MS);
  });
}

/**
 * Follow the server's events; an open stream is what keeps the studio running.
 *
 * A browser has six connections for all pages of a server, so a page that is not seen only says now and then that it
 * is still there.
 */
export function listen() {
  follow();
  const tell = () => document.hidden && connection.state !== "ended" && get("about").catch(() => {});
  setInterval(tell, STILL_HERE_MS);
  document.addEventListener("visibilitychange", () => {
    if (connection.state === "ended") return;
    if (document.hidden) stream.close();
    else follow();
  });
  window.addEventListener("pagehide", () => stream.close());
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
}
