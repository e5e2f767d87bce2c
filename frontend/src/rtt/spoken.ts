/** What a screen reader hears of the other side: whole sentences, never single letters. */

/* A full stop after a short word is an abbreviation more often than an end: "ul. Żaglowa", "nr 5". */
const SENTENCE = /^[\s\S]*?(?:[!?…]+|(?<!(?:^|[\s(])\p{L}{1,3})\.+)["”’)]*\s/u;
const PAUSE_MS = 5_000;
const KEPT = 20;

export class Speaker {
  private said = new Map<number, number>();
  private pauses = new Map<number, number>();

  constructor(
    private readonly region: HTMLElement,
    private readonly who: string,
  ) {}

  /** Do not speak what was there when the page opened. */
  skip(line: number, length: number): void {
    this.said.set(line, length);
  }

  /** The other side's line is like this now; `from` is where it changed. */
  follow(line: number, text: string[], from: number, isFinished: boolean): void {
    window.clearTimeout(this.pauses.get(line));
    let done = Math.min(this.said.get(line) ?? 0, from, text.length);
    for (;;) {
      const rest = text.slice(done).join("");
      const found = isFinished ? rest : (SENTENCE.exec(rest)?.[0] ?? "");
      if (!found) break;
      this.say(found);
      done += Array.from(found).length;
    }
    this.said.set(line, done);
    if (!isFinished && done < text.length)
      this.pauses.set(line, window.setTimeout(() => this.pause(line, text), PAUSE_MS));
  }

  private pause(line: number, text: string[]): void {
    this.say(text.slice(this.said.get(line) ?? 0).join(""));
    this.said.set(line, text.length);
  }

  private say(sentence: string): void {
    if (!sentence.trim()) return;
    const words = document.createElement("p");
    words.textContent = `${this.who}: ${sentence.trim()}`;
    words.dir = "auto";
    this.region.append(words);
    while (this.region.childElementCount > KEPT) this.region.firstElementChild?.remove();
  }
}
