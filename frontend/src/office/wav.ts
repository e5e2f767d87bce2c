/** Samples as a WAV file: one channel, 16 bits. */

const HEAD_BYTES = 44;

export function wav(samples: Float32Array, rate: number): ArrayBuffer {
  const bytes = new ArrayBuffer(HEAD_BYTES + 2 * samples.length);
  const view = new DataView(bytes);
  const word = (at: number, text: string) => [...text].forEach((letter, place) => view.setUint8(at + place, letter.charCodeAt(0)));
  word(0, "RIFF");
  view.setUint32(4, bytes.byteLength - 8, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true); // the size of what follows: plain samples
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, place) => {
    const level = Math.max(-1, Math.min(1, sample));
    view.setInt16(HEAD_BYTES + 2 * place, Math.round(level * 32767), true);
  });
  return bytes;
}
