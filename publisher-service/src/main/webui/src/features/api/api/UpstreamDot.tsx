import { useQuery } from '@tanstack/react-query';
import { StateDot, type Tone } from '../../../ui/StateDot';
import { texts } from '../../../texts';
import { overviewQuery } from '../overview/queries';
import type { UpstreamSummary } from './shapes';

const TONES: Readonly<Record<string, Tone>> = { live: 'good', partly: 'bad', refused: 'bad', 'backing-off': 'bad', connecting: 'waiting' };

/** Whether the backend of an API sends, as of some seconds ago. */
export function UpstreamDot({ apiId }: { readonly apiId: string }) {
  const overview = useQuery(overviewQuery(apiId));
  if (overview.data === undefined) {
    return <StateDot tone="off" label={overview.isError ? texts.api.upstream.states.unknown : texts.common.loading} />;
  }
  return <SummaryDot summary={overview.data.upstreams} />;
}

/** The dot of a summary; why a backend cannot be had is said on hover and to screen readers. */
export function SummaryDot({ summary }: { readonly summary: UpstreamSummary }) {
  return (
    <span title={summary.reason}>
      <StateDot tone={TONES[summary.state] ?? 'off'} label={labelOf(summary)} />
      {summary.reason !== undefined && <span className="pf-v6-screen-reader">{summary.reason}</span>}
    </span>
  );
}

/** Returns a summary in words. */
export function labelOf({ state, live, channels }: UpstreamSummary): string {
  const words = texts.api.upstream;
  const states: Readonly<Record<string, string>> = words.states;
  switch (state) {
    case 'live':
      return words.live(live);
    case 'partly':
      return words.partly(live, channels);
    default:
      return states[state] ?? state;
  }
}
