/** A telephone in the page: JsSIP over the installation's own socket. Shared by the desk and the public web call. */

import * as JsSIP from "jssip";
import type { EndEvent, IceCandidateEvent, PeerConnectionEvent, RTCSession, SDPEvent } from "jssip/lib/RTCSession";
import type { RTCSessionEvent, UA } from "jssip/lib/UA";

import type { Pictures } from "./pictures";

/** What the server hands out for one sign-in; `expires_at` is ISO 8601. */
export interface PhoneAccount {
  username: string;
  password: string;
  domain: string;
  expires_at: string;
}

/** off: not started · connecting · ready: can ring · lost: no network or no exchange · refused: the account is not taken. */
export type PhoneState = "off" | "connecting" | "ready" | "lost" | "refused";

export type CallState = "ringing" | "connecting" | "active" | "ended";

/** One call as the page sees it. `rejoin` marks the exchange's ring that takes a reloaded page back into its call. */
export interface PhoneCall {
  conversation: string;
  state: CallState;
  isMuted: boolean;
  rejoin: boolean;
  cause: string;
  hasVideo: boolean;
}

export interface SoftphoneOptions {
  socketUrl: () => string;
  account: () => Promise<PhoneAccount>;
  audio: HTMLAudioElement;
  /** Where the pictures of a call in sign language are shown; without it there is only sound. */
  video?: Pictures;
  microphone?: () => MediaTrackConstraints | true;
  onState: (state: PhoneState) => void;
  onCall: (call: PhoneCall) => void;
  onMicrophoneRefused?: (error: DOMException) => void;
}

const REGISTER_SECONDS = 60;
const RENEW_BEFORE_MS = 60_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
const LAST_CANDIDATE_MS = 150;
const ICE_PATIENCE_MS = 2_000;
/* Enough to sign (EN 301 549, 6.5): 360 lines and never fewer than twenty pictures a second; more would only load small
   computers, which then show fewer. */
const CAMERA: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 360 },
  frameRate: { ideal: 25, min: 20, max: 30 },
};
/* A browser whose guess of the line falls shows six pictures a second: below this nobody can sign, so it may not fall. */
const BITRATES = "x-google-min-bitrate=350;x-google-start-bitrate=700;x-google-max-bitrate=1200";
const CONVERSATION_HEADER = "X-Infolinia-Conversation";
const REJOIN_HEADER = "X-Infolinia-Rejoin";

export class Softphone {
  private ua: UA | null = null;
  private socket: JsSIP.WebSocketInterface | null = null;
  private session: RTCSession | null = null;
  private stream: MediaStream | null = null;
  private call: PhoneCall | null = null;
  private awaited = "";
  private renewal = 0;
  private attempts = 0;
  private mending = 0;
  private isStopped = true;

  constructor(private readonly options: SoftphoneOptions) {
    window.addEventListener("offline", this.networkLost);
    window.addEventListener("online", this.networkBack);
  }

  /** The call that rings or goes on, if any. */
  get current(): PhoneCall | null {
    return this.call && this.call.state !== "ended" ? this.call : null;
  }

  /** The media connection of the call, for measurements. */
  get connection(): RTCPeerConnection | null {
    return this.session?.connection ?? null;
  }

  /** Get an account and register; retries by itself until `stop`. */
  async start(): Promise<void> {
    this.isStopped = false;
    this.options.onState("connecting");
    try {
      const account = await this.options.account();
      if (!this.isStopped) this.register(account);
    } catch {
      this.options.onState("lost");
      this.again();
    }
  }

  /** Leave the exchange; a call in progress ends. */
  stop(): void {
    this.isStopped = true;
    window.clearTimeout(this.renewal);
    this.ua?.stop();
    this.ua = null;
    this.options.onState("off");
  }

  /** Leave without a word: the exchange keeps the call for the page that comes next. */
  abandon(): void {
    this.isStopped = true;
    window.clearTimeout(this.renewal);
    window.removeEventListener("offline", this.networkLost);
    window.removeEventListener("online", this.networkBack);
    this.socket?.disconnect();
    this.session?.connection?.close();
    this.ua = null;
    this.session = null;
    this.release();
    this.tell({ state: "ended" });
    this.options.onState("off");
  }

