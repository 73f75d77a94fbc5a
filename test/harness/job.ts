/** The reporting job, the auditor's command line and the simulator as processes of their own, built. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const main = (app: string): string => `dist/apps/${app}/apps/${app}/src/main.js`;

export const startApp = (app: 'reporting' | 'auditor' | 'simulator', args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [main(app), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs one of them to its end. */
export async function runApp(app: 'reporting' | 'auditor' | 'simulator', args: readonly string[]): Promise<Ended> {
  const child = startApp(app, args);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, output: said.join('') };
}

export async function killApp(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
