/** The map itself, loaded only where one is seen. It helps to point; whatever it does can be typed as well. */

import { Map as Sheet, Marker, NavigationControl, setWorkerUrl } from "maplibre-gl";

interface Drawn {
  sheet: Sheet;
  pin: Marker;
}

/** What the small script of every page calls once this one is here. */
export interface MapOfPlaces {
  draw(element: HTMLElement): void;
  show(element: HTMLElement, point: string): void;
}

const NEAR = 16;
const drawn = new WeakMap<HTMLElement, Drawn>();

/* Text has latitude first, as people say it; the library wants longitude first. */
function read(text: string | undefined): [number, number] | null {
  const [north, east] = (text ?? "").split(",").map(Number);
  return north === undefined || east === undefined || Number.isNaN(north) || Number.isNaN(east) ? null : [east, north];
}

function said(sheet: { lng: number; lat: number }): string {
  return `${sheet.lat.toFixed(5)}, ${sheet.lng.toFixed(5)}`;
}

function words(element: HTMLElement): Record<string, string> {
  const { label = "", zoomIn = "", zoomOut = "" } = element.dataset;
  return { "Map.Title": label, "NavigationControl.ZoomIn": zoomIn, "NavigationControl.ZoomOut": zoomOut };
}

function put({ sheet, pin }: Drawn, where: [number, number]): void {
  pin.setLngLat(where).addTo(sheet);
}

function draw(element: HTMLElement): void {
  if (drawn.has(element)) return;
  element.dataset["drawn"] = "";
  setWorkerUrl(new URL(element.dataset["worker"] ?? "", location.href).href);
  const sheet = new Sheet({
    container: element,
    style: element.dataset["style"] ?? "",
    locale: words(element),
    dragRotate: false,
    touchPitch: false,
    // A page is scrolled past the map, not caught by it.
    cooperativeGestures: false,
    scrollZoom: false,
  });
  sheet.addControl(new NavigationControl({ showCompass: false }), "top-right");
  const one = { sheet, pin: new Marker() };
  drawn.set(element, one);
  const start = read(element.dataset["point"] ?? element.closest("[data-place]")?.querySelector<HTMLInputElement>("[data-place-point]")?.value);
  if (start) sheet.jumpTo({ center: start, zoom: NEAR });
  if (start) put(one, start);
  if (element.dataset["picks"] !== undefined) listen(element, one);
  sheet.once("error", () => {
    if (!sheet.isStyleLoaded()) element.dataset["failed"] = "";
  });
}

function listen(element: HTMLElement, one: Drawn): void {
  const pick = (where: { lng: number; lat: number }): void => {
    put(one, [where.lng, where.lat]);
    element.dispatchEvent(new CustomEvent("place-picked", { bubbles: true, detail: said(where) }));
  };
  one.sheet.on("click", ({ lngLat }) => pick(lngLat));
  one.sheet.getCanvas().addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    pick(one.sheet.getCenter());
  });
}

function show(element: HTMLElement, point: string): void {
  const one = drawn.get(element);
  const where = read(point);
  if (!one || !where) return;
  put(one, where);
  one.sheet.jumpTo({ center: where, zoom: Math.max(one.sheet.getZoom(), NEAR) });
}

window.mapOfPlaces = { draw, show };
