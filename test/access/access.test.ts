/** Every route with every role, and with every token that does not hold; other teams' and creditors' cases; other people's words. */
import { createHmac } from 'node:crypto';
import { QUESTIONS, ROWS_NAMES } from '@read-models';
import { Authenticator } from '../../apps/ledger/src/access/authenticator';
import { ABOUT_ALL, ACCESS, ROLES } from '../../apps/ledger/src/access/roles';
import document from '../../contracts/openapi.json';
import { tableOf } from '../../libs/read-models/src/tables';
import { callAttempt, openCase } from '../harness/bodies';
import { conforms } from '../harness/conforms';
import { AUDIENCE, IdentityProvider, type TokenOptions } from '../harness/identity-provider';
import { type Schemas, TestLedger } from '../harness/ledger';

jest.setTimeout(120_000);

let provider: IdentityProvider;
let ledger: TestLedger;

interface Seen {
  readonly caseId: string;
}

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly hasBody: boolean;
}

const routes: readonly Route[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, ...rest }]: [string, { operationId: string }]) => ({
    operation: operationId,
    method,
    path,
    hasBody: 'requestBody' in rest,
  })),
);
const guarded = routes.filter(({ operation }) => ACCESS[operation] !== 'anyone');

const QUERIES: Readonly<Record<string, string>> = {
  'get-figures': '?from=2026-11-01&to=2026-11-02',
  'get-clocks': '?from=2026-11-01&to=2026-11-02',
  'list-unclaimed-recordings': '?from=2026-11-01&to=2026-11-02',
  'list-unheard-recordings': '?from=2026-11-01&to=2026-11-02',
  'get-diff': '?knownAt=2026-11-04T09:00:00.000Z',
  'get-contact-permission': '?contactId=C-self&medium=call',
  'import-file': '?source=example-notes',
};

const VALUES: Readonly<Record<string, string>> = { name: 'case-standing', format: 'notes' };

