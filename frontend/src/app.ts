/** What every page runs: htmx, the look, drafts and forms, the end of the session, failures, live signals. */

import htmx from "htmx.org";

import { watchCopying } from "./copy";
import { watchFailures } from "./failures";
import { watchForms } from "./forms";
import { keepInHand } from "./in-hand";
import { startLive } from "./live";
import { closeMenus } from "./menus";
import { watchPlaces } from "./places";
import { watchSession } from "./session";
import { watchTheme } from "./theme";

declare global {
  interface Window {
    htmx: typeof htmx;
  }
}

window.htmx = htmx;

watchTheme();
watchFailures();
watchForms();
watchCopying();
closeMenus();
keepInHand();
watchPlaces();
watchSession();
startLive();
