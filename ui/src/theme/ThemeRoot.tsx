// Fluent's provider with the Teams theme in force, and the renderer that carries the policy's nonce.
import {
  createDOMRenderer,
  FluentProvider,
  RendererProvider,
  type Theme,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from "@fluentui/react-components";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { chooseTheme, storeChoice, storedChoice, type ThemeChoice, type ThemeName } from "./choice";
import "./base.css";

const THEMES: Record<ThemeName, Theme> = {
  light: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

const ThemeContext = createContext<{ choice: ThemeChoice; choose: (choice: ThemeChoice) => void }>({
  choice: "system",
  choose: () => {},
});

export const useTheme = () => useContext(ThemeContext);

export function ThemeRoot({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState(() => storedChoice(globalThis.localStorage));
  const dark = useMedia("(prefers-color-scheme: dark)");
  const forced = useMedia("(forced-colors: active)");
  const more = useMedia("(prefers-contrast: more)");
  const name = chooseTheme(choice, { dark, contrast: forced || more });
  const renderer = useMemo(() => {
    const nonce = document.querySelector<HTMLStyleElement>("style[nonce]")?.nonce;
    return createDOMRenderer(document, nonce ? { styleElementAttributes: { nonce } } : {});
  }, []);
  useEffect(() => {
    document.documentElement.dataset.theme = name;
  }, [name]);
  const value = useMemo(
    () => ({
      choice,
      choose: (next: ThemeChoice) => {
        storeChoice(globalThis.localStorage, next);
        setChoice(next);
      },
    }),
    [choice],
  );
  return (
    <ThemeContext value={value}>
      <RendererProvider renderer={renderer} targetDocument={document}>
        <FluentProvider theme={THEMES[name]}>{children}</FluentProvider>
      </RendererProvider>
    </ThemeContext>
  );
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
  );
}
