/** What every page runs: htmx, the look, drafts and forms, the end of the session, live signals. */

import htmx from "htmx.org";

import { watchForms } from "./forms";
import { startLive } from "./live";
import { watchSession } from "./session";
import { watchTheme } from "./theme";

declare global {
  interface Window {
    htmx: typeof htmx;
  }
}

window.htmx = htmx;

watchTheme();
watchForms();
watchSession();
startLive();
