/** A panel above the board: opened by a link, filled and answered by fragments, closed by its button or Escape. */

let opener = "";

function panel(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-panel]");
}

function close(): void {
  panel()?.replaceChildren();
  document.getElementById(opener)?.focus();
}

function shown(event: Event): void {
  const place = panel();
  if (!place || event.target !== place) return;
  const button = place.querySelector<HTMLElement>("[data-panel-close]");
  if (button) button.hidden = false;
  const error = place.querySelector<HTMLElement>("[data-error-summary]");
  (error ?? place.querySelector<HTMLElement>("[data-panel-title]"))?.focus();
  place.scrollIntoView({ block: "nearest" });
}

export function startPanel(): void {
  if (!panel()) return;
  document.addEventListener("htmx:beforeRequest", (event) => {
    const from = event.target as HTMLElement;
    if (from.matches("a[hx-target='#okno']")) opener = from.id;
  });
  document.addEventListener("htmx:afterSwap", shown);
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-panel-close]")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel()?.contains(document.activeElement)) close();
  });
}
