import { useQuery } from '@tanstack/react-query';
import { StateDot } from '../../../shared/StateDot';
import { texts } from '../../../texts';
import { upstreamsQuery } from './queries';
import { upstreamSummary } from './upstreamSummary';

interface Props {
  readonly apiId: string;
  readonly compact?: boolean;
  /** Asked for less often, as in lists. */
  readonly isOneOfMany?: boolean;
}

const OFTEN_MS = 5_000;
const SELDOM_MS = 20_000;

/** Whether the backend of an API sends, as of some seconds ago. */
export function UpstreamDot({ apiId, compact = false, isOneOfMany = false }: Props) {
  const upstreams = useQuery({ ...upstreamsQuery(apiId), refetchInterval: isOneOfMany ? SELDOM_MS : OFTEN_MS });
  if (upstreams.data === undefined) {
    return <StateDot tone="off" label={upstreams.isError ? texts.api.upstream.unknown : texts.common.loading} compact={compact} />;
  }
  return <StateDot {...upstreamSummary(upstreams.data.list)} compact={compact} />;
}
