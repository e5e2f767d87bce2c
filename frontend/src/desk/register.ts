/** The registering panel: it takes the right column when asked, keeps what was typed, and gives the focus back. */

import { afterSwap, all, find, htmx, own, post } from "./dom";

const STALE_MS = 12 * 60 * 60 * 1000;
const PREFIX = "registration.";
const SUGGEST_MS = 150;

let opener: HTMLElement | null = null;
let suggest = 0;
let asking: Promise<void> = Promise.resolve();

function panel(): HTMLElement | null {
  return find("[data-register-panel]");
}

function form(): HTMLFormElement | null {
  return find<HTMLFormElement>("[data-registration]");
}

function question(): string {
  return find<HTMLInputElement>("[data-open-question]")?.value ?? "";
}

function conversation(): string {
  return find<HTMLInputElement>('#pokazane input[name="rozmowa"]')?.value ?? "";
}

function show(): void {
  if (location.hash !== "#zgloszenie") location.hash = "#zgloszenie";
}

function typed(): Record<string, string> {
  const data = new FormData(form() ?? undefined);
  return Object.fromEntries([...data].map(([name, value]) => [name, String(value)]));
}

function keep(): void {
  const id = form()?.dataset["registration"];
  if (id) localStorage.setItem(own(PREFIX + id), JSON.stringify({ at: Date.now(), fields: typed() }));
}

function forget(id: string): void {
  localStorage.removeItem(own(PREFIX + id));
}

/* What was typed in the panel before returns; a fresh one takes the note, even the words just typed. */
function restore(): void {
  const box = form();
  if (!box || box.querySelector("[data-error-summary]")) return;
  const text = localStorage.getItem(own(PREFIX + (box.dataset["registration"] ?? "")));
  const note = find<HTMLTextAreaElement>("#notatka")?.value ?? "";
  const description = find<HTMLTextAreaElement>("#id_description");
  if (!text && note && description) description.value = note;
  if (!text) return;
  const { fields } = JSON.parse(text) as { fields: Record<string, string> };
  for (const field of box.querySelectorAll<HTMLInputElement>("input, select, textarea")) {
    const value = fields[field.name];
    if (value === undefined || field.type === "hidden") continue;
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
  void promise();
}

function showContact(): void {
  const channel = find<HTMLSelectElement>("#id_reply_channel")?.value ?? "";
  for (const part of all("[data-shown-for]", panel() ?? document))
    part.hidden = !(part.dataset["shownFor"] ?? "").split(" ").includes(channel);
}

/* One after another: an answer that came for a place which another answer has just replaced would be lost. */
function promise(): Promise<void> {
  asking = asking.then(ask, ask);
  return asking;
}

async function ask(): Promise<void> {
  const url = find("[data-promise-url]")?.dataset["promiseUrl"];
  if (!url || !form()) return;
  const { category = "", place = "", district = "", kind = "", danger = "" } = typed();
  const values = { category, place, district, kind, danger };
  await htmx().ajax("post", url, { target: "#obietnica", swap: "outerHTML", values });
}

async function streets(input: HTMLInputElement): Promise<void> {
  const response = await post(input.dataset["streets"] ?? "", { place: input.value }).catch(() => null);
  const list = find("#ulice");
  if (response?.ok && list) list.innerHTML = await response.text();
}

async function open(trigger: HTMLElement): Promise<void> {
  opener = trigger;
  const place = trigger.dataset["street"] ?? "";
  const box = form();
  if (box?.dataset["registration"] === question() && box) {
    const field = find<HTMLInputElement>("#id_place");
    if (place && field) field.value = place;
    show();
    find("#id_category")?.focus();
    return;
  }
  const values = { rozmowa: conversation(), pytanie: question(), karta: openCard(), gdzie: place };
  await htmx().ajax("get", panel()?.dataset["url"] ?? "", { target: "#zgloszenie", swap: "innerHTML", values });
}

function openCard(): string {
  return find("[data-card-open]")?.dataset["cardOpen"] ?? "";
}

function close(event: Event): void {
  event.preventDefault();
  location.hash = "#karta";
  const back = opener?.isConnected ? opener : find("#zarejestruj");
  back?.focus();
}

/* The panel is open by the address; a link to one of its fields must not close it. */
function toField(event: Event, link: HTMLAnchorElement | null): void {
  if (!link?.closest("[data-register-panel]")) return;
  event.preventDefault();
  find(link.hash)?.focus();
}

/* The panel came: what was typed before returns, and the focus goes to what must be said or written next. */
function arrived(event: Event): void {
  const { target } = (event as CustomEvent<{ target: HTMLElement }>).detail;
  if (target.id !== "zgloszenie") return;
  show();
  restore();
  showContact();
  const given = find("[data-given]", target);
  if (given) {
    forget(given.dataset["given"] ?? "");
    find("[data-focus]", target)?.focus();
  } else (find("[data-error-summary]", target) ?? find("#id_category", target))?.focus();
}

/* The panel belongs to a question; when that is finished, so is the panel. */
function follow(): void {
  const shown = form()?.dataset["registration"] ?? find("[data-given]")?.dataset["given"];
  if (!shown || conversation()) return;
  panel()?.replaceChildren();
  if (location.hash === "#zgloszenie") location.hash = "#rozmowa";
}

function allow(): void {
  const isOpen = question() !== "";
  for (const action of all("[data-needs-question]")) {
    action.setAttribute("aria-disabled", String(!isOpen));
    const reason = action.getAttribute("aria-describedby");
    const why = reason ? find(`#${reason}`) : null;
    if (why) why.textContent = isOpen ? "" : (why.dataset["why"] ?? "");
    action.title = why?.textContent ?? "";
  }
}

function clean(): void {
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(own(PREFIX)))) {
    const { at } = JSON.parse(localStorage.getItem(name) ?? "{}") as { at: number };
    if (Date.now() - at > STALE_MS) localStorage.removeItem(name);
  }
}

export function startRegister(): void {
  clean();
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const trigger = target?.closest<HTMLElement>("[data-register]");
    if (trigger) {
      event.preventDefault();
      if (trigger.getAttribute("aria-disabled") !== "true" && question()) void open(trigger);
    } else if (target?.closest("[data-register-close]")) close(event);
    else if (target?.closest("[data-error-summary] a")) toField(event, target.closest("a"));
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.key === " " && target?.matches("a[role=button]")) {
      event.preventDefault();
      (target as HTMLElement).click();
    }
    if (event.key === "Escape" && target?.closest("[data-register-panel]")) close(event);
  });
  document.addEventListener("input", (event) => {
    const field = event.target instanceof HTMLInputElement ? event.target : null;
    if (!(event.target instanceof Element) || !event.target.closest("[data-registration]")) return;
    keep();
    if (field?.dataset["streets"]) {
      window.clearTimeout(suggest);
      suggest = window.setTimeout(() => void streets(field), SUGGEST_MS);
    }
  });
  document.addEventListener("change", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-registration] [data-promise]")) void promise();
    if (target?.id === "id_reply_channel") showContact();
  });
  document.addEventListener("htmx:afterSettle", arrived);
  afterSwap(() => {
    allow();
    follow();
  });
  allow();
  if (location.hash === "#zgloszenie" && !form()) location.hash = "#rozmowa";
}
