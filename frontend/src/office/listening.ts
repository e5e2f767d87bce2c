/** The supervisor's own phone in the board: it rings once, answers by itself, and three buttons change its way. */

import { own } from "../desk/dom";
import { sipSocketUrl } from "../live-address";
import { Softphone, type PhoneAccount, type PhoneCall, type PhoneState } from "../softphone";

type Words = Record<string, string>;

const READY_MS = 6_000;
const LEAVE_MS = 300;
/* The exchange rings at once. When it does not, the talk ended or goes on without the exchange's help. */
const RING_MS = 8_000;

let words: Words = {};
let phone: Softphone | null = null;
let state: PhoneState = "off";
let waiting: ((isReady: boolean) => void)[] = [];
let mode = "";

function line(text: string): void {
  const place = document.querySelector<HTMLElement>("[data-boss-phone]");
  if (!place) return;
  place.hidden = !text;
  if (place.textContent !== text) place.textContent = text;
}

function csrf(): string {
  return document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
}

function post(url: string, fields: Record<string, string> = {}): Promise<Response> {
  const headers = { "X-CSRFToken": csrf(), "X-Requested-With": "fetch" };
  return fetch(url, { method: "POST", headers, body: new URLSearchParams(fields) });
}

async function account(): Promise<PhoneAccount> {
  const response = await post(words["account"] ?? "");
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as PhoneAccount;
}

/* The device that this person chose at their desk, on this computer. */
function microphone(): MediaTrackConstraints | true {
  const chosen = localStorage.getItem(own("microphone"));
  return chosen ? (JSON.parse(chosen) as MediaTrackConstraints) : true;
}

function settle(isReady: boolean): void {
  const asked = waiting;
  waiting = [];
  for (const tell of asked) tell(isReady);
}

function registered(now: PhoneState): void {
  state = now;
  if (now === "ready") settle(true);
}

function changed(call: PhoneCall): void {
  if (call.state === "active") line(words[mode] ?? "");
  if (call.state !== "ended") return;
  line(words["ended"] ?? "");
  /* The account goes with the call: a phone that nobody uses must not ring for a call of the desk. */
  window.setTimeout(() => {
    if (!phone?.current) leave();
  }, LEAVE_MS);
}

function leave(): void {
  phone?.stop();
  phone = null;
  state = "off";
  mode = "";
}

function start(audio: HTMLAudioElement): Promise<boolean> {
  if (phone && state === "ready") return Promise.resolve(true);
  const ready = new Promise<boolean>((resolve) => waiting.push(resolve));
  window.setTimeout(() => settle(false), READY_MS);
  if (!phone) {
    phone = new Softphone({
      socketUrl: () => sipSocketUrl(),
      account,
      audio,
      microphone,
      onState: registered,
      onCall: changed,
      onMicrophoneRefused: () => line(words["microphone"] ?? ""),
    });
    Object.assign(window, { infoliniaPhone: phone });
    void phone.start();
  }
  return ready;
}

function notRung(): void {
  if (!phone || phone.current) return;
  leave();
  line(words["not_rung"] ?? "");
}

async function listen(form: HTMLFormElement, wanted: string): Promise<void> {
  const audio = document.querySelector<HTMLAudioElement>("[data-boss-audio]");
  if (!audio) return;
  if (!phone?.current) line(words["connecting"] ?? "");
  if (!(await start(audio))) {
    leave();
    return line(words["lost"] ?? "");
  }
  const response = await post(form.action, { tryb: wanted });
  if (response.ok) {
    mode = wanted;
    if (phone?.current?.state === "active") line(words[wanted] ?? "");
    else window.setTimeout(notRung, RING_MS);
    return;
  }
  const said = (await response.json().catch(() => ({}))) as { refusal?: string };
  if (!phone?.current) leave();
  line(said.refusal ?? words["ended"] ?? "");
}

function pressed(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (form.matches("[data-listen]")) {
    event.preventDefault();
    void listen(form, (event.submitter as HTMLButtonElement | null)?.value ?? "listen");
  } else if (form.matches("[data-listen-stop]")) {
    event.preventDefault();
    void post(words["stop"] ?? "");
  }
}

/** Only where the board has its phone: an administrator looks on without one. */
export function startListening(): void {
  const told = document.getElementById("boss-phone");
  if (!told?.textContent) return;
  words = JSON.parse(told.textContent) as Words;
  document.addEventListener("submit", pressed);
  window.addEventListener("pagehide", leave);
}
