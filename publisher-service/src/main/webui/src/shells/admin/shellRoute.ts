import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../routes';
import { AdminShell } from './AdminShell';

export const shellRoute = createRoute({ getParentRoute: () => rootRoute, path: '/admin', component: AdminShell });
