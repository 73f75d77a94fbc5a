/**
 * Requests made from the contract, valid, nearly valid and hostile: none of them is a fault of ours, hangs, or leaves anything
 * behind. REQUESTS says how many.
 */

import { request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import document from '../../contracts/openapi.json';
import { openCase } from '../harness/bodies';
import { conforms } from '../harness/conforms';
import { TestLedger } from '../harness/ledger';

const REQUESTS = Number(process.env.REQUESTS ?? 2_000);
/** What was sent is sent again under the same. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const AT_ONCE = 16;
const LONGEST_MS = 5_000;

jest.setTimeout(60_000 + REQUESTS * 20);

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await TestLedger.start();
  // Evidence waits for a checkpoint.
  ledger.notary.start();
  for (const caseId of CASES) await ledger.post('/v1/cases', openCase(caseId)).expect(201);
});

afterAll(() => ledger.stop());

/** So many that none grows beyond what a case ever is. */
const CASES = Array.from({ length: Math.max(2, Math.ceil(REQUESTS / 1_000)) }, (_, i) => `L-${i + 1}`);

/** What nobody holds any more is no growth. */
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

const schemas = document.components.schemas as unknown as Readonly<Record<string, Schema>>;
const resolved = (schema: Schema): Schema =>
  schema.$ref ? (schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;

const HOSTILE: readonly unknown[] = [
  ...[
    null,
    true,
    -1,
    0,
    1e308,
    2 ** 53,
    0.1,
    '',
    ' ',
    '\0',
    '\u2028',
    'a'.repeat(70),
    'é'.repeat(400),
    '__proto__',
    'constructor',
  ],
  ...[
    '../../etc/passwd',
    "'; DROP TABLE case_standing; --",
    '{{7*7}}',
    '<script>',
    '%00',
    '2026-02-30T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
  ],
  ...[[], {}, [[[[]]]], { toJSON: 1 }, { length: -1 }, ['x'.repeat(100)], { $ref: '#' }],
];
const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ maxLength: 40, unit: 'binary' }),
  fc.jsonValue({ maxDepth: 3 }),
);

const IDS = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...CASES) },
  { weight: 3, arbitrary: fc.constantFrom('nobody', 'C-self', 'c-1', 'n-1', 'p-1', 'r-1', 'h-1') },
);
const instants = fc.constantFrom(
  '2026-11-04T09:00:00.000Z',
  '2026-11-03T10:00:00Z',
  '2026-10-01T00:00:00+02:00',
  '2030-01-01T00:00:00Z',
);

/** What a schema takes, and now and then what it does not. */
function given(schema: Schema, levels = 6): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 19, arbitrary: goodOf(resolved(schema), levels) }, { weight: 1, arbitrary: hostile });
}

function goodOf(schema: Schema, levels: number): fc.Arbitrary<unknown> {
  const choices = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (choices && choices.length > 0) return fc.oneof(...choices.map((one) => given(one, levels - 1)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (levels <= 0) return fc.constant(null);
  switch (schema.type) {
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(schema.minimum ?? 0, -1e9), max: Math.min(schema.maximum ?? 1e9, 1e9) });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(given(schema.items ?? {}, levels - 1), { maxLength: Math.min(schema.maxItems ?? 3, 3) });
    case 'object':
      return objectOf(schema, levels);
    default:
      return hostile;
  }
}

function textOf({ pattern, format }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time') return instants;
  if (format === 'date') return fc.constantFrom('2026-11-01', '2026-12-31', '1999-01-01');
  if (pattern?.includes('+'))
    return fc.oneof(IDS, fc.constantFrom('+34600000101', '+34600000102', 'branch@1', 'EUR', 'a'.repeat(64)));
  if (pattern) return fc.oneof(IDS, fc.constantFrom('branch@1', 'EUR', 'USD', 'b'.repeat(64), '12'));
  return fc.oneof(fc.constantFrom('Europe/Madrid', 'a reason', 'text'), fc.string({ maxLength: 30 }));
}

function objectOf({ properties = {}, required = [] }: Schema, levels: number): fc.Arbitrary<object> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, given(one, levels - 1)]));
  const whole = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
  const odd = fc
    .tuple(whole, fc.string({ maxLength: 12 }), hostile)
    .map(([of, name, value]) => ({ ...of, [name]: value }));
  return fc.oneof(
    { weight: 15, arbitrary: whole },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: fc.dictionary(fc.string(), hostile) },
  );
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly schema?: Schema;
    readonly required?: boolean;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

