/** Buttons that copy a text of the page: `data-copy` names it, `data-copied` is what the button then says for a while. */

const SHOWN_MS = 4_000;

function textOf(selector: string): string {
  return document.querySelector<HTMLElement>(selector)?.innerText.trim() ?? "";
}

async function copy(button: HTMLElement): Promise<void> {
  await navigator.clipboard.writeText(textOf(button.dataset.copy ?? ""));
  const label = button.querySelector<HTMLElement>("[data-copy-text]") ?? button;
  const before = label.textContent;
  label.textContent = button.dataset.copied ?? before;
  label.setAttribute("role", "status");
  window.setTimeout(() => {
    label.textContent = before;
    label.removeAttribute("role");
  }, SHOWN_MS);
}

/** Without a clipboard (an address that is not https) the text is marked, so that Ctrl+C takes it. */
function mark(button: HTMLElement): void {
  const place = document.querySelector(button.dataset.copy ?? "");
  if (place) window.getSelection()?.selectAllChildren(place);
}

export function watchCopying(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy]") : null;
    if (!button) return;
    if (navigator.clipboard) copy(button).catch(() => mark(button));
    else mark(button);
  });
}
