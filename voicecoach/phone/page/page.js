// Plays the sessions of the page, one at a time, also from the lock screen (Media Session).
"use strict";

const BACK_S = 15, FORWARD_S = 30, STILL_HERE_S = 240;

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const [hours, minutes, rest] = parts;
  const tail = String(rest).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

function player(article) {
  const audio = article.querySelector("audio");
  const play = article.querySelector(".play");
  const seek = article.querySelector(".seek");
  const position = article.querySelector(".position");
  const marks = [...article.querySelectorAll("[data-start-ms]")];
  const starts = marks.map((mark) => Number(mark.dataset.startMs) / 1000);
  const length = Number(article.dataset.lengthMs) / 1000;
  const playWord = play.getAttribute("aria-label");
  let lastSign = Date.now();

  const chapterAt = (seconds) => starts.findLastIndex((start) => start <= seconds + 0.05);

  function goTo(seconds) {
    audio.currentTime = Math.min(Math.max(0, seconds), length);
    show();
  }

  function nextChapter() {
    const next = starts.find((start) => start > audio.currentTime + 0.05);
    if (next !== undefined) goTo(next);
  }

  function previousChapter() {
    const now = chapterAt(audio.currentTime);
    const isAtItsBeginning = now >= 0 && audio.currentTime - starts[now] < 3;
    goTo(starts[isAtItsBeginning ? now - 1 : now] ?? 0);
  }

  function show() {
    seek.value = audio.currentTime;
    position.textContent = `${clock(audio.currentTime)} / ${clock(length)}`;
    seek.setAttribute("aria-valuetext", position.textContent);
    const now = chapterAt(audio.currentTime);
    marks.forEach((mark, at) => (at === now ? mark.setAttribute("aria-current", "true") : mark.removeAttribute("aria-current")));
  }

  function onLockScreen() {
    if (!("mediaSession" in navigator)) return;
    const cover = article.querySelector(".cover");
    const chapter = marks[chapterAt(audio.currentTime)];
    navigator.mediaSession.metadata = new MediaMetadata({
      title: chapter ? chapter.querySelector("span").textContent : article.dataset.title,
      artist: article.dataset.title,
      album: "voicecoach",
      artwork: cover ? [{ src: cover.src, sizes: "1400x1400", type: "image/jpeg" }] : [],
    });
    const does = {
      play: begin,
      pause: () => audio.pause(),
      seekbackward: (wish) => goTo(audio.currentTime - (wish.seekOffset || BACK_S)),
      seekforward: (wish) => goTo(audio.currentTime + (wish.seekOffset || FORWARD_S)),
      seekto: (wish) => goTo(wish.seekTime),
      previoustrack: marks.length ? previousChapter : null,
      nexttrack: marks.length ? nextChapter : null,
    };
    for (const [action, work] of Object.entries(does)) {
      try {
        navigator.mediaSession.setActionHandler(action, work);
      } catch {
        // this browser has no such button
      }
    }
  }

  function placeOnLockScreen() {
    if (!("mediaSession" in navigator && navigator.mediaSession.setPositionState)) return;
    navigator.mediaSession.setPositionState({ duration: length, position: Math.min(audio.currentTime, length), playbackRate: audio.playbackRate });
  }

  // A refusal to play is told by the event "error"; the promise says it again, into the console.
  const begin = () => audio.play().catch(() => {});

  play.addEventListener("click", () => {
    if (audio.error) { // the computer may answer again
      const seconds = audio.currentTime;
      audio.load();
      audio.currentTime = seconds;
    }
    if (audio.paused) begin();
    else audio.pause();
  });
  article.querySelector(".back").addEventListener("click", () => goTo(audio.currentTime - BACK_S));
  article.querySelector(".forward").addEventListener("click", () => goTo(audio.currentTime + FORWARD_S));
  seek.addEventListener("input", () => goTo(Number(seek.value)));
  marks.forEach((mark, at) => mark.addEventListener("click", () => {
    goTo(starts[at]);
    begin();
  }));

  let shownChapter = -1;
  audio.addEventListener("timeupdate", () => {
    show();
    if (!audio.paused && chapterAt(audio.currentTime) !== shownChapter) {
      shownChapter = chapterAt(audio.currentTime);
      onLockScreen();
    }
    // All of the sound may be here already. The computer ends when nobody asks it for anything.
    if (!audio.paused && Date.now() - lastSign > STILL_HERE_S * 1000) {
      lastSign = Date.now();
      fetch("alive", { cache: "no-store" }).catch(() => {});
    }
  });
  audio.addEventListener("seeked", placeOnLockScreen);
  audio.addEventListener("play", () => {
    for (const other of document.querySelectorAll("audio")) if (other !== audio) other.pause();
    play.textContent = "❚❚";
    play.setAttribute("aria-label", play.dataset.pause);
    shownChapter = chapterAt(audio.currentTime);
    onLockScreen();
    placeOnLockScreen();
  });
  const fails = article.querySelector(".fails");
  audio.addEventListener("error", () => (fails.textContent = fails.dataset.text));
  audio.addEventListener("playing", () => (fails.textContent = ""));
  audio.addEventListener("pause", () => {
    play.textContent = "▶";
    play.setAttribute("aria-label", playWord);
  });
  show();
}

document.querySelectorAll("article").forEach(player);
document.querySelectorAll(".feed").forEach((field) => field.addEventListener("focus", () => field.select()));
