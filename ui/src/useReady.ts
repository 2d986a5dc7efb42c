// Tells the shell to show its window once the first screen is painted with what it shows, so that a start ends in a page
// that can be used and not in a spinner.
import { useIsFetching } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useHost } from "./platform/context";

/** Longer than the cache takes; a keystore that asks for a password needs a window to be asked in. */
const LONGEST_WAIT_MS = 1200;
/** Two frames of a slow display. */
const NO_FRAMES_MS = 50;

export function useReady(): void {
  const host = useHost();
  const waiting = useIsFetching();
  const told = useRef(false);
  const began = useRef(false);
  const tell = useRef(() => {});
  tell.current = () => {
    if (told.current) return;
    told.current = true;
    host.ready().catch(() => {});
  };
  useEffect(() => {
    if (waiting > 0) began.current = true;
    if (!began.current || waiting > 0 || told.current) return;
    // The next screen may ask for more in the same moment: its queries are counted before these frames.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => tell.current()));
    // A hidden window may be given no frames at all.
    const timer = setTimeout(() => tell.current(), NO_FRAMES_MS);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [waiting]);
  useEffect(() => {
    const timer = setTimeout(() => tell.current(), LONGEST_WAIT_MS);
    return () => clearTimeout(timer);
  }, []);
}
