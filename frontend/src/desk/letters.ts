/** Letters at the desk: the answer of the open card goes into the answer that is being written. */

import { find, onPress } from "./dom";

function insertCard(): void {
  const answer = find("#karta .answer")?.innerText.trim() ?? "";
  const area = find<HTMLTextAreaElement>("#odpowiedz");
  if (!area || !answer) return;
  const before = area.value.slice(0, area.selectionStart);
  const glue = before && !before.endsWith("\n") ? "\n\n" : "";
  area.setRangeText(glue + answer, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true })); // what was inserted is kept like what is typed
  area.focus();
}

export function startLetters(): void {
  onPress("[data-letter-card]", insertCard);
}
