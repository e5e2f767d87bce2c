/** Which microphone, loudspeaker and bell this browser uses, and a test of each. Kept in this browser, per person. */

import { all, find, onPress, own } from "./dom";

const LOUD = 0.02;
const TONE_MS = 900;
const NAMES = ["microphone", "speaker", "bell"] as const;
type Name = (typeof NAMES)[number];

let stream: MediaStream | null = null;
let context: AudioContext | null = null;
let frame = 0;

function dialog(): HTMLDialogElement | null {
  return find<HTMLDialogElement>("[data-devices]");
}

/** The device that the person chose, or an empty string for the usual one. */
export function chosen(name: "speaker" | "bell"): string {
  return localStorage.getItem(own(name)) ?? "";
}

/** Let an element or a context sound at the chosen device; a device that is gone leaves the usual one. */
export async function soundAt(name: "speaker" | "bell", player: HTMLMediaElement | AudioContext): Promise<void> {
  const target = player as { setSinkId?: (id: string) => Promise<void> };
  await target.setSinkId?.(chosen(name)).catch(() => undefined);
}

function constraints(): MediaTrackConstraints {
  return JSON.parse(localStorage.getItem(own("microphone")) ?? "{}") as MediaTrackConstraints;
}

function kept(name: Name): string {
  if (name !== "microphone") return chosen(name);
  const { deviceId } = constraints();
  return typeof deviceId === "object" && !Array.isArray(deviceId) ? String(deviceId.ideal ?? "") : "";
}

function keep(name: Name, id: string): void {
  if (name !== "microphone") return localStorage.setItem(own(name), id);
  const { deviceId: _before, ...rest } = constraints();
  localStorage.setItem(own(name), JSON.stringify(id ? { ...rest, deviceId: { ideal: id } } : rest));
}

async function list(): Promise<void> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  for (const select of all<HTMLSelectElement>("[data-device]")) {
    const name = select.dataset["device"] as Name;
    const kind = name === "microphone" ? "audioinput" : "audiooutput";
    const usual = new Option(dialog()?.dataset["usual"] ?? "", "");
    const named = devices.filter((one) => one.kind === kind && one.deviceId && one.deviceId !== "default");
    select.replaceChildren(usual, ...named.map((one) => new Option(one.label, one.deviceId)));
    select.value = kept(name);
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  }
}

function silence(): void {
  window.cancelAnimationFrame(frame);
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  void context?.close();
  context = null;
}

function say(word: string): void {
  const line = find("[data-device-said]");
  const text = dialog()?.dataset[word] ?? "";
  if (line && line.textContent !== text) line.textContent = text;
}

async function listen(): Promise<void> {
  silence();
  say("quiet");
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: { ...constraints() } });
  } catch {
    return say("refused");
  }
  context = new AudioContext();
  const ear = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(ear);
  const sound = new Float32Array(ear.fftSize);
  const meter = find<HTMLMeterElement>("[data-level]");
  const draw = (): void => {
    ear.getFloatTimeDomainData(sound);
    const level = Math.sqrt(sound.reduce((sum, each) => sum + each * each, 0) / sound.length);
    if (meter) meter.value = Math.min(1, level * 4);
    if (level > LOUD) say("heard");
    frame = window.requestAnimationFrame(draw);
  };
  draw();
}

async function play(name: "speaker" | "bell"): Promise<void> {
  const player = new AudioContext();
  await soundAt(name, player);
  const tone = player.createOscillator();
  const volume = player.createGain();
  volume.gain.value = 0.2;
  tone.frequency.value = name === "bell" ? 659 : 440;
  tone.connect(volume).connect(player.destination);
  tone.start();
  window.setTimeout(() => void player.close(), TONE_MS);
}

async function open(): Promise<void> {
  dialog()?.showModal();
  await listen();
  await list();
}

export function startDevices(): void {
  if (!navigator.mediaDevices) return;
  onPress("[data-devices-open]", () => void open());
  onPress("[data-devices-close]", () => dialog()?.close());
  onPress("[data-device-play]", (button) => void play(button.dataset["devicePlay"] === "bell" ? "bell" : "speaker"));
  dialog()?.addEventListener("close", silence);
  document.addEventListener("change", (event) => {
    const select = event.target instanceof HTMLSelectElement ? event.target : null;
    const name = select?.dataset["device"] as Name | undefined;
    if (!select || !name) return;
    keep(name, select.value);
    if (name === "microphone") void listen();
    else if (name === "speaker") {
      const audio = find<HTMLAudioElement>("[data-phone-audio]");
      if (audio) void soundAt("speaker", audio);
    }
  });
  navigator.mediaDevices.addEventListener("devicechange", () => {
    if (dialog()?.open) void list();
  });
}
