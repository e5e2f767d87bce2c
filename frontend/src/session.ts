/** The end of a session by idleness: a warning two minutes before, one press to stay, and nothing typed is lost. */

const WARN_SECONDS = 120;
const TELL_EVERY_MS = 60_000;
const CHECK_EVERY_MS = 1_000;

interface Clock {
  endsAt: number;
  toldAt: number;
}

function csrf(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content ?? "";
}

async function ask(url: string, method: "GET" | "POST"): Promise<number | null> {
  try {
    const headers: Record<string, string> = { "X-Passive": method === "GET" ? "1" : "0", "X-CSRFToken": csrf() };
    const response = await fetch(url, { method, headers });
    if (response.status === 401) return 0;
    return response.ok ? ((await response.json()) as { seconds: number }).seconds : null;
  } catch {
    return null; // the network is away: the live banner says so, and the clock runs on
  }
}

/** Start the clock when the page carries the dialog (somebody is signed in). */
export function watchSession(): void {
  const dialog = document.querySelector<HTMLDialogElement>("[data-session]");
  if (!dialog) return;
  const url = dialog.dataset["session"] ?? "";
  const left = dialog.querySelector<HTMLElement>("[data-session-left]");
  const asking = dialog.querySelector<HTMLElement>("[data-session-asking]");
  const over = dialog.querySelector<HTMLElement>("[data-session-over]");
  const clock: Clock = { endsAt: Date.now() + Number(dialog.dataset["seconds"]) * 1000, toldAt: Date.now() };
  let isAsking = false;

  function secondsLeft(): number {
    return Math.ceil((clock.endsAt - Date.now()) / 1000);
  }

  function set(seconds: number): void {
    clock.endsAt = Date.now() + seconds * 1000;
    clock.toldAt = Date.now();
  }

  function showOver(): void {
    if (asking) asking.hidden = true;
    if (over) over.hidden = false;
    if (!dialog!.open) dialog!.showModal();
    over?.querySelector<HTMLElement>("a")?.focus();
  }

  async function refresh(method: "GET" | "POST"): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    const seconds = await ask(url, method);
    isAsking = false;
    if (seconds === null) return;
    set(seconds);
    if (seconds === 0) showOver();
    else if (seconds > WARN_SECONDS && dialog!.open) dialog!.close();
  }

  function isBusy(): boolean {
    return document.querySelector("[data-keeps-session]") !== null;
  }

  async function tick(): Promise<void> {
    const seconds = secondsLeft();
    if (over && !over.hidden) return;
    if (isBusy() && Date.now() - clock.toldAt > TELL_EVERY_MS) return refresh("POST");
    if (seconds > WARN_SECONDS) return;
    if (!dialog!.open) {
      await refresh("GET"); // another tab may have kept the session alive
      if (secondsLeft() > WARN_SECONDS || secondsLeft() <= 0) return;
      dialog!.showModal();
    }
    if (seconds <= 0) return refresh("GET");
    if (left) left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  function active(): void {
    if (!dialog!.open && Date.now() - clock.toldAt > TELL_EVERY_MS) void refresh("POST");
  }

  dialog.querySelector("[data-session-stay]")?.addEventListener("click", () => void refresh("POST"));
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (over?.hidden) void refresh("POST");
  });
  for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, active, { passive: true });
  document.addEventListener("session-ended", showOver);
  document.addEventListener("htmx:configRequest", (event) => {
    const detail = (event as CustomEvent<{ triggeringEvent?: Event; headers: Record<string, string> }>).detail;
    if (detail.triggeringEvent?.type === "live") detail.headers["X-Passive"] = "1";
  });
  document.addEventListener("visibilitychange", () => void tick());
  window.setInterval(() => void tick(), CHECK_EVERY_MS);
}
