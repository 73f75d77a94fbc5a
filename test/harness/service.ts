/** The built service as a process of its own, to be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { newMasterKeyLine } from '@personal-data';
import { newSignerKey } from '@proof';

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

/** Starts the service on a free port and resolves when it listens; rejects with what it said where it does not. */
export async function startService(env: Record<string, string>): Promise<Service> {
  const process_ = spawn(process.execPath, ['--enable-source-maps', MAIN], {
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
  const url = await Promise.race([listening, ended]);
  return { url, process: process_, output: () => said.join('') };
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
