// Takes the microphone's blocks as they come, in the thread of the sound, and hands them on.

class Recorder extends AudioWorkletProcessor {
  process([input]) {
    if (input.length > 0) this.port.postMessage(input[0].slice());
    return true;
  }
}

registerProcessor("voicecoach-recorder", Recorder);
