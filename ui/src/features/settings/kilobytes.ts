/** Whole kilobytes, of which there is always at least one. */
export const kilobytes = (bytes: number): number => Math.max(1, Math.round(bytes / 1024));
