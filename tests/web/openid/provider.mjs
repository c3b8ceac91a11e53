// A provider of OpenID Connect for the tests: whoever gives a name that is known is let in by any password.
// node provider.mjs FOLDER_OF_OIDC_PROVIDER PORT ADDRESS_OF_THE_PAGES…
import { createServer } from 'node:http';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const [folder, port, ...pages] = process.argv.slice(2);
const { Provider } = await import(pathToFileURL(`${folder}/lib/index.js`).href);
const issuer = `http://127.0.0.1:${port}`;
const people = new Map();

function newKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
}

function newProvider() {
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'made-up-client',
      client_secret: 'a made-up secret: +/%',
      redirect_uris: pages.map((page) => `${page}/sign-in/return/staff`),
      post_logout_redirect_uris: pages.map((page) => `${page}/`),
      backchannel_logout_uri: `${pages[0]}/sign-out/through/staff`,
      backchannel_logout_session_required: true,
      grant_types: ['authorization_code'],
    }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], groups: ['groups'] },
    cookies: { keys: ['made up for the tests'] },
    features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true }, backchannelLogout: { enabled: true } },
    findAccount: (context, sub) => people.has(sub) ? { accountId: sub, claims: () => ({ sub, ...people.get(sub) }) } : undefined,
    fetch: (url, { dispatcher, signal, ...options }) => fetch(url, options), // the pages are on this very machine
    jwks: { keys: [newKey()] },
    pkce: { required: () => true },
  });
  provider.on('backchannel.error', (context, error) => console.error(error));
  provider.on('server_error', (context, error) => console.error(error));
  return provider.callback();
}

let answer = newProvider();

createServer((request, response) => {
  const [, area, name] = request.url.split('/');
  if (area !== 'made-up') return answer(request, response);
  let body = '';
  request.on('data', (part) => { body += part; });
  request.on('end', () => {
    if (name === 'rotate') answer = newProvider();
    else people.set(name, JSON.parse(body));
    response.writeHead(204).end();
  });
}).listen(Number(port), '127.0.0.1');
