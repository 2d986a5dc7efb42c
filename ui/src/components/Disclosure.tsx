// Something that is closed until somebody asks for it.
import type { ReactNode } from "react";
import styles from "./Disclosure.module.css";

interface Props {
  summary: ReactNode;
  children: ReactNode;
  testId: string;
  /** Open from the moment that this is true; closing it is the user's. */
  open?: boolean;
}

export function Disclosure({ summary, children, testId, open = false }: Props) {
  return (
    <details className={styles.disclosure} open={open} data-testid={testId}>
      <summary>{summary}</summary>
      <div className={styles.inside}>{children}</div>
    </details>
  );
}
