/** How something is: good, on its way, or in need of someone. */
export type Tone = 'good' | 'waiting' | 'bad' | 'off';

interface Props {
  readonly tone: Tone;
  readonly label: string;
  /** Only the dot; the label is for screen readers and on hover. */
  readonly compact?: boolean;
}

/** A dot and a word: colour is never the only sign. */
export function StateDot({ tone, label, compact = false }: Props) {
  return (
    <span className={`sluice-state sluice-state--${tone}`} title={compact ? label : undefined}>
      <span className="sluice-state__dot" aria-hidden="true" />
      <span className={compact ? 'pf-v6-screen-reader' : undefined}>{label}</span>
    </span>
  );
}
