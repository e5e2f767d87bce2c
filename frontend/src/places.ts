/** Fields that ask where something is: addresses while typing, "my location", and a map where a city has one. */

import type { MapOfPlaces } from "./map";

declare global {
  interface Window {
    mapOfPlaces?: MapOfPlaces;
  }
}

interface Told {
  point?: string;
  address?: string;
  district?: string;
}

const SUGGEST_MS = 150;
const WAIT_MS = 15_000;
let timer = 0;
let loading: Promise<void> | null = null;

function scopeOf(element: Element): HTMLElement | null {
  return element.closest<HTMLElement>("[data-place]");
}

function say(scope: HTMLElement, text: string): void {
  const place = scope.querySelector<HTMLElement>("[data-place-says]");
  if (place) place.textContent = text;
}

async function ask(url: string | undefined, name: string, value: string): Promise<Response | null> {
  if (!url) return null;
  const response = await fetch(`${url}?${new URLSearchParams({ [name]: value })}`).catch(() => null);
  return response?.ok ? response : null;
}

async function suggest(input: HTMLInputElement): Promise<void> {
  const response = await ask(scopeOf(input)?.dataset["suggest"], "q", input.value);
  const list = input.list;
  if (response && list) list.innerHTML = await response.text();
}

function setDistrict(scope: HTMLElement, name: string): void {
  const field = scope.querySelector<HTMLSelectElement>("select[name=district]");
  if (!field || !name || field.value === name) return;
  field.value = name;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function show(scope: HTMLElement, point: string): void {
  for (const map of scope.querySelectorAll<HTMLElement>("[data-map]")) window.mapOfPlaces?.show(map, point);
}

/* The register's own point of an address stays out of the form: the server takes it from there by itself. */
async function addressChosen(input: HTMLInputElement): Promise<void> {
  const scope = scopeOf(input);
  const response = scope && (await ask(scope.dataset["address"], "q", input.value));
  if (!scope || !response) return;
  const told = (await response.json()) as Told;
  setDistrict(scope, told.district ?? "");
  if (told.point) show(scope, told.point);
}

async function pointChosen(scope: HTMLElement, point: string): Promise<void> {
  const field = scope.querySelector<HTMLInputElement>("[data-place-point]");
  if (field) field.value = point;
  show(scope, point);
  const response = await ask(scope.dataset["near"], "punkt", point);
  const told = response ? ((await response.json()) as Told) : {};
  const address = scope.querySelector<HTMLInputElement>("[data-place-address]");
  if (!address?.value) setDistrict(scope, told.district ?? "");
  say(scope, `${scope.dataset["saidHere"] ?? ""} ${told.address || point}`);
  field?.dispatchEvent(new Event("change", { bubbles: true }));
}

function here(button: HTMLElement): void {
  const scope = scopeOf(button);
  if (!scope) return;
  say(scope, scope.dataset["saidWait"] ?? "");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => void pointChosen(scope, `${coords.latitude.toFixed(5)}, ${coords.longitude.toFixed(5)}`),
    (why) => say(scope, (why.code === why.PERMISSION_DENIED ? scope.dataset["saidDenied"] : scope.dataset["saidNo"]) ?? ""),
    { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 60_000 },
  );
}

/* The map weighs more than all else together, so it comes when one is seen, and never twice. */
function load(map: HTMLElement): Promise<void> {
  loading ??= new Promise((resolve, reject) => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = map.dataset["sheet"] ?? "";
    const script = document.createElement("script");
    script.src = map.dataset["script"] ?? "";
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error("no map")));
    document.head.append(sheet, script);
  });
  return loading;
}

const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting || !(target instanceof HTMLElement)) continue;
    seen.unobserve(target);
    load(target)
      .then(() => window.mapOfPlaces?.draw(target))
      .catch(() => (target.hidden = true));
  }
});

function prepare(): void {
  for (const map of document.querySelectorAll("[data-map]:not([data-drawn])")) seen.observe(map);
  if (!navigator.geolocation || !window.isSecureContext) return;
  for (const button of document.querySelectorAll<HTMLElement>("[data-place-here]")) button.hidden = false;
}

export function watchPlaces(): void {
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.matches("[data-place-address]")) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void suggest(target), SUGGEST_MS);
  });
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.matches("[data-place-address]")) void addressChosen(target);
  });
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-place-here]") : null;
    if (button) here(button);
  });
  document.addEventListener("place-picked", (event) => {
    const { target, detail } = event as CustomEvent<string>;
    const scope = target instanceof Element ? scopeOf(target) : null;
    if (scope) void pointChosen(scope, detail);
  });
  document.addEventListener("htmx:afterSettle", prepare);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
}
