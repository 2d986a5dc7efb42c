// What each column of a file holds: a choice over its first few cells.
import { Select } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { isolated, visibleText } from "../../i18n/visible";
import styles from "./Files.module.css";

export interface Column {
  index: number;
  heading: string;
  role: string;
  samples: string[];
}

interface Props {
  label: string;
  columns: Column[];
  roles: readonly string[];
  roleWords: (role: string) => string;
  onRole: (index: number, role: string) => void;
}

export function ColumnsTable({ label, columns, roles, roleWords, onRole }: Props) {
  const { t } = useTranslation();
  const rows = Math.max(0, ...columns.map(({ samples }) => samples.length));
  const name = ({ index, heading }: Column) =>
    heading === "" ? t("files.columns.number", { number: index + 1 }) : visibleText(heading);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.columns} aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.index} scope="col">
                <span className={styles.columnName} dir="auto">
                  {name(column)}
                </span>
                <Select
                  size="small"
                  value={column.role}
                  onChange={(_, { value }) => onRole(column.index, value)}
                  aria-label={t("files.columns.holds", { name: isolated(name(column)) })}
                  data-testid="column-role"
                >
                  {(roles.includes(column.role) ? roles : [...roles, column.role]).map((role) => (
                    <option key={role} value={role}>
                      {roleWords(role)}
                    </option>
                  ))}
                </Select>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, row) => row).map((row) => (
            <tr key={row}>
              {columns.map(({ index, samples }) => (
                <td key={index} dir="auto">
                  {visibleText(samples[row] ?? "")}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
