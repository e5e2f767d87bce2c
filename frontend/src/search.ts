/**
 * The search box of the desk: a combobox (WAI-ARIA) whose list is always there. The focus stays in the box; arrows
 * choose, Enter opens the chosen one or the first, Escape lets go. Two lists beside it narrow the results.
 */

const SAY_AFTER_MS = 700;

let wantsFirst = "";
let saying = 0;

function box(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>("[data-find]");
}

function options(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-result]")];
}

function chosen(): HTMLElement | null {
  return document.getElementById(box()?.getAttribute("aria-activedescendant") ?? "");
}

function choose(option: HTMLElement | null): void {
  for (const each of options()) each.setAttribute("aria-selected", String(each === option));
  if (option) {
    box()?.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else box()?.removeAttribute("aria-activedescendant");
}

function step(by: number): void {
  const list = options();
  const at = list.indexOf(chosen() as HTMLElement) + by;
  choose(at < 0 ? null : (list[Math.min(at, list.length - 1)] ?? null));
}

function foundText(): string {
  return document.querySelector<HTMLElement>("[data-found]")?.dataset["found"] ?? "";
}

/* Results of an earlier word must not open for this one: what is pressed too early opens when they are there. */
function open(input: HTMLInputElement): void {
  const text = input.value.trim();
  const option = chosen();
  if (option) option.click();
  else if (foundText() === text) options()[0]?.click();
  else {
    wantsFirst = text;
    window.htmx.trigger(input, "search", {});
  }
}

function pressedInBox(event: KeyboardEvent, input: HTMLInputElement): void {
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    event.preventDefault();
    open(input);
  } else if (event.key === "Escape" && chosen()) {
    event.preventDefault();
    choose(null);
  }
}

function pressed(event: KeyboardEvent): void {
  const input = box();
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (input && target === input) pressedInBox(event, input);
  else if (event.key === "Escape" && target?.closest("[data-narrow]")) input?.focus();
}

function mark(opened: Element | null): void {
  for (const each of options()) {
    if (each === opened) each.setAttribute("aria-current", "true");
    else each.removeAttribute("aria-current");
  }
}

/* Said only when typing has stopped, so that a screen reader is not interrupted at every letter. */
function say(): void {
  window.clearTimeout(saying);
  saying = window.setTimeout(() => {
    const line = document.getElementById("powiedz");
    const summary = document.querySelector<HTMLElement>("[data-found]")?.textContent?.trim() ?? "";
    if (line && document.activeElement === box()) line.textContent = summary;
  }, SAY_AFTER_MS);
}

function resultsCame(): void {
  const input = box();
  input?.setAttribute("aria-expanded", String(options().length > 0));
  input?.removeAttribute("aria-activedescendant");
  const code = document.querySelector<HTMLElement>("[data-card-open]")?.dataset["cardOpen"];
  mark(code ? document.getElementById(`karta-${code}`) : null);
  say();
  if (!wantsFirst || wantsFirst !== foundText()) return;
  wantsFirst = "";
  options()[0]?.click();
}

/* A card that was asked for takes the focus, so that its answer is read first; another language of it keeps it. */
function cardCame(asked: Element | undefined): void {
  if (asked?.matches("[data-result]")) mark(asked);
  const language = asked instanceof HTMLElement ? asked.dataset["cardLanguage"] : undefined;
  const place = language ? `[data-card-language="${language}"]` : "#karta-t";
  document.querySelector<HTMLElement>(place)?.focus({ preventScroll: true });
}

function settled(event: Event): void {
  const { target, requestConfig } = (event as CustomEvent<{ target: HTMLElement; requestConfig?: { elt: Element } }>).detail;
  if (target.id === "wyniki") resultsCame();
  else if (target.id === "karta") cardCame(requestConfig?.elt);
}

export function startSearch(): void {
  document.addEventListener("keydown", pressed);
  document.addEventListener("htmx:afterSettle", settled);
  document.addEventListener("input", (event) => {
    if (event.target === box()) wantsFirst = "";
  });
  document.addEventListener("submit", (event) => {
    if (event.target instanceof HTMLFormElement && event.target.matches("[data-finder]")) event.preventDefault();
  });
}