/** Sends a request to a route; a body is empty, which no command takes. */
async function call(
  { operation, method, path, hasBody }: Route,
  token: string | undefined,
  caseId = 'A-1',
  body: object = {},
) {
  const filled = path.replace('{caseId}', caseId).replace(/\{(\w+)\}/g, (_, name) => VALUES[name] ?? 'x-1');
  const url = `http://127.0.0.1:${ledger.port}${filled}${QUERIES[operation] ?? ''}`;
  const response = await fetch(url, {
    method: method.toUpperCase(),
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(hasBody && { 'Content-Type': 'application/json' }),
    },
    ...(hasBody && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isProblem = response.headers.get('Content-Type')?.startsWith('application/problem+json') === true;
  const parsed: Schemas['Problem'] | undefined = isProblem ? JSON.parse(text) : undefined;
  if (parsed) conforms('Problem', parsed);
  return { status: response.status, code: parsed?.code, problem: parsed, text, headers: response.headers };
}

/** What a refused caller is told, but for what differs with every request. */
const toldOf = ({ status, problem }: { status: number; problem: Schemas['Problem'] | undefined }) => ({
  status,
  ...problem,
  correlationId: undefined,
});

const routeOf = (operation: string): Route => {
  const found = routes.find((route) => route.operation === operation);
  if (!found) throw new Error(`there is no ${operation}`);
  return found;
};

const everything = { teams: ['*'], actsFor: ['*'] };
const tokenOf = (role: string, over: Partial<TokenOptions> = {}) =>
  provider.token({ roles: [role], ...everything, ...over });

async function open(caseId: string, creditorId: string, team: string): Promise<void> {
  const system = await tokenOf('system');
  const opened = await call(routeOf('open-case'), system, '', openCase(caseId, { creditorId }));
  expect(opened.status).toBe(201);
  const assigned = { assignmentId: `as-${caseId}`, team, by: 'sup-1', reason: 'morning' };
  expect((await call(routeOf('reassign-case'), system, caseId, assigned)).status).toBe(201);
}

beforeAll(async () => {
  provider = await IdentityProvider.start();
  const authenticator = new Authenticator({
    issuer: provider.issuer,
    audience: AUDIENCE,
    jwksUrl: undefined,
    idClaim: 'sub',
  });
  ledger = await TestLedger.start('2026-11-04T10:00:00.000Z', undefined, undefined, { authenticator });
  // Evidence needs a checkpoint.
  ledger.notary.start();
  await open('A-1', 'bank-a', 'north');
  await open('B-1', 'bank-b', 'south');
});

afterAll(async () => {
  await ledger.stop();
  provider.stop();
});

it('the table names every operation of the contract, and no other', () => {
  expect(Object.keys(ACCESS).sort()).toEqual(routes.map(({ operation }) => operation).sort());
});

describe.each(guarded.map((route) => [route.operation, route] as const))('%s', (operation, route) => {
  it('is for the roles of the table alone', async () => {
    for (const role of ROLES) {
      const { status, code } = await call(route, await tokenOf(role));
      const allowed = ACCESS[operation]?.includes(role) === true;
      expect([role, status === 401 || status === 403, code === 'forbidden']).toEqual([role, !allowed, !allowed]);
      expect(status).toBeLessThan(500);
    }
  });

  it('is for nobody whose token does not hold, and tells all of them the same', async () => {
    const [role] = ROLES.filter((one) => ACCESS[operation]?.includes(one));
    const good = await tokenOf(role ?? '');
    const [head, payload, signature = ''] = good.split('.');
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${encoded({ alg: 'none' })}.${payload}.`;
    const confused = `${encoded({ alg: 'HS256', kid: 'key-1' })}.${payload}`;
    const mac = createHmac('sha256', JSON.stringify(provider.publicKey)).update(confused).digest('base64url');
    const bad: Readonly<Record<string, string | undefined>> = {
      none: undefined,
      nonsense: 'nonsense',
      expired: await tokenOf(role ?? '', { expiresIn: -120 }),
      audience: await tokenOf(role ?? '', { audience: 'another-service' }),
      issuer: await tokenOf(role ?? '', { issuer: 'https://issuer.example' }),
      tampered: `${head}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      unsigned,
      confused: `${confused}.${mac}`,
    };
    for (const [name, token] of Object.entries(bad)) {
      const answer = await call(route, token);
      expect([name, answer.status, answer.code]).toEqual([name, 401, 'unauthenticated']);
      expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
    }
  });
});

const ofCases = guarded.filter(({ path }) => path.includes('{caseId}'));

it.each(ofCases.map((route) => [route.operation, route] as const))(
  '%s does not tell whether a case of others exists',
  async (_operation, route) => {
    const teams = await provider.token({ roles: ['collector', 'supervisor'], teams: ['north'], actsFor: ['*'] });
    const creditors = await provider.token({ roles: [...ROLES], ...everything, creditors: ['bank-a'] });
    for (const token of [teams, creditors]) {
      const [others, nobodys] = [await call(route, token, 'B-1'), await call(route, token, 'no-such-case')];
      expect(toldOf(others)).toEqual(toldOf(nobodys));
      expect([403, 404]).toContain(others.status);
    }
  },
);

describe('who is let in', () => {
  it('is the actor of what they record, in the role in which they may', async () => {
    const token = await provider.token({ sub: 'marta', roles: ['reporting', 'collector'], teams: ['north'] });
    const mine = { agentId: 'marta' };
    const route = routeOf('record-call-attempt');
    const { status, text } = await call(route, token, 'A-1', callAttempt('c-1', '2026-11-04T09:00:00.000Z', mine));
    expect(status).toBe(201);
    expect(JSON.parse(text).events[0].metadata.actor).toEqual({ id: 'marta', role: 'collector' });
  });

  it('sees the cases of their teams and creditors, in every list', async () => {
    const { head } = JSON.parse((await call(routeOf('get-projections'), await tokenOf('admin'))).text);
    const seen = async (operation: string, over: Partial<TokenOptions>) => {
      const { path } = routeOf(operation);
      const Authorization = `Bearer ${await provider.token({ roles: ['collector'], ...over })}`;
      const url = `http://127.0.0.1:${ledger.port}${path}?minPosition=${head}`;
      const response = await fetch(url, { headers: { Authorization } });
      expect(response.status).toBe(200);
      const { rows, items }: { rows?: Seen[]; items?: Seen[] } = JSON.parse(await response.text());
      return [...new Set((rows ?? items ?? []).map((row) => row.caseId))].sort();
    };
    for (const operation of ['list-case-standing', 'list-tone-history', 'list-follow-ups', 'get-worklist']) {
      expect(await seen(operation, { teams: ['north'] })).toEqual(['A-1']);
      expect(await seen(operation, { teams: ['north', 'south'] })).toEqual(['A-1', 'B-1']);
      expect(await seen(operation, { teams: ['*'], creditors: ['bank-b'] })).toEqual(['B-1']);
      expect(await seen(operation, {})).toEqual([]);
    }
  });

  it('may not ask about all cases where they may see some of them', async () => {
    const some = await provider.token({ roles: ['supervisor', 'reporting'], creditors: ['bank-a'] });
    for (const operation of ['get-figures', 'get-changes', 'list-collector-day', 'list-recovery-cohorts']) {
      expect((await call(routeOf(operation), some)).code).toBe('forbidden');
    }
    // Every list that anybody restricted may see can be cut to what is theirs.
    const open = ROWS_NAMES.filter((name) => !ABOUT_ALL.has(`list-${name}`) && ACCESS[`list-${name}`]);
    for (const name of open)
      expect([name, tableOf(QUESTIONS[name].table).columns.includes('case_id')]).toEqual([name, true]);
    const lead = await provider.token({ roles: ['supervisor'], teams: ['north'] });
    expect((await call(routeOf('get-figures'), lead)).code).toBe('forbidden');
    const path = '/v1/figures?from=2026-11-01&to=2026-11-02&team=north';
    const figures = await fetch(`http://127.0.0.1:${ledger.port}${path}`, {
      headers: { Authorization: `Bearer ${lead}` },
    });
    expect(figures.status).toBe(200);
  });

  it('gives their own word, or that of whom they act for', async () => {
    const route = routeOf('decide-match');
    const body = (by: string) => ({
      decisionId: 'd-1',
      callId: 'c-1',
      recordingId: 'r-1',
      decision: 'confirm',
      by,
      reason: 'heard it',
    });
    const own = await provider.token({ sub: 'aud-1', roles: ['auditor'] });
    const other = await call(route, own, 'A-1', body('aud-2'));
    expect([other.status, other.problem?.errors?.[0]?.field]).toEqual([403, 'by']);
    expect((await call(route, own, 'A-1', body('aud-1'))).code).toBe('recording-not-found');
    const acting = await provider.token({ sub: 'aud-1', roles: ['auditor'], actsFor: ['aud-2'] });
    expect((await call(route, acting, 'A-1', body('aud-2'))).code).toBe('recording-not-found');
  });

  it('decides what is theirs to decide, and does the work that they report', async () => {
    const token = await provider.token({ sub: 'col-n', roles: ['collector'], teams: ['north'] });
    const refused = async (operation: string, body: object, role = token) => {
      const { status, problem } = await call(routeOf(operation), role, 'A-1', body);
      return [status, problem?.errors?.[0]?.field];
    };
    const attempt = callAttempt('c-2', '2026-11-04T09:10:00.000Z', { agentId: 'col-n' });
    expect(await refused('record-call-attempt', { ...attempt, agentId: 'agent-99' })).toEqual([403, 'agentId']);
    expect(await refused('record-call-attempt', { ...attempt, recordingId: 'r-b' })).toEqual([403, 'recordingId']);
    expect(await refused('record-call-attempt', { ...attempt, callIds: { dialer: 'c-b' } })).toEqual([403, 'callIds']);
    expect((await call(routeOf('record-call-attempt'), token, 'A-1', attempt)).status).toBe(201);
    const escalation = { escalationId: 'e-1', requestedBy: 'col-n' };
    const override = { by: 'col-n', reason: 'because' };
    expect(await refused('escalate-to-field', { ...escalation, override })).toEqual([403, 'override']);
    expect(await refused('escalate-to-field', { ...escalation, approvedBy: 'the-ceo' })).toEqual([403, 'approvedBy']);
    const lead = await provider.token({ sub: 'sup-n', roles: ['collector', 'supervisor'], teams: ['north'] });
    const own = { ...escalation, requestedBy: 'sup-n', override: { by: 'sup-n', reason: 'because' } };
    expect((await call(routeOf('escalate-to-field'), lead, 'A-1', own)).status).toBe(201);
  });

  it('neither sees nor moves recordings of other cases', async () => {
    const system = await tokenOf('system');
    const body = {
      direction: 'outbound',
      startedAt: '2026-11-04T08:00:00.000Z',
      endedAt: '2026-11-04T08:01:00.000Z',
      uri: 'x',
      source: 's',
    };
    expect((await call(routeOf('register-recording'), system, '', { ...body, recordingId: 'r-b' })).status).toBe(201);
    const lead = await provider.token({ sub: 'sup-n', roles: ['supervisor'], teams: ['north'] });
    const decision = (recordingId: string, decisionId: string) => ({
      ...{ decisionId, callId: 'c-1', recordingId, decision: 'confirm', by: 'sup-n', reason: 'heard it' },
    });
    const [others, nobodys] = [
      await call(routeOf('decide-match'), lead, 'A-1', decision('r-b', 'd-2')),
      await call(routeOf('decide-match'), lead, 'A-1', decision('r-none', 'd-2')),
    ];
    expect(toldOf(others)).toEqual(toldOf(nobodys));
    expect(others.code).toBe('recording-not-found');
    const some = await tokenOf('system', { creditors: ['bank-a'] });
    for (const operation of ['register-recording', 'check-recording', 'purge-recording', 'report-recording-lost'])
      expect(
        (await call(routeOf(operation), some, '', { ...body, by: 'x', reason: 'x', sha256: 'a'.repeat(64) })).code,
      ).toBe('forbidden');
    const all = await call(routeOf('decide-match'), await tokenOf('auditor'), 'A-1', decision('r-b', 'd-3'));
    expect(all.status).toBe(201);
  });

  it('is named as the ledger names people, or not at all', async () => {
    const answer = await call(routeOf('get-case'), await tokenOf('auditor', { sub: 'auth0|5f7c' }));
    expect([answer.status, answer.problem?.detail]).toEqual([401, expect.stringContaining('names nobody')]);
  });

  it('is let go of when the token ends, in the middle of a stream', async () => {
    // A token holds a minute longer than it says, for clocks differ.
    const token = await tokenOf('reporting', { expiresIn: -58 });
    const url = `http://127.0.0.1:${ledger.port}/v1/projections/case-standing/changes`;
    const headers = { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' };
    const response = await fetch(url, { headers });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it('opens cases of their creditors only', async () => {
    const token = await tokenOf('system', { creditors: ['bank-a'] });
    const { status, problem } = await call(routeOf('open-case'), token, '', openCase('C-9', { creditorId: 'bank-b' }));
    expect([status, problem?.errors?.[0]?.code]).toEqual([400, 'not-yours']);
  });
});

describe('the keys of the provider', () => {
  it('are kept, and fetched anew for one that is not known', async () => {
    const asked = provider.asked;
    for (let i = 0; i < 5; i++) await call(routeOf('get-projections'), await tokenOf('admin'));
    expect(provider.asked).toBe(asked);
    const old = await tokenOf('admin');
    // Keys are not fetched again within half a minute, so that nobody can make us ask with tokens of their own.
    jest.useFakeTimers({
      now: Date.now() + 60_000,
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval', 'queueMicrotask', 'performance'],
    });
    try {
      await provider.rotate();
      expect((await call(routeOf('get-projections'), await tokenOf('admin'))).status).toBe(200);
      expect(provider.asked).toBe(asked + 1);
      expect((await call(routeOf('get-projections'), old)).status).toBe(401);
    } finally {
      jest.useRealTimers();
    }
  });

  it('that cannot be had let nobody in, and say so', async () => {
    provider.away = true;
    const away = new Authenticator({ issuer: provider.issuer, audience: AUDIENCE, jwksUrl: undefined, idClaim: 'sub' });
    await expect(away.verify(await tokenOf('admin'))).rejects.toMatchObject({ code: 'identity-provider-away' });
    provider.away = false;
    // A provider that did not answer is left alone for a moment.
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    await expect(away.verify(await tokenOf('admin'))).resolves.toMatchObject({ roles: ['admin'] });
  });
});
