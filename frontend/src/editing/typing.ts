/** Typing into a draft: after each pause the server keeps the text and draws the preview; until then this tab does.

Each text carries the time of its last key, by which the text of this tab is told from an older or newer one that the
server has. The keys of the store are those of `forms.ts`, which gives a sent text back when the answer was a page that
saved nothing. */

const PAUSE_MS = 700;
const RETRY_MS = 7_000;
const MARK = "pisano";

type Pairs = [string, string][];

function key(prefix: string, holder: HTMLElement): string {
  return `${prefix}:${document.body.dataset["user"] ?? ""}:${holder.dataset["typedPath"] ?? ""}:formularz`;
}

function texts(form: HTMLFormElement): Pairs {
  const pairs = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string");
  return pairs.filter(([name]) => name !== "csrfmiddlewaretoken");
}

function asData(pairs: Pairs): FormData {
  const data = new FormData();
  for (const [name, value] of pairs) data.append(name, value);
  data.append("csrfmiddlewaretoken", document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content ?? "");
  return data;
}

function markOf(pairs: Pairs): number {
  return Number(pairs.find(([name]) => name === MARK)?.[1] ?? 0);
}

/** Send text that never reached the server (a session or the network ended first), and show the page with it. */
export async function bringBack(holder: HTMLElement): Promise<void> {
  const kept = JSON.parse(sessionStorage.getItem(key("draft", holder)) ?? "[]") as Pairs;
  if (kept.length === 0) return;
  if (markOf(kept) > Number(holder.dataset["typedMark"] ?? 0)) {
    const url = holder.dataset["typedUrl"] ?? "";
    const answer = await fetch(url, { method: "POST", body: asData(kept), redirect: "error" }).catch(() => null);
    if (!answer?.ok) return;
    sessionStorage.removeItem(key("draft", holder));
    location.reload();
  } else sessionStorage.removeItem(key("draft", holder));
}

/** Keep what is typed into the form; `preview` is the part that asks the server and shows its answer. */
export function keepTyped(form: HTMLFormElement, preview: HTMLElement): void {
  const saving = document.querySelector<HTMLElement>("[data-away]");
  const mark = form.querySelector<HTMLInputElement>(`input[name="${MARK}"]`);
  let known = said();
  let asked = known;
  let pause = 0;

  function said(): string {
    return JSON.stringify(texts(form).filter(([name]) => name !== MARK));
  }

  function isOf(target: EventTarget | null): boolean {
    const field = target instanceof HTMLElement ? target : null;
    return field !== null && (field as HTMLInputElement).form === form && !field.hasAttribute("data-not-typed");
  }

  function typed(event: Event): void {
    if (!isOf(event.target) || said() === asked) return;
    if (mark) mark.value = String(Date.now());
    sessionStorage.setItem(key("draft", form), JSON.stringify(texts(form)));
    window.clearTimeout(pause);
    pause = window.setTimeout(ask, PAUSE_MS);
  }

  function ask(): void {
    asked = said();
    window.htmx.trigger(form, "typing", {});
  }

  function answered(event: Event): void {
    if (!(event as CustomEvent<{ successful: boolean }>).detail.successful) return;
    known = asked;
    if (said() === known) sessionStorage.removeItem(key("draft", form));
  }

  function away(event: Event): void {
    event.stopPropagation();
    if (saving) saving.textContent = saving.dataset["away"] ?? "";
    window.clearTimeout(pause);
    pause = window.setTimeout(ask, RETRY_MS);
  }

  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  preview.addEventListener("htmx:afterRequest", answered);
  for (const name of ["htmx:sendError", "htmx:timeout"]) preview.addEventListener(name, away);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement && event.target.hasAttribute("data-not-typed"))
      event.preventDefault();
  });
  form.addEventListener("submit", () => {
    sessionStorage.removeItem(key("draft", form));
    sessionStorage.setItem(key("sent", form), JSON.stringify(texts(form)));
    window.clearTimeout(pause);
    known = said();
  });
  window.addEventListener("pagehide", () => {
    if (said() !== known) navigator.sendBeacon(form.dataset["typedUrl"] ?? "", asData(texts(form)));
  });
}
