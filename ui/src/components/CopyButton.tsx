// A button that copies and says so.
import { Button, type ButtonProps } from "@fluentui/react-components";
import { Checkmark20Regular } from "@fluentui/react-icons/svg/checkmark";
import { Copy20Regular } from "@fluentui/react-icons/svg/copy";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAnnounce } from "./Announcer";
import { copyText } from "./copyText";

const SHOWN_FOR_MS = 2000;

export function CopyButton({
  text,
  label,
  ...rest
}: { text: string; label: string } & Omit<ButtonProps, "as">) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    if (await copyText(text)) {
      setCopied(true);
      announce(t("common.copied"));
    }
  };
  return (
    <Button
      {...(rest as ButtonProps)}
      icon={copied ? <Checkmark20Regular /> : <Copy20Regular />}
      onClick={() => void copy()}
    >
      {copied ? t("common.copied") : label}
    </Button>
  );
}
