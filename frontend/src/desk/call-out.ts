/** Every number on the desk is a button: outside a talk it opens the dialog of a call, inside one the consultation. */

import { find, onPress } from "./dom";

function dialog(): HTMLDialogElement | null {
  return find<HTMLDialogElement>("[data-call-out-dialog]");
}

function isTalking(): boolean {
  return ["talking", "held"].includes(find("[data-call]")?.dataset["kind"] ?? "");
}

function consult(number: string): void {
  const button = find("#konsultuj[data-whom-open]");
  if (!button) return;
  button.dataset["number"] = number;
  button.click();
  delete button.dataset["number"];
}

function open(number: string): void {
  const box = dialog();
  const field = find<HTMLInputElement>("#zadzwon-numer");
  const reason = find<HTMLInputElement>("#zadzwon-powod");
  if (!box || !field || !reason) return;
  field.value = number;
  reason.value = "";
  find("#zadzwon-komunikat")?.replaceChildren();
  box.showModal();
  (number ? reason : field).focus();
}

export function startCallOut(): void {
  onPress("[data-call-out]", (button) => open(button.dataset["callOut"] ?? ""));
  onPress("[data-call-out-close]", () => dialog()?.close());
  onPress('a[href^="tel:"]', (link, event) => {
    event.preventDefault();
    const number = (link.getAttribute("href") ?? "").slice(4);
    if (isTalking()) consult(number);
    else open(number);
  });
  document.addEventListener("call-out-done", () => dialog()?.close());
}
