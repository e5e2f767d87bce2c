/** Small things that every part of the desk does with the page. */

import type htmxType from "htmx.org";

declare global {
  interface Window {
    htmx: typeof htmxType;
  }
}

/** The page's htmx; `app.js` loads it before this script runs. */
export function htmx(): typeof htmxType {
  return window.htmx;
}

/** The first element that matches, or nothing. */
export function find<T extends HTMLElement = HTMLElement>(selector: string, scope: ParentNode = document): T | null {
  return scope.querySelector<T>(selector);
}

/** Every element that matches. */
export function all<T extends HTMLElement = HTMLElement>(selector: string, scope: ParentNode = document): T[] {
  return [...scope.querySelectorAll<T>(selector)];
}

/** The data that the server left in the page under this id. */
export function words<T extends Record<string, string>>(id: string): T {
  return JSON.parse(document.getElementById(id)?.textContent ?? "{}") as T;
}

export function csrf(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content ?? "";
}

/** Send a small form; the promise rejects when the network is away. */
export function post(url: string, fields: Record<string, string> = {}, keepalive = false): Promise<Response> {
  const body = new URLSearchParams(fields);
  return fetch(url, { method: "POST", body, keepalive, headers: { "X-CSRFToken": csrf(), "HX-Request": "true" } });
}

/** Run a handler for presses on whatever matches now or later. */
export function onPress(selector: string, handler: (element: HTMLElement, event: MouseEvent) => void): void {
  document.addEventListener("click", (event) => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
    if (element && element.getAttribute("aria-disabled") !== "true") handler(element, event);
  });
}

/** Run a handler after each fragment that came, whatever it was. */
export function afterSwap(handler: () => void): void {
  document.addEventListener("htmx:afterSettle", handler);
  document.addEventListener("htmx:oobAfterSwap", handler);
}

/** A key under which this person's things are kept in the browser. */
export function own(name: string): string {
  return `infolinia.${document.body.dataset["user"] ?? ""}.${name}`;
}
