// A list that may be long, in a place that is small: its first items, and how many more there are.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

const AT_MOST = 100;

interface Props<Item> {
  items: readonly Item[];
  className?: string | undefined;
  children: (item: Item) => ReactNode;
}

export function FirstOf<Item>({ items, className, children }: Props<Item>) {
  const { t } = useTranslation();
  const more = items.length - AT_MOST;
  return (
    <ul className={className}>
      {items.slice(0, AT_MOST).map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may read the same, and the list is only replaced whole
        <li key={index}>{children(item)}</li>
      ))}
      {more > 0 && <li>{t("common.andMore", { count: more })}</li>}
    </ul>
  );
}
