// The page on a program that serves it on 127.0.0.1: /?session=<id>.
import { loopbackHost } from "../../src/platform/loopback";
import { start } from "../../src/start";

const host = await loopbackHost(new URLSearchParams(location.search).get("session") ?? "");
start({
  ...host,
  ready: () => {
    // For tests: something is painted.
    document.documentElement.dataset.ready = "";
    return host.ready();
  },
});
