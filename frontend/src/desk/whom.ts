/** The dialog of whom to consult and to whom to pass the caller: words, arrows, Enter. */

import { all, find, htmx, onPress } from "./dom";

const PAUSE_MS = 150;
let timer = 0;
let deed = "";
let address = "";

function dialog(): HTMLDialogElement | null {
  return find<HTMLDialogElement>("[data-whom]");
}

function look(): void {
  const words = find<HTMLInputElement>("[data-whom-find]")?.value ?? "";
  const query = new URLSearchParams({ po: deed, kogo: words });
  void htmx().ajax("get", `${address}?${query.toString()}`, { target: "#kogo-lista", swap: "innerHTML" });
}

function open(button: HTMLElement): void {
  const box = dialog();
  const field = find<HTMLInputElement>("[data-whom-find]");
  if (!box || !field) return;
  deed = button.dataset["whomOpen"] ?? "";
  address = button.dataset["url"] ?? "";
  const title = find("[data-whom-title]");
  if (title) title.textContent = (deed === "przekaz" ? box.dataset["transfer"] : box.dataset["consult"]) ?? "";
  find("#kogo-komunikat")?.replaceChildren();
  find("#kogo-lista")?.replaceChildren();
  field.value = button.dataset["number"] ?? "";
  box.showModal();
  field.focus();
  look();
}

function move(event: KeyboardEvent): void {
  const rows = all("[data-whom-one]");
  const here = rows.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: here < 0 ? -2 : 0, End: here < 0 ? -2 : rows.length - 1 }[event.key];
  if (to === undefined || to === -2 || !rows.length) return;
  event.preventDefault();
  if (to < 0) find("[data-whom-find]")?.focus();
  else rows[Math.min(to, rows.length - 1)]?.focus();
}

function typed(event: KeyboardEvent): void {
  const box = dialog();
  if (!box?.open || !(event.target instanceof Element) || !box.contains(event.target)) return;
  if (event.key === "Enter" && event.target.matches("[data-whom-find]")) {
    event.preventDefault();
    find("[data-whom-one]:not([aria-disabled])")?.click();
  } else move(event);
}

export function startWhom(): void {
  onPress("[data-whom-open]", open);
  onPress("[data-whom-close]", () => dialog()?.close());
  document.addEventListener("whom-done", () => dialog()?.close());
  document.addEventListener("keydown", typed);
  document.addEventListener("input", (event) => {
    if (!(event.target instanceof Element) || !event.target.matches("[data-whom-find]")) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(look, PAUSE_MS);
  });
}
