/** The node as a process of its own, started as `npm run node` does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const CLI = 'dist/apps/ledger/libs/embedded-node/src/cli.js';

export interface LoneNode {
  readonly process: ChildProcess;
  readonly url: string;
  readonly port: number;
  /** Everything it has written so far. */
  output(): string;
}

export interface LoneNodeOptions {
  readonly folder: string;
  readonly port?: number;
  /** Largest file that it may write, in KiB: a disk that is full. */
  readonly fileLimitKib?: number;
  /** Run as this user. */
  readonly uid?: number;
}

/** Runs one of the node's commands to its end. */
export async function runNodeCommand(
  args: readonly string[],
  uid?: number,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(process.cwd(), CLI), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  const output = gather(child);
  await once(child, 'exit');
  return { code: child.exitCode, output: output() };
}

/** Starts a node and resolves when it listens; rejects with what it said where it does not. */
export async function startLoneNode({ folder, port = 0, fileLimitKib, uid }: LoneNodeOptions): Promise<LoneNode> {
  const command = [process.execPath, join(process.cwd(), CLI), '--port', String(port), '--data', folder];
  const limited = ['bash', '-c', `ulimit -f ${fileLimitKib}; exec "$@"`, 'node', ...command];
  const [program = '', ...args] = fileLimitKib === undefined ? command : limited;
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  const output = gather(child);
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the node ended: ${output()}`);
  });
  ended.catch(() => undefined);
  const listening = (async () => {
    if (!child.stdout) return ended;
    for await (const line of createInterface({ input: child.stdout })) {
      const found = /listens on (esdb:\S+:(\d+)\S*)/.exec(line);
      if (found) return { url: found[1] ?? '', port: Number(found[2]) };
    }
    return ended;
  })();
  return { process: child, output, ...(await Promise.race([listening, ended])) };
}

/** Ends it with a signal and waits until it is gone; answers its exit code. */
export async function endLoneNode({ process }: LoneNode, signal: NodeJS.Signals): Promise<number | null> {
  if (process.exitCode === null && process.signalCode === null) {
    const exit = once(process, 'exit');
    process.kill(signal);
    await exit;
  }
  return process.exitCode;
}

function gather(child: ChildProcess): () => string {
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  return () => said.join('');
}
