import { Card, CardBody, CardTitle, List, ListItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { settingsQuery } from '../../../session/session';
import { CopyButton } from '../../../ui/CopyButton';
import { texts } from '../../../texts';
import type { Api } from '../api/shapes';

/** Returns the path below which clients find an API. */
export function basePath(api: Pick<Api, 'context' | 'version'>): string {
  return api.context.includes('{version}') ? api.context.replace('{version}', api.version) : `${api.context}/${api.version}`;
}

/** The addresses at which gateways serve an API once it is deployed. */
export function ServedAt({ api }: { readonly api: Api }) {
  const settings = useQuery(settingsQuery);
  const words = texts.overview;
  const urls = (settings.data?.environments ?? []).flatMap((environment) =>
    [api.transport.includes('https') ? environment.gateways.https : null, api.transport.includes('http') ? environment.gateways.http : null]
      .filter((origin) => typeof origin === 'string')
      .map((origin) => origin + basePath(api)),
  );
  if (urls.length === 0) {
    return null;
  }
  return (
    <Card>
      <CardTitle component="h3">{words.servedAt}</CardTitle>
      <CardBody>
        <List isPlain>
          {urls.map((url) => (
            <ListItem key={url}>
              <code className="sluice-break">{url}</code>
              <CopyButton text={url} label={words.copyUrl(url)} />
            </ListItem>
          ))}
        </List>
      </CardBody>
    </Card>
  );
}
