/** Keys of the desk. None is a single letter; each can be changed; the list opens on `?`. */

import { afterSwap, all, find, own } from "./dom";

type Keys = Record<string, string>;

const FIRST: Keys = {
  answer: "Ctrl+Enter",
  chat: "Ctrl+Shift+Enter",
  write: "Ctrl+F2",
  search: "Ctrl+K",
  narrow: "Ctrl+,",
  note: "F2",
  outcome: "F8",
  register: "F4",
  send: "Ctrl+F8",
  question: "F7",
  hold: "F9",
  mute: "Ctrl+.",
  consult: "F10",
  transfer: "Ctrl+F10",
  call_out: "F6",
  error: "Ctrl+;",
};
const STORE = "keys";

let keys: Keys = { ...FIRST };
let changing = "";

function dialog(): HTMLDialogElement | null {
  return find<HTMLDialogElement>("[data-shortcuts]");
}

function load(): Keys {
  return { ...FIRST, ...(JSON.parse(localStorage.getItem(own(STORE)) ?? "{}") as Keys) };
}

function nameOf(event: KeyboardEvent): string {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey) parts.push("Shift");
  parts.push(event.key.length === 1 ? event.key.toUpperCase() : event.key);
  return parts.join("+");
}

/* A letter alone, or with Shift, belongs to what one writes and to screen readers. */
function isAllowed(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey || /^F\d{1,2}$/.test(event.key);
}

function show(): void {
  for (const label of all("kbd[data-key]")) {
    const text = keys[label.dataset["key"] ?? ""] ?? "";
    if (label.textContent !== text) label.textContent = text;
  }
  for (const control of all("[data-key-shortcut]")) {
    const text = keys[control.dataset["keyShortcut"] ?? ""] ?? "";
    control.setAttribute("aria-keyshortcuts", text.replace("Ctrl", "Control"));
  }
}

function press(selector: string): boolean {
  const element = find(selector);
  if (!element || element.getAttribute("aria-disabled") === "true") return false;
  element.click();
  return true;
}

function focus(selector: string): boolean {
  const element = find<HTMLInputElement>(selector);
  element?.focus();
  return element !== null;
}

/* A word that the card is wrong: about the section one is in, else about the whole card. */
function sayWrong(): boolean {
  const section = document.activeElement?.closest("[data-section]");
  const button = section?.querySelector<HTMLElement>("[data-section-error]");
  if (!button) return press("#blad");
  button.click();
  return true;
}

function run(action: string): boolean {
  switch (action) {
    case "answer":
      return press("[data-answer]");
    case "chat":
      return press("[data-chat-take]");
    case "write":
      return press("[data-write]");
    case "search":
      find<HTMLInputElement>("[data-find]")?.select();
      return focus("[data-find]");
    case "narrow":
      return focus("[data-narrow] select");
    case "error":
      return sayWrong();
    case "note":
      return focus("#notatka");
    case "outcome":
      return focus(".q-outcome input:checked") || focus(".q-outcome input");
    case "register":
      return press("#zarejestruj");
    case "send":
      return press("#wyslij-druk");
    case "question":
      return press("#kolejne-pytanie");
    case "hold":
      return press("[data-hold]");
    case "mute":
      return press("[data-mute]");
    case "call_out":
      return press("[data-call-out]");
    case "consult":
      return press("#konsultuj");
    case "transfer":
      return press("#przekaz");
    default:
      return false;
  }
}

function note(text: string): void {
  const line = find("[data-shortcuts-note]");
  if (line) line.textContent = text;
}

function remap(event: KeyboardEvent): void {
  if (["Control", "Alt", "Shift", "Meta", "Tab"].includes(event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  const action = changing;
  if (event.key !== "Escape" && !isAllowed(event)) return note(dialog()?.dataset["refused"] ?? "");
  changing = "";
  note("");
  if (event.key === "Escape") return;
  const taken = Object.keys(keys).find((each) => keys[each] === nameOf(event));
  if (taken && taken !== action) keys[taken] = keys[action] ?? "";
  keys[action] = nameOf(event);
  localStorage.setItem(own(STORE), JSON.stringify(keys));
  show();
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

function pressed(event: KeyboardEvent): void {
  if (changing) return remap(event);
  if (event.key === "?" && !event.ctrlKey && !event.altKey && !isWriting(event.target)) {
    event.preventDefault();
    dialog()?.showModal();
    return;
  }
  if (!isAllowed(event) || dialog()?.open) return;
  const action = Object.keys(keys).find((each) => keys[each] === nameOf(event));
  if (action && run(action)) event.preventDefault();
}

export function startShortcuts(): void {
  keys = load();
  show();
  afterSwap(show);
  document.addEventListener("keydown", pressed, { capture: true });
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const change = target?.closest<HTMLElement>("[data-remap]");
    if (change) {
      changing = change.dataset["remap"] ?? "";
      note(dialog()?.dataset["hint"] ?? "");
    } else if (target?.closest("[data-shortcuts-open]")) dialog()?.showModal();
    else if (target?.closest("[data-shortcuts-close]")) dialog()?.close();
    else if (target?.closest("[data-shortcuts-reset]")) {
      keys = { ...FIRST };
      localStorage.removeItem(own(STORE));
      show();
    }
  });
}
