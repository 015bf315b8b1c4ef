import { useQuery } from '@tanstack/react-query';
import { QueryView } from '../../../ui/QueryView';
import { RenderedDocument } from '../../api/document/rendered/RenderedDocument';
import { useDeveloperApi } from './ApiPage';
import { developerDocumentQuery } from './queries';

/** The API's AsyncAPI document for developers. */
export function DefinitionPage() {
  const api = useDeveloperApi();
  const document = useQuery(developerDocumentQuery(api.id));
  return <QueryView query={document}>{(text) => <RenderedDocument text={text} />}</QueryView>;
}
