/**
 * The menu of my state: arrows move, Escape and a press elsewhere close, the focus returns to the button.
 * While it is open nothing redraws it under the pointer; what it missed is fetched when it closes.
 */

import { all, find } from "./dom";

let missed = false;

function button(): HTMLElement | null {
  return find("[data-menu-button]");
}

function items(): HTMLElement[] {
  return all("[data-menu] [role=menuitem]");
}

function isOpen(): boolean {
  return button()?.getAttribute("aria-expanded") === "true";
}

function open(last = false): void {
  const menu = find("[data-menu]");
  if (!menu) return;
  menu.hidden = false;
  button()?.setAttribute("aria-expanded", "true");
  items().at(last ? -1 : 0)?.focus();
}

function close(refocus: boolean): void {
  const menu = find("[data-menu]");
  if (!menu || !isOpen()) return;
  menu.hidden = true;
  button()?.setAttribute("aria-expanded", "false");
  if (refocus) button()?.focus();
  if (missed) refresh();
}

/* The state changed behind the open menu; an empty key makes the server send it all again. */
function refresh(): void {
  missed = false;
  const key = find<HTMLInputElement>("#now-key");
  if (key) key.value = "";
  find("#teraz")?.dispatchEvent(new Event("live"));
}

/** Keep the open menu as it is when a fragment wants its place. */
function stay(event: Event): void {
  const detail = (event as CustomEvent<{ target?: Element }>).detail;
  if (detail.target?.id !== "moj-stan" || !isOpen()) return;
  event.preventDefault();
  missed = true;
}

function move(key: string): void {
  const list = items();
  const here = list.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: list.length - 1 }[key] ?? here;
  list.at(to % list.length)?.focus();
}

function press(event: KeyboardEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest("[data-menu-button]") && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    open(event.key === "ArrowUp");
  } else if (isOpen() && target?.closest("[data-menu]")) {
    if (event.key === "Escape" || event.key === "Tab") close(event.key === "Escape");
    else if (["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
      event.preventDefault();
      move(event.key);
    }
  }
}

export function startMenu(): void {
  document.addEventListener("keydown", press);
  document.addEventListener("htmx:oobBeforeSwap", stay);
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-menu-button]")) {
      if (isOpen()) close(true);
      else open();
    } else if (target?.closest("[data-menu] [role=menuitem]")) close(true);
    else close(false);
  });
}
