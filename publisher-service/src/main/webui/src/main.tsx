import './ui/zod';
import '@patternfly/react-core/dist/styles/base.css';
import './style.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { problemOf } from './api/problem';
import { router } from './routes';
import { applyTheme } from './ui/theme';

applyTheme();

const RETRIES = 2;

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the server refused is refused again; what it could not do now may work in a moment.
      retry: (failures, error) => failures < RETRIES && [0, 503].includes(problemOf(error).status),
    },
  },
});

const root = document.getElementById('root');
if (root === null) {
  throw new Error('the page has no element with the id root');
}
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
