import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../routes';
import { PublisherShell } from './PublisherShell';

export const shellRoute = createRoute({ getParentRoute: () => rootRoute, path: '/publisher', component: PublisherShell });
