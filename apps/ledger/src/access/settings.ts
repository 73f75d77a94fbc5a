/** Whose tokens are trusted, from the environment. */
import { existsSync, readFileSync } from 'node:fs';
import { Authenticator } from './authenticator';

export interface AccessSettings {
  /** Of the identity provider; `dev` trusts the tokens of `auditor dev-token`; undefined authenticates nobody. */
  readonly issuer: string | undefined;
  readonly audience: string;
  readonly jwksUrl: string | undefined;
  readonly devKeyFile: string;
}

/** Throws with the variable's name and what it may be. */
export function readAccess(env: NodeJS.ProcessEnv, isLocal: boolean): AccessSettings {
  const issuer = env.OIDC_ISSUER || undefined;
  const wrong = (name: string, expected: string): Error => new Error(`${name} ${expected}`);
  if (issuer === undefined && !isLocal)
    throw wrong('HOST', 'must be a loopback address while OIDC_ISSUER is not set: nobody would be authenticated');
  if (issuer === 'dev' && !isLocal) throw wrong('OIDC_ISSUER', 'must not be dev on other than a loopback address');
  if (issuer !== undefined && issuer !== 'dev' && !isTrusted(issuer))
    throw wrong('OIDC_ISSUER', 'must be an https:// address, or dev for tokens of this machine');
  if (env.OIDC_JWKS_URL && !isTrusted(env.OIDC_JWKS_URL)) throw wrong('OIDC_JWKS_URL', 'must be an https:// address');
  if (issuer !== undefined && issuer !== 'dev' && !env.OIDC_AUDIENCE)
    throw wrong('OIDC_AUDIENCE', 'is missing: a token for another service must not be taken for one for this');
  return {
    issuer,
    audience: env.OIDC_AUDIENCE || 'case-ledger',
    jwksUrl: env.OIDC_JWKS_URL || undefined,
    devKeyFile: env.DEV_KEY_FILE || 'keys/dev-token.json',
  };
}

/** Keys that came in the clear could be anybody's, but for those of this machine. */
function isTrusted(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname));
}

const DEV_ISSUER = 'urn:case-ledger:dev';

/** Undefined where nobody is authenticated. */
export function authenticatorOf({ issuer, audience, jwksUrl, devKeyFile }: AccessSettings): Authenticator | undefined {
  if (issuer === undefined) return undefined;
  if (issuer !== 'dev') return new Authenticator({ issuer, audience, jwksUrl });
  const keys = [publicKey(devKeyFile)];
  return new Authenticator({ issuer: DEV_ISSUER, audience, jwksUrl: undefined, keys: { keys } });
}

function publicKey(file: string): { kty: string; [field: string]: unknown } {
  if (!existsSync(file))
    throw new Error(`${file} is missing: "npm run auditor -- dev-token --role collector" makes it, and a first token`);
  const { d: _secret, ...key } = JSON.parse(readFileSync(file, 'utf8'));
  return key;
}
