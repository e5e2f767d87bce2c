/** Writing in the call that this page makes: the window opens by itself, once the call is in the register. */

import type { PhoneAccount } from "../softphone";
import { Talk } from "./talk";

const FIRST_PAUSE_MS = 200;
const LAST_PAUSE_MS = 3_000;

export class BesideCall {
  private talk: Talk | null = null;
  private turn = 0;

  constructor(private readonly section: HTMLElement) {}

  /** The call is there: ask for the key, as long as it takes, and open an empty window. */
  async open(account: PhoneAccount): Promise<void> {
    this.close();
    const turn = ++this.turn;
    const key = await this.key(account, turn);
    const pattern = this.section.querySelector<HTMLTemplateElement>("[data-call-text-window]");
    const place = this.section.querySelector<HTMLElement>("[data-call-text-place]");
    if (!key || !pattern || !place || turn !== this.turn) return;
    const box = (pattern.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
    place.replaceChildren(box);
    const quiet = (): void => undefined;
    const talk = new Talk(box, { token: key }, { state: quiet, news: quiet, closed: quiet });
    box.querySelector("[data-rtt-send]")?.addEventListener("click", () => {
      talk.finishLine();
      talk.focus();
    });
    this.talk = talk;
    this.section.hidden = false;
  }

  /** The call is over: what was written stays on the page until the next one. */
  over(): void {
    this.turn += 1;
  }

  private close(): void {
    this.talk?.stop();
    this.talk = null;
    this.section.hidden = true;
  }

  private async key(account: PhoneAccount, turn: number): Promise<string> {
    const headers = { "X-CSRFToken": document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content ?? "" };
    const body = new URLSearchParams({ username: account.username, password: account.password });
    for (let pause = FIRST_PAUSE_MS; turn === this.turn; pause = Math.min(LAST_PAUSE_MS, pause * 2)) {
      const answer = await fetch(this.section.dataset["url"] ?? "", { method: "POST", headers, body }).catch(() => null);
      if (answer?.status === 200) return ((await answer.json()) as { token: string }).token;
      if (answer && answer.status < 500 && answer.status !== 202) return "";
      await new Promise((done) => window.setTimeout(done, pause));
    }
    return "";
  }
}
