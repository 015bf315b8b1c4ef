import { useCallback, useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'sluice.theme';
const DARK_CLASS = 'pf-v6-theme-dark';
const listeners = new Set<() => void>();
const systemDark = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null;

function stored(): ThemeChoice {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

function isDark(choice: ThemeChoice): boolean {
  return choice === 'dark' || (choice === 'system' && systemDark?.matches === true);
}

/** Shows the stored theme; called once, before the first page is drawn. */
export function applyTheme(): void {
  const apply = () => document.documentElement.classList.toggle(DARK_CLASS, isDark(stored()));
  apply();
  systemDark?.addEventListener('change', apply);
  listeners.add(apply);
}

/** Returns the chosen theme, and how to choose another. */
export function useTheme(): [ThemeChoice, (choice: ThemeChoice) => void] {
  const choice = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, stored);
  const choose = useCallback((next: ThemeChoice) => {
    localStorage.setItem(KEY, next);
    listeners.forEach((listener) => listener());
  }, []);
  return [choice, choose];
}
