/** Configuration from the environment, checked at start: a wrong value stops the start and names its variable. */
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join, relative, resolve } from 'node:path';
import { type MasterKey, masterKeyIn, parseMasterKeys } from '@personal-data';
import { newSignerKey, parseSignerKey, type SignerKey } from '@proof';
import { type AccessSettings, readAccess } from './access/settings';
import { writeWhole } from './files';
import type { Limits } from './http/hardening';

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** `esdb://…`; undefined starts the embedded node. */
  readonly eventStoreUrl: string | undefined;
  /** Port of the embedded node on loopback; 0 takes a free one. */
  readonly embeddedNodePort: number;
  /** Key of the HMAC over request bodies; undefined where a data folder is new and has none yet. */
  readonly ledgerSecret: string | undefined;
  readonly policyDir: string | undefined;
  /** Where the sources of imports are declared, beside those that are shipped as examples. */
  readonly sourceDir: string | undefined;
  /** `postgres://…`; undefined keeps the read models in the data folder. */
  readonly databaseUrl: string | undefined;
  /** Days for which the feeds keep every change. */
  readonly feedDays: number;
  /** Whether this service records by itself what follows from time, such as broken promises. */
  readonly processManagers: boolean;
  readonly access: AccessSettings;
  readonly limits: Limits;
  readonly checkpoints: CheckpointSettings;
  readonly masterKey: MasterKeySettings;
  readonly logLevel: string;
}

export interface CheckpointSettings {
  /** The signing key itself; undefined takes it from its file. */
  readonly key: string | undefined;
  readonly keyFile: string;
  /** Where checkpoints are written to as files. */
  readonly folder: string;
  /** One is signed after so many events, and so many milliseconds after the first that none covers. */
  readonly everyEvents: number;
  readonly everyMs: number;
}

export interface MasterKeySettings {
  /** The keys themselves, one a line; undefined takes them from their file. */
  readonly key: string | undefined;
  readonly keyFile: string;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const SHORTEST_SECRET = 32;

/** Throws with the variable's name and what it may be. Makes the data folder, and a secret in it, where they are missing. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const dataDir = ownFolder('DATA_DIR', env.DATA_DIR || 'data');
  const host = env.HOST || '127.0.0.1';
  return {
    host,
    port: port('PORT', env.PORT || '3000'),
    dataDir,
    eventStoreUrl: env.EVENTSTORE_URL ? storeUrl(env.EVENTSTORE_URL) : undefined,
    embeddedNodePort: port('EMBEDDED_NODE_PORT', env.EMBEDDED_NODE_PORT || '0'),
    ledgerSecret: env.LEDGER_SECRET ? longEnough(env.LEDGER_SECRET) : keptSecret(dataDir),
    policyDir: env.POLICY_DIR ? existingFolder('POLICY_DIR', env.POLICY_DIR) : undefined,
    sourceDir: env.SOURCE_DIR ? existingFolder('SOURCE_DIR', env.SOURCE_DIR) : undefined,
    databaseUrl: env.DATABASE_URL ? databaseUrl(env.DATABASE_URL) : undefined,
    feedDays: whole('FEED_DAYS', env.FEED_DAYS || '90', 1, 36_500),
    processManagers: oneOf('PROCESS_MANAGERS', env.PROCESS_MANAGERS || 'on', ['on', 'off']) === 'on',
    access: readAccess(env, isLoopback(host)),
    limits: {
      requestsPerMinute: whole(
        'REQUESTS_PER_MINUTE',
        env.REQUESTS_PER_MINUTE || (env.OIDC_ISSUER ? '60000' : '0'),
        0,
        10_000_000,
      ),
    },
    checkpoints: readCheckpoints(env, dataDir),
    masterKey: readMasterKey(env, dataDir),
    logLevel: oneOf('LOG_LEVEL', env.LOG_LEVEL || 'info', LOG_LEVELS),
  };
}

const wrong = (name: string, expected: string): Error => new Error(`${name} ${expected}`);

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

const port = (name: string, value: string): number => whole(name, value, 0, 65_535);

function whole(name: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  throw wrong(name, `must be a whole number from ${least} to ${most}`);
}

function databaseUrl(url: string): string {
  if (/^postgres(ql)?:\/\/[^/?]/.test(url) && URL.canParse(url)) return url;
  throw wrong('DATABASE_URL', 'must begin with postgres://host');
}

function storeUrl(url: string): string {
  if (!/^(esdb|kurrentdb)(\+discover)?:\/\/[^/?]/.test(url))
    throw wrong('EVENTSTORE_URL', 'must begin with esdb://host');
  return url;
}

function oneOf(name: string, value: string, words: readonly string[]): string {
  if (!words.includes(value)) throw wrong(name, `must be one of ${words.join(', ')}`);
  return value;
}

/** Makes the folder where it is missing, for the service's own user alone. */
function ownFolder(name: string, folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw wrong(name, `must name a folder that can be written to (${error instanceof Error ? error.message : error})`);
  }
  return resolve(folder);
}

