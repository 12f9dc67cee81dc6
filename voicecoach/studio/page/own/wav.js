// A WAV of one channel, as floats: nothing is rounded or cut off on the way.

const HEADER_BYTES = 44;
const FLOAT_BYTES = 4;
const FORMAT_FLOAT = 3;

/** Return the blocks of samples as a WAV file. */
export function wavOf(blocks, rate_hz) {
  const frames = blocks.reduce((sum, block) => sum + block.length, 0);
  const bytes = new ArrayBuffer(HEADER_BYTES + frames * FLOAT_BYTES);
  const view = new DataView(bytes);
  const letters = (at, words) => [...words].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  letters(0, "RIFF");
  view.setUint32(4, bytes.byteLength - 8, true);
  letters(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, FORMAT_FLOAT, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate_hz, true);
  view.setUint32(28, rate_hz * FLOAT_BYTES, true);
  view.setUint16(32, FLOAT_BYTES, true);
  view.setUint16(34, 8 * FLOAT_BYTES, true);
  letters(36, "data");
  view.setUint32(40, frames * FLOAT_BYTES, true);
  let at = HEADER_BYTES;
  for (const block of blocks) {
    for (const sample of block) {
      view.setFloat32(at, sample, true);
      at += FLOAT_BYTES;
    }
  }
  return new Blob([bytes], { type: "audio/wav" });
}
