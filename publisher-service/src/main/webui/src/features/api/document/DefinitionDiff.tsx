import { FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { CodeDiff } from '../../../ui/CodeEditor';
import { EmptyPage } from '../../../ui/EmptyPage';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { revisionsQuery } from '../deployment/queries';
import type { Revision } from '../deployment/shapes';
import { documentQuery, revisionDocumentQuery } from './queries';

/** What differs between the document now and that of a revision; the deployed one first. */
export function DefinitionDiff({ apiId }: { readonly apiId: string }) {
  const revisions = useQuery(revisionsQuery(apiId));
  const words = texts.definition;
  return (
    <QueryView
      query={revisions}
      isEmpty={({ list }) => list.length === 0}
      empty={
        <EmptyPage
          title={words.noRevisionTitle}
          body={words.noRevisionBody}
          action={
            <Link to="/publisher/apis/$apiId/deployments" params={{ apiId }}>
              {texts.api.tabs.deployments}
            </Link>
          }
        />
      }
    >
      {({ list }) => <Choice apiId={apiId} revisions={list} />}
    </QueryView>
  );
}

function Choice({ apiId, revisions }: { readonly apiId: string; readonly revisions: readonly Revision[] }) {
  const words = texts.definition;
  const ordered = [...revisions].sort((a, b) => Number(b.deploymentInfo.length > 0) - Number(a.deploymentInfo.length > 0));
  const [chosen, setChosen] = useState<string | null>(null);
  const revision = ordered.find(({ id }) => id === chosen) ?? ordered[0];
  const now = useQuery(documentQuery(apiId, 'yaml'));
  return (
    <div className="sluice-stack">
      <FormGroup label={words.compareWith} fieldId="diff-revision">
        <FormSelect id="diff-revision" value={revision?.id ?? ''} onChange={(_, id) => setChosen(id)}>
          {ordered.map((one) => (
            <FormSelectOption key={one.id} value={one.id} label={one.deploymentInfo.length > 0 ? words.deployed(one.displayName) : one.displayName} />
          ))}
        </FormSelect>
      </FormGroup>
      {revision !== undefined && <QueryView query={now}>{({ text }) => <Difference apiId={apiId} revision={revision} now={text} />}</QueryView>}
    </div>
  );
}

function Difference({ apiId, revision, now }: { readonly apiId: string; readonly revision: Revision; readonly now: string }) {
  const before = useQuery(revisionDocumentQuery(apiId, revision.id, 'yaml'));
  const words = texts.definition;
  return (
    <QueryView query={before}>
      {({ text }) =>
        text === now ? (
          <p role="status">{words.same(revision.displayName)}</p>
        ) : (
          <div>
            <div className="sluice-sides">
              <strong>{words.before(revision.displayName)}</strong>
              <strong>{words.now}</strong>
            </div>
            <CodeDiff before={text} beforeLabel={words.before(revision.displayName)} after={now} afterLabel={words.now} language="yaml" />
          </div>
        )
      }
    </QueryView>
  );
}
