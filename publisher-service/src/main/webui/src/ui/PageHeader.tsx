import { Content, Flex, FlexItem, PageSection, Title } from '@patternfly/react-core';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** One sentence below the title. */
  readonly intro?: ReactNode;
  /** Buttons at the title's end. */
  readonly actions?: ReactNode;
}

/** The head of a page: its one h1, a sentence, its actions. */
export function PageHeader({ title, intro, actions }: Props) {
  return (
    <PageSection hasBodyWrapper={false}>
      <Flex justifyContent={{ default: 'justifyContentSpaceBetween' }} alignItems={{ default: 'alignItemsCenter' }}>
        <FlexItem className="sluice-break sluice-page-title">
          <Title headingLevel="h1">{title}</Title>
          {intro !== undefined && <Content component="p">{intro}</Content>}
        </FlexItem>
        {actions !== undefined && <FlexItem>{actions}</FlexItem>}
      </Flex>
    </PageSection>
  );
}
