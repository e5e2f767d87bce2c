/** What the editor of a card runs besides `app.ts` and `office.ts`. */

import { bringBack, keepTyped } from "./editing/typing";

const holder = document.querySelector<HTMLElement>("[data-typed-url]");
const preview = document.querySelector<HTMLElement>("[data-typed]");
if (holder) void bringBack(holder);
if (holder instanceof HTMLFormElement && preview) keepTyped(holder, preview);
