interface Props {
  /** Epoch milliseconds, or RFC 3339. */
  readonly at: number | string;
}

const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A time of the reader's place; UTC on hover. */
export function Time({ at }: Props) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) {
    return <>{String(at)}</>;
  }
  return (
    <time dateTime={date.toISOString()} title={`${date.toISOString().replace('T', ' ').replace('Z', '')} UTC`}>
      {local.format(date)}
    </time>
  );
}
