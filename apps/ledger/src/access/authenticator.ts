/** Tokens of an OpenID Connect provider, verified against its own keys. */
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { Problem } from '../http/problem';
import type { Caller } from './caller';
import { isRole } from './roles';

/** Signatures with a key of the provider only: neither none nor one that a public key could be taken for the secret of. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const CLOCK_SKEW_SECONDS = 60;
const PATIENCE_MS = 5_000;

export interface OidcSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Where its keys are; undefined asks the issuer. */
  readonly jwksUrl: string | undefined;
  /** Keys that are known already: of tokens for local work. */
  readonly keys?: Parameters<typeof createLocalJWKSet>[0];
}

const Names = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 1_000 });
const Claims = Type.Object({
  sub: Type.String({ pattern: '^[A-Za-z0-9._:@|-]{1,128}$' }),
  roles: Names,
  creditors: Type.Optional(Names),
  teams: Type.Optional(Names),
  acts_for: Type.Optional(Names),
});

export class Authenticator {
  #keys: JWTVerifyGetKey | undefined;

  constructor(private readonly settings: OidcSettings) {
    if (settings.keys) this.#keys = createLocalJWKSet(settings.keys);
    else if (settings.jwksUrl !== undefined) this.#keys = remote(settings.jwksUrl);
  }

  /** Throws `unauthenticated` for a token that does not hold, `identity-provider-away` where its keys cannot be had. */
  async verify(token: string): Promise<Caller> {
    const { issuer, audience } = this.settings;
    try {
      const { payload } = await jwtVerify(token, await this.#provider(), {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_SKEW_SECONDS,
        requiredClaims: ['sub', 'exp'],
      });
      return callerOf(payload);
    } catch (error) {
      if (error instanceof Problem) throw error;
      if (isAway(error)) throw away();
      throw new Problem('unauthenticated', 'the token does not hold');
    }
  }

  async #provider(): Promise<JWTVerifyGetKey> {
    this.#keys ??= remote(await discover(this.settings.issuer));
    return this.#keys;
  }
}

/** Keys are kept, and fetched anew for one that is not among them, but no more often than twice a minute. */
const remote = (url: string): JWTVerifyGetKey => createRemoteJWKSet(new URL(url), { timeoutDuration: PATIENCE_MS });

/** Where the provider says that its keys are. */
async function discover(issuer: string): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
    const found: unknown = response.ok ? await response.json() : undefined;
    if (Value.Check(Configuration, found) && found.issuer === issuer) return found.jwks_uri;
  } catch {
    // Told below: whatever it was, nobody can be let in now.
  }
  throw away();
}

const Configuration = Type.Object({ issuer: Type.String(), jwks_uri: Type.String({ pattern: '^https?://' }) });

const away = (): Problem =>
  new Problem('identity-provider-away', 'the keys of the identity provider cannot be had; send it again');

const isAway = (error: unknown): boolean =>
  error instanceof errors.JWKSTimeout ||
  !(error instanceof errors.JOSEError) ||
  // What jose says of an answer that is no set of keys.
  error.code === 'ERR_JOSE_GENERIC' ||
  error instanceof errors.JWKSInvalid;

function callerOf(payload: unknown): Caller {
  if (!Value.Check(Claims, payload)) throw new Problem('unauthenticated', 'the token does not say who it is for');
  const all = (names: readonly string[] | undefined) => (names?.includes('*') ? undefined : names);
  return {
    id: payload.sub,
    roles: payload.roles.filter(isRole),
    creditors: all(payload.creditors),
    teams: payload.teams ? all(payload.teams) : [],
    actsFor: payload.acts_for ? all(payload.acts_for) : [],
  };
}
