// First start: Microsoft, then the LMS, then the courses. Each step can be left for later.
import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PersonName } from "../../components/PersonName";
import { useStatus } from "../../platform/queries";
import { LmsForm } from "../settings/LmsForm";
import { SignInPanel } from "../signin/SignInPanel";
import { CourseStep } from "./CourseStep";
import { Doors } from "./Doors";
import styles from "./Start.module.css";
import { Steps } from "./Steps";

type Step = "doors" | "microsoft" | "lms" | "courses";

export function Start({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const status = useStatus().data;
  const [step, setStep] = useState<Step>("doors");
  if (step === "doors") return <Doors onConnect={() => setStep("microsoft")} onLater={onDone} />;
  const account = status?.account ?? null;
  const lms = status?.lms.configured === true;
  return (
    <main className={styles.page} tabIndex={-1} data-testid="start">
      <div className={styles.card}>
        <Steps current={step} done={{ microsoft: account !== null, lms, courses: false }} />
        {step === "microsoft" && (
          <>
            <h1 className={styles.title}>{t("start.microsoft.title")}</h1>
            {account === null ? (
              <SignInPanel />
            ) : (
              <p data-testid="signed-in">
                {t("start.microsoft.done")} <PersonName name={account.name} className={styles.strong} /> (
                {account.username})
              </p>
            )}
            <Foot done={account !== null} onNext={() => setStep("lms")} />
          </>
        )}
        {step === "lms" && (
          <>
            <h1 className={styles.title}>{t("start.lms.title")}</h1>
            <p className={styles.lead}>{t("start.lms.lead")}</p>
            <LmsForm />
            <Foot done={lms} onNext={() => (lms ? setStep("courses") : onDone())} />
          </>
        )}
        {step === "courses" && <CourseStep onDone={onDone} />}
      </div>
    </main>
  );
}

function Foot({ done, onNext }: { done: boolean; onNext: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.foot}>
      <Button appearance={done ? "primary" : "subtle"} onClick={onNext} data-testid="start-next">
        {t(done ? "start.next" : "start.later")}
      </Button>
    </div>
  );
}
