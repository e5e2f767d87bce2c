/** Menus that open under a word close with Escape, which leads back to the word, and with a press anywhere else. */

function opened(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")];
}

function onEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  for (const menu of opened()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
}

function onPress(event: Event): void {
  for (const menu of opened()) {
    if (!menu.contains(event.target as Node)) menu.open = false;
  }
}

/** Start once a page. */
export function closeMenus(): void {
  document.addEventListener("keydown", onEscape);
  document.addEventListener("click", onPress);
}
