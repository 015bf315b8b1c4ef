import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '../../../api/client';
import { apiListShape } from './shapes';

export const apisQuery = () => queryOptions({ queryKey: ['apis'], queryFn: ({ signal }) => fetchJson('/api/am/publisher/v4/apis', apiListShape, { signal }) });