interface Made {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** `get-changes` may wait, which is not hanging; it is asked without. */
const NEVER = new Set(['wait']);

function requestsOf(method: string, path: string, { parameters = [], requestBody }: Operation): fc.Arbitrary<Made> {
  const asked = parameters.filter(({ in: where, name }) => where === 'query' && !NEVER.has(name));
  const query = fc.record(
    Object.fromEntries(asked.map(({ name, schema }) => [name, given(schema ?? {}).map(textual)])),
    { requiredKeys: asked.filter(({ required }) => required).map(({ name }) => name) },
  );
  const params = parameters.filter(({ in: where }) => where === 'path');
  const filled = fc.record(
    Object.fromEntries(
      params.map(({ name, schema }) => [
        name,
        fc.oneof(
          { weight: 3, arbitrary: name === 'caseId' ? fc.constantFrom(...CASES) : IDS },
          { weight: 1, arbitrary: given(schema ?? {}).map(textual) },
        ),
      ]),
    ),
  );
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const body = !content
    ? fc.constant(undefined)
    : type === 'application/json'
      ? fc.oneof(
          { weight: 12, arbitrary: given(content.schema).map((value) => JSON.stringify(value) ?? 'null') },
          { weight: 1, arbitrary: fc.constantFrom('', '{', '[1,', '{"a":1}x', '"', '\u0000', '{"__proto__":{"a":1}}') },
        )
      : fc.oneof(
          fc.string({ maxLength: 300 }),
          fc.constantFrom('caseId,agentId,writtenAt,outcome,text\nL-1,a,2026-11-03 10:00:00,other,x\n', '"'),
        );
  const headers = fc.record(
    {
      'Idempotency-Key': fc.oneof(IDS, fc.string({ maxLength: 20 })),
      'If-Match': fc.constantFrom('*', '"0"', '"1"', 'W/"0"', 'nonsense', '"'),
      Accept: fc.constantFrom('application/json', '*/*', 'text/html'),
    },
    { requiredKeys: [] },
  );
  return fc.tuple(query, filled, body, headers).map(([asking, into, sent, more]) => ({
    method: method.toUpperCase(),
    path:
      path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(safe(String(into[name] ?? 'x')))) +
      (Object.keys(asking).length > 0 ? `?${new URLSearchParams(asking)}` : ''),
    headers: {
      ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, value.replace(/[^\x20-\x7e]/g, '?')])),
      ...(sent !== undefined && { 'Content-Type': type ?? '' }),
    },
    body: sent,
  }));
}

/** Not everything that is made can be turned into text by itself. */
const textual = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** A lone surrogate cannot be put into a path at all. */
const safe = (text: string): string => Buffer.from(text).toString();

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => requestsOf(method, path, operation as unknown as Operation)),
);

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

function send({ method, path, headers, body }: Made): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: ledger.port, method, path, headers, timeout: LONGEST_MS },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            text: Buffer.concat(parts).toString(),
          }),
        );
        response.on('error', reject);
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('it hangs')));
    sent.on('error', reject);
    sent.end(body);
  });
}

it(`answers ${REQUESTS} requests of all kinds: no fault, no hang, every refusal a problem (SEED=${seed})`, async () => {
  const made = fc.sample(fc.oneof(...operations), { numRuns: REQUESTS, seed });
  const counts = new Map<number, number>();
  const faults: object[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let one = made[next++]; one; one = made[next++]) {
      try {
        const answer = await send(one);
        counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1);
        if (!one.path.startsWith('/health')) assertSound(answer);
      } catch (error) {
        faults.push({ seed, ...one, error: error instanceof Error ? error.message : error });
      }
    }
  };
  const settled = async () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = await settled();
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(faults.length > 5 ? [faults.length, ...faults.slice(0, 5)] : faults).toEqual([]);
  expect(counts.get(200) ?? 0).toBeGreaterThan(REQUESTS / 50);
  expect([...counts.keys()]).toEqual(expect.arrayContaining([200, 400, 404]));
  expect((await settled()) - before).toBeLessThan(400 * 2 ** 20);
  await ledger.get('/v1/cases/L-1').expect(200);
});

/** A question that needs what is not there yet is told to come again. */
const LEGITIMATE = new Set(['read-model-behind', 'not-signed-yet']);

function assertSound({ status, type, text }: Answer): void {
  if (status < 400) return;
  if (!type.startsWith('application/problem+json')) throw new Error(`${status} is no problem but ${type}`);
  const problem: { code?: string } = JSON.parse(text);
  conforms('Problem', problem);
  if (status >= 500 && !LEGITIMATE.has(problem.code ?? '')) throw new Error(`${status} ${problem.code}`);
}
