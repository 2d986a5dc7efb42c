// One person: every name and address, every class, and the way to erase all of it.
import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import { ArrowLeft16Regular } from "@fluentui/react-icons/svg/arrow-left";
import { Delete20Regular } from "@fluentui/react-icons/svg/delete";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { OpeningButton } from "../../components/OpeningButton";
import { PersonName } from "../../components/PersonName";
import { QueryView } from "../../components/QueryView";
import { isolated } from "../../i18n/visible";
import { go, placeFragment } from "../../navigation";
import type { PersonDetailView } from "../../platform/bindings/PersonDetailView";
import { usePerson } from "../../platform/queries";
import { EraseDialog } from "../privacy/EraseDialog";
import styles from "./Person.module.css";
import { PersonClasses } from "./PersonClasses";
import { PersonFacts } from "./PersonFacts";
import { WhoMark } from "./WhoMark";

export function Person({ id }: { id: string }) {
  const { t } = useTranslation();
  const person = usePerson(id);
  return (
    <div className={styles.page} data-testid="person-page">
      <a className={styles.back} href={placeFragment({ page: "people", person: null })}>
        <ArrowLeft16Regular aria-hidden="true" />
        {t("persons.title")}
      </a>
      {person.data === undefined && <h1 className="visually-hidden">{t("persons.title")}</h1>}
      <QueryView query={person}>{(view) => <Known view={view} />}</QueryView>
    </div>
  );
}

function Known({ view }: { view: PersonDetailView }) {
  const { t } = useTranslation();
  const [erasing, setErasing] = useState(false);
  const { person } = view;
  const name = person.name === null || person.name.trim() === "" ? t("people.nameless") : person.name;
  return (
    <>
      <div className={styles.head}>
        <div className={styles.headWords}>
          <h1 className={styles.title}>
            <PersonName name={person.name} />
            <WhoMark person={person} />
          </h1>
          {!person.student && <p className={styles.muted}>{t(`people.kind.${person.kind}`)}</p>}
        </div>
        <OpeningButton icon={<Delete20Regular />} onClick={() => setErasing(true)} data-testid="erase-person">
          {t("persons.erase.action")}
        </OpeningButton>
      </div>
      {person.to_match > 0 && (
        <MessageBar intent="warning" layout="multiline" className={styles.notice}>
          <MessageBarBody>{t("persons.matchThem", { count: person.to_match })}</MessageBarBody>
        </MessageBar>
      )}
      <PersonFacts view={view} />
      <PersonClasses view={view} />
      <EraseDialog
        open={erasing}
        what={{ person: person.id }}
        title={t("persons.erase.title", { name: isolated(name) })}
        subject={t("persons.erase.subject", { name: isolated(name) })}
        explain={[t("persons.erase.explain"), t("privacy.comesBack")]}
        confirm="tick"
        onClose={(done) => {
          setErasing(false);
          if (done) go({ page: "people", person: null });
        }}
      />
    </>
  );
}
