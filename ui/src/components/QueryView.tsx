// The three states of every view: waiting, failed, there. Cached data stays on screen when a refetch fails.
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { toErrorView } from "../platform/errors";
import { ErrorNotice } from "./ErrorNotice";
import { Loading } from "./Loading";

export function QueryView<Data>({
  query,
  children,
}: {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}) {
  const retry = () => void query.refetch();
  if (query.data === undefined) {
    return query.isError ? <ErrorNotice error={toErrorView(query.error)} onRetry={retry} /> : <Loading />;
  }
  return (
    <>
      {query.isError && <ErrorNotice error={toErrorView(query.error)} onRetry={retry} />}
      {children(query.data)}
    </>
  );
}
