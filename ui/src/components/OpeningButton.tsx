// A button that opens a dialog, and gets the focus back when it closes.
import { Button, type ButtonProps, useRestoreFocusTarget } from "@fluentui/react-components";

export function OpeningButton(props: ButtonProps) {
  const restored = useRestoreFocusTarget();
  return <Button {...props} {...restored} />;
}
