/** The resident's call from the browser: one button, words for each state, and an end that is always in reach. */

import { sipSocketUrl } from "./live-address";
import { Pictures, type PictureWords } from "./pictures";
import { BesideCall } from "./rtt/beside-call";
import { type PhoneAccount, type PhoneCall, type PhoneState, Softphone } from "./softphone";

const PATIENCE_MS = 20_000;

class Refusal extends Error {}

function whose(place: HTMLElement): PictureWords {
  const { adviser = "", resident = "", third = "" } = place.dataset;
  return { adviser, resident, third };
}

function watchCall(box: HTMLElement): void {
  const find = <T extends HTMLElement>(name: string): T => box.querySelector<T>(`[data-call-${name}]`)!;
  const panel = find("panel");
  const state = find("state");
  const timer = find("timer");
  const start = find<HTMLButtonElement>("start");
  const mute = find<HTMLButtonElement>("mute");
  const end = find<HTMLButtonElement>("end");
  const others = box.querySelector<HTMLElement>("[data-call-others]");
  const pictures = box.querySelector<HTMLElement>("[data-call-pictures]");
  const keys = box.querySelector<HTMLElement>("[data-call-keys]");
  const camera = box.querySelector<HTMLButtonElement>("[data-call-camera]");
  const writing = box.querySelector<HTMLElement>("[data-call-text]");
  const beside = writing && new BesideCall(writing);
  const waits = box.dataset["waits"] !== undefined;
  let account: PhoneAccount | null = null;
  let refusal = "";
  let isDialled = false;
  let isOver = true;
  let since = 0;
  let impatience = 0;
  let wasSeen = false;

  const say = (key: string): void => {
    state.textContent = box.dataset[key] ?? "";
  };

  async function issue(): Promise<PhoneAccount> {
    const token = document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content ?? "";
    const response = await fetch(box.dataset["account"] ?? "", { method: "POST", headers: { "X-CSRFToken": token } });
    if (response.status === 429) {
      refusal = ((await response.json()) as { refusal: string }).refusal;
      over("failed");
      throw new Refusal(refusal);
    }
    if (!response.ok) throw new Error(String(response.status));
    account = (await response.json()) as PhoneAccount;
    return account;
  }

  function show(isCalling: boolean, isActive: boolean): void {
    start.hidden = isCalling;
    end.hidden = !isCalling;
    mute.hidden = !isActive;
    timer.hidden = !isActive;
    if (pictures) pictures.hidden = !isCalling;
    if (camera) camera.hidden = !isActive;
    if (keys) keys.hidden = !isActive;
    if (isCalling && document.activeElement === document.body) end.focus();
    if (!isCalling && document.activeElement === document.body) start.focus();
  }

  function over(key: string): void {
    if (isOver) return;
    isOver = true;
    window.clearTimeout(impatience);
    phone.stop();
    beside?.over();
    show(false, false);
    if (refusal) state.textContent = refusal;
    else say(key);
  }

  /* Who was invited waits to be rung, with the camera allowed before: the page answers by itself. */
  async function begin(): Promise<void> {
    if (waits) {
      say("asking");
      if (!(await phone.prepare())) return;
      say("connecting");
    }
    if (isOver) return;
    impatience = window.setTimeout(() => over("failed"), PATIENCE_MS);
    await phone.start();
  }

  async function dial(): Promise<void> {
    if (isDialled || !account || waits) return;
    isDialled = true;
    say("asking");
    if (await phone.dial(box.dataset["number"] ?? "", account.domain)) say("connecting");
    else over("noMicrophone");
  }

  function onState(now: PhoneState): void {
    if (now === "ready") void dial();
    else if (now === "refused" && !isDialled) over("failed");
  }

  function onCall(call: PhoneCall): void {
    if (call.state === "active" && since === 0) {
      since = Date.now();
      window.clearTimeout(impatience);
      show(true, true);
      say("active");
      if (account) void beside?.open(account);
    }
    if (call.state === "ended") over(since ? "ended" : "failed");
  }

  /* How many of the city's people the resident sees now. */
  function seen(count: number): void {
    if (!since || isOver) return;
    say(count > 1 ? "together" : count ? "joined" : wasSeen ? "held" : "active");
    wasSeen ||= count > 0;
  }

  const phone = new Softphone({
    socketUrl: () => sipSocketUrl(`?guest=${encodeURIComponent(account?.username ?? "")}`),
    account: issue,
    audio: find<HTMLAudioElement>("audio"),
    ...(others ? { video: new Pictures(find<HTMLVideoElement>("own"), others, whose(others), seen) } : {}),
    onState,
    onCall,
    onMicrophoneRefused: () => over("noMicrophone"),
  });

  start.addEventListener("click", () => {
    [refusal, isDialled, isOver, since, account, wasSeen] = ["", false, false, 0, null, false];
    mute.setAttribute("aria-pressed", "false");
    camera?.setAttribute("aria-pressed", "false");
    show(true, false);
    end.focus();
    say("connecting");
    void begin();
  });
  end.addEventListener("click", () => {
    phone.hangUp();
    over("ended");
    start.focus();
  });
  mute.addEventListener("click", () => {
    const isMuted = phone.mute(mute.getAttribute("aria-pressed") !== "true");
    mute.setAttribute("aria-pressed", String(isMuted));
    say(isMuted ? "muted" : "unmuted");
  });
  box.querySelectorAll<HTMLButtonElement>("[data-call-key]").forEach((button) => {
    button.addEventListener("click", () => phone.tone(button.dataset["callKey"] ?? ""));
  });
  camera?.addEventListener("click", () => {
    const isHidden = phone.hide(camera.getAttribute("aria-pressed") !== "true");
    camera.setAttribute("aria-pressed", String(isHidden));
    say(isHidden ? "hidden" : "shown");
  });
  window.setInterval(() => {
    if (!since || isOver) return;
    const seconds = Math.floor((Date.now() - since) / 1000);
    timer.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }, 1000);
  if (others) Object.assign(window, { infoliniaPhone: phone });
  window.addEventListener("beforeunload", () => phone.hangUp());

  say("idle");
  panel.hidden = false;
}

const box = document.querySelector<HTMLElement>("[data-web-call]");
if (box) watchCall(box);
