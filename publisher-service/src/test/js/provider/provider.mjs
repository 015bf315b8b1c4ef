// Another provider of OpenID Connect, for tests: whoever comes is the user that was named last by PUT /who, without a question.
// Reads {"port", "redirectUris"} from its input, prints a line when it listens.
import { readFileSync } from 'node:fs';
import { Provider } from 'oidc-provider';

const { port, redirectUris } = JSON.parse(readFileSync(0, 'utf8'));
const issuer = `http://localhost:${port}`;
let who = { sub: 'nobody' };

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'sluice',
    client_secret: 'secret-of-a-test',
    redirect_uris: redirectUris,
    post_logout_redirect_uris: redirectUris.map(uri => uri.replace('/portal/callback', '/publisher')),
    grant_types: ['authorization_code'],
    response_types: ['code'],
  }, {
    client_id: 'events',
    client_secret: 'secret-of-a-test',
    redirect_uris: [],
    grant_types: ['client_credentials'],
    response_types: [],
  }],
  claims: { openid: ['sub'], profile: ['preferred_username', 'realm_access'] },
  conformIdTokenClaims: false,
  cookies: { keys: ['of a test'] },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({ scope: 'read', audience: 'sluice', accessTokenFormat: 'jwt' }),
    },
  },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => who }),
});

provider.use(async (context, next) => {
  if (context.path === '/who') {
    let body = '';
    for await (const part of context.req) body += part;
    who = JSON.parse(body);
    context.status = 204;
  } else if (context.path.startsWith('/interaction/')) {
    const { params } = await provider.interactionDetails(context.req, context.res);
    const grant = new provider.Grant({ accountId: who.sub, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    await provider.interactionFinished(context.req, context.res, {
      login: { accountId: who.sub },
      consent: { grantId: await grant.save() },
    });
    context.respond = false;
  } else {
    await next();
  }
});
provider.listen(port, '127.0.0.1', () => console.log('listening'));
