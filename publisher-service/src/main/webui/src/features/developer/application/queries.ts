import { queryOptions } from '@tanstack/react-query';
import { fetchJson, fetchVersioned, send, withQuery, type Versioned } from '../../../api/client';
import { applicationListShape, applicationShape, type Application, type ApplicationValues } from './shapes';

const APPLICATIONS = '/api/am/devportal/v3/applications';
const ALL = 1_000;

export function applicationPath(applicationId: string): string {
  return `${APPLICATIONS}/${encodeURIComponent(applicationId)}`;
}

export const applicationsQuery = () =>
  queryOptions({
    queryKey: ['applications'],
    queryFn: ({ signal }) => fetchJson(withQuery(APPLICATIONS, { limit: ALL }), applicationListShape, { signal }),
  });

export const applicationQuery = (applicationId: string) =>
  queryOptions({
    queryKey: ['application', applicationId],
    queryFn: ({ signal }) => fetchVersioned(applicationPath(applicationId), applicationShape, { signal }),
  });

export function createApplication(values: ApplicationValues): Promise<Application> {
  return fetchJson(APPLICATIONS, applicationShape, { method: 'POST', json: values });
}

export function changeApplication({ value, etag }: Versioned<Application>, values: ApplicationValues): Promise<Application> {
  return fetchJson(applicationPath(value.applicationId), applicationShape, { method: 'PUT', json: values, ifMatch: etag });
}

export async function deleteApplication(applicationId: string): Promise<void> {
  await send(applicationPath(applicationId), { method: 'DELETE' });
}
