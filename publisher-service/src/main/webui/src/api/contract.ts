import type { z } from 'zod';
import type { sessionShape, settingsShape, signOutShape } from '../session/session';
import type { apiShape, operationShape, upstreamListShape, upstreamSummaryShape } from '../features/api/api/shapes';
import type { deploymentListShape, environmentListShape, revisionListShape, revisionShape } from '../features/api/deployment/shapes';
import type { validationShape } from '../features/api/document/shapes';
import type { manyShape, subscriberListShape } from '../features/api/subscribers/shapes';
import type { apiListShape, liveListShape } from '../features/api/home/shapes';
import type { validationShape as importedShape } from '../features/api/importing/shapes';
import type { historyShape, lifecycleShape } from '../features/api/lifecycle/shapes';
import type { testKeyShape } from '../features/api/live/shapes';
import type { overviewShape } from '../features/api/overview/shapes';
import type { probeShape } from '../features/api/probe/shapes';
import type { apiKeyListShape, apiKeyShape } from '../features/developer/apikey/shapes';
import type { applicationListShape, applicationShape } from '../features/developer/application/shapes';
import type { usageShape } from '../features/usage/shapes';
import type { auditListShape } from '../features/audit/shapes';
import type { denyRuleListShape, denyRuleShape } from '../features/deny/shapes';
import type { catalogueShape, developerApiShape, tagsShape } from '../features/developer/catalogue/shapes';
import type { keyListShape, keyManagerInfoListShape, keyShape, secretShape, tokenShape } from '../features/developer/key/shapes';
import type { quotaShape } from '../features/developer/quota/shapes';
import type { subscriptionListShape, subscriptionShape } from '../features/developer/subscription/shapes';
import type { planListShape } from '../features/plan/limits';
import type { adminPlanListShape, adminPlanShape } from '../features/plan/shapes';
import type { roleListShape, userListShape, userShape } from '../features/identity/users/shapes';
import type { environmentListShape as adminEnvironmentListShape, nodeListShape, upstreamListShape as adminUpstreamListShape } from '../features/operation/shapes';
import type { webhookDeliveryListShape, webhookListShape } from '../features/webhook/shapes';
import type { discoveredShape, keyManagerListShape, keyManagerShape } from '../features/keymanager/shapes';
import type { scopeUsesShape, sharedScopeListShape, sharedScopeShape } from '../features/scope/shapes';
import type { components } from './openapi';
import type { refusalShape, scimRefusalShape } from './problem';

type Schemas = components['schemas'];

/** Compiles only if the shape can read every such body. */
type Reads<Shape extends z.ZodType, Body extends z.input<Shape>> = readonly [Shape, Body];

/**
 * A body of a schema that leaves open what answers always have, as those must that requests use, too: all of it is taken as
 * present, and its names and types are compared.
 */
type Answer<Body> = Body extends object ? { [Name in keyof Body]-?: Answer<Exclude<Body[Name], undefined>> } : Body;

