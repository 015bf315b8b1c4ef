import { Tab, Tabs, TabTitleText } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { QueryView } from '../../../ui/QueryView';
import { texts } from '../../../texts';
import { ApiPage } from '../api/ApiPage';
import { useApi } from '../api/context';
import { DefinitionDiff } from './DefinitionDiff';
import { DefinitionEditor } from './DefinitionEditor';
import { DownloadMenu } from './DownloadMenu';
import { documentQuery } from './queries';
import { RenderedDocument } from './rendered/RenderedDocument';

export const DEFINITION_TABS = ['view', 'edit', 'diff'] as const;

/** The AsyncAPI document of an API. */
export function DefinitionPage() {
  const { value: api } = useApi();
  const { tab } = useSearch({ from: '/publisher/apis/$apiId/definition' });
  const navigate = useNavigate();
  const words = texts.definition;
  const panels = { view: <Rendered apiId={api.id} />, edit: <Edited apiId={api.id} />, diff: <DefinitionDiff apiId={api.id} /> };
  return (
    <ApiPage title={words.title} intro={words.intro} actions={<DownloadMenu api={api} />}>
      <Tabs
        activeKey={tab}
        aria-label={words.title}
        mountOnEnter
        unmountOnExit
        onSelect={(_, key) =>
          void navigate({
            to: '/publisher/apis/$apiId/definition',
            params: { apiId: api.id },
            search: { tab: DEFINITION_TABS.find((one) => one === key) ?? 'view' },
            replace: true,
          })
        }
      >
        {DEFINITION_TABS.map((key) => (
          <Tab key={key} eventKey={key} title={<TabTitleText>{words.tabs[key]}</TabTitleText>}>
            {key === tab && <div className="sluice-panel">{panels[key]}</div>}
          </Tab>
        ))}
      </Tabs>
    </ApiPage>
  );
}

function Rendered({ apiId }: { readonly apiId: string }) {
  // Browsers read JSON much faster than YAML.
  const document = useQuery(documentQuery(apiId, 'json'));
  // What cannot be made JSON is shown as it was written.
  const own = useQuery({ ...documentQuery(apiId), enabled: document.isError });
  return (
    <>
      <QueryView query={document}>{({ text }) => <RenderedDocument text={text} />}</QueryView>
      {document.data === undefined && own.data !== undefined && <RenderedDocument text={own.data.text} />}
    </>
  );
}

function Edited({ apiId }: { readonly apiId: string }) {
  const document = useQuery(documentQuery(apiId));
  return <QueryView query={document}>{(found) => <DefinitionEditor apiId={apiId} stored={found} />}</QueryView>;
}
