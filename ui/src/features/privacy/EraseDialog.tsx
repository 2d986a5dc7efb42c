// Erasing for good: first what would go, then a deliberate yes, then a receipt. Until the receipt is put away the page
// behind stays as it was; then it asks for everything anew.
import { Dialog, DialogSurface } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import type { PurgeWhat } from "../../platform/bindings/PurgeWhat";
import { useAllChanged } from "../../platform/queries";
import { EraseForm } from "./EraseForm";

export interface Erasing {
  what: PurgeWhat;
  title: string;
  /** What is erased, for the receipt. */
  subject: string;
  explain: string[];
  /** How the user says that they mean it: a box, a word to be typed, or the button alone. */
  confirm: "tick" | "word" | "button";
}

interface Props extends Erasing {
  open: boolean;
  onClose: (done: boolean) => void;
}

export function EraseDialog({ open, onClose, ...erasing }: Props) {
  const allChanged = useAllChanged();
  const done = useRef(false);
  const busy = useRef(false);
  // Leaving the page by other means must not leave what is gone on other screens.
  useEffect(
    () => () => {
      if (done.current) allChanged();
    },
    [allChanged],
  );
  const close = () => {
    if (busy.current) return;
    const was = done.current;
    done.current = false;
    onClose(was);
    if (was) allChanged();
  };
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && close()}>
      <DialogSurface aria-describedby={undefined} data-testid="erase-dialog">
        <EraseForm
          {...erasing}
          onClose={close}
          onBusy={(is) => {
            busy.current = is;
          }}
          onDone={() => {
            done.current = true;
          }}
        />
      </DialogSurface>
    </Dialog>
  );
}
