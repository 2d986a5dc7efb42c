// What an error's button can start; provided once by the app, so that errors need not know the features.
import { createContext, useContext } from "react";

export interface ErrorActions {
  signIn: () => void;
  settings: (section: string) => void;
}

const ErrorActionsContext = createContext<ErrorActions>({ signIn: () => {}, settings: () => {} });

export const ErrorActionsProvider = ErrorActionsContext.Provider;
export const useErrorActions = () => useContext(ErrorActionsContext);
