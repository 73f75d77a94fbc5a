/** What outsiders rely on, produced from the code: file name → text. */
import 'reflect-metadata';
import { eventSchemas, PolicyPack } from '@case';
import { EventCodec, EventStore } from '@event-store';
import { SourceSchema } from '@imports';
import { KeyStore, openKeyFile, pseudonymsUnder } from '@personal-data';
import { newSignerKey } from '@proof';
import openapiTS, { astToString } from 'openapi-typescript';
import { createApplication } from '../apps/ledger/src/application';
import { asyncApiDocument } from '../apps/ledger/src/asyncapi';
import { CaseStreams } from '../apps/ledger/src/cases/case-streams';
import { PolicyBook, policyFolders } from '../apps/ledger/src/cases/policy-book';
import { SystemClock } from '../apps/ledger/src/clock';
import { openApiDocument } from '../apps/ledger/src/openapi';
import { KeyKeeper } from '../apps/ledger/src/persons/key-keeper';
import { ReadModels } from '../apps/ledger/src/read-models/read-models';
import { domainGuide } from './domain-guide';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Nothing listens and nothing is connected to: the application is only looked at. */
async function openApi(): Promise<string> {
  const pseudonym = pseudonymsUnder('');
  const codec = new EventCodec(pseudonym);
  const store = EventStore.connect('esdb://127.0.0.1:1?tls=false', codec);
  const config = {
    host: '127.0.0.1',
    port: 0,
    dataDir: '',
    eventStoreUrl: undefined,
    embeddedNodePort: 0,
    ledgerSecret: undefined,
    policyDir: undefined,
    sourceDir: undefined,
    access: { issuer: undefined, audience: '', jwksUrl: undefined, idClaim: 'sub', devKeyFile: '' },
    limits: { requestsPerMinute: 0 },
    databaseUrl: undefined,
    feedDays: 90,
    processManagers: false,
    checkpoints: { key: undefined, keyFile: '', folder: '', everyEvents: 1_000, everyMs: 600_000 },
    masterKey: { key: undefined, keyFile: '' },
    logLevel: 'silent',
  };
  const policies = PolicyBook.read(policyFolders(undefined));
  const nobody = { query: async () => [], listen: () => undefined, close: async () => undefined };
  const readModels = new ReadModels(nobody, () => undefined);
  const clock = new SystemClock();
  const keys = new KeyStore(openKeyFile(undefined));
  const forget = () => undefined;
  const keeper = new KeyKeeper({ store, keys, forget, fail: forget, logger: { warn: forget, error: forget } });
  const cases = new CaseStreams(store);
  const signing = { signer: newSignerKey('nobody'), signNow: () => undefined };
  const app = await createApplication(
    {
      ...{
        config,
        ledgerSecret: '',
        pseudonym,
        keys,
        keeper,
        cases,
        store,
        codec,
        clock,
        policies,
        readModels,
        signing,
      },
      authenticator: undefined,
    },
    true,
  );
  return json(openApiDocument(app));
}

/** A personal field as it stands in the store: sealed, blank, or, from before there were keys, as it is. */
const SEALED = {
  type: 'object',
  description: 'sealed under a key that can be destroyed; `pseudonym` is what facts are joined by',
  properties: {
    country: { type: 'string', description: 'of a number, ISO 3166' },
    key: { type: 'string', description: 'id of the key' },
    pseudonym: { type: 'string', description: 'HMAC-SHA-256 under the ledger’s secret, base64url' },
    sealed: { type: 'string', description: 'AES-256-GCM: nonce, ciphertext, tag; base64url' },
  },
  required: ['key', 'sealed'],
  additionalProperties: false,
};

/** The schema of what is stored, made of the schema of what it says. */
const asStored = (schema: object): object =>
  JSON.parse(JSON.stringify(schema), (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || !('x-personal' in part)) return part;
    const { 'x-personal': whose, ...plain } = part;
    return { 'x-personal': whose, anyOf: [SEALED, { type: 'string', const: '' }, plain] };
  });

export async function contractFiles(): Promise<ReadonlyMap<string, string>> {
  const document = await openApi();
  const types = astToString(await openapiTS(document));
  return new Map([
    ['openapi.json', document],
    ['openapi.d.ts', types],
    ['asyncapi.json', json(asyncApiDocument())],
    ['../docs/rules.md', domainGuide()],
    ['sources/source.schema.json', json({ $schema: DRAFT, ...SourceSchema })],
    ['policies/policy.schema.json', json({ $schema: DRAFT, ...PolicyPack })],
    ...Object.entries(eventSchemas).map(([type, schema]): [string, string] => [
      `events/${type}.schema.json`,
      json({ $schema: DRAFT, title: type, ...asStored(schema) }),
    ]),
  ]);
}
