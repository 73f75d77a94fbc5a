/** The built service as a process of its own, to be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { newMasterKeyLine } from '@personal-data';
import { newSignerKey } from '@proof';
import { emptyFolder } from './read-models';

/** A key for tests: the service makes none beside the project. */
const SIGNING_KEY = newSignerKey('tests').text;
const MASTER_KEY = newMasterKeyLine();

const MAIN = 'dist/apps/ledger/apps/ledger/src/main.js';

export interface Service {
  readonly url: string;
  /** Everything it has written so far. */
  output(): string;
  readonly process: ChildProcess;
}

export interface ServiceOptions {
  /** Makes its embedded database by itself where it has none, as at the first start of all; else it gets an empty one. */
  readonly first?: boolean;
}

/** Starts the service on a free port and resolves when it listens; rejects with what it said where it does not. */
export async function startService(
  env: Record<string, string>,
  { first = false }: ServiceOptions = {},
): Promise<Service> {
  const { DATA_DIR: data, DATABASE_URL: url } = env;
  if (!first && data !== undefined && url === undefined) await bringDatabase(join(data, 'read-models', 'postgres'));
  const process_ = spawn(process.execPath, [MAIN], {
    env: { ...process.env, LOG_LEVEL: 'silent', PORT: '0', SIGNING_KEY, MASTER_KEY, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  process_.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  process_.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const lines = createInterface({ input: process_.stdout });
  const ended = once(process_, 'exit').then(() => {
    throw new Error(`the service ended: ${said.join('')}`);
  });
  ended.catch(() => undefined);
  const listening = (async () => {
    for await (const line of lines) {
      const url = /listens on (http:\/\/\S+?),/.exec(line)?.[1];
      if (url) return url;
    }
    return ended;
  })();
  return { url: await Promise.race([listening, ended]), process: process_, output: () => said.join('') };
}

async function bringDatabase(folder: string): Promise<void> {
  if (!existsSync(folder)) cpSync(await emptyFolder(), folder, { recursive: true });
}

/** Ends the service with a signal and waits until it is gone; answers its exit code. */
export async function endService({ process }: Service, signal: NodeJS.Signals): Promise<number | null> {
  if (process.exitCode === null && process.signalCode === null) {
    const exit = once(process, 'exit');
    process.kill(signal);
    await exit;
  }
  return process.exitCode;
}
