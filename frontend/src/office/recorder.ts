/** A recording made on the page, in place of a file: any sound the browser records is brought to plain WAV here. */

import { wav } from "./wav";

const RATE = 16000;
const LONGEST_SECONDS = 120;

export function startRecorders(): void {
  if (!("MediaRecorder" in window) || !navigator.mediaDevices) return;
  for (const box of document.querySelectorAll<HTMLElement>("[data-recorder]")) new Recorder(box);
}

class Recorder {
  private readonly start: HTMLButtonElement;
  private readonly stop: HTMLButtonElement;
  private readonly clock: HTMLElement;
  private readonly state: HTMLElement;
  private readonly play: HTMLAudioElement;
  private readonly file: HTMLInputElement | null;
  private recording: MediaRecorder | null = null;
  private timer = 0;

  constructor(private readonly box: HTMLElement) {
    this.start = box.querySelector("[data-recorder-start]")!;
    this.stop = box.querySelector("[data-recorder-stop]")!;
    this.clock = box.querySelector("[data-recorder-clock]")!;
    this.state = box.querySelector("[data-recorder-state]")!;
    this.play = box.querySelector("[data-recorder-play]")!;
    this.file = box.closest("form")?.querySelector<HTMLInputElement>("input[type=file]") ?? null;
    this.start.addEventListener("click", () => void this.begin());
    this.stop.addEventListener("click", () => this.recording?.stop());
    box.hidden = this.file === null;
  }

  private async begin(): Promise<void> {
    let sound: MediaStream;
    try {
      sound = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    } catch {
      this.say("refused");
      return;
    }
    const pieces: Blob[] = [];
    const recording = new MediaRecorder(sound);
    recording.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recording.addEventListener("stop", () => {
      sound.getTracks().forEach((track) => track.stop());
      this.show(false);
      void this.keep(new Blob(pieces, { type: recording.mimeType }));
    });
    this.recording = recording;
    recording.start();
    this.show(true);
    this.say("recording");
  }

  /** While it records there is a button to stop it, which has the focus, and a clock. */
  private show(records: boolean): void {
    this.start.hidden = records;
    this.stop.hidden = this.clock.hidden = !records;
    if (records) this.play.hidden = true;
    (records ? this.stop : this.start).focus();
    window.clearInterval(this.timer);
    if (!records) return;
    const began = Date.now();
    this.tick(0);
    this.timer = window.setInterval(() => this.tick(Math.floor((Date.now() - began) / 1000)), 250);
  }

  private tick(seconds: number): void {
    this.clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds >= LONGEST_SECONDS && this.recording?.state === "recording") this.recording.stop();
  }

  private async keep(recorded: Blob): Promise<void> {
    const context = new AudioContext({ sampleRate: RATE });
    try {
      const sound = await context.decodeAudioData(await recorded.arrayBuffer());
      const file = new File([wav(sound.getChannelData(0), sound.sampleRate)], "nagranie.wav", { type: "audio/wav" });
      const files = new DataTransfer();
      files.items.add(file);
      if (this.file) this.file.files = files.files;
      if (this.play.src) URL.revokeObjectURL(this.play.src);
      this.play.src = URL.createObjectURL(file);
      this.play.hidden = false;
      this.say("done");
    } catch {
      this.say("broken");
    } finally {
      void context.close();
    }
  }

  private say(what: "recording" | "done" | "refused" | "broken"): void {
    this.state.textContent = this.box.dataset[what] ?? "";
  }
}