/** What the document says of answers, and the shapes that read them: `tsc` fails where they do not fit. */
export type Contract = readonly [
  Reads<typeof apiShape, Answer<Schemas['API']>>,
  Reads<typeof operationShape, Answer<Schemas['APIOperations']>>,
  Reads<typeof apiListShape, Schemas['APIList']>,
  Reads<typeof liveListShape, Schemas['LiveUsageList']>,
  Reads<typeof usageShape, Schemas['UsageReport']>,
  Reads<typeof usageShape, Schemas['AdminUsageReport']>,
  Reads<typeof usageShape, Schemas['DevportalUsageReport']>,
  Reads<typeof upstreamListShape, Schemas['UpstreamList']>,
  Reads<typeof upstreamSummaryShape, Schemas['UpstreamSummary']>,
  Reads<typeof revisionListShape, Answer<Schemas['APIRevisionList']>>,
  Reads<typeof revisionShape, Answer<Schemas['APIRevision']>>,
  Reads<typeof deploymentListShape, Answer<Schemas['APIRevisionDeploymentList']>>,
  Reads<typeof environmentListShape, Answer<Schemas['EnvironmentList']>>,
  Reads<typeof validationShape, Schemas['AsyncAPISpecificationValidationResponse']>,
  Reads<typeof importedShape, Answer<Schemas['AsyncAPISpecificationValidationResponse']>>,
  Reads<typeof lifecycleShape, Answer<Schemas['LifecycleState']>>,
  Reads<typeof historyShape, Answer<Schemas['LifecycleHistory']>>,
  Reads<typeof testKeyShape, Schemas['APIKey']>,
  Reads<typeof overviewShape, Schemas['Overview']>,
  Reads<typeof probeShape, Schemas['ApiEndpointValidationResponse']>,
  Reads<typeof planListShape, Schemas['ThrottlingPolicyList']>,
  Reads<typeof planListShape, Answer<Schemas['DevportalThrottlingPolicyList']>>,
  Reads<typeof subscriberListShape, Answer<Schemas['SubscriptionList']>>,
  Reads<typeof manyShape, Schemas['SubscriptionResultList']>,
  Reads<typeof catalogueShape, Answer<Schemas['DevportalAPIList']>>,
  Reads<typeof developerApiShape, Answer<Schemas['DevportalAPI']>>,
  Reads<typeof tagsShape, Schemas['DevportalTagList']>,
  Reads<typeof applicationListShape, Answer<Schemas['DevportalApplicationList']>>,
  Reads<typeof applicationShape, Answer<Schemas['DevportalApplication']>>,
  Reads<typeof apiKeyListShape, Answer<Schemas['DevportalAPIKeyList']>>,
  Reads<typeof apiKeyShape, Answer<Schemas['DevportalAPIKey']>>,
  Reads<typeof keyListShape, Answer<Schemas['DevportalApplicationKeyList']>>,
  Reads<typeof keyShape, Answer<Schemas['DevportalApplicationKey']>>,
  Reads<typeof keyManagerInfoListShape, Answer<Schemas['DevportalKeyManagerList']>>,
  Reads<typeof secretShape, Schemas['DevportalApplicationKeyReGenerateResponse']>,
  Reads<typeof tokenShape, Schemas['DevportalApplicationToken']>,
  Reads<typeof quotaShape, Schemas['DevportalQuotaLeft']>,
  Reads<typeof subscriptionListShape, Answer<Schemas['DevportalSubscriptionList']>>,
  Reads<typeof subscriptionShape, Answer<Schemas['DevportalSubscription']>>,
  Reads<typeof adminEnvironmentListShape, Schemas['AdminEnvironmentList']>,
  Reads<typeof nodeListShape, Schemas['AdminGatewayInstanceList']>,
  Reads<typeof nodeListShape, Schemas['AdminRelayInstanceList']>,
  Reads<typeof adminUpstreamListShape, Schemas['AdminUpstreamEntryList']>,
  Reads<typeof auditListShape, Answer<Schemas['AdminAuditEntryList']>>,
  Reads<typeof denyRuleListShape, Answer<Schemas['AdminBlockingConditionList']>>,
  Reads<typeof denyRuleShape, Answer<Schemas['AdminBlockingCondition']>>,
  Reads<typeof webhookListShape, Answer<Schemas['AdminWebhookList']>>,
  Reads<typeof webhookListShape, Answer<Schemas['WebhookList']>>,
  Reads<typeof webhookDeliveryListShape, Answer<Schemas['AdminWebhookDeliveryList']>>,
  Reads<typeof webhookDeliveryListShape, Answer<Schemas['WebhookDeliveryList']>>,
  Reads<typeof adminPlanListShape, Answer<Schemas['AdminSubscriptionThrottlePolicyList']>>,
  Reads<typeof adminPlanShape, Answer<Schemas['AdminSubscriptionThrottlePolicy']>>,
  Reads<typeof adminPlanListShape, Answer<Schemas['AdminApplicationThrottlePolicyList']>>,
  Reads<typeof adminPlanShape, Answer<Schemas['AdminApplicationThrottlePolicy']>>,
  Reads<typeof sharedScopeListShape, Answer<Schemas['ScopeList']>>,
  Reads<typeof sharedScopeShape, Answer<Schemas['Scope']>>,
  Reads<typeof scopeUsesShape, Answer<Schemas['SharedScopeUsage']>>,
  Reads<typeof keyManagerListShape, Answer<Schemas['AdminKeyManagerList']>>,
  Reads<typeof keyManagerShape, Answer<Schemas['AdminKeyManager']>>,
  Reads<typeof discoveredShape, Answer<Schemas['AdminKeyManagerWellKnownResponse']>>,
  Reads<typeof roleListShape, Schemas['AdminRoleList']>,
  Reads<typeof userListShape, Answer<Schemas['SignInUserList']>>,
  Reads<typeof userShape, Answer<Schemas['SignInUser']>>,
  Reads<typeof sessionShape, Schemas['SignInPortalSession']>,
  Reads<typeof settingsShape, Schemas['SignInPortalSettings']>,
  Reads<typeof signOutShape, Schemas['SignInSignedOut']>,
  Reads<typeof refusalShape, Schemas['Error']>,
  Reads<typeof refusalShape, Schemas['DevportalError']>,
  Reads<typeof refusalShape, Schemas['AdminError']>,
  Reads<typeof refusalShape, Schemas['SignInError']>,
  Reads<typeof scimRefusalShape, Answer<Schemas['SignInScimError']>>,
];
