import { platform } from './support/platform';
import { expect, test } from './support/test';

/** As many as show that it goes on. */
const EVENTS = 3;

test('a page of the portal opens an API of HTTPS alone that allows no page and is not published', async ({ page, rest, signIn }) => {
  const api = await rest.createApi('tried', { transport: ['https'] });
  await rest.deploy(api);
  const key = await rest.testKey(api);
  await signIn('admin');
  await page.goto('/publisher');

  const events = await page.evaluate(
    async ({ gateway, path, testKey, count }) => {
      const answer = await fetch(`${gateway}/sluice/tickets`, {
        method: 'POST',
        headers: { 'Internal-Key': testKey, 'Content-Type': 'application/json' },
        body: JSON.stringify({ path }),
      });
      const { url }: { url: string } = await answer.json();
      const source = new EventSource(gateway + url);
      const seen: string[] = [];
      await new Promise<void>((resolve, reject) => {
        source.onerror = () => reject(new Error(`the stream ended after ${seen.length} events`));
        source.onmessage = (event: MessageEvent<string>) => {
          seen.push(event.data);
          if (seen.length === count) {
            resolve();
          }
        };
      });
      source.close();
      return seen;
    },
    { gateway: platform.gatewayTls, path: `${api.basePath}/memory`, testKey: key, count: EVENTS },
  );

  expect(events).toHaveLength(EVENTS);
  expect(events[0]).toContain('heap');
});

test('a page of the portal reads why it is refused', async ({ page, rest, signIn, tripWire }) => {
  tripWire.allow(/status of 40[14]/);
  const api = await rest.createApi('refused', { transport: ['https'] });
  await rest.deploy(api);
  await signIn('admin');
  await page.goto('/publisher');

  const codes = await page.evaluate(
    async ({ gateways, path }) => {
      const read: string[] = [];
      for (const gateway of gateways) {
        const answer = await fetch(gateway + path, { headers: { 'Internal-Key': 'nonsense', 'Last-Event-ID': '' } });
        const { code }: { code: string } = await answer.json();
        read.push(`${answer.status} ${code}`);
      }
      return read;
    },
    { gateways: [platform.gatewayTls, platform.gateway], path: `${api.basePath}/memory` },
  );

  expect(codes[0]).toBe('401 900901');
  expect(codes[1]).toMatch(/^404 /);
});
