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

function open(id: string): Window | null {
  const pattern = find<HTMLTemplateElement>("template[data-chat-window]");
  const place = find("[data-chat-windows]");
  if (!pattern || !place) return null;
  const box = (pattern.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
  box.id = `czat-${id}`;
  box.dataset["chatId"] = id;
  box.dataset["endUrl"] = button(id)?.dataset["chatEnd"] ?? "";
  box.dataset["talkUrl"] = button(id)?.dataset["chatTalk"] ?? "";
  const area = box.querySelector<HTMLTextAreaElement>("[data-rtt-area]")!;
  const label = box.querySelector<HTMLLabelElement>("[data-rtt-label]")!;
  area.id = `czat-pole-${id}`;
  label.htmlFor = area.id;
  box.hidden = true;
  place.append(box);
  const talk = new Talk(
    box,
    { conversation: id },
    { state: (state) => moved(id, state), news: () => undefined, closed: () => undefined, said: () => said(id) },
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
  htmx().ajax("get", chosen.box.dataset["talkUrl"] ?? "", { target: "#talk", swap: "outerHTML" });
  chosen.talk.focus();
}

function draw(): void {
  for (const tab of all("[data-chat-open]")) {
    const box = windows.get(tab.dataset["chatOpen"] ?? "")?.box;
    tab.setAttribute("aria-expanded", String(Boolean(box && !box.hidden)));
  }
}

/* The other side wrote while another window was in front. */
function said(id: string): void {
  const box = windows.get(id)?.box;
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
  } else if (!shown && going[0]) {
    windows.get(going[0])!.box.hidden = false;
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
