/** The resident's conversation by text. */

import { Talk } from "./rtt/talk";

function watchChat(box: HTMLElement): void {
  const news = (): void => {
    window.htmx.trigger(document.body, "chat-news", {});
  };
  const talk = new Talk(box, { token: box.dataset["token"] ?? "" }, { state: news, news, closed: news });
  box.querySelector("[data-rtt-send]")?.addEventListener("click", () => {
    talk.finishLine();
    talk.focus();
  });
  talk.focus();
}

for (const part of document.querySelectorAll<HTMLElement>("[data-needs-script]")) part.hidden = false;
const box = document.querySelector<HTMLElement>("[data-chat]");
if (box) watchChat(box);
