// Sign-in from anywhere: an error's button, the account menu, the settings.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { SignInPanel } from "./SignInPanel";

export function SignInDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [done, setDone] = useState(false);
  const signedIn = useCallback(() => setDone(true), []);
  const close = () => {
    setDone(false);
    onClose();
  };
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && close()}>
      <DialogSurface aria-describedby={undefined}>
        <DialogBody>
          <DialogTitle>{t("signin.title")}</DialogTitle>
          <DialogContent>
            <SignInPanel onSignedIn={signedIn} />
          </DialogContent>
          <DialogActions>
            <Button appearance={done ? "primary" : "secondary"} onClick={close}>
              {t("common.close")}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
