// The microphone: its level all the time, and its samples while it records. Nothing is kept but in the page.

import { wavOf } from "./wav.js";

export class Microphone {
  #blocks = [];
  #isRecording = false;

  constructor(context, stream, onlevel) {
    this.context = context;
    this.stream = stream;
    this.onlevel = onlevel;
  }

  /** Ask for the microphone, with the sound as it is: no filter of the browser's. */
  static async open(onlevel) {
    const asked = { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    const stream = await navigator.mediaDevices.getUserMedia({ audio: asked });
    const context = new AudioContext();
    await context.audioWorklet.addModule("/page/own/recorder_worklet.js");
    const opened = new Microphone(context, stream, onlevel);
    const node = new AudioWorkletNode(context, "voicecoach-recorder", { numberOfOutputs: 0 });
    node.port.onmessage = ({ data }) => opened.#take(data);
    context.createMediaStreamSource(stream).connect(node);
    await context.resume();
    return opened;
  }

  #take(block) {
    let peak = 0;
    for (const sample of block) peak = Math.max(peak, Math.abs(sample));
    this.onlevel(peak);
    if (this.#isRecording) this.#blocks.push(block);
  }

  start() {
    this.#blocks = [];
    this.#isRecording = true;
  }

  /** End the recording, and return it as a WAV. */
  stop() {
    this.#isRecording = false;
    return wavOf(this.#blocks, this.context.sampleRate);
  }

  close() {
    for (const track of this.stream.getTracks()) track.stop();
    this.context.close();
  }
}