  /** Take the ringing call, or the next one to arrive for this conversation within a moment. */
  async answer(conversation: string): Promise<boolean> {
    if (this.call?.state !== "ringing" || !this.session) {
      this.awaited = conversation;
      window.setTimeout(() => (this.awaited = ""), 5_000);
      return true;
    }
    const session = this.session;
    if (!(await this.openMicrophone(this.call.hasVideo))) return false;
    if (session.isEnded() || !this.stream) return false;
    this.tell({ state: "connecting" });
    session.answer({ mediaStream: this.stream, pcConfig: { iceServers: [] } });
    return true;
  }

  /** Ask for microphone and camera before anything rings; returns whether both may be used. */
  prepare(): Promise<boolean> {
    return this.openMicrophone(Boolean(this.options.video));
  }

  /** Call a number; used by the public page. */
  async dial(number: string, domain: string): Promise<boolean> {
    if (!this.ua || !(await this.openMicrophone(Boolean(this.options.video))) || !this.stream) return false;
    this.ua.call(`sip:${number}@${domain}`, { mediaStream: this.stream, pcConfig: { iceServers: [] } });
    return true;
  }

  /** End the call from this side. */
  hangUp(): void {
    if (this.session && !this.session.isEnded()) this.session.terminate();
  }

  /** Close or open the microphone; returns whether it is closed now. */
  mute(isMuted: boolean): boolean {
    if (!this.session || this.call?.state !== "active") return false;
    if (isMuted) this.session.mute({ audio: true });
    else this.session.unmute({ audio: true });
    this.tell({ isMuted });
    return isMuted;
  }

  /** Stop or start showing one's own picture; returns whether the camera is closed now. */
  hide(isHidden: boolean): boolean {
    const tracks = this.stream?.getVideoTracks() ?? [];
    for (const track of tracks) track.enabled = !isHidden;
    return isHidden && tracks.length > 0;
  }

  /** Send one keypad tone inside the sound stream (RFC 4733), never as a SIP message. */
  tone(key: string): void {
    if (this.call?.state !== "active") return;
    this.session?.sendDTMF(key, { transportType: JsSIP.C.DTMF_TRANSPORT.RFC2833, duration: 160, interToneGap: 80 });
  }

  private register(account: PhoneAccount): void {
    this.socket = new JsSIP.WebSocketInterface(this.options.socketUrl());
    const ua = new JsSIP.UA({
      sockets: [this.socket],
      uri: `sip:${account.username}@${account.domain}`,
      password: account.password,
      register_expires: REGISTER_SECONDS,
      session_timers: false,
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 8,
    });
    ua.on("registered", () => this.registered());
    ua.on("unregistered", () => this.options.onState("connecting"));
    ua.on("disconnected", () => {
      if (!this.isStopped) this.options.onState("lost");
    });
    ua.on("registrationFailed", ({ response }) => this.refused(response?.status_code ?? 0));
    ua.on("newRTCSession", (event: RTCSessionEvent) => {
      const header = (name: string): string => event.request.getHeader(name) ?? "";
      const isShown = /^m=video [1-9]/m.test(event.request.body ?? "") && Boolean(this.options.video);
      this.take(event.session, header(CONVERSATION_HEADER), header(REJOIN_HEADER) === "1", isShown);
    });
    this.ua = ua;
    ua.start();
    const validFor = Date.parse(account.expires_at) - Date.now() - RENEW_BEFORE_MS;
    this.renewal = window.setTimeout(() => this.renew(), Math.min(Math.max(validFor, 5_000), 2 ** 31 - 1));
  }

  private registered(): void {
    this.attempts = 0;
    this.options.onState("ready");
    if (this.session?.connection) this.mend(this.session.connection);
  }

  /* The network went or came: what was sent over the old connection is lost, though the socket may not know it yet. */
  private readonly networkLost = (): void => {
    if (!this.isStopped) this.options.onState("lost");
  };

  private readonly networkBack = (): void => {
    if (!this.isStopped) this.connectAnew();
  };

  /* A new socket under the same registration: a call goes on, its sound finds the new way by `mend`. */
  private connectAnew(): void {
    const { transport } = (this.ua ?? {}) as { transport?: { disconnect(): void; connect(): void } };
    transport?.disconnect();
    transport?.connect();
  }

  private refused(status: number): void {
    this.options.onState(status >= 400 && status < 500 ? "refused" : "lost");
    if (status >= 400 && status < 500) this.replace();
    else if (status === 0 && !this.isStopped) this.connectAnew();
  }

  private renew(): void {
    if (this.current) this.renewal = window.setTimeout(() => this.renew(), 5_000);
    else this.replace();
  }

  private replace(): void {
    window.clearTimeout(this.renewal);
    this.ua?.stop();
    this.ua = null;
    this.again();
  }

