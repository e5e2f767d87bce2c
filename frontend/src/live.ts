/** Live signals: one stream of topics from the server; what shows a topic fetches itself again. */

import htmx from "htmx.org";

import { liveBase } from "./live-address";

/* The server beats every 2 s; a person must know within 3 s that the screen may be out of date. */
const SILENCE_MS = 2_600;
const GRACE_MS = 400;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;
const SPREAD_MS = 250;
const BACK_MS = 4_000;

let source: EventSource | null = null;
let subscribed = "";
let online = true;
let attempts = 0;
let silence = 0;
let retry = 0;
let grace = 0;
let farewell = 0;

function listeners(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-live]")];
}

function topicsOf(element: HTMLElement): string[] {
  return (element.dataset["live"] ?? "").split(/\s+/).filter(Boolean);
}

function wanted(): string {
  return [...new Set(listeners().flatMap(topicsOf))].sort().join(",");
}

function refresh(element: HTMLElement): void {
  htmx.trigger(element, "live", {});
}

function refreshAll(): void {
  for (const element of listeners()) window.setTimeout(() => refresh(element), Math.random() * SPREAD_MS);
}

function tell(isOnline: boolean): void {
  const banner = document.querySelector<HTMLElement>("[data-live-banner]");
  if (!banner) return;
  window.clearTimeout(farewell);
  banner.hidden = false;
  banner.toggleAttribute("data-is-back", isOnline);
  banner.textContent = (isOnline ? banner.dataset["back"] : banner.dataset["lost"]) ?? "";
  if (isOnline) farewell = window.setTimeout(() => (banner.hidden = true), BACK_MS);
}

function show(isOnline: boolean): void {
  if (isOnline === online) return;
  online = isOnline;
  document.documentElement.toggleAttribute("data-offline", !isOnline);
  tell(isOnline);
  document.dispatchEvent(new CustomEvent("live:state", { detail: { online: isOnline } }));
}

function alive(): void {
  window.clearTimeout(silence);
  window.clearTimeout(grace);
  grace = 0;
  attempts = 0;
  show(true);
  silence = window.setTimeout(lost, SILENCE_MS);
}

function lost(): void {
  show(false);
  close();
  const pause = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts) * (0.75 + Math.random() / 2);
  attempts += 1;
  retry = window.setTimeout(connect, pause);
}

function close(): void {
  window.clearTimeout(silence);
  window.clearTimeout(retry);
  source?.close();
  source = null;
}

function hear(event: MessageEvent<string>): void {
  alive();
  const { topic } = JSON.parse(event.data) as { topic: string };
  for (const element of listeners()) if (topicsOf(element).includes(topic)) refresh(element);
  document.dispatchEvent(new CustomEvent("live:topic", { detail: { topic } }));
}

/* What the page shows is older than its stream, at the first connection too: a signal between the two is lost. */
function ready(): void {
  alive();
  document.documentElement.toggleAttribute("data-live-open", true);
  refreshAll();
}

function connect(): void {
  close();
  subscribed = wanted();
  if (!subscribed) return;
  const stream = new EventSource(`${liveBase()}/live?topics=${encodeURIComponent(subscribed)}`, {
    withCredentials: true,
  });
  source = stream;
  stream.addEventListener("ready", ready);
  stream.addEventListener("beat", alive);
  stream.addEventListener("resync", ready);
  stream.addEventListener("message", hear);
  stream.addEventListener("error", () => {
    if (stream !== source) return;
    window.clearTimeout(silence);
    close();
    grace = window.setTimeout(lost, online ? GRACE_MS : 0);
  });
  silence = window.setTimeout(lost, SILENCE_MS);
}

/* Fragments come and go with their topics; a new one needs a new stream, one that left does not. */
function follow(): void {
  const have = new Set(subscribed.split(","));
  if (wanted().split(",").every((topic) => !topic || have.has(topic))) return;
  connect();
}

function now(): void {
  if (online && source) return;
  attempts = 0;
  connect();
}

function swapErrors(event: Event): void {
  const detail = (event as CustomEvent<{ xhr: XMLHttpRequest; shouldSwap: boolean; isError: boolean }>).detail;
  if (detail.xhr.status !== 422) return;
  detail.shouldSwap = true;
  detail.isError = false;
}

/** Start once a page: nothing happens where no element asks for a topic. */
export function startLive(): void {
  document.addEventListener("htmx:beforeSwap", swapErrors);
  document.addEventListener("htmx:load", () => follow());
  window.addEventListener("online", now);
  window.addEventListener("offline", lost);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") now();
  });
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) connect();
  });
  connect();
}
