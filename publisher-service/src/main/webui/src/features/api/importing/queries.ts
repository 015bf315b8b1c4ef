import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fetchJson, fetchVersioned } from '../../../api/client';
import { apiQuery, APIS } from '../api/queries';
import { apiShape } from '../api/shapes';
import { languageOf, validationShape } from './shapes';

/** A document as text, or the address where the publisher fetches it. */
export type Source = { readonly text: string } | { readonly url: string };

function formOf(source: Source): FormData {
  const form = new FormData();
  if ('text' in source) {
    const type = languageOf(source.text) === 'json' ? 'application/json' : 'application/yaml';
    form.append('file', new Blob([source.text], { type }), `asyncapi.${languageOf(source.text)}`);
  } else {
    form.append('url', source.url);
  }
  return form;
}

/** Checks a document; with an address the answer has its text. */
export function useValidate() {
  return useMutation({
    mutationFn: (source: Source) =>
      fetchJson(`${APIS}/validate-asyncapi?returnContent=${'url' in source}`, validationShape, { method: 'POST', body: formOf(source) }),
  });
}

interface Import {
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Makes an API of a document. */
export function useImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ text, fields }: Import) => {
      const form = formOf({ text });
      form.append('additionalProperties', JSON.stringify(fields));
      return fetchVersioned(`${APIS}/import-asyncapi`, apiShape, { method: 'POST', body: form });
    },
    onSuccess: (made) => {
      client.setQueryData(apiQuery(made.value.id).queryKey, made);
      void client.invalidateQueries({ queryKey: ['apis'] });
    },
  });
}