  private again(): void {
    if (this.isStopped) return;
    const pause = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.attempts) * (0.75 + Math.random() / 2);
    this.attempts += 1;
    this.renewal = window.setTimeout(() => void this.start(), pause);
  }

  private take(session: RTCSession, conversation: string, rejoin: boolean, isShown: boolean): void {
    if (this.session && !this.session.isEnded()) {
      session.terminate({ status_code: 486 });
      return;
    }
    this.session = session;
    const isIncoming = session.direction === "incoming";
    const hasVideo = isIncoming ? isShown : Boolean(this.options.video);
    const state = isIncoming ? "ringing" : "connecting";
    this.call = { conversation, state, isMuted: false, rejoin, cause: "", hasVideo };
    session.on("peerconnection", ({ peerconnection }: PeerConnectionEvent) => this.listen(peerconnection));
    if (session.connection) this.listen(session.connection);
    session.on("icecandidate", ({ ready }: IceCandidateEvent) => window.setTimeout(ready, LAST_CANDIDATE_MS));
    session.on("confirmed", () => this.tell({ state: "active" }));
    session.on("sdp", (description: SDPEvent) => {
      if (description.originator !== "remote") return;
      this.options.video?.learn(description.sdp);
      description.sdp = withBitrates(description.sdp);
    });
    session.on("ended", (event: EndEvent) => this.over(session, event));
    session.on("failed", (event: EndEvent) => this.over(session, event));
    this.tell({});
    if (rejoin || (this.awaited && this.awaited === conversation)) void this.answer(conversation);
    this.awaited = "";
  }

  private over(session: RTCSession, event: EndEvent): void {
    if (session !== this.session) return;
    this.release();
    this.session = null;
    this.tell({ state: "ended", cause: event.cause });
  }

  private release(): void {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.options.audio.srcObject = null;
    this.options.video?.clear();
  }

  private listen(connection: RTCPeerConnection): void {
    connection.addEventListener("track", ({ track, transceiver }) => {
      if (track.kind === "video") return this.options.video?.receive(track, transceiver);
      this.options.audio.srcObject = new MediaStream([track]);
      void this.options.audio.play().catch(() => undefined);
    });
    connection.addEventListener("iceconnectionstatechange", () => this.mend(connection));
  }

  /** Find a new way for the sound at once, without waiting for a fault to be noticed. */
  mendNow(): void {
    this.session?.renegotiate({ rtcOfferConstraints: { iceRestart: true } });
  }

  /* The network changed under the call: new candidates, the same conversation. */
  private mend(connection: RTCPeerConnection): void {
    const isBroken = (): boolean => ["disconnected", "failed"].includes(connection.iceConnectionState);
    window.clearTimeout(this.mending);
    if (!isBroken() || this.session?.connection !== connection) return;
    this.mending = window.setTimeout(() => {
      if (isBroken() && this.session?.connection === connection && this.ua?.isRegistered())
        this.session.renegotiate({ rtcOfferConstraints: { iceRestart: true } });
      this.mend(connection);
    }, ICE_PATIENCE_MS);
  }

  private async openMicrophone(withCamera = false): Promise<boolean> {
    const audio = this.options.microphone?.() ?? true;
    try {
      this.stream ??= withCamera ? await openCamera(audio) : await navigator.mediaDevices.getUserMedia({ audio });
      if (withCamera) this.options.video?.mine(this.stream);
      return true;
    } catch (error) {
      this.options.onMicrophoneRefused?.(error as DOMException);
      return false;
    }
  }

  private tell(change: Partial<PhoneCall>): void {
    if (!this.call) return;
    this.call = { ...this.call, ...change };
    this.options.onCall(this.call);
  }
}

/* Who signs may have no microphone: the sound is then silence, for a call without sound is none to the exchange. */
async function openCamera(audio: MediaTrackConstraints | true): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio, video: CAMERA });
  } catch {
    const stream = await navigator.mediaDevices.getUserMedia({ video: CAMERA });
    const silence = new AudioContext().createMediaStreamDestination();
    for (const track of silence.stream.getAudioTracks()) stream.addTrack(track);
    return stream;
  }
}

/* Say to the browser how many kilobits a second the other side takes at least; a call without a picture stays as it is. */
function withBitrates(sdp: string): string {
  return sdp.replace(/^a=rtpmap:(\d+) VP8\/90000\r\n/gm, (line, type: string) => `${line}a=fmtp:${type} ${BITRATES}\r\n`);
}
