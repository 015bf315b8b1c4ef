interface Props {
  /** 0 to 1. */
  readonly share: number;
  readonly tone?: 'plain' | 'warning' | 'full';
}

/** A bar beside a number, which says the same: screen readers leave it out. */
export function Bar({ share, tone = 'plain' }: Props) {
  return (
    <span className={`sluice-bar sluice-bar--${tone}`} aria-hidden="true">
      <span style={{ inlineSize: `${(Math.min(1, Math.max(0, share)) * 100).toFixed(1)}%` }} />
    </span>
  );
}
