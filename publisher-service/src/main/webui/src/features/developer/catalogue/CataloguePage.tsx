import { Card, CardBody, CardTitle, Gallery, PageSection } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { EmptyPage } from '../../../shared/EmptyPage';
import { PageHeader } from '../../../shared/PageHeader';
import { QueryView } from '../../../shared/QueryView';
import { texts } from '../../../texts';
import { catalogueQuery } from './queries';

/** The APIs that can be subscribed to. */
export function CataloguePage() {
  const apis = useQuery(catalogueQuery());
  const words = texts.catalogue;
  return (
    <>
      <PageHeader title={words.title} />
      <PageSection>
      <QueryView query={apis} isEmpty={(found) => found.list.length === 0} empty={<EmptyPage title={words.emptyTitle} body={words.emptyBody} />}>
        {(found) => (
          <Gallery hasGutter>
            {found.list.map((api) => (
              <Card key={api.id} component="article">
                <CardTitle component="h2">
                  {api.name} {api.version}
                </CardTitle>
                <CardBody>{api.description}</CardBody>
              </Card>
            ))}
          </Gallery>
        )}
      </QueryView>
      </PageSection>
    </>
  );
}
