/** A fragment that refreshes itself keeps its opened tables open: every `details` in it has an id. */

const opened = new Map<Element, string[]>();

function ids(scope: Element): string[] {
  return [...scope.querySelectorAll<HTMLDetailsElement>("details[open][id]")].map((each) => each.id);
}

function remember(event: Event): void {
  const scope = event.target;
  if (scope instanceof HTMLElement && scope.hasAttribute("data-keep-open")) opened.set(scope, ids(scope));
}

function restore(event: Event): void {
  const scope = event.target;
  if (!(scope instanceof HTMLElement)) return;
  for (const id of opened.get(scope) ?? []) scope.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  opened.delete(scope);
}

/** Start once a page. */
export function keepOpen(): void {
  document.addEventListener("htmx:beforeSwap", remember);
  document.addEventListener("htmx:afterSwap", restore);
}
