// The page on the fixture host. The address chooses what happens: ?start, ?offline, ?fail=<code>, ?locked, …
import { start } from "../src/start";
import { fixtureHost } from "./fixtureHost";
import { scenarioOf } from "./scenario";

start(fixtureHost(scenarioOf(location.search)));
