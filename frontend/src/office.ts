/** What the pages of units and supervision run besides `app.ts`. */

import { keepOpen } from "./office/keep-open";
import { runClocks } from "./office/clocks";
import { startListening } from "./office/listening";
import { startPanel } from "./office/panel";
import { startRecorders } from "./office/recorder";

keepOpen();
runClocks();
startPanel();
startListening();
startRecorders();
