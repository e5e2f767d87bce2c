/** The adviser's phone: one tab of the browser holds it, every tab can press its buttons. */

import { sipSocketUrl } from "../live-address";
import { Pictures } from "../pictures";
import { Softphone, type PhoneAccount, type PhoneCall, type PhoneState } from "../softphone";
import { soundAt } from "./devices";
import { afterSwap, all, csrf, find, onPress, own, post, words } from "./dom";

type Shown = PhoneState | "insecure" | "elsewhere" | "microphone";
type Message =
  | { kind: "answer"; conversation: string }
  | { kind: "mute" }
  | { kind: "tone"; key: string }
  | { kind: "ask" }
  | { kind: "state"; shown: Shown; isMuted: boolean };

const LOCK = "infolinia-phone";
/* JsSIP's words for a call that the network took, not a person. */
const LOST = ["Connection Error", "RTP Timeout", "WebRTC Error"];
const said = words("phone-words");
const urls = words("phone-urls");
const channel = "BroadcastChannel" in window ? new BroadcastChannel(own("phone")) : null;

let phone: Softphone | null = null;
let shown: Shown = "connecting";
let isMuted = false;
let rejoining = "";
let ended = "";

function panel(): HTMLElement | null {
  return find("[data-call]");
}

function talking(): string {
  const kind = panel()?.dataset["kind"] ?? "";
  return kind === "talking" || kind === "held" ? (panel()?.dataset["conversation"] ?? "") : "";
}

function urlOf(conversation: string, what: string): string {
  return `${urls["home"] ?? ""}/rozmowa/${conversation}/${what}`;
}

function draw(): void {
  const line = find("[data-phone-state]");
  const text = said[shown] ?? "";
  if (line && line.textContent !== text) line.textContent = text;
  document.body.dataset["phone"] = shown;
  const help = find("[data-phone-help]");
  const action = find<HTMLButtonElement>("[data-phone-action]");
  const offered = { elsewhere: said["take_over"], microphone: said["microphone_action"] }[shown as string];
  if (help) help.hidden = !offered;
  if (action && offered) {
    action.textContent = offered;
    action.title = shown === "microphone" ? (said["microphone_help"] ?? "") : "";
  }
  const mute = find("[data-mute]");
  mute?.setAttribute("aria-pressed", String(isMuted));
  const label = find("[data-mute-label]");
  if (label) label.textContent = (isMuted ? said["unmute"] : said["mute"]) ?? "";
}

function show(state: Shown): void {
  shown = state;
  draw();
  if (phone) channel?.postMessage({ kind: "state", shown, isMuted } satisfies Message);
}

async function account(): Promise<PhoneAccount> {
  const response = await post(urls["account"] ?? "");
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as PhoneAccount;
}

function microphone(): MediaTrackConstraints | true {
  const chosen = localStorage.getItem(own("microphone"));
  return chosen ? (JSON.parse(chosen) as MediaTrackConstraints) : true;
}

function changed(call: PhoneCall): void {
  isMuted = call.isMuted;
  showPictures(call);
  document.body.dataset["callState"] = call.state;
  if (call.state === "active" || call.state === "ended") rejoining = "";
  ended = call.state === "ended" && !LOST.includes(call.cause) ? call.conversation : "";
  show(shown === "microphone" && call.state === "active" ? "ready" : shown);
}

function registered(state: PhoneState): void {
  show(shown === "microphone" && state === "ready" ? "microphone" : state);
  if (state === "ready") void rejoin();
}

/* The page was reloaded in the middle of a call: the exchange rings once more and the page answers by itself. */
async function rejoin(): Promise<void> {
  const conversation = talking();
  if (!phone || !conversation || phone.current || [rejoining, ended].includes(conversation)) return;
  rejoining = conversation;
  const response = await post(urlOf(conversation, "wroc")).catch(() => null);
  if (!response?.ok) rejoining = "";
}

function answer(conversation: string): void {
  if (phone) void phone.answer(conversation);
  else channel?.postMessage({ kind: "answer", conversation } satisfies Message);
}

function mute(): void {
  if (!phone) return void channel?.postMessage({ kind: "mute" } satisfies Message);
  isMuted = phone.mute(!isMuted);
  show(shown);
}

function tone(key: string): void {
  if (phone) phone.tone(key);
  else channel?.postMessage({ kind: "tone", key } satisfies Message);
}

function hear(message: Message): void {
  if (message.kind === "state") {
    if (phone) return;
    isMuted = message.isMuted;
    show("elsewhere");
  } else if (phone) {
    if (message.kind === "answer") answer(message.conversation);
    else if (message.kind === "mute") mute();
    else if (message.kind === "tone") tone(message.key);
    else show(shown);
  }
}

/* The interpreter is in: nobody has to dictate the code any more. */
function seen(count: number): void {
  if (count > 1) find("[data-interpreter]")?.replaceChildren();
}

