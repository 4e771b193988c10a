// A provider configured as FranceConnect is, from what its public documentation says, on the package that it is built on.
// PORT, CALLBACK, SIGNED_OUT and SECRET come from the environment, PEOPLE as JSON: claims by name.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { PORT, CALLBACK, SIGNED_OUT, SECRET } = process.env;
const people = JSON.parse(process.env.PEOPLE);
const base = '/api/v2';
const issuer = `http://127.0.0.1:${PORT}${base}`;
const taken = ['client_id', 'acr_values', 'claims', 'response_type', 'nonce', 'state', 'redirect_uri', 'scope',
  'prompt', 'idp_hint', 'ui_locales'];
const pivot = ['given_name', 'given_name_array', 'family_name', 'birthdate', 'gender', 'birthplace', 'birthcountry'];

function jwk(kind, options, alg) {
  return { ...generateKeyPairSync(kind, options).privateKey.export({ format: 'jwk' }), alg, kid: alg, use: 'sig' };
}

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'mon-compte', client_secret: SECRET, redirect_uris: [CALLBACK], post_logout_redirect_uris: [SIGNED_OUT],
    token_endpoint_auth_method: 'client_secret_post',
    id_token_signed_response_alg: 'ES256', userinfo_signed_response_alg: 'ES256',
  }],
  jwks: { keys: [jwk('ec', { namedCurve: 'P-256' }, 'ES256'), jwk('rsa', { modulusLength: 2048 }, 'RS256')] },
  routes: {
    authorization: '/authorize', token: '/token', userinfo: '/userinfo', jwks: '/jwks', end_session: '/session/end',
  },
  features: {
    devInteractions: { enabled: false },
    jwtUserinfo: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource(context, form) { context.body = `<!doctype html>${form}`; },
    },
  },
  responseTypes: ['code'],
  acrValues: ['eidas1'],
  scopes: ['openid'],
  pkce: { required: () => false },
  claims: { openid: ['sub'], identite_pivot: pivot, email: ['email'] },
  ttl: { AccessToken: 60, AuthorizationCode: 30, IdToken: 60, Interaction: 1800, Session: 1800, Grant: 1800 },
  cookies: { keys: ['of-the-tests'] },
  interactions: { url: (_, interaction) => `${base}/interaction/${interaction.uid}` },
  findAccount: (_, name) => ({ accountId: name, claims: () => ({ sub: `${name}v1`, ...people[name] }) }),
});
const answer = provider.callback();

async function interact(request, response, said) {
  const { params } = await provider.interactionDetails(request, response);
  if (said.has('refuse')) {
    return provider.interactionFinished(request, response, { error: 'access_denied' });
  }
  const name = said.get('login');
  if (!people[name]) return response.end('login or refuse');
  const grant = new provider.Grant({ accountId: name, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  return provider.interactionFinished(request, response, {
    login: { accountId: name, acr: 'eidas1', amr: ['pwd'] }, consent: { grantId: await grant.save() },
  });
}

createServer((request, response) => {
  const url = new URL(request.url, issuer);
  const said = url.searchParams;
  if (url.pathname === `${base}/authorize`) {
    const unknown = [...said.keys()].some((name) => !taken.includes(name));
    if (unknown || !said.get('state') || !said.get('acr_values') || (said.get('nonce') ?? '').length < 22) {
      return response.writeHead(400).end('refused');
    }
    said.set('prompt', 'login consent');
  }
  if (url.pathname.startsWith(`${base}/interaction/`)) return interact(request, response, said);
  request.originalUrl = url.pathname + url.search;
  request.url = request.originalUrl.slice(base.length);
  return answer(request, response);
}).listen(PORT, '127.0.0.1', () => console.log('ready'));
