/** The sending panel: it takes the right column when asked, shows what would arrive, and gives the focus back. */

import { find, htmx } from "./dom";

const PANEL = "wysylka";

let opener: HTMLElement | null = null;

function panel(): HTMLElement | null {
  return find("[data-send-panel]");
}

function value(name: string): string {
  return find<HTMLInputElement>(`#pokazane input[name="${name}"]`)?.value ?? "";
}

async function open(trigger: HTMLElement): Promise<void> {
  opener = trigger;
  const karta = find("[data-card-open]")?.dataset["cardOpen"] ?? "";
  const values = { rozmowa: value("rozmowa"), pytanie: value("pytanie"), karta, druk: trigger.dataset["form"] ?? "" };
  await htmx().ajax("get", panel()?.dataset["url"] ?? "", { target: `#${PANEL}`, swap: "innerHTML", values });
}

function close(event: Event): void {
  event.preventDefault();
  location.hash = "#karta";
  const back = opener?.isConnected ? opener : find("#wyslij-druk");
  back?.focus();
}

/* The very thing opens in a tab of its own; what was typed travels in the body, never in an address. */
function whole(button: HTMLElement): void {
  const box = find<HTMLFormElement>("[data-sending]");
  if (!box) return;
  const copy = document.createElement("form");
  copy.method = "post";
  copy.action = box.dataset["whole"] ?? "";
  copy.target = "_blank";
  const typed = [...new FormData(box), ["plik", button.dataset["wholeFile"] ?? ""] as const];
  for (const [name, text] of typed) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = String(text);
    copy.append(field);
  }
  document.body.append(copy);
  copy.submit();
  copy.remove();
}

/* The panel came: the focus goes to what is wrong, to what was sent, or to the first choice. */
function arrived(event: Event): void {
  const { target } = (event as CustomEvent<{ target: HTMLElement }>).detail;
  if (target.id !== PANEL) return;
  if (location.hash !== `#${PANEL}`) location.hash = `#${PANEL}`;
  (find("[data-focus]", target) ?? find("input:checked", target) ?? find("input:not([type=hidden])", target))?.focus();
}

/* The panel belongs to a conversation; when that is finished, so is the panel. */
function follow(): void {
  const shown = panel();
  if (!shown?.firstElementChild || value("pytanie")) return;
  shown.replaceChildren();
  if (location.hash === `#${PANEL}`) location.hash = "#rozmowa";
}

export function startSending(): void {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const trigger = target?.closest<HTMLElement>("[data-send]");
    const file = target?.closest<HTMLElement>("[data-whole-file]");
    if (trigger && trigger.getAttribute("aria-disabled") !== "true" && value("pytanie")) void open(trigger);
    else if (file) whole(file);
    else if (target?.closest("[data-send-close]")) close(event);
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.key === "Escape" && target?.closest("[data-send-panel]")) close(event);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    arrived(event);
    follow();
  });
  if (location.hash === `#${PANEL}`) location.hash = "#rozmowa";
}
