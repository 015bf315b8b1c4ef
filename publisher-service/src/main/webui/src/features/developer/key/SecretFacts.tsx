import { Alert, Button, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Flex } from '@patternfly/react-core';
import { useState } from 'react';
import { CopyButton } from '../../../ui/CopyButton';
import { texts } from '../../../texts';

const words = texts.developer.keys;

interface Props {
  readonly consumerKey: string;
  /** Null: it was shown when it was made, and cannot be shown again. */
  readonly secret: string | null;
  /** Null: none was made now. */
  readonly token?: string | null;
}

/** A client's key, and what of its secrets was made now. */
export function SecretFacts({ consumerKey, secret, token = null }: Props) {
  return (
    <>
      {secret !== null && <Alert isInline variant="warning" component="h3" title={words.secretOnce} />}
      <DescriptionList orientation={{ md: 'horizontal' }} isCompact>
        <Fact term={words.consumerKey} value={consumerKey} />
        {secret !== null && <Secret term={words.consumerSecret} value={secret} />}
        {token !== null && <Secret term={words.token} value={token} />}
      </DescriptionList>
    </>
  );
}

function Fact({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription>
        <Flex gap={{ default: 'gapSm' }} flexWrap={{ default: 'nowrap' }} alignItems={{ default: 'alignItemsCenter' }}>
          <code className="sluice-break">{value}</code>
          <CopyButton text={value} label={words.copy(term)} />
        </Flex>
      </DescriptionListDescription>
    </DescriptionListGroup>
  );
}

/** Hidden from those who look over a shoulder, until it is asked for. */
export function Secret({ term, value }: { readonly term: string; readonly value: string }) {
  const [isShown, setShown] = useState(false);
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription>
        <Flex gap={{ default: 'gapSm' }} flexWrap={{ default: 'nowrap' }} alignItems={{ default: 'alignItemsCenter' }}>
          <code className="sluice-break">{isShown ? value : words.hidden}</code>
          <Button variant="link" isInline onClick={() => setShown(!isShown)} aria-label={isShown ? words.hide(term) : words.show(term)}>
            {isShown ? texts.common.hide : texts.common.show}
          </Button>
          <CopyButton text={value} label={words.copy(term)} />
        </Flex>
      </DescriptionListDescription>
    </DescriptionListGroup>
  );
}
