/** The service against callers who are too many, too slow or led by a browser. */
import { connect } from 'node:net';
import { Authenticator } from '../../apps/ledger/src/access/authenticator';
import { openCase } from '../harness/bodies';
import { conforms } from '../harness/conforms';
import { AUDIENCE, IdentityProvider } from '../harness/identity-provider';
import { TestLedger } from '../harness/ledger';

const MOST = 20;
let ledger: TestLedger;
let provider: IdentityProvider;

beforeAll(async () => {
  provider = await IdentityProvider.start();
  const settings = { issuer: provider.issuer, audience: AUDIENCE, jwksUrl: undefined, idClaim: 'sub' };
  const authenticator = new Authenticator(settings);
  ledger = await TestLedger.start(undefined, undefined, undefined, { requestsPerMinute: MOST, authenticator });
});

afterAll(async () => {
  await ledger.stop();
  provider.stop();
});

it('refuses a caller who sends too many requests, and goes on answering the others and whoever asks for its health', async () => {
  const ask = async (roles: string | undefined, path = '/v1/projections') => {
    // Another token each time: it is the caller who counts.
    const token =
      roles === undefined ? `nonsense${Math.random()}` : await provider.token({ sub: roles, roles: ['admin'] });
    return fetch(`http://127.0.0.1:${ledger.port}${path}`, { headers: { Authorization: `Bearer ${token}` } });
  };
  const statuses = await Promise.all(Array.from({ length: MOST + 5 }, async () => (await ask('one')).status));
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  const refused = await ask('one');
  const problem = await refused.json();
  conforms('Problem', problem);
  expect(problem).toMatchObject({ status: 429, code: 'too-many-requests' });
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect((await ask('two')).status).toBe(200);
  expect((await ask('one', '/health/live')).status).toBe(200);
  const strangers = await Promise.all(Array.from({ length: MOST + 5 }, async () => (await ask(undefined)).status));
  expect(strangers.filter((status) => status === 429)).toHaveLength(5);
  expect(strangers.filter((status) => status === 401)).toHaveLength(MOST);
});

it('tells browsers to run nothing and to frame nothing, and the page that documents it still works', async () => {
  const { headers } = await fetch(`http://127.0.0.1:${ledger.port}/v1/cases/nobody`);
  expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(headers.get('Cache-Control')).toBe('no-store');
});

it('lets go of a caller whose body does not come', async () => {
  const token = await provider.token({ sub: 'slow', roles: ['system'] });
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
  try {
    const socket = connect(ledger.port, '127.0.0.1');
    const heard: string[] = [];
    socket.on('data', (chunk) => heard.push(chunk.toString()));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const size = JSON.stringify(openCase('S-1')).length;
    socket.write(
      `POST /v1/cases HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${size}\r\n\r\n{`,
    );
    while (jest.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
    jest.advanceTimersByTime(31_000);
    await closed;
    expect(heard.join('')).toMatch(/^HTTP\/1\.1 408 /);
    expect(heard.join('')).toContain('request-too-slow');
  } finally {
    jest.useRealTimers();
  }
});
