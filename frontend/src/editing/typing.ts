/** Typing into a draft: after each pause the server keeps the text and draws the preview; until then this tab does.

The keys are those of `forms.ts`, which gives a sent text back when the answer was a page that saved nothing. */

const PAUSE_MS = 700;

function key(prefix: string): string {
  return `${prefix}:${document.body.dataset["user"] ?? ""}:${location.pathname}:formularz`;
}

function texts(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string");
}

function asData(pairs: [string, string][], form: HTMLFormElement): FormData {
  const data = new FormData();
  for (const [name, value] of pairs) if (name !== "csrfmiddlewaretoken") data.append(name, value);
  data.append("csrfmiddlewaretoken", new FormData(form).get("csrfmiddlewaretoken") ?? "");
  return data;
}

/* Text that never reached the server: a session or the network ended first. The server shows it, rows and all. */
async function bringBack(form: HTMLFormElement, url: string): Promise<void> {
  const kept = sessionStorage.getItem(key("draft"));
  if (!kept) return;
  const body = asData(JSON.parse(kept) as [string, string][], form);
  const answer = await fetch(url, { method: "POST", body, redirect: "error" }).catch(() => null);
  if (!answer?.ok) return;
  sessionStorage.removeItem(key("draft"));
  location.reload();
}

/** Keep what is typed into the form; `preview` is the part that asks the server and shows its answer. */
export function keepTyped(form: HTMLFormElement, preview: HTMLElement): void {
  const url = preview.getAttribute("hx-post") ?? "";
  const saving = document.querySelector<HTMLElement>("[data-away]");
  let pause = 0;
  let typedAt = 0;
  let askedAt = 0;

  function isOf(target: EventTarget | null): boolean {
    const field = target instanceof HTMLElement ? target : null;
    return field !== null && (field as HTMLInputElement).form === form && !field.hasAttribute("data-not-typed");
  }

  function typed(event: Event): void {
    if (!isOf(event.target)) return;
    typedAt = event.timeStamp;
    sessionStorage.setItem(key("draft"), JSON.stringify(texts(form)));
    window.clearTimeout(pause);
    pause = window.setTimeout(ask, PAUSE_MS);
  }

  function ask(): void {
    askedAt = performance.now();
    window.htmx.trigger(form, "typing", {});
  }

  function answered(event: Event): void {
    const { successful } = (event as CustomEvent<{ successful: boolean }>).detail;
    if (successful && typedAt <= askedAt) sessionStorage.removeItem(key("draft"));
  }

  function away(event: Event): void {
    event.stopPropagation();
    if (saving) saving.textContent = saving.dataset["away"] ?? "";
    window.clearTimeout(pause);
    pause = window.setTimeout(ask, PAUSE_MS * 10);
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
    sessionStorage.removeItem(key("draft"));
    sessionStorage.setItem(key("sent"), JSON.stringify(texts(form)));
    window.clearTimeout(pause);
    typedAt = 0;
  });
  window.addEventListener("pagehide", () => {
    if (typedAt > askedAt) navigator.sendBeacon(url, asData(texts(form), form));
  });
  void bringBack(form, url);
}
