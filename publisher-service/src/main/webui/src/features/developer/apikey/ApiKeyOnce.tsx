import { Alert, DescriptionList } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { texts } from '../../../texts';
import { developerApiQuery } from '../catalogue/queries';
import { Secret } from '../key/SecretFacts';
import type { ApiKey } from './shapes';

const words = texts.apiKeys;

/** A key that was made now, this once, and the header that it is sent in. */
export function ApiKeyOnce({ made, apikey }: { readonly made: ApiKey; readonly apikey: string }) {
  const api = useQuery(developerApiQuery(made.apiId)).data;
  return (
    <Alert isInline isLiveRegion variant="warning" component="h3" title={words.once}>
      <DescriptionList orientation={{ md: 'horizontal' }} isCompact>
        <Secret term={words.key} value={apikey} />
      </DescriptionList>
      {api?.apiKeyHeader !== undefined && <p>{words.header(api.apiKeyHeader)}</p>}
    </Alert>
  );
}
