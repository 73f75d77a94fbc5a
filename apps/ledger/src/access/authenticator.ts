/** Tokens of an OpenID Connect provider, verified against its own keys. */
import { ID_PATTERN } from '@case';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { LRUCache } from 'lru-cache';
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
  /** The claim that names who it is, in the form of the ledger's ids. */
  readonly idClaim: string;
  /** Keys that are known already: of tokens for local work. */
  readonly keys?: JSONWebKeySet;
}

const Names = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 1_000 });
const Claims = Type.Object({
  exp: Type.Number(),
  roles: Names,
  creditors: Type.Optional(Names),
  teams: Type.Optional(Names),
  acts_for: Type.Optional(Names),
});
const isId = new RegExp(ID_PATTERN);

/** Keys that were good a while ago still are, while the provider does not answer. */
const STALE_KEYS_MS = 24 * 3_600_000;
/** A signature costs more than a command; one that held holds for a moment, whatever becomes of the key meanwhile. */
const KNOWN_MS = 30_000;
const MOST_KNOWN = 10_000;
/** After a provider did not answer it is left alone for a while. */
const PAUSE_MS = 2_000;

export class Authenticator {
  readonly #known = new LRUCache<string, Caller>({ max: MOST_KNOWN, ttl: KNOWN_MS });
  readonly #local: JWTVerifyGetKey | undefined;
  #remote: RemoteKeys | undefined;
  #discovering: Promise<RemoteKeys> | undefined;
  #failedAt = Number.NEGATIVE_INFINITY;
  #last: { readonly keys: JSONWebKeySet; readonly at: number } | undefined;

  constructor(private readonly settings: OidcSettings) {
    this.#local = settings.keys && createLocalJWKSet(settings.keys);
    if (settings.jwksUrl !== undefined) this.#remote = remote(settings.jwksUrl);
  }

  /** Throws `unauthenticated` for a token that does not hold, `identity-provider-away` where its keys cannot be had. */
  async verify(token: string): Promise<Caller> {
    const known = this.#known.get(token);
    if (known && Date.now() < known.expiresAt) return known;
    this.#assertAddressed(token);
    try {
      const caller = await this.#verified(token);
      this.#known.set(token, caller);
      return caller;
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw new Problem('unauthenticated', 'the token does not hold');
    }
  }

  /** Nobody is asked for keys because of a token that is not even said to be of this issuer. */
  #assertAddressed(token: string): void {
    try {
      if (
        decodeJwt(token).iss === this.settings.issuer &&
        ALGORITHMS.includes(String(decodeProtectedHeader(token).alg))
      )
        return;
    } catch {
      // It is no token.
    }
    throw new Problem('unauthenticated', 'the token does not hold');
  }

  async #verified(token: string): Promise<Caller> {
    if (this.#local) return this.#callerOf(token, this.#local);
    try {
      const provider = await this.#provider();
      const caller = await this.#callerOf(token, provider);
      const known = provider.jwks();
      if (known) this.#last = { keys: known, at: Date.now() };
      return caller;
    } catch (error) {
      if (!isAway(error)) throw error;
      if (!this.#last || Date.now() - this.#last.at > STALE_KEYS_MS) throw away();
      return this.#callerOf(token, createLocalJWKSet(this.#last.keys));
    }
  }

  async #callerOf(token: string, keys: JWTVerifyGetKey): Promise<Caller> {
    const { issuer, audience, idClaim } = this.settings;
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_SKEW_SECONDS,
      requiredClaims: [idClaim, 'exp'],
    });
    return callerOf(payload, payload[idClaim]);
  }

  /** One search for where the keys are, however many ask. */
  async #provider(): Promise<RemoteKeys> {
    if (this.#remote) return this.#remote;
    if (performance.now() - this.#failedAt < PAUSE_MS) throw away();
    this.#discovering ??= discover(this.settings.issuer)
      .then(
        (url) => {
          this.#remote = remote(url);
          return this.#remote;
        },
        (error: unknown) => {
          this.#failedAt = performance.now();
          throw error;
        },
      )
      .finally(() => {
        this.#discovering = undefined;
      });
    return this.#discovering;
  }
}

type RemoteKeys = ReturnType<typeof createRemoteJWKSet>;

/** Keys are fetched anew every ten minutes, and for one that is not among them, but no more often than twice a minute. */
const remote = (url: string): RemoteKeys => createRemoteJWKSet(new URL(url), { timeoutDuration: PATIENCE_MS });

/** Where the provider says that its keys are. */
async function discover(issuer: string): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
    const found: unknown = response.ok ? await response.json() : undefined;
    if (Value.Check(Configuration, found) && found.issuer === issuer && isTrusted(found.jwks_uri))
      return found.jwks_uri;
  } catch {
    // Told below: whatever it was, nobody can be let in now.
  }
  throw away();
}

const Configuration = Type.Object({ issuer: Type.String(), jwks_uri: Type.String() });

/** Keys that came in the clear could be anybody's, but for those of this machine. */
export function isTrusted(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname));
}

const away = (): Problem =>
  new Problem('identity-provider-away', 'the keys of the identity provider cannot be had; send it again');

const isAway = (error: unknown): boolean =>
  error instanceof Problem
    ? error.code === 'identity-provider-away'
    : error instanceof errors.JWKSTimeout ||
      error instanceof errors.JWKSInvalid ||
      !(error instanceof errors.JOSEError) ||
      // What jose says of an answer that is no set of keys.
      error.code === 'ERR_JOSE_GENERIC';

function callerOf(payload: unknown, id: unknown): Caller {
  if (!Value.Check(Claims, payload)) throw new Problem('unauthenticated', 'the token does not say what it is for');
  if (typeof id !== 'string' || !isId.test(id))
    throw new Problem('unauthenticated', 'the token names nobody as the ledger does: 1 to 64 of A-Z a-z 0-9 . _ : -');
  const all = (names: readonly string[] | undefined) => (names?.includes('*') ? undefined : names);
  return {
    id,
    roles: payload.roles.filter(isRole),
    creditors: all(payload.creditors),
    teams: payload.teams ? all(payload.teams) : [],
    actsFor: payload.acts_for ? all(payload.acts_for) : [],
    expiresAt: (payload.exp + CLOCK_SKEW_SECONDS) * 1_000,
  };
}
