// What sets somebody apart from a student of a roster: not matched yet, or a visitor. A shape with a word.
import { Badge } from "@fluentui/react-components";
import { PersonQuestionMark16Regular } from "@fluentui/react-icons/svg/person-question-mark";
import { useTranslation } from "react-i18next";
import type { PersonView } from "../../platform/bindings/PersonView";

export function WhoMark({ person }: { person: Pick<PersonView, "student" | "to_match"> }) {
  const { t } = useTranslation();
  if (person.to_match > 0) {
    return (
      <Badge appearance="tint" color="warning" icon={<PersonQuestionMark16Regular />} data-testid="to-match">
        {t("persons.toMatch")}
      </Badge>
    );
  }
  return person.student ? null : (
    <Badge appearance="outline" color="informative">
      {t("persons.visitor")}
    </Badge>
  );
}