function pictures(): { video?: Pictures } {
  const own = find<HTMLVideoElement>("[data-video-own]");
  const others = find("[data-video-others]");
  const { adviser = "", resident = "", third = "" } = others?.dataset ?? {};
  return own && others ? { video: new Pictures(own, others, { adviser, resident, third }, seen) } : {};
}

function showPictures(call: PhoneCall): void {
  const place = find("[data-video]");
  if (place) place.hidden = !call.hasVideo || !["connecting", "active"].includes(call.state);
  if (call.state === "ended") find("[data-interpreter]")?.replaceChildren();
  if (call.state === "connecting") find("[data-camera]")?.setAttribute("aria-pressed", "false");
}

function camera(button: HTMLElement): void {
  button.setAttribute("aria-pressed", String(phone?.hide(button.getAttribute("aria-pressed") !== "true") ?? false));
}

/* Hold the phone until the tab closes or another tab takes it. */
function holdPhone(): Promise<never> {
  const audio = find<HTMLAudioElement>("[data-phone-audio]");
  if (!audio) return Promise.reject(new Error("no audio element"));
  void soundAt("speaker", audio);
  phone = new Softphone({
    socketUrl: () => sipSocketUrl(),
    account,
    audio,
    microphone,
    ...pictures(),
    onState: registered,
    onCall: changed,
    onMicrophoneRefused: () => show("microphone"),
  });
  Object.assign(window, { infoliniaPhone: phone });
  void phone.start();
  return new Promise<never>(() => undefined);
}

function letGo(): void {
  phone?.abandon();
  phone = null;
  show("elsewhere");
}

async function takeTurn(steal: boolean): Promise<void> {
  try {
    await navigator.locks.request(LOCK, steal ? { steal: true } : {}, holdPhone);
  } catch {
    letGo();
    void takeTurn(false);
  }
}

async function checkMicrophone(): Promise<void> {
  const permission = await navigator.permissions?.query({ name: "microphone" as PermissionName }).catch(() => null);
  if (permission?.state === "denied" || permission?.state === "prompt") show("microphone");
  permission?.addEventListener("change", () => {
    if (permission.state === "granted" && phone) show("ready");
  });
}

async function askMicrophone(): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: microphone() }).catch(() => null);
  stream?.getTracks().forEach((track) => track.stop());
  if (stream && phone) show("ready");
}

/* Leaving in the middle of a call: the caller hears music until this page is back. */
function leave(): void {
  const conversation = talking();
  if (!phone?.current || !conversation) return;
  const form = new FormData();
  form.set("on", "1");
  form.set("csrfmiddlewaretoken", csrf());
  navigator.sendBeacon(urlOf(conversation, "wstrzymaj"), form);
}

function keypad(isOpen: boolean): void {
  const pad = find("[data-keypad]");
  const button = find("[data-keypad-button]");
  if (!pad || !button) return;
  pad.hidden = !isOpen;
  button.setAttribute("aria-expanded", String(isOpen));
  if (isOpen) find("[data-tone]", pad)?.focus();
  else button.focus();
}

function typeTones(event: KeyboardEvent): void {
  const pad = find("[data-keypad]");
  if (!pad || pad.hidden || !(event.target instanceof Element) || !pad.contains(event.target)) return;
  if (event.key === "Escape") keypad(false);
  const button = /^[0-9*#]$/.test(event.key) ? all("[data-tone]", pad).find((each) => each.dataset["tone"] === event.key) : null;
  button?.click();
}

export function startPhone(): void {
  draw();
  onPress("[data-answer]", () => answer(panel()?.dataset["conversation"] ?? ""));
  onPress("[data-mute]", mute);
  onPress("[data-camera]", camera);
  onPress("[data-picture-size]", (button) => {
    const isLarge = find("[data-video]")?.classList.toggle("is-large") ?? false;
    button.setAttribute("aria-pressed", String(isLarge));
  });
  onPress("[data-keypad-button]", () => keypad(find("[data-keypad]")?.hidden ?? false));
  onPress("[data-keypad-close]", () => keypad(false));
  onPress("[data-tone]", (key) => {
    tone(key.dataset["tone"] ?? "");
    const line = find("[data-tones]");
    if (line) line.textContent += key.dataset["tone"] ?? "";
  });
  onPress("[data-phone-action]", () => {
    if (shown === "elsewhere") void takeTurn(true);
    else void askMicrophone();
  });
  document.addEventListener("keydown", typeTones);
  window.addEventListener("pagehide", leave);
  channel?.addEventListener("message", (event: MessageEvent<Message>) => hear(event.data));
  afterSwap(() => {
    draw();
    if (shown === "ready") void rejoin();
  });
  if (!window.isSecureContext || !navigator.locks) return show("insecure");
  void navigator.locks.query().then(({ held }) => {
    if (held?.some((lock) => lock.name === LOCK)) show("elsewhere");
  });
  void takeTurn(false).then(undefined);
  void checkMicrophone();
}
