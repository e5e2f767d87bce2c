/** The socket of a conversation by text: nothing that was typed is lost, however often the connection is. */

import { liveBase } from "../live-address";
import type { Change } from "./changes";

export interface ShownLine {
  side: string;
  line: number;
  text: string;
  end: boolean;
}

export interface Hello {
  side: string;
  next: number;
  lines: ShownLine[];
  state: string;
}

export interface Listener {
  hello: (hello: Hello) => void;
  change: (side: string, change: Change) => void;
  state: (state: string) => void;
  news: () => void;
  here: (isHere: boolean) => void;
  online: (isOnline: boolean) => void;
  /** The conversation goes on elsewhere (`taken`), or this page may not have it (`refused`). */
  closed: (why: "taken" | "refused") => void;
}

const BEAT_MS = 4_000;
const SILENCE_MS = 9_000;
const FIRST_RETRY_MS = 300;
const LAST_RETRY_MS = 5_000;
const REFUSED = 1008;
const TAKEN = 4001;

export class TextWire {
  private socket: WebSocket | null = null;
  private waiting: Change[] = [];
  private next = 0;
  private isOpen = false;
  private isStopped = false;
  private attempts = 0;
  private beat = 0;
  private silence = 0;
  private retry = 0;

  constructor(
    private readonly introduction: Record<string, string>,
    private readonly listener: Listener,
  ) {
    this.connect();
  }

  /** Whether everything typed so far is in the register. */
  get isCalm(): boolean {
    return this.waiting.length === 0;
  }

  /** Send a change now, or as soon as the connection is back. */
  send(change: Omit<Change, "n">): void {
    const numbered = { n: this.next, ...change };
    this.next += 1;
    this.waiting.push(numbered);
    if (this.isOpen) this.socket?.send(JSON.stringify(numbered));
  }

  stop(): void {
    this.isStopped = true;
    this.drop();
  }

  private connect(): void {
    if (this.isStopped) return;
    const socket = new WebSocket(`${liveBase().replace(/^http/, "ws")}/text`);
    this.socket = socket;
    socket.addEventListener("open", () => socket.send(JSON.stringify(this.introduction)));
    socket.addEventListener("message", (event: MessageEvent<string>) => this.hear(JSON.parse(event.data) as Said));
    socket.addEventListener("close", (event) => {
      if (socket === this.socket) this.lost(event.code);
    });
    this.listen();
  }

  private listen(): void {
    window.clearTimeout(this.silence);
    this.silence = window.setTimeout(() => this.lost(0), SILENCE_MS);
  }

  private drop(): void {
    for (const timer of [this.silence, this.retry]) window.clearTimeout(timer);
    window.clearInterval(this.beat);
    const socket = this.socket;
    this.socket = null;
    this.isOpen = false;
    socket?.close();
  }

  private lost(code: number): void {
    this.drop();
    if (this.isStopped) return;
    if (code === TAKEN || code === REFUSED) {
      this.isStopped = true;
      this.listener.closed(code === TAKEN ? "taken" : "refused");
      return;
    }
    this.listener.online(false);
    const pause = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.attempts) * (0.75 + Math.random() / 2);
    this.attempts += 1;
    this.retry = window.setTimeout(() => this.connect(), pause);
  }

  private hear(said: Said): void {
    this.listen();
    if (said.hello) this.greeted(said.hello);
    else if (said.ack !== undefined || said.refused !== undefined) {
      const done = said.ack ?? said.refused ?? 0;
      this.waiting = this.waiting.filter((change) => change.n > done);
    } else if (said.state) this.listener.state(said.state);
    else if (said.here !== undefined) this.listener.here(said.here);
    else if (said.news) this.listener.news();
    else if (said.n !== undefined) this.listener.change(said.side ?? "", said as Change);
  }

  private greeted(hello: Hello): void {
    this.attempts = 0;
    this.isOpen = true;
    this.waiting = this.waiting.filter((change) => change.n >= hello.next);
    this.next = this.waiting.length ? this.waiting[this.waiting.length - 1]!.n + 1 : hello.next;
    this.listener.online(true);
    this.listener.hello(hello);
    for (const change of this.waiting) this.socket?.send(JSON.stringify(change));
    window.clearInterval(this.beat);
    this.beat = window.setInterval(() => this.socket?.send('{"beat":1}'), BEAT_MS);
  }
}

interface Said extends Partial<Change> {
  hello?: Hello;
  ack?: number;
  refused?: number;
  state?: string;
  here?: boolean;
  side?: string;
  news?: number;
}
