/** The search box of the desk: arrows walk the results, Enter opens the first, Escape comes back to writing. */

const RESULT = "[data-result]";

function results(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(RESULT)];
}

function box(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>("[data-find]");
}

function mark(opened: Element): void {
  for (const each of results()) {
    if (each === opened) each.setAttribute("aria-current", "true");
    else each.removeAttribute("aria-current");
  }
}

function walk(event: KeyboardEvent, from: number): void {
  const list = results();
  const next = from + (event.key === "ArrowDown" ? 1 : -1);
  event.preventDefault();
  if (next < 0) box()?.focus();
  else list[Math.min(next, list.length - 1)]?.focus();
}

/* Results of an earlier word must not open for this one. */
function areFor(text: string): boolean {
  const found = document.querySelector<HTMLElement>("[data-found]")?.dataset["found"] ?? "";
  return found === text.trim();
}

function pressed(event: KeyboardEvent): void {
  const target = event.target instanceof HTMLElement ? event.target : null;
  const isBox = target !== null && target === box();
  const isResult = target?.matches(RESULT) ?? false;
  if (!isBox && !isResult) return;
  if (event.key === "ArrowDown" || (event.key === "ArrowUp" && isResult))
    walk(event, isBox ? -1 : results().indexOf(target as HTMLElement));
  else if (event.key === "Enter" && isBox) {
    event.preventDefault();
    if (areFor(box()?.value ?? "")) results()[0]?.click();
    else window.htmx.trigger(target as HTMLElement, "search", {});
  } else if (event.key === "Escape" && isResult) box()?.focus();
}

/* A card that was asked for takes the focus, so that its answer is read first. */
function opened(event: Event): void {
  const { target, requestConfig } = (event as CustomEvent<{ target: HTMLElement; requestConfig?: { elt: Element } }>).detail;
  if (target.id === "wyniki") {
    const code = document.querySelector<HTMLElement>("[data-card-open]")?.dataset["cardOpen"];
    const shown = code ? document.getElementById(`karta-${code}`) : null;
    if (shown) mark(shown);
  }
  if (target.id !== "karta") return;
  if (requestConfig?.elt.matches(RESULT)) mark(requestConfig.elt);
  document.querySelector<HTMLElement>("#karta-t")?.focus({ preventScroll: true });
}

export function startSearch(): void {
  document.addEventListener("keydown", pressed);
  document.addEventListener("htmx:afterSettle", opened);
  document.addEventListener("submit", (event) => {
    if (event.target instanceof HTMLFormElement && event.target.matches("[data-finder]")) event.preventDefault();
  });
}
