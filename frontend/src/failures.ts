/** A request that failed says so in words, and what to do; what was typed stays where it is. */

interface Failed {
  xhr?: XMLHttpRequest;
  requestConfig?: { triggeringEvent?: Event };
}

function kindOf(status: number): string {
  if (status === 0) return "away";
  if (status === 403) return "refused";
  if (status === 404 || status === 410) return "gone";
  return status === 429 ? "often" : "broken";
}

function show(event: Event): void {
  const box = document.querySelector<HTMLElement>("[data-failure]");
  const { xhr, requestConfig } = (event as CustomEvent<Failed>).detail;
  const status = xhr?.status ?? 0;
  /* 401 has its dialog, 422 its own fragment; what a page asks for by itself is the live banner's matter. */
  if (!box || status === 401 || status === 422 || requestConfig?.triggeringEvent?.type === "live") return;
  const text = box.querySelector<HTMLElement>("[data-failure-text]");
  box.hidden = false;
  if (text) text.textContent = box.dataset[kindOf(status)] ?? "";
}

function hide(): void {
  document.querySelector<HTMLElement>("[data-failure]")?.setAttribute("hidden", "");
}

export function watchFailures(): void {
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.addEventListener(name, show);
  document.addEventListener("htmx:afterRequest", (event) => {
    if ((event as CustomEvent<{ successful: boolean }>).detail.successful) hide();
  });
  document.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target : null;
    if (pressed?.closest("[data-failure-reload]")) location.reload();
    if (pressed?.closest("[data-failure-close]")) hide();
  });
}
