import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refusal, renderAt, silence, type Answers } from '../../test/renderAt';
import { texts } from '../../texts';
import { limitsOf, limitWords, planShape } from './limits';
import { adminPlanShape, bodyOf, limitsOfAdminPlan, NEW_PLAN, planFieldOf, planFormShape, valuesOf } from './shapes';

const POLICIES = '/api/am/admin/v4/throttling/policies';
const plan = {
  policyId: 'p1',
  policyName: 'Screens',
  displayName: 'Screens',
  description: 'For wall screens',
  isDeployed: true,
  type: 'SubscriptionThrottlePolicy',
  defaultLimit: { type: 'EVENTCOUNTLIMIT', eventCount: { eventCount: 50_000, timeUnit: 'days', unitTime: 1 } },
  rateLimitCount: 10,
  rateLimitTimeUnit: 'sec',
  stopOnQuotaReach: true,
  billingPlan: 'FREE',
  customAttributes: [{ name: 'owner', value: 'ops' }],
  permissions: { permissionType: 'ALLOW', roles: ['creator'] },
  streaming: { maxConnections: 5, maxConnectionMs: 3_600_000, byteLimit: { byteCount: 10_485_760, timeUnit: 'hour', unitTime: 2 } },
};
const ofApplication = {
  ...plan,
  policyId: 'p2',
  policyName: '10PerMin',
  displayName: '10PerMin',
  defaultLimit: { type: 'REQUESTCOUNTLIMIT', requestCount: { requestCount: 10, timeUnit: 'min', unitTime: 1 } },
  rateLimitCount: undefined,
  rateLimitTimeUnit: undefined,
  burstLimit: { rateLimitCount: 2, rateLimitTimeUnit: 'min' },
  permissions: undefined,
  streaming: {},
};
const answers: Answers = {
  'GET /portal/session': { user: 'root', roles: ['admin'], scopes: ['apim:admin'] },
  'GET /api/am/admin/v4/roles': { count: 2, list: [{ name: 'creator', scopes: [] }, { name: 'subscriber', scopes: [] }] },
  [`GET ${POLICIES}/subscription`]: { count: 1, list: [plan] },
  [`GET ${POLICIES}/subscription/p1`]: plan,
  [`GET ${POLICIES}/application`]: { count: 1, list: [ofApplication] },
};

describe('limits in words', () => {
  it('name each, with its period', () => {
    expect(limitWords(limitsOfAdminPlan(adminPlanShape.parse(plan)))).toEqual([
      '50,000 events a day',
      '10 MiB in 2 hours',
      'no faster than 10 events a second',
      '5 streams at once',
      'a stream lives at most 1 h',
    ]);
    expect(limitWords(limitsOfAdminPlan(adminPlanShape.parse(ofApplication)))).toEqual(['10 events a minute', 'no faster than 2 events a minute']);
  });

  it('say that there is none, or that events are only counted', () => {
    const free = { name: 'AsyncUnlimited', requestCount: -1, unitTime: -1, stopOnQuotaReach: true };
    expect(limitWords(limitsOf(planShape.parse(free)))).toEqual(['No limit']);
    const counted = { name: 'Counted', requestCount: 1, unitTime: 1, timeUnit: 'year', stopOnQuotaReach: false };
    expect(limitWords(limitsOf(planShape.parse(counted)))).toEqual(['1 event a year', 'counted only: streams go on beyond it']);
  });
});

