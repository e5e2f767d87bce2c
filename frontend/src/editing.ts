/** What the editor of a card runs besides `app.ts` and `office.ts`. */

import { keepTyped } from "./editing/typing";

const form = document.querySelector<HTMLFormElement>("form[data-typing]");
const preview = document.querySelector<HTMLElement>("[data-typed]");
if (form && preview) keepTyped(form, preview);
