import { expectAccessible } from './support/accessibility';
import { takePictures } from './support/pictures';
import { text } from './support/rest';
import { expect, test } from './support/test';

const OF_AN_API = ['overview', 'basic-info', 'topics', 'topics/new', 'endpoints', 'definition', 'runtime', 'subscriptions', 'deployments', 'lifecycle', 'subscribers', 'usage', 'webhooks', 'upstreams', 'live'];

/** Every route, as an admin sees it, with an API that is published and an application that has subscribed to it. */
test.describe('every page is accessible, and none is wider than its window', () => {
  let paths: Record<string, string> = {};

  test.beforeAll(async ({ rest }) => {
    const api = await rest.publishedApi('Routes');
    const application = text(
      await rest.post('/api/am/devportal/v3/applications', { name: api.name, throttlingPolicy: 'Unlimited' }),
      'applicationId',
    );
    await rest.post('/api/am/devportal/v3/subscriptions', { apiId: api.id, applicationId: application, throttlingPolicy: 'AsyncUnlimited' });
    paths = { api: `/publisher/apis/${api.id}`, developer: `/devportal/apis/${api.id}`, application: `/devportal/applications/${application}` };
  });

  const pages: readonly [string, (known: Record<string, string>) => string][] = [
    ['home', () => '/publisher/apis'],
    ['create', () => '/publisher/create'],
    ['create-streaming', () => '/publisher/create/streaming'],
    ['create-sse', () => '/publisher/create/sse'],
    ['create-import', () => '/publisher/create/import'],
    ...OF_AN_API.map((tab): [string, (known: Record<string, string>) => string] => [tab.replace('/', '-'), ({ api }) => `${api}/${tab}`]),
    ['catalogue', () => '/devportal'],
    ['developer-api', ({ developer }) => `${developer}`],
    ['developer-definition', ({ developer }) => `${developer}/definition`],
    ['developer-try', ({ developer }) => `${developer}/try`],
    ['developer-subscribe', ({ developer }) => `${developer}/subscribe`],
    ['applications', () => '/devportal/applications'],
    ['application', ({ application }) => `${application}`],
    ['account', () => '/devportal/account'],
    ['scopes', () => '/publisher/scopes'],
    ['users', () => '/admin'],
    ['business-plans', () => '/admin/business-plans'],
    ['business-plan-new', () => '/admin/business-plans/new'],
    ['application-plans', () => '/admin/application-plans'],
    ['admin-usage', () => '/admin/usage'],
    ['deny-rules', () => '/admin/deny-rules'],
    ['key-managers', () => '/admin/key-managers'],
    ['key-manager-new', () => '/admin/key-managers/new'],
    ['admin-webhooks', () => '/admin/webhooks'],
    ['audit', () => '/admin/audit'],
    ['environments', () => '/admin/environments'],
    ['admin-upstreams', () => '/admin/upstreams'],
  ];

  for (const [name, path] of pages) {
    test(name, async ({ page, signIn }) => {
      await signIn('admin');

      await page.goto(path(paths));

      await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByText('No such page')).toBeHidden();
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      await expectAccessible(page);
      await takePictures(page, name);
    });
  }
});
