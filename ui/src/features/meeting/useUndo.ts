// Undo and redo of decisions: Ctrl+Z, Ctrl+Shift+Z (and Ctrl+Y), with a note of what it was.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useAnnounce } from "../../components/Announcer";
import { useNote } from "../../components/toaster";
import { visibleText } from "../../i18n/visible";
import { useHost } from "../../platform/context";
import { toErrorView } from "../../platform/errors";

export type UndoKey = "undo" | "redo" | null;

/** Which of the two a key press means. Command stands for Control on a Mac. */
export function undoKey(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">,
): UndoKey {
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" && !event.shiftKey ? "redo" : null;
}

export function useUndo(): (which: "undo" | "redo") => void {
  const { t } = useTranslation();
  const host = useHost();
  const note = useNote();
  const announce = useAnnounce();
  const client = useQueryClient();
  return useCallback(
    async (which: "undo" | "redo") => {
      try {
        const { what } = await host[which]();
        const text =
          what === null ? t(`undo.${which}Nothing`) : t(`undo.${which}Done`, { what: visibleText(what) });
        note(text, "info");
        announce(text);
        // The last decision may have been about another class.
        if (what !== null) void client.invalidateQueries();
      } catch (thrown) {
        note(toErrorView(thrown).message || t("errors.unexpected"), "error");
      }
    },
    [host, client, note, announce, t],
  );
}

export function useUndoKeys(): void {
  const undo = useUndo();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const which = undoKey(event);
      // A text field has its own undo.
      if (which === null || (event.target instanceof Element && event.target.closest("input, textarea")))
        return;
      event.preventDefault();
      undo(which);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [undo]);
}
