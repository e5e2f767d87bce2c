/** The pictures of a call in sign language: one's own small, each of the others large, with a word for who it is. */

export interface PictureWords {
  adviser: string;
  resident: string;
  third: string;
}

interface Shown {
  figure: HTMLElement;
  screen: HTMLVideoElement;
  words: HTMLElement;
}

/* The exchange labels each stream with the leg that it comes from. */
const ADVISERS = /^(ring|rejoin)~/;
const INVITED = /^(aside|again|out)~/;

export class Pictures {
  private readonly shown = new Map<string, Shown>();
  private labels = new Map<string, string>();

  constructor(
    readonly own: HTMLVideoElement,
    private readonly place: HTMLElement,
    private readonly words: PictureWords,
    private readonly onCount: (count: number) => void = () => undefined,
  ) {}

  /** The other side's description came, as it was sent: a browser's own copy has no labels. */
  learn(sdp: string): void {
    this.labels = labelsOf(sdp);
    for (const [mid, { words, screen }] of this.shown) this.name(mid, words, screen);
  }

  /** A picture may come: it is shown with its first packet, and goes when nobody sends it any more. */
  receive(track: MediaStreamTrack, transceiver: RTCRtpTransceiver): void {
    const mid = transceiver.mid ?? track.id;
    const change = (): void => {
      if (track.muted || track.readyState === "ended") this.hide(mid);
      else this.show(mid, track);
    };
    for (const name of ["mute", "unmute", "ended"]) track.addEventListener(name, change);
    change();
  }

  /** Show one's own. */
  mine(stream: MediaStream): void {
    this.own.srcObject = stream;
    void this.own.play().catch(() => undefined);
  }

  /** The call is over. */
  clear(): void {
    this.own.srcObject = null;
    for (const mid of [...this.shown.keys()]) this.hide(mid);
  }

  private show(mid: string, track: MediaStreamTrack): void {
    const known = this.shown.get(mid) ?? this.made(mid);
    this.name(mid, known.words, known.screen);
    known.screen.srcObject = new MediaStream([track]);
    void known.screen.play().catch(() => undefined);
    this.onCount(this.shown.size);
  }

  private made(mid: string): Shown {
    const figure = document.createElement("figure");
    figure.className = "picture-of";
    const screen = document.createElement("video");
    screen.className = "picture-other";
    screen.autoplay = screen.playsInline = screen.muted = true;
    const words = document.createElement("figcaption");
    figure.append(screen, words);
    this.place.append(figure);
    const made = { figure, screen, words };
    this.shown.set(mid, made);
    return made;
  }

  private hide(mid: string): void {
    const known = this.shown.get(mid);
    if (!known) return;
    known.screen.srcObject = null;
    known.figure.remove();
    this.shown.delete(mid);
    this.onCount(this.shown.size);
  }

  private name(mid: string, words: HTMLElement, screen: HTMLVideoElement): void {
    const label = this.labels.get(mid) ?? "";
    const { adviser, third, resident } = this.words;
    const who = ADVISERS.test(label) ? adviser : INVITED.test(label) ? third : resident;
    if (words.textContent !== who) words.textContent = who;
    screen.setAttribute("aria-label", who);
  }
}

/** The labels (RFC 4574) of the streams in a description, by their media identification. */
export function labelsOf(sdp: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of sdp.split(/^m=/m).slice(1)) {
    const [mid, label] = [/^a=mid:(\S+)/m.exec(part)?.[1], /^a=label:(\S+)/m.exec(part)?.[1]];
    if (mid && label) found.set(mid, label);
  }
  return found;
}
