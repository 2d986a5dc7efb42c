// Something that is closed until somebody asks for it.
import type { ReactNode } from "react";
import styles from "./Disclosure.module.css";

interface Props {
  summary: ReactNode;
  children: ReactNode;
  testId: string;
}

export function Disclosure({ summary, children, testId }: Props) {
  return (
    <details className={styles.disclosure} data-testid={testId}>
      <summary>{summary}</summary>
      <div className={styles.inside}>{children}</div>
    </details>
  );
}
