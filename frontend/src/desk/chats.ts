/** Conversations by text at the desk: several at once, each in its own window, which no refresh of the list touches. */

import { Talk } from "../rtt/talk";
import { afterSwap, all, find, htmx, onPress, post } from "./dom";

interface Window {
  talk: Talk;
  box: HTMLElement;
  isOver: boolean;
}

const windows = new Map<string, Window>();
let taken = "";

function button(id: string): HTMLElement | null {
  return find(`[data-chat-open="${id}"]`);
}

/* Writing beside a call: it opens when somebody writes or asks for it, and ends with the call. */
function isBeside(id: string): boolean {
  return button(id)?.dataset["chatBeside"] !== undefined;
}

function besideCall(box: HTMLElement): void {
  box.dataset["over"] = box.dataset["besideOver"] ?? "";
  box.dataset["left"] = box.dataset["besideLeft"] ?? "";
  box.querySelector("[data-chat-finish]")?.remove();
}

function open(id: string): Window | null {
  const pattern = find<HTMLTemplateElement>("template[data-chat-window]");
  const place = find("[data-chat-windows]");
  if (!pattern || !place) return null;
  const box = (pattern.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
  box.id = `czat-${id}`;
  box.dataset["chatId"] = id;
  box.dataset["endUrl"] = button(id)?.dataset["chatEnd"] ?? "";
  box.dataset["talkUrl"] = button(id)?.dataset["chatTalk"] ?? "";
  if (isBeside(id)) besideCall(box);
  const area = box.querySelector<HTMLTextAreaElement>("[data-rtt-area]")!;
  const label = box.querySelector<HTMLLabelElement>("[data-rtt-label]")!;
  area.id = `czat-pole-${id}`;
  label.htmlFor = area.id;
  box.hidden = true;
  place.append(box);
  const talk = new Talk(
    box,
    { conversation: id },
    { state: (state) => moved(id, state), news: () => undefined, closed: () => gone(id), said: () => said(id) },
  );
  const made = { talk, box, isOver: false };
  windows.set(id, made);
  return made;
}

function show(id: string): void {
  for (const [each, { box }] of windows) box.hidden = each !== id;
  draw();
  const chosen = windows.get(id);
  if (!chosen) return;
  const waits = button(id)?.querySelector<HTMLElement>("[data-chat-new]");
  if (waits) waits.hidden = true;
  if (find("[data-talk]")?.dataset["talk"] !== id)
    htmx().ajax("get", chosen.box.dataset["talkUrl"] ?? "", { target: "#talk", swap: "outerHTML" });
  chosen.talk.focus();
}

function draw(): void {
  for (const tab of all("[data-chat-open]")) {
    const box = windows.get(tab.dataset["chatOpen"] ?? "")?.box;
    tab.setAttribute("aria-expanded", String(Boolean(box && !box.hidden)));
  }
}

/* The other side wrote while another window was in front, or none. */
function said(id: string): void {
  const box = windows.get(id)?.box;
  if (box?.hidden && ![...windows.values()].some((other) => !other.box.hidden)) {
    box.hidden = false;
    draw();
  }
  const mark = button(id)?.querySelector<HTMLElement>("[data-chat-new]");
  if (mark && box?.hidden) mark.hidden = false;
}

function moved(id: string, state: string): void {
  const chat = windows.get(id);
  if (!chat || !["over", "after_call", "closed"].includes(state)) return;
  chat.isOver = true;
  const note = chat.box.querySelector<HTMLElement>("[data-rtt-note]");
  if (note) note.textContent = chat.box.dataset["over"] ?? "";
  chat.box.classList.add("is-over");
}

/* It goes on without me: somebody else has the call, or another tab of mine the window. */
function gone(id: string): void {
  const chat = windows.get(id);
  if (chat) chat.isOver = true;
}

function close(id: string): void {
  const chat = windows.get(id);
  chat?.talk.stop();
  chat?.box.remove();
  windows.delete(id);
}

/* The list came anew: a conversation that I have just accepted opens, one that is written up goes. */
function follow(): void {
  const going = all("[data-chat-open]").map((tab) => tab.dataset["chatOpen"] ?? "");
  for (const id of going) if (!windows.has(id)) open(id);
  const shown = [...windows].some(([, { box }]) => !box.hidden);
  if (going.includes(taken)) {
    show(taken);
    taken = "";
  } else if (!shown) {
    const first = windows.get(going.find((id) => !isBeside(id)) ?? "");
    if (first) first.box.hidden = false;
  }
  const finished = find("[data-talk]")?.dataset["talk"] ?? "";
  for (const [id, chat] of windows) if (chat.isOver && id !== finished && !going.includes(id)) close(id);
  draw();
}

function insertCard(box: HTMLElement): void {
  const answer = find("#karta .answer")?.innerText.trim() ?? "";
  if (answer) windows.get(box.dataset["chatId"] ?? "")?.talk.insert(answer);
}

function chatOf(element: HTMLElement): HTMLElement {
  return element.closest<HTMLElement>("[data-chat-id]")!;
}

export function startChats(): void {
  onPress("[data-chat-take]", (pressed) => {
    taken = pressed.closest<HTMLElement>("[data-chat-offer]")?.dataset["chatOffer"] ?? "";
  });
  onPress("[data-write]", (pressed) => {
    taken = pressed.dataset["write"] ?? "";
    if (windows.has(taken)) follow();
  });
  onPress("[data-chat-open]", (tab) => show(tab.dataset["chatOpen"] ?? ""));
  onPress("[data-chat-card]", (pressed) => insertCard(chatOf(pressed)));
  onPress("[data-chat-finish]", (pressed) => {
    const box = chatOf(pressed);
    windows.get(box.dataset["chatId"] ?? "")?.talk.finishLine();
    void post(box.dataset["endUrl"] ?? "").then(() =>
      htmx().ajax("get", box.dataset["talkUrl"] ?? "", { target: "#talk", swap: "outerHTML" }),
    );
  });
  afterSwap(follow);
  follow();
}
