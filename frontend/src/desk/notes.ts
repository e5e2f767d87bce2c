/** Notes save themselves as one types. What the server has not taken yet stays in this browser and is sent again. */

import { afterSwap, all, find, own, post } from "./dom";

const PAUSE_MS = 600;
const RETRY_MS = 2_000;
const STALE_MS = 12 * 60 * 60 * 1000;

interface Draft {
  url: string;
  fields: Record<string, string>;
  at: number;
}

const PREFIX = "note.";
let timer = 0;
let sending = false;

function key(question: string): string {
  return own(PREFIX + question);
}

function drafts(): [string, Draft][] {
  const prefix = own(PREFIX);
  const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  return names.map((name) => [name, JSON.parse(localStorage.getItem(name) ?? "{}") as Draft]);
}

function status(kind: "words" | "saving" | "kept", hour = ""): void {
  const place = find("[data-saved-text]");
  const text = `${find("[data-saved]")?.dataset[kind] ?? ""} ${hour}`.trim();
  if (place && place.textContent !== text) place.textContent = text;
}

/* Only what was typed here is sent: the server may have filled another field, for example the subject from a card. */
function keep(box: HTMLElement, typed: HTMLTextAreaElement): void {
  const name = key(box.dataset["question"] ?? "");
  const before = JSON.parse(localStorage.getItem(name) ?? "{}") as Partial<Draft>;
  const fields = { ...before.fields, [typed.name]: typed.value };
  const draft: Draft = { url: box.dataset["save"] ?? "", fields, at: Date.now() };
  localStorage.setItem(name, JSON.stringify(draft));
}

async function send(name: string, draft: Draft): Promise<boolean> {
  const response = await post(draft.url, draft.fields);
  if (response.status >= 500 || response.status === 401 || response.status === 403) return false;
  const latest = localStorage.getItem(name);
  if (latest === JSON.stringify(draft)) localStorage.removeItem(name);
  if (response.status === 422) {
    const { refusal } = (await response.json()) as { refusal: string };
    const place = find("#komunikat");
    if (place) place.textContent = refusal;
  } else if (response.ok) status("words", ((await response.json()) as { saved: string }).saved);
  return true;
}

function later(pause: number): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    timer = 0;
    void flush();
  }, pause);
}

async function flush(): Promise<void> {
  if (sending) return later(PAUSE_MS);
  sending = true;
  let isTaken = true;
  try {
    for (const [name, draft] of drafts()) isTaken = (await send(name, draft)) && isTaken;
  } catch {
    isTaken = false;
  } finally {
    sending = false;
  }
  if (!isTaken) {
    status("kept");
    later(RETRY_MS);
  } else if (drafts().length) later(PAUSE_MS);
}

/* A fragment that came while one was typing must not take words back. */
function restore(): void {
  for (const box of all("[data-question]")) {
    const text = localStorage.getItem(key(box.dataset["question"] ?? ""));
    if (!text) continue;
    const draft = JSON.parse(text) as Draft;
    for (const field of all<HTMLTextAreaElement>("[data-note]", box)) {
      const typed = draft.fields[field.name];
      if (typed !== undefined && typed !== field.value) field.value = typed;
    }
    if (!timer) later(PAUSE_MS);
  }
}

/* An opened card names a question that has no subject yet; the server did the same. */
function takeTitle(): void {
  const subject = find<HTMLTextAreaElement>("#temat");
  const title = find("#q-card")?.dataset["cardTitle"];
  if (subject && title && !subject.value) subject.value = title;
}

/* Another tab or a late answer: the question that is being written in is left alone. */
function guard(event: Event): void {
  const { target, fragment } = (event as CustomEvent<{ target: HTMLElement; fragment: ParentNode }>).detail;
  if (target.id !== "talk" || document.documentElement.hasAttribute("data-swap-talk")) return;
  const next = fragment.querySelector<HTMLElement>("[data-talk]");
  const isSame = next?.dataset["talk"] === target.dataset["talk"];
  const isWriting = target.contains(document.activeElement) && document.activeElement?.matches("[data-note]");
  if (isSame && isWriting) event.preventDefault();
}

export function startNotes(): void {
  for (const [name, draft] of drafts()) if (Date.now() - draft.at > STALE_MS) localStorage.removeItem(name);
  document.addEventListener("input", (event) => {
    const field = event.target instanceof HTMLElement ? event.target.closest<HTMLTextAreaElement>("[data-note]") : null;
    const box = field?.closest<HTMLElement>("[data-question]");
    if (!field || !box) return;
    keep(box, field);
    if (!document.documentElement.hasAttribute("data-offline")) status("saving");
    later(PAUSE_MS);
  });
  document.addEventListener("htmx:oobBeforeSwap", guard);
  document.addEventListener("live:state", () => later(0));
  window.addEventListener("online", () => later(0));
  window.addEventListener("pagehide", () => {
    for (const [, draft] of drafts()) void post(draft.url, draft.fields, true).catch(() => undefined);
  });
  afterSwap(() => {
    takeTitle();
    restore();
  });
  restore();
}
