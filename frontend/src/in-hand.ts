/** A fragment marked `data-in-hand` is not replaced while somebody works in it: it has the focus, or is opened to read. */

import htmx from "htmx.org";

const heldBack = new Set<Element>();

function isInHand(scope: Element): boolean {
  return scope.contains(document.activeElement) || scope.querySelector("details[open]") !== null;
}

function beforeSwap(event: Event): void {
  const scope = event.target;
  if (!(scope instanceof Element) || !scope.hasAttribute("data-in-hand") || !isInHand(scope)) return;
  (event as CustomEvent<{ shouldSwap: boolean }>).detail.shouldSwap = false;
  heldBack.add(scope);
}

/** Ask again for what was held back, once nobody works there. */
function afterwards(): void {
  setTimeout(() => {
    for (const scope of heldBack) {
      if (isInHand(scope)) continue;
      heldBack.delete(scope);
      htmx.trigger(scope, "live");
    }
  });
}

/** Start once a page. */
export function keepInHand(): void {
  document.addEventListener("htmx:beforeSwap", beforeSwap);
  document.addEventListener("toggle", afterwards, true);
  document.addEventListener("focusout", afterwards);
}
