/** A conversation by text on the screen: what both sides wrote, the line being written, and its own state. */

import { after, type Change, difference, letters } from "./changes";
import { Speaker } from "./spoken";
import { type Hello, type ShownLine, TextWire } from "./wire";

const FLUSH_MS = 40;

interface Row {
  text: string[];
  isFinished: boolean;
  item: HTMLElement;
  words: HTMLElement;
}

export interface TalkEvents {
  /** The conversation moved on: waiting, ringing, talking, over. */
  state: (state: string) => void;
  news: () => void;
  closed: (why: "taken" | "refused") => void;
  /** The other side typed something, now or before the page opened. */
  said?: () => void;
}

/**
 * The element has `[data-rtt-log]` (a list), `[data-rtt-spoken]`, `[data-rtt-note]`, `[data-rtt-area]` (a textarea)
 * and the words `data-mine`, `data-theirs`, `data-sent`, `data-received`, `data-typing`, `data-lost`, `data-left`,
 * `data-taken`, `data-refused`.
 */
export class Talk {
  private readonly rows = new Map<string, Row>();
  private readonly wire: TextWire;
  private readonly speaker: Speaker;
  private readonly log: HTMLElement;
  private readonly area: HTMLTextAreaElement;
  private side = "";
  private line = 0;
  private sent: string[] = [];
  private flushing = 0;
  private isFirst = true;
  private isOnline = false;
  private isOther = true;

  constructor(
    readonly box: HTMLElement,
    introduction: Record<string, string>,
    private readonly events: TalkEvents,
  ) {
    this.log = box.querySelector<HTMLElement>("[data-rtt-log]")!;
    this.area = box.querySelector<HTMLTextAreaElement>("[data-rtt-area]")!;
    this.speaker = new Speaker(box.querySelector<HTMLElement>("[data-rtt-spoken]")!, box.dataset["theirs"] ?? "");
    this.area.addEventListener("input", () => this.soon());
    this.area.addEventListener("keydown", (event) => this.pressed(event));
    this.wire = new TextWire(introduction, {
      hello: (hello) => this.greeted(hello),
      change: (side, change) => this.changed(side, change),
      state: (state) => this.moved(state),
      news: () => this.events.news(),
      here: (isHere) => this.met(isHere),
      online: (isOnline) => this.connected(isOnline),
      closed: (why) => this.closed(why),
    });
  }

  /** Put a text where the caret is, as if it was typed. */
  insert(text: string): void {
    this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
    this.area.focus();
    this.flush();
  }

  /** Finish the line being written. */
  finishLine(): void {
    this.flush();
    if (!this.sent.length) return;
    this.wire.send({ line: this.line, at: this.sent.length, del: 0, ins: "", end: true });
    this.show({ side: this.side, line: this.line, text: this.sent.join(""), end: true });
    this.line += 1;
    this.sent = [];
    this.area.value = "";
  }

  focus(): void {
    this.area.focus();
  }

  stop(): void {
    this.flush();
    this.wire.stop();
  }

  // --- my own line ---------------------------------------------------------------------------------------------------

  private soon(): void {
    if (!this.flushing) this.flushing = window.setTimeout(() => this.flush(), FLUSH_MS);
  }

  private flush(): void {
    window.clearTimeout(this.flushing);
    this.flushing = 0;
    if (this.isFirst) return;
    const now = letters(this.area.value);
    for (const piece of difference(this.sent, now)) this.wire.send({ line: this.line, ...piece, end: false });
    this.sent = now;
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    this.finishLine();
  }

  // --- what comes ----------------------------------------------------------------------------------------------------

  private greeted(hello: Hello): void {
    this.side = hello.side;
    for (const line of hello.lines) if (line.side !== this.side || line.end) this.show(line, this.isFirst);
    if (this.isFirst) this.resume(hello.lines.filter((line) => line.side === this.side));
    if (hello.lines.some((line) => line.side !== this.side)) this.events.said?.();
    this.isFirst = false;
    this.moved(hello.state);
    this.flush();
  }

  /* The page was opened anew in the middle of a line: it goes on where it was. */
  private resume(mine: ShownLine[]): void {
    const last = mine.reduce<ShownLine | null>((late, line) => (late && late.line > line.line ? late : line), null);
    this.line = last ? last.line + (last.end ? 1 : 0) : 0;
    if (!last || last.end) return;
    this.sent = letters(last.text);
    this.area.value = last.text + this.area.value;
  }

  private changed(side: string, change: Change): void {
    const known = this.rows.get(`${side}:${change.line}`);
    if (known?.isFinished) return;
    const text = after(known?.text ?? [], change);
    this.show({ side, line: change.line, text: text.join(""), end: change.end });
    this.speaker.follow(change.line, text, change.at, change.end);
    this.events.said?.();
  }

  private show(line: ShownLine, isOld = false): void {
    const key = `${line.side}:${line.line}`;
    const isDown = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 60;
    const row = this.rows.get(key) ?? this.begun(line.side);
    this.rows.set(key, row);
    row.text = letters(line.text);
    row.isFinished = line.end;
    row.words.textContent = line.text;
    row.item.classList.toggle("is-typing", !line.end);
    row.item.querySelector<HTMLElement>("[data-rtt-typing]")!.hidden = line.end;
    row.item.hidden = line.end && !line.text.trim();
    if (isOld && line.side !== this.side) this.speaker.skip(line.line, row.text.length);
    if (isDown) this.log.scrollTop = this.log.scrollHeight;
  }

  private begun(side: string): Row {
    const isMine = side === this.side;
    const item = document.createElement("li");
    item.className = isMine ? "rtt-line is-mine" : "rtt-line";
    item.dataset["side"] = side;
    const who = document.createElement("b");
    who.className = "rtt-who";
    who.textContent = (isMine ? this.box.dataset["mine"] : this.box.dataset["theirs"]) ?? "";
    const way = document.createElement("span");
    way.className = "visually-hidden";
    way.textContent = ` (${(isMine ? this.box.dataset["sent"] : this.box.dataset["received"]) ?? ""}): `;
    const typing = document.createElement("span");
    typing.className = "rtt-typing";
    typing.dataset["rttTyping"] = "";
    typing.textContent = this.box.dataset["typing"] ?? "";
    const words = document.createElement("span");
    words.className = "rtt-text";
    words.dir = "auto";
    item.append(who, way, typing, words);
    this.log.append(item);
    return { text: [], isFinished: false, item, words };
  }

  // --- state ---------------------------------------------------------------------------------------------------------

  private moved(state: string): void {
    this.box.dataset["state"] = state;
    this.area.disabled = state === "over" || state === "closed" || state === "after_call";
    this.events.state(state);
  }

  private connected(isOnline: boolean): void {
    this.isOnline = isOnline;
    this.note();
  }

  private met(isHere: boolean): void {
    this.isOther = isHere;
    this.note();
  }

  private note(): void {
    const note = this.box.querySelector<HTMLElement>("[data-rtt-note]");
    if (!note) return;
    const said = !this.isOnline ? this.box.dataset["lost"] : this.isOther ? "" : this.box.dataset["left"];
    if (note.textContent !== (said ?? "")) note.textContent = said ?? "";
  }

  private closed(why: "taken" | "refused"): void {
    this.area.disabled = true;
    const note = this.box.querySelector<HTMLElement>("[data-rtt-note]");
    if (note) note.textContent = this.box.dataset[why] ?? "";
    this.events.closed(why);
  }
}
