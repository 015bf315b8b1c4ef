import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes } from 'react';

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly variant?: 'primary' | 'secondary' | 'link';
}

/** A link to another page that looks like a button, since going there is the next thing to do. */
export const LinkButton = createLink(function LinkButton({ variant = 'primary', className = '', children, ...anchor }: Props) {
  return (
    <a {...anchor} className={`pf-v6-c-button pf-m-${variant} ${className}`}>
      <span className="pf-v6-c-button__text">{children}</span>
    </a>
  );
});
