import { Button, FormGroup, FormSelect, FormSelectOption, PageSection } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyPage } from '../../ui/EmptyPage';
import { PageHeader } from '../../ui/PageHeader';
import { QueryView } from '../../ui/QueryView';
import { StateDot, type Tone } from '../../ui/StateDot';
import { Time } from '../../ui/Time';
import { texts } from '../../texts';
import { upstreamsQuery } from './queries';
import type { UpstreamEntry } from './shapes';

const words = texts.operation;
const TONES: Readonly<Record<string, Tone>> = { live: 'good', connecting: 'waiting', 'backing-off': 'bad', refused: 'bad', ended: 'off', idle: 'off' };

/** The backend connections of all APIs, those in trouble first. */
export function UpstreamsPage() {
  const [status, setStatus] = useState('');
  const upstreams = useInfiniteQuery(upstreamsQuery(status));
  return (
    <>
      <PageHeader title={words.upstreams} intro={words.upstreamsIntro} />
      <PageSection>
        <FormGroup label={words.state} fieldId="upstream-state" className="sluice-search">
          <FormSelect id="upstream-state" value={status} onChange={(_, value) => setStatus(value)}>
            <FormSelectOption value="" label={words.anyState} />
            {Object.keys(TONES).map((state) => (
              <FormSelectOption key={state} value={state} label={words.upstreamStates[state] ?? state} />
            ))}
          </FormSelect>
        </FormGroup>
        <QueryView
          query={upstreams}
          isEmpty={({ pages }) => pages[0]?.count === 0}
          empty={<EmptyPage title={status === '' ? words.noUpstreamsTitle : words.noSuchTitle} body={status === '' ? words.noUpstreamsBody : words.noSuchBody} />}
        >
          {({ pages }) => <Rows entries={pages.flatMap((page) => page.list)} />}
        </QueryView>
        {upstreams.hasNextPage && (
          <Button variant="secondary" isLoading={upstreams.isFetchingNextPage} onClick={() => void upstreams.fetchNextPage()}>
            {texts.catalogue.more}
          </Button>
        )}
      </PageSection>
    </>
  );
}

function Rows({ entries }: { readonly entries: readonly UpstreamEntry[] }) {
  return (
    <Table aria-label={words.upstreams} variant="compact">
      <Thead>
        <Tr>
          <Th>{words.api}</Th>
          <Th>{words.channel}</Th>
          <Th>{words.state}</Th>
          <Th>{words.since}</Th>
          <Th>{words.events}</Th>
          <Th>{words.relay}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {entries.map(({ api, upstream }) => (
          <Tr key={[api.id, upstream.environment, upstream.keyType, upstream.path, upstream.query].join('|')}>
            <Td dataLabel={words.api} className="sluice-break">
              {api.name === undefined ? words.deletedApi(api.id) : `${api.name} ${api.version ?? ''}`}
            </Td>
            <Td dataLabel={words.channel} className="sluice-break">
              <div>
                <code>{upstream.path + (upstream.query ? `?${upstream.query}` : '')}</code> {texts.developer.keys.types[upstream.keyType === 'SANDBOX' ? 'SANDBOX' : 'PRODUCTION']},{' '}
                {upstream.environment}
              </div>
            </Td>
            <Td dataLabel={words.state} className="sluice-break">
              <div>
                <StateDot tone={TONES[upstream.status] ?? 'waiting'} label={words.upstreamStates[upstream.status] ?? upstream.status} /> <Why upstream={upstream} />
              </div>
            </Td>
            <Td dataLabel={words.since}>
              <Time at={upstream.since} />
            </Td>
            <Td dataLabel={words.events}>{upstream.events.toLocaleString()}</Td>
            <Td dataLabel={words.relay}>{upstream.relay}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** The backend's answer, where it is worth a word, and the reason. */
function Why({ upstream }: { readonly upstream: UpstreamEntry['upstream'] }) {
  const http = upstream.http && upstream.status !== 'live' ? `HTTP ${upstream.http}` : '';
  return <span>{[http, upstream.reason ?? ''].filter((part) => part !== '').join(': ')}</span>;
}
