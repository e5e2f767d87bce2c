/** Clocks that run in the page: `data-since` counts up, `data-until` counts down in seconds. */

import { all, afterSwap } from "./dom";

let ahead = 0;

function passed(moment: string): number {
  return Math.floor((Date.now() + ahead - Date.parse(moment)) / 1000);
}

function shown(seconds: number): string {
  const whole = Math.max(seconds, 0);
  const two = (value: number): string => String(value).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function put(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function tick(): void {
  for (const each of all("[data-since]")) put(each, shown(passed(each.dataset["since"] ?? "")));
  for (const each of all("[data-until]")) put(each, String(Math.max(0, -passed(each.dataset["until"] ?? ""))));
}

/* This machine's clock may be wrong; the server's own tells by how much. */
function compare(event: Event): void {
  const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
  const date = Date.parse(xhr.getResponseHeader("Date") ?? "");
  if (date && Math.abs(date + 500 - Date.now()) > 2_000) ahead = date + 500 - Date.now();
}

export function startClocks(): void {
  document.addEventListener("htmx:afterRequest", compare);
  afterSwap(tick);
  tick();
  window.setInterval(tick, 250);
}
