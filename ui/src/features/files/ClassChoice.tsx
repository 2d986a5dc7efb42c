// The class of a file: where it was matched to and why, the others, or a new one made from the file.
import { Field, Input, Select } from "@fluentui/react-components";
import { CheckmarkCircle16Filled } from "@fluentui/react-icons/svg/checkmark-circle";
import { Warning16Regular } from "@fluentui/react-icons/svg/warning";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../i18n/useFormats";
import { isolated, visibleText } from "../../i18n/visible";
import type { FileView } from "../../platform/bindings/FileView";
import { useCourses, useMeetings } from "../../platform/queries";
import type { MeetingForm } from "../classes/newMeeting";
import { problemsOf } from "../classes/newMeeting";
import type { CardProps } from "./FileCard";
import styles from "./Files.module.css";
import { formFrom } from "./plan";

const MADE_FROM = "new:";

export function ClassChoice(props: CardProps & { view: FileView }) {
  const { entry, view, standing, target, all, onChange } = props;
  const { t } = useTranslation();
  const format = useFormats();
  const meetings = useMeetings().data?.meetings ?? [];
  const fits = new Set(view.classes.map(({ meeting_id }) => meeting_id));
  const made = all.filter(({ token, form }) => token !== entry.token && form !== null && form.title !== "");
  const value =
    target === null ? "" : "meeting" in target ? target.meeting : `${MADE_FROM}${target.madeFrom}`;
  const own = `${MADE_FROM}${entry.token}`;
  const choose = (chosen: string) => {
    if (!chosen.startsWith(MADE_FROM)) onChange({ target: { meeting: chosen }, form: null });
    else {
      const madeFrom = chosen.slice(MADE_FROM.length);
      onChange({ target: { madeFrom }, form: chosen === own ? (entry.form ?? formFrom(view)) : null });
    }
  };
  return (
    <div className={styles.choice}>
      <Field
        label={t(standing === "class" ? "files.class.which" : "files.class.label")}
        hint={<Reason {...props} />}
      >
        <Select value={value} onChange={(_, data) => choose(data.value)} data-testid="import-class">
          {target === null && (
            <option value="" disabled>
              {t("files.class.choose")}
            </option>
          )}
          {view.classes.length > 0 && (
            <optgroup label={t("files.class.fits")}>
              {view.classes.map(({ meeting_id, title, start, reason }) => (
                <option key={meeting_id} value={meeting_id}>
                  {[
                    visibleText(title),
                    format.weekdayMoment(start),
                    ...(view.sure ? [] : [visibleText(reason)]),
                  ].join(" · ")}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label={t("files.class.newGroup")}>
            <option value={own}>{t("files.class.new")}</option>
            {made.map(({ token, form }) => (
              <option key={token} value={`${MADE_FROM}${token}`}>
                {t("files.class.newOther", { title: isolated(form?.title ?? "") })}
              </option>
            ))}
          </optgroup>
          {meetings.length > view.classes.length && (
            <optgroup label={t("files.class.others")}>
              {meetings
                .filter(({ id }) => !fits.has(id))
                .map(({ id, title, start, date }) => (
                  <option key={id} value={id}>
                    {`${visibleText(title)} · ${start === null ? format.shortDay(date) : format.weekdayMoment(start)}`}
                  </option>
                ))}
            </optgroup>
          )}
        </Select>
      </Field>
      {value === own && entry.form !== null && (
        <NewClass form={entry.form} onForm={(form) => onChange({ form })} />
      )}
    </div>
  );
}

/** Why this class, or what speaks against it. */
function Reason({ view, target, standing, home }: CardProps & { view: FileView }) {
  const { t } = useTranslation();
  const [best] = view.classes;
  if (target === null) return best === undefined ? t("files.class.none") : t("files.class.unsure");
  if ("madeFrom" in target) return null;
  const chosen = view.classes.find(({ meeting_id }) => meeting_id === target.meeting);
  if (standing === "known") return t("files.class.known");
  if (view.sure && best !== undefined && best.meeting_id !== target.meeting) {
    return (
      <span className={styles.reason} data-kind="warn">
        <Warning16Regular aria-hidden="true" />
        {t("files.class.rather", { title: isolated(best.title), reason: best.reason })}
      </span>
    );
  }
  if (chosen === undefined) {
    return (
      <span className={styles.reason} data-kind="warn">
        <Warning16Regular aria-hidden="true" />
        {t(home === target.meeting ? "files.class.notHere" : "files.class.notThere")}
      </span>
    );
  }
  return (
    <span className={styles.reason} data-kind={view.sure ? "sure" : "fits"} data-testid="import-reason">
      {view.sure && <CheckmarkCircle16Filled aria-hidden="true" />}
      {t("files.class.because", { reason: visibleText(chosen.reason) })}
    </span>
  );
}

function NewClass({ form, onForm }: { form: MeetingForm; onForm: (form: MeetingForm) => void }) {
  const { t } = useTranslation();
  const courses = useCourses().data?.courses ?? [];
  const problems = problemsOf(form);
  const set = (field: keyof MeetingForm) => (_: unknown, data: { value: string }) =>
    onForm({ ...form, [field]: data.value });
  const problem = (field: (typeof problems)[number]) =>
    problems.includes(field)
      ? { validationState: "error" as const, validationMessage: t(`add.problem.${field}`) }
      : {};
  return (
    <fieldset className={styles.newClass} data-testid="import-new">
      <legend className="visually-hidden">{t("files.class.new")}</legend>
      <Field label={t("add.name")} required {...problem("title")} className={styles.newTitle ?? ""}>
        <Input value={form.title} onChange={set("title")} />
      </Field>
      <Field label={t("add.date")} required {...problem("date")}>
        <Input type="date" value={form.date} onChange={set("date")} />
      </Field>
      <Field label={t("add.start")} {...problem("times")}>
        <Input type="time" value={form.start} onChange={set("start")} />
      </Field>
      <Field label={t("add.end")}>
        <Input type="time" value={form.end} onChange={set("end")} />
      </Field>
      <Field label={t("add.course")} className={styles.newTitle ?? ""}>
        <Select value={form.course} onChange={set("course")}>
          <option value="">{t("classes.noCourse")}</option>
          {courses.map((course) => (
            <option key={course.id} value={course.id}>
              {visibleText(course.title)}
            </option>
          ))}
        </Select>
      </Field>
      <p className={styles.hint}>{t("files.class.newHint")}</p>
    </fieldset>
  );
}
