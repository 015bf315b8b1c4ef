import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '../../../api/client';
import { catalogueShape } from './shapes';

export const catalogueQuery = () =>
  queryOptions({
    queryKey: ['catalogue'],
    queryFn: ({ signal }) => fetchJson('/api/am/devportal/v3/apis', catalogueShape, { signal, anonymous: true }),
  });
