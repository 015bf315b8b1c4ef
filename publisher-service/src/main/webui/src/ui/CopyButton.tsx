import { Button } from '@patternfly/react-core';
import CheckIcon from '@patternfly/react-icons/dist/esm/icons/check-icon';
import CopyIcon from '@patternfly/react-icons/dist/esm/icons/copy-icon';
import { useEffect, useState } from 'react';
import { texts } from '../texts';

interface Props {
  readonly text: string;
  /** What is copied, for screen readers: "Copy consumer key". */
  readonly label?: string;
}

const SHOWN_MS = 2_000;

/** Copies a text to the clipboard, and says so for two seconds. */
export function CopyButton({ text, label = texts.common.copy }: Props) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      variant="plain"
      aria-label={copied ? texts.common.copied : label}
      icon={copied ? <CheckIcon /> : <CopyIcon />}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    />
  );
}
