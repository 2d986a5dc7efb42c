// Short notes in the corner about what has just been done.
import { Toast, ToastTitle, useToastController } from "@fluentui/react-components";
import { useCallback } from "react";

export const TOASTER = "notes";

export function useNote(): (text: string, intent?: "success" | "info" | "error") => void {
  const { dispatchToast } = useToastController(TOASTER);
  return useCallback(
    (text, intent = "success") =>
      dispatchToast(
        <Toast>
          <ToastTitle>{text}</ToastTitle>
        </Toast>,
        { intent, timeout: 4000 },
      ),
    [dispatchToast],
  );
}
