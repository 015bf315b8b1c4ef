import { useQuery } from '@tanstack/react-query';
import { StateDot } from '../../../shared/StateDot';
import { texts } from '../../../texts';
import { upstreamsQuery } from './queries';
import { upstreamSummary } from './upstreamSummary';

interface Props {
  readonly apiId: string;
  readonly compact?: boolean;
}

/** Whether the backend of an API sends, as of some seconds ago. */
export function UpstreamDot({ apiId, compact = false }: Props) {
  const upstreams = useQuery(upstreamsQuery(apiId));
  if (upstreams.data === undefined) {
    return <StateDot tone="off" label={upstreams.isError ? texts.api.upstream.unknown : texts.common.loading} compact={compact} />;
  }
  return <StateDot {...upstreamSummary(upstreams.data.list)} compact={compact} />;
}