function existingFolder(name: string, folder: string): string {
  if (!existsSync(folder)) throw wrong(name, 'must name a folder that exists');
  return resolve(folder);
}

function longEnough(secret: string): string {
  if (secret.length < SHORTEST_SECRET) throw wrong('LEDGER_SECRET', `must have at least ${SHORTEST_SECRET} characters`);
  return secret;
}

/** What is given away of a key, in a file beside it. */
const publicFile = (file: string): string => `${file.replace(/\.key$/, '')}.pub`;

function readCheckpoints(env: NodeJS.ProcessEnv, dataDir: string): CheckpointSettings {
  const keyFile = outside(
    'SIGNING_KEY_FILE',
    env.SIGNING_KEY_FILE || join('keys', 'checkpoint.key'),
    dataDir,
    'whoever can change the data must not be able to sign for it',
  );
  if (env.SIGNING_KEY) parsedKey('SIGNING_KEY', env.SIGNING_KEY);
  return {
    key: env.SIGNING_KEY || undefined,
    keyFile,
    folder: resolve(env.CHECKPOINT_DIR || join(dataDir, 'checkpoints')),
    everyEvents: whole('CHECKPOINT_EVENTS', env.CHECKPOINT_EVENTS || '1000', 1, 10_000),
    everyMs: whole('CHECKPOINT_MINUTES', env.CHECKPOINT_MINUTES || '10', 1, 1_440) * MINUTE_MS,
  };
}

function readMasterKey(env: NodeJS.ProcessEnv, dataDir: string): MasterKeySettings {
  const file = env.MASTER_KEY_FILE || join('keys', 'master.key');
  const keyFile = outside('MASTER_KEY_FILE', file, dataDir, 'whoever has the data must not have what opens it');
  if (env.MASTER_KEY) parseMasterKeys(env.MASTER_KEY, 'MASTER_KEY');
  return { key: env.MASTER_KEY || undefined, keyFile };
}

/** What the personal keys are wrapped under; made where there is none yet, and no key that it could belong to. */
export const masterKey = ({ key, keyFile }: MasterKeySettings, hasKeys: boolean): MasterKey => {
  if (key !== undefined) return parseMasterKeys(key, 'MASTER_KEY');
  if (hasKeys && !existsSync(keyFile))
    throw wrong(
      'MASTER_KEY_FILE',
      `${keyFile} is missing, and there are personal keys: bring the file that belongs to them`,
    );
  return masterKeyIn(keyFile);
};

function outside(name: string, file: string, dataDir: string, why: string): string {
  const resolved = resolve(file);
  if (!relative(dataDir, resolved).startsWith('..')) throw wrong(name, `must lie outside DATA_DIR: ${why}`);
  return resolved;
}

const MINUTE_MS = 60_000;

/** The key that checkpoints are signed with; made, with what is to be given away beside it, where there is none yet. */
export function signingKey({ key, keyFile }: CheckpointSettings): SignerKey {
  if (key !== undefined) return parsedKey('SIGNING_KEY', key);
  if (existsSync(keyFile)) return parsedKey(keyFile, readFileSync(keyFile, 'utf8'));
  const made = newSignerKey(`case-ledger/${randomBytes(4).toString('hex')}`);
  mkdirSync(dirname(keyFile), { recursive: true, mode: 0o700 });
  writeWhole(keyFile, `${made.text}\n`);
  writeWhole(publicFile(keyFile), `${made.verifier.text}\n`);
  return made;
}

function parsedKey(name: string, text: string): SignerKey {
  try {
    return parseSignerKey(text);
  } catch (error) {
    throw wrong(name, `must be a signing key: ${error instanceof Error ? error.message : error}`);
  }
}

const secretFile = (dataDir: string): string => join(dataDir, 'ledger-secret');

function keptSecret(dataDir: string): string | undefined {
  const file = secretFile(dataDir);
  if (!existsSync(file)) return undefined;
  const secret = readFileSync(file, 'utf8');
  if (secret.length < SHORTEST_SECRET) throw wrong(file, `must hold at least ${SHORTEST_SECRET} characters`);
  return secret;
}

/**
 * Makes a secret and keeps it with the data. Only for a store that is empty: under another secret every repeat of what is
 * in it would look like a contradiction.
 */
export function firstSecret(dataDir: string, storeIsEmpty: boolean): string {
  if (!storeIsEmpty) {
    throw new Error(
      `the event store holds events, and ${secretFile(dataDir)} is missing: bring the file that belongs to them, or set LEDGER_SECRET`,
    );
  }
  const secret = randomBytes(SHORTEST_SECRET).toString('hex');
  writeWhole(secretFile(dataDir), secret);
  return secret;
}