describe('the form of a plan', () => {
  it('sends back what it was given', () => {
    const { policyId, isDeployed, type, ...said } = plan;
    expect(bodyOf('subscription', valuesOf(adminPlanShape.parse(plan)), adminPlanShape.parse(plan))).toEqual({ policyId, isDeployed, type, ...said });
    const values = valuesOf(adminPlanShape.parse(ofApplication));
    expect(bodyOf('application', values, null)).toMatchObject({ defaultLimit: ofApplication.defaultLimit, burstLimit: ofApplication.burstLimit, streaming: {} });
  });

  it('keeps attributes whose names have colons', () => {
    const customAttributes = [
      { name: 'urn:example:tier', value: '1' },
      { name: 'urn', value: 'example:tier: 2' },
      { name: ':odd', value: '' },
    ];
    const plan = adminPlanShape.parse({ ...ofApplication, customAttributes });
    const values = valuesOf(plan);
    expect(planFormShape.safeParse(values).error).toBeUndefined();
    expect(bodyOf('application', values, plan)).toMatchObject({ customAttributes });
    const changed = values.attributes.replace('tier: 1', 'tier: 10');
    expect(bodyOf('application', { ...values, attributes: `${changed}\nnew: a:b` }, plan)).toMatchObject({
      customAttributes: [{ name: 'urn:example:tier', value: '10' }, ...customAttributes.slice(1), { name: 'new', value: 'a:b' }],
    });
  });

  it('takes nothing for no limit', () => {
    const { permissions, ...free } = { permissions: undefined, ...bodyOf('subscription', { ...NEW_PLAN, name: 'Free' }, null) };
    expect(permissions).toBeUndefined();
    expect(free).toMatchObject({
      policyName: 'Free',
      displayName: 'Free',
      defaultLimit: { type: 'EVENTCOUNTLIMIT', eventCount: { eventCount: -1, timeUnit: 'days', unitTime: 1 } },
      rateLimitCount: 0,
      streaming: {},
    });
  });

  it('refuses what the server would', () => {
    const wrong = planFormShape.safeParse({
      ...NEW_PLAN,
      name: 'two words',
      events: '0',
      eventsIn: '0 days',
      bytes: 'x MiB',
      burst: '1.5',
      maxConnections: '-1',
      maxConnectionTime: '10 ms',
      audience: 'ALLOW',
      attributes: 'without a colon',
    });
    expect(wrong.error?.issues.map(({ path }) => path[0]).sort()).toEqual(
      ['attributes', 'burst', 'bytes', 'events', 'eventsIn', 'maxConnectionTime', 'maxConnections', 'name', 'roles'].sort(),
    );
    expect(planFormShape.safeParse({ ...NEW_PLAN, name: 'Roles', audience: 'DENY' }).error?.issues[0]?.path).toEqual(['roles']);
  });

  it('knows the fields of the body', () => {
    expect(planFieldOf('defaultLimit.requestCount.requestCount')).toBe('events');
    expect(planFieldOf('customAttributes[1].name')).toBe('attributes');
    expect(planFieldOf('billingPlan')).toBeNull();
  });
});

describe('the plans', () => {
  it('are listed with their limits and who may choose them', async () => {
    await renderAt('/admin/business-plans', answers);
    expect(await screen.findByRole('link', { name: 'Screens' })).toBeTruthy();
    expect(screen.getByText('50,000 events a day')).toBeTruthy();
    expect(screen.getByText('Only creator')).toBeTruthy();
  });

  it('load, say what is wrong, and begin with one to make', async () => {
    await renderAt('/admin/business-plans', { ...answers, [`GET ${POLICIES}/subscription`]: silence });
    expect(await screen.findByLabelText(texts.common.loading)).toBeTruthy();
    await renderAt('/admin/application-plans', { ...answers, [`GET ${POLICIES}/application`]: refusal(503, 'Busy', 'no database') });
    expect(await screen.findByText('no database')).toBeTruthy();
    await renderAt('/admin/application-plans', { ...answers, [`GET ${POLICIES}/application`]: { count: 0, list: [] } });
    expect(await screen.findByRole('link', { name: texts.plans.application.create })).toBeTruthy();
  });

  it('that are in use stay, and it is said by what', async () => {
    await renderAt('/admin/business-plans', { ...answers, [`DELETE ${POLICIES}/subscription/p1`]: refusal(409, 'In use', "The plan 'Screens' is in use by 1 API (Prices 1.0.0).") });
    await userEvent.click(await screen.findByRole('button', { name: 'Delete Screens' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
    expect(await dialog.findByText(/in use by 1 API \(Prices 1\.0\.0\)/)).toBeTruthy();
  });

  it('are made in words', async () => {
    const sent = await renderAt('/admin/business-plans/new', { ...answers, [`POST ${POLICIES}/subscription`]: plan });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('textbox', { name: /^Name/ }));
    await user.paste('Two');
    await user.click(screen.getByRole('textbox', { name: 'Most events' }));
    await user.paste('2');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Unit of Events are counted over' }), 'minutes');
    await user.click(screen.getByRole('button', { name: 'Create business plan' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Business plans' })).toBeTruthy();
    expect(sent.find(({ method }) => method === 'POST')?.body).toMatchObject({
      policyName: 'Two',
      defaultLimit: { type: 'EVENTCOUNTLIMIT', eventCount: { eventCount: 2, timeUnit: 'min', unitTime: 1 } },
      stopOnQuotaReach: true,
    });
  });

  it('are changed in the edition that was read, with the words of the server at their field', async () => {
    const sent = await renderAt('/admin/business-plans/p1', {
      ...answers,
      [`PUT ${POLICIES}/subscription/p1`]: refusal(400, 'Bad Request', '', { 'defaultLimit.eventCount.eventCount': 'must be less' }),
    });
    const events = await screen.findByRole('textbox', { name: 'Most events' });
    await userEvent.type(events, '0');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('must be less')).toBeTruthy();
    await waitFor(() => expect(sent.find(({ method }) => method === 'PUT')?.headers.get('If-Match')).toBe('"1"'));
    expect(screen.getByDisplayValue('500000')).toBeTruthy();
  });
});
