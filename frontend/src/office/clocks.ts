/** Clocks that run on between two readings: `<span data-since="2026-11-24T09:40:00+00:00">1:12</span>`. */

const SECOND = 1_000;

function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const rest = String(whole % 60).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}:${rest}`
    : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

function show(element: HTMLElement, now: number): void {
  const since = Date.parse(element.dataset["since"] ?? "");
  if (Number.isNaN(since)) return;
  const seconds = (now - since) / SECOND;
  const unit = element.dataset["sinceUnit"];
  const text = unit ? `${Math.max(0, Math.floor(seconds))} ${unit}` : clock(seconds);
  if (element.textContent !== text) element.textContent = text;
}

function tick(): void {
  if (document.visibilityState !== "visible") return;
  const now = Date.now();
  for (const element of document.querySelectorAll<HTMLElement>("[data-since]")) show(element, now);
}

/** Start once a page; elements may come and go. */
export function runClocks(): void {
  window.setInterval(tick, SECOND);
  document.addEventListener("visibilitychange", tick);
}
