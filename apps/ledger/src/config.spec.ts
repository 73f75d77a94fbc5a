import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstSecret, readConfig } from './config';

describe('configuration', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'config-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('has a default for everything, and keeps a secret of its own, made for an empty store only', () => {
    const config = readConfig({ DATA_DIR: folder });
    expect(config).toMatchObject({ host: '127.0.0.1', port: 3000, eventStoreUrl: undefined, logLevel: 'info' });
    const file = join(folder, 'ledger-secret');
    expect(config.ledgerSecret).toBeUndefined();
    expect(() => firstSecret(folder, false)).toThrow(`${file} is missing`);
    expect(existsSync(file)).toBe(false);
    const secret = firstSecret(folder, true);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readConfig({ DATA_DIR: folder }).ledgerSecret).toBe(secret);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['HOST', '0.0.0.0'],
    ['HOST', 'example.org'],
    ['EMBEDDED_NODE_PORT', '-1'],
    ['EVENTSTORE_URL', 'http://localhost:2113'],
    ['LEDGER_SECRET', 'short'],
    ['POLICY_DIR', '/no/such/folder'],
    ['PROCESS_MANAGERS', 'maybe'],
    ['LOG_LEVEL', 'loud'],
    ['SIGNING_KEY', 'PRIVATE+KEY+x'],
    ['CHECKPOINT_EVENTS', '0'],
    ['CHECKPOINT_MINUTES', '2000'],
    ['OIDC_ISSUER', 'http://issuer.example'],
    ['OIDC_ISSUER', 'nonsense'],
    ['REQUESTS_PER_MINUTE', '-1'],
    ['OIDC_JWKS_URL', 'http://issuer.example/keys'],
    ['SOURCE_DIR', '/no/such/folder'],
  ])('%s=%s stops the start and is named', (name, value) => {
    expect(() => readConfig({ DATA_DIR: folder, [name]: value })).toThrow(new RegExp(`^${name} `));
  });

  it('listens beyond this machine only where callers are authenticated', () => {
    const issued = { OIDC_ISSUER: 'https://issuer.example', OIDC_AUDIENCE: 'case-ledger' };
    expect(readConfig({ DATA_DIR: folder, HOST: '0.0.0.0', ...issued }).host).toBe('0.0.0.0');
    expect(() => readConfig({ DATA_DIR: folder, HOST: '0.0.0.0', OIDC_ISSUER: 'dev' })).toThrow(/^OIDC_ISSUER /);
    expect(() => readConfig({ DATA_DIR: folder, OIDC_ISSUER: 'https://issuer.example' })).toThrow(/^OIDC_AUDIENCE /);
  });
});
