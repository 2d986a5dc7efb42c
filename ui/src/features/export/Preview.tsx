// The first rows of the file as it would be, and who is not in it.
import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { Disclosure } from "../../components/Disclosure";
import { FirstOf } from "../../components/FirstOf";
import { PersonName } from "../../components/PersonName";
import { visibleText } from "../../i18n/visible";
import type { ExportPreviewView } from "../../platform/bindings/ExportPreviewView";
import styles from "./Export.module.css";

export function Preview({ view }: { view: ExportPreviewView }) {
  const { t } = useTranslation();
  const { columns, first_rows, rows, left_out, warnings } = view;
  return (
    <div className={styles.preview} data-testid="export-preview">
      {warnings.map((warning) => (
        <MessageBar key={warning} intent="warning" layout="multiline">
          <MessageBarBody>{visibleText(warning)}</MessageBarBody>
        </MessageBar>
      ))}
      {left_out.length > 0 && (
        <Disclosure testId="export-left-out" summary={t("export.leftOut", { count: left_out.length })}>
          <FirstOf items={left_out} className={styles.leftOut}>
            {({ name, reason }) => (
              <>
                <PersonName name={name} />: <span className={styles.muted}>{visibleText(reason)}</span>
              </>
            )}
          </FirstOf>
        </Disclosure>
      )}
      <h3 className={styles.previewTitle} id="export-preview-title">
        {rows > first_rows.length
          ? t("export.firstRows", { count: first_rows.length, all: rows })
          : t("export.allRows", { count: rows })}
      </h3>
      <section
        className={styles.table}
        aria-labelledby="export-preview-title"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table>
          <thead>
            <tr>
              {columns.map((column, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two headings may be the same
                <th key={index} scope="col" dir="auto">
                  {visibleText(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {first_rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever replaced together
              <tr key={at} data-testid="export-row">
                {row.map((cell, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={index} dir="auto" title={visibleText(cell)}>
                    {visibleText(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
