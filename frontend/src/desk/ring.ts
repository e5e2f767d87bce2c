/** A ring: said once, heard, and seen in the title of the tab. The focus stays where it is. */

import { soundAt } from "./devices";
import { afterSwap, find } from "./dom";

const TITLE_MS = 1_000;
const PATTERN_MS = 3_000;

let rung = "";
let title = "";
let flash = 0;
let sound = 0;
let context: AudioContext | null = null;

function beep(audio: AudioContext, start: number, pitch: number): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.2, start + 0.02);
  volume.gain.setValueAtTime(0.2, start + 0.32);
  volume.gain.linearRampToValueAtTime(0, start + 0.36);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + 0.4);
}

function play(): void {
  if (context?.state !== "running") return;
  for (const [delay, pitch] of [[0, 523], [0.4, 659], [0.8, 523]] as const) beep(context, context.currentTime + delay, pitch);
}

/* A browser lets a page sound only after its person touched it; the first touch opens the way. */
function unlock(): void {
  context ??= new AudioContext();
  if (context.state === "suspended") void context.resume();
}

function stop(): void {
  window.clearInterval(flash);
  window.clearInterval(sound);
  if (title) document.title = title;
  title = "";
  rung = "";
  const alert = find("[data-ring-alert]");
  if (alert?.textContent) alert.textContent = "";
}

function start(call: HTMLElement): void {
  const alert = find("[data-ring-alert]");
  const message = call.dataset["ringMessage"] ?? "";
  if (alert && alert.textContent !== message) alert.textContent = message;
  const calm = document.title;
  title = calm;
  const loud = call.dataset["ringTitle"] ?? calm;
  document.title = loud;
  flash = window.setInterval(() => (document.title = document.title === loud ? calm : loud), TITLE_MS);
  unlock();
  if (context) void soundAt("bell", context);
  play();
  sound = window.setInterval(play, PATTERN_MS);
}

function follow(): void {
  const call = find("[data-call]");
  const ringing = call?.dataset["kind"] === "ringing" ? (call.dataset["conversation"] ?? "") : "";
  if (ringing === rung) return;
  stop();
  if (!ringing || !call) return;
  rung = ringing;
  start(call);
}

export function startRing(): void {
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, unlock, { once: true });
  afterSwap(follow);
  follow();
}
