// A button with rarer ways to the same end behind its arrow; both get the focus back from the dialogs they open.
import {
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  SplitButton,
  type SplitButtonProps,
  useRestoreFocusTarget,
} from "@fluentui/react-components";
import type { ReactElement } from "react";

interface Props {
  icon: ReactElement;
  label: string;
  onClick: () => void;
  testId: string;
  /** Says what is behind the arrow. */
  more: string;
  items: { label: string; onClick: () => void; testId: string }[];
}

// Slots take data attributes, their types do not say so.
type Slot = NonNullable<SplitButtonProps["menuButton"]>;

export function MoreButton({ icon, label, onClick, testId, more, items }: Props) {
  const restored = useRestoreFocusTarget();
  return (
    <Menu inline positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        {(trigger) => (
          <SplitButton
            icon={icon}
            primaryActionButton={{ onClick, "data-testid": testId, ...restored } as Slot}
            menuButton={
              { ...trigger, "aria-label": more, "data-testid": `${testId}-more`, ...restored } as Slot
            }
          >
            {label}
          </SplitButton>
        )}
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {items.map((item) => (
            <MenuItem key={item.testId} onClick={item.onClick} data-testid={item.testId}>
              {item.label}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
