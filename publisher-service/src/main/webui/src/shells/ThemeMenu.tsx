import AdjustIcon from '@patternfly/react-icons/dist/esm/icons/adjust-icon';
import { useTheme, type ThemeChoice } from '../ui/theme';
import { texts } from '../texts';
import { Menu } from './Menu';

const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

export function ThemeMenu() {
  const [choice, choose] = useTheme();
  const words = texts.shell.theme;
  return (
    <Menu
      label={words.label}
      icon={<AdjustIcon />}
      items={CHOICES.map((key) => ({ key, label: words[key], isSelected: key === choice, onSelect: () => choose(key) }))}
    />
  );
}
