/** On a phone the desk is one long column; the bar at its foot says which part is on the screen. */

import { all, find } from "./dom";

function mark(id: string): void {
  for (const link of all("[data-phonebar] a")) {
    if (link.getAttribute("href") === `#${id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

export function startPhonebar(): void {
  const shares = new Map<string, number>();
  const watcher = new IntersectionObserver(
    (changes) => {
      for (const { target, intersectionRect } of changes) shares.set(target.id, intersectionRect.height);
      const [most] = [...shares].sort((one, other) => other[1] - one[1]);
      if (most && most[1] > 0) mark(most[0]);
    },
    { threshold: [0, 0.1, 0.25, 0.5, 0.75, 1] },
  );
  for (const id of ["polaczenie", "rozmowa", "mieszkaniec"]) {
    const part = find(`#${id}`);
    if (part) watcher.observe(part);
  }
  mark("polaczenie");
}
