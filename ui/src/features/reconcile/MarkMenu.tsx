// The instructor's word about one student, over any rule.
import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { STATUSES, StatusMark } from "../../components/StatusMark";
import { isolated } from "../../i18n/visible";
import type { StudentView } from "../../platform/bindings/StudentView";

interface Props {
  student: StudentView;
  onMark: (status: string | null) => void;
  onNote: () => void;
  onUnmatch: (participant: string) => void;
}

export function MarkMenu({ student, onMark, onNote, onUnmatch }: Props) {
  const { t } = useTranslation();
  const decided = student.decided_by === "instructor";
  const manual = student.match.how === "manual" ? student.participant_ids : [];
  return (
    <Menu inline>
      <MenuTrigger disableButtonEnhancement>
        <Button
          size="small"
          aria-label={t("reconcile.markOf", { name: isolated(student.name) })}
          data-testid="mark"
        >
          {t("reconcile.mark")}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {STATUSES.map((status) => (
            <MenuItem key={status} onClick={() => onMark(status)} data-testid={`mark-${status}`}>
              <StatusMark status={status} />
            </MenuItem>
          ))}
          <MenuDivider />
          <MenuItem onClick={onNote}>{t("reconcile.withNote")}</MenuItem>
          {decided && <MenuItem onClick={() => onMark(null)}>{t("reconcile.clear")}</MenuItem>}
          {manual.map((participant) => (
            <MenuItem key={participant} onClick={() => onUnmatch(participant)}>
              {t("reconcile.unmatch")}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
