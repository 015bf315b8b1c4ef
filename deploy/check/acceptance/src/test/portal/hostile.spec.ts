import { platform } from './support/platform';
import { freshName, text } from './support/rest';
import { expect, test } from './support/test';

/** What a page that took a text for markup or for script would run; the trip-wire notices each of them. */
const PROBE = `"'><img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>{{alert(4)}}javascript:alert(5)`;
/** That a link must not lead to. */
const SCRIPT_URL = 'javascript:alert(6)';

test('a text of an API is shown as text, on the pages of creators and of developers', async ({ page, rest, signIn }) => {
  const api = await rest.createApi('Hostile', {
    description: PROBE,
    tags: ['probe<img src=x onerror=alert(7)>'],
    businessInformation: { businessOwner: PROBE, technicalOwner: PROBE },
    operations: [
      { target: '/*', verb: 'SUBSCRIBE' },
      { target: '/quiet/{name}', verb: 'SUBSCRIBE' },
    ],
  });
  const pages = await rest.get(`/api/am/publisher/v4/apis/${api.id}/asyncapi`);
  const definition: unknown = JSON.parse(JSON.stringify(pages).replace('Receive the events of /*', JSON.stringify(PROBE).slice(1, -1)));
  await rest.putForm(`/api/am/publisher/v4/apis/${api.id}/asyncapi`, { apiDefinition: JSON.stringify(definition) });
  await rest.deploy(api);
  await rest.move(api, 'Publish');
  const application = text(
    await rest.post('/api/am/devportal/v3/applications', { name: `${api.name} ${PROBE}`.slice(0, 70), description: PROBE, throttlingPolicy: 'Unlimited' }),
    'applicationId',
  );
  await signIn('admin');

  for (const path of [
    '/publisher',
    ...['overview', 'basic-info', 'topics', 'definition', 'deployments', 'lifecycle'].map((tab) => `/publisher/apis/${api.id}/${tab}`),
    '/devportal',
    `/devportal/apis/${api.id}`,
    `/devportal/apis/${api.id}/definition`,
    `/devportal/apis/${api.id}/subscribe`,
    '/devportal/applications',
    `/devportal/applications/${application}`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('progressbar')).toHaveCount(0);
    await expect(page.locator('img[src="x"]')).toHaveCount(0);
    await expect(page.locator(`a[href^="${SCRIPT_URL.slice(0, 11)}"]`)).toHaveCount(0);
  }
  await page.goto(`/devportal/apis/${api.id}`);
  await expect(page.getByText(PROBE.slice(0, 40)).first()).toBeVisible();
});

test('an event is shown as text', async ({ page, rest, signIn, playwright }) => {
  const channel = freshName('probe');
  const api = await rest.publishedApi('HostileEvent');
  await signIn('creator', 'publisher');
  await page.goto(`/publisher/apis/${api.id}/live`);
  await page.getByRole('textbox', { name: 'Path below', exact: true }).fill(`quiet/${channel}`);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('sluice.live')).toBeVisible();

  const backend = await playwright.request.newContext({ baseURL: platform.backend });
  await backend.post(`/publish/quiet/${channel}`, { data: PROBE, headers: { 'Content-Type': 'text/plain' } });

  await expect(page.getByText(PROBE.slice(0, 30))).toBeVisible();
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  await backend.dispose();
});
