import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '../../../api/client';
import { userListShape } from './shapes';

export const usersQuery = () => queryOptions({ queryKey: ['users'], queryFn: ({ signal }) => fetchJson('/scim2/Users', userListShape, { signal }) });
