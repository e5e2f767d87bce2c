/** The adviser's desk. */

import "./desk/desk.css";

import { startChats } from "./desk/chats";
import { startCallOut } from "./desk/call-out";
import { startClocks } from "./desk/clocks";
import { startDevices } from "./desk/devices";
import { startLetters } from "./desk/letters";
import { startMenu } from "./desk/menu";
import { startNotes } from "./desk/notes";
import { startPhone } from "./desk/phone";
import { startPhonebar } from "./desk/phonebar";
import { startRegister } from "./desk/register";
import { startRing } from "./desk/ring";
import { startSending } from "./desk/sending";
import { startShortcuts } from "./desk/shortcuts";
import { startWhom } from "./desk/whom";
import { htmx, onPress } from "./desk/dom";
import { startSearch } from "./search";

/* A control that came with a fragment works at once: a key pressed in a pause of 20 ms would be lost. */
htmx().config.defaultSettleDelay = 0;

startClocks();
startRing();
startMenu();
startNotes();
startRegister();
startSending();
startShortcuts();
startSearch();
startPhone();
startPhonebar();
startWhom();
startCallOut();
startDevices();
startChats();
startLetters();
onPress("[data-clear]", (button) => {
  const back = button.dataset["back"];
  document.querySelector(button.dataset["clear"] ?? "")?.replaceChildren();
  if (back) document.querySelector<HTMLElement>(back)?.focus();
});
onPress("[data-open-details]", (link, event) => {
  const part = document.querySelector<HTMLDetailsElement>(link.dataset["openDetails"] ?? "");
  if (!part) return;
  event.preventDefault();
  part.open = true;
  part.scrollIntoView({ block: "nearest" });
  part.querySelector("summary")?.focus();
});
