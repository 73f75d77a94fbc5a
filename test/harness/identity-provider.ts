/** An OpenID Connect provider on loopback: its configuration, its keys, and tokens as it signs them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;

export interface TokenOptions {
  readonly sub?: string;
  readonly roles: readonly string[];
  readonly teams?: readonly string[];
  readonly creditors?: readonly string[];
  readonly actsFor?: readonly string[];
  readonly audience?: string;
  readonly issuer?: string;
  /** Seconds from now. */
  readonly expiresIn?: number;
}

export const AUDIENCE = 'case-ledger';

export class IdentityProvider {
  #kid = 0;
  #current: { kid: string; pair: Pair } | undefined;
  #published: JWK[] = [];
  /** How often its keys were asked for. */
  asked = 0;
  away = false;

  private constructor(
    readonly issuer: string,
    private readonly close: () => void,
  ) {}

  static async start(): Promise<IdentityProvider> {
    let provider: IdentityProvider | undefined;
    const server = createServer((request, response) => {
      if (!provider || provider.away) {
        response.writeHead(503).end();
        return;
      }
      const { issuer } = provider;
      if (request.url === '/keys') provider.asked += 1;
      const answer = request.url === '/keys' ? { keys: provider.#published } : { issuer, jwks_uri: `${issuer}/keys` };
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    provider = new IdentityProvider(`http://127.0.0.1:${port}`, () => {
      server.closeAllConnections();
      server.close();
    });
    await provider.rotate();
    return provider;
  }

  stop(): void {
    this.close();
  }

  /** Signs with a new key from now on, and publishes it alone. */
  async rotate(): Promise<void> {
    this.#kid += 1;
    const kid = `key-${this.#kid}`;
    const pair = await generateKeyPair('ES256', { extractable: true });
    this.#current = { kid, pair };
    this.#published = [{ ...(await exportJWK(pair.publicKey)), kid, alg: 'ES256', use: 'sig' }];
  }

  get publicKey(): JWK {
    const [key] = this.#published;
    if (!key) throw new Error('there is no key yet');
    return key;
  }

  async token({ sub = 'somebody', roles, teams, creditors, actsFor, ...over }: TokenOptions): Promise<string> {
    if (!this.#current) throw new Error('there is no key yet');
    const { kid, pair } = this.#current;
    const now = Math.floor(Date.now() / 1_000);
    return new SignJWT({ roles, teams, creditors, acts_for: actsFor })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setSubject(sub)
      .setIssuer(over.issuer ?? this.issuer)
      .setAudience(over.audience ?? AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(now + (over.expiresIn ?? 600))
      .sign(pair.privateKey);
  }
}
