/** Whose tokens are trusted, from the environment. */
import { existsSync, readFileSync } from 'node:fs';
import { Authenticator, isTrusted } from './authenticator';

export interface AccessSettings {
  /** Of the identity provider; `dev` trusts the tokens of `auditor dev-token`; undefined authenticates nobody. */
  readonly issuer: string | undefined;
  readonly audience: string;
  readonly jwksUrl: string | undefined;
  readonly idClaim: string;
  readonly devKeyFile: string;
}

const wrong = (name: string, expected: string): Error => new Error(`${name} ${expected}`);

/** Throws with the variable's name and what it may be. */
export function readAccess(env: NodeJS.ProcessEnv, isLocal: boolean): AccessSettings {
  const issuer = env.OIDC_ISSUER || undefined;
  if (issuer === 'dev') assertDeveloping(env, isLocal);
  else if (issuer !== undefined) assertIssuer(issuer, env);
  else if (!isLocal)
    throw wrong('HOST', 'must be a loopback address while OIDC_ISSUER is not set: nobody would be authenticated');
  if (env.OIDC_JWKS_URL && !isTrusted(env.OIDC_JWKS_URL)) throw wrong('OIDC_JWKS_URL', 'must be an https:// address');
  return {
    issuer,
    audience: env.OIDC_AUDIENCE || 'case-ledger',
    jwksUrl: env.OIDC_JWKS_URL || undefined,
    idClaim: env.OIDC_ID_CLAIM || 'sub',
    devKeyFile: env.DEV_KEY_FILE || 'keys/dev-token.json',
  };
}

function assertDeveloping({ NODE_ENV }: NodeJS.ProcessEnv, isLocal: boolean): void {
  if (NODE_ENV === 'production') throw wrong('OIDC_ISSUER', 'must not be dev in production');
  if (!isLocal) throw wrong('OIDC_ISSUER', 'must not be dev on other than a loopback address');
}

function assertIssuer(issuer: string, { OIDC_AUDIENCE }: NodeJS.ProcessEnv): void {
  if (!isTrusted(issuer)) throw wrong('OIDC_ISSUER', 'must be an https:// address, or dev for tokens of this machine');
  if (!OIDC_AUDIENCE)
    throw wrong('OIDC_AUDIENCE', 'is missing: a token for another service must not be taken for one for this');
}

const DEV_ISSUER = 'urn:case-ledger:dev';

/** Undefined where nobody is authenticated. */
export function authenticatorOf({
  issuer,
  audience,
  jwksUrl,
  idClaim,
  devKeyFile,
}: AccessSettings): Authenticator | undefined {
  if (issuer === undefined) return undefined;
  if (issuer !== 'dev') return new Authenticator({ issuer, audience, jwksUrl, idClaim });
  const keys = [publicKey(devKeyFile)];
  return new Authenticator({ issuer: DEV_ISSUER, audience, jwksUrl: undefined, idClaim, keys: { keys } });
}

function publicKey(file: string): { kty: string; [field: string]: unknown } {
  if (!existsSync(file))
    throw new Error(`${file} is missing: "npm run auditor -- dev-token --role collector" makes it, and a first token`);
  const { d: _secret, ...key } = JSON.parse(readFileSync(file, 'utf8'));
  return key;
}
