// A job of the server: begun, shown with its progress, and cancelled if the person asks.

import { get, part, post, remove } from "../lib/api.js";
import { h, show } from "../lib/dom.js";
import { failed, sentence } from "../lib/notices.js";
import { t } from "../lib/texts.js";

const WAIT_S = 2;
const ENDED = ["done", "failed", "cancelled"];

export class JobRun {
  #id = null;
  #isClosed = false;

  /**
   * `path` is that of the job's calls, `result` the element that shows its progress and its errors, `cancelled` what is
   * said of one that was cancelled.
   */
  constructor(path, result, cancelled = t("cancelled")) {
    this.path = path;
    this.result = result;
    this.cancelled = cancelled;
  }

  /** Run a job, and return it when it is done; null where it failed or was cancelled, which is shown. */
  async done(asked, { begin = this.path } = {}) {
    try {
      let job = await post(begin, asked);
      this.#id = job.id;
      this.#showProgress(job);
      while (!this.#isClosed && !ENDED.includes(job.state)) {
        job = await get(`${this.path}/${part(job.id)}?wait_s=${WAIT_S}`);
        this.#showProgress(job);
      }
      if (job.state === "done") return job;
      if (job.state === "failed") this.#showError(job.error);
      else show(this.result, h("p", { role: "status" }, this.cancelled));
    } catch (error) {
      this.#showError(error);
    } finally {
      this.#id = null;
    }
    return null;
  }

  #showProgress(job) {
    if (!this.bar || !this.bar.isConnected) {
      this.bar = h("progress", { max: 1, "aria-label": t("progress"), "data-test": "progress" });
      this.told = h("p", { role: "status" });
      const cancel = h("button", { type: "button", onclick: () => this.cancel() }, t("cancel"));
      show(this.result, this.told, this.bar, cancel);
      cancel.focus({ preventScroll: true });
      this.result.scrollIntoView({ block: "nearest" });
    }
    const words = ENDED.includes(job.state) ? this.told.textContent : t(`job_${job.state}`);
    if (this.told.textContent !== words) this.told.textContent = words;
    this.bar.value = job.progress;
  }

  /** Cancel the job that runs, if one does. */
  async cancel() {
    try {
      if (this.#id) await remove(`${this.path}/${part(this.#id)}`);
    } catch (error) {
      failed(error);
    }
  }

  #showError(error) {
    if (error.name === "OfflineError") return;
    show(this.result, h("div", { role: "alert" }, h("p", { class: "problem" }, sentence(error.message)), error.hint ? h("p", { class: "hint" }, sentence(error.hint)) : null));
    this.result.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.#isClosed = true;
  }
}
