/** The node on its own, and what looks after its data: `npm run node -- help`. */
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { backupStore } from './backup';
import { serveNode } from './serve';
import { storeStats } from './stats';
import { type OnProgress, verifyStore } from './verify';

const HELP = `npm run node -- --port 2113 --data DIR    serve the store in DIR (data/events) on 127.0.0.1
npm run node -- backup DIR TARGET         copy it into the folder TARGET, also while a node serves it, and verify that
npm run node -- verify DIR                look at every event, and name what does not hold
npm run node -- stats DIR                 what it holds, and which node serves it
`;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** A bar in a terminal, nothing elsewhere. */
function withProgress<T>(work: (onProgress: OnProgress) => T): T {
  const bar = new SingleBar(
    { format: '{bar} {percentage} % of {total} events', noTTYOutput: false },
    Presets.shades_classic,
  );
  try {
    return work((done, total) => {
      if (!process.stderr.isTTY) return;
      if (!bar.isActive) bar.start(total, 0);
      bar.update(done);
    });
  } finally {
    bar.stop();
  }
}

async function serve(data: string, port: string): Promise<void> {
  const number = Number(port);
  if (!/^\d+$/.test(port) || number > 65_535) throw new Error('--port must be a port, 0 to 65535');
  const node = await serveNode({ folder: data, port: number }, (error) => {
    // Nobody was told that anything of it is stored; a restart finds what the disk took.
    fail(new Error(`the disk did not take a commit, the node ends: ${error instanceof Error ? error.message : error}`));
  });
  say(`event store in ${data} listens on esdb://127.0.0.1:${node.port}?tls=false`);
  const stop = () => void node.stop().then(() => process.exit(0), fail);
  process.once('SIGTERM', stop).once('SIGINT', stop);
  // The parent of a child process may be killed; the child must not keep folder and port then.
  process.once('disconnect', stop);
}

function verify(folder: string): void {
  const { events, streams, faults } = withProgress((onProgress) => verifyStore(folder, onProgress));
  for (const fault of faults) say(fault);
  if (faults.length > 0) process.exitCode = 1;
  else say(`${events} events in ${streams} streams, and every one is what was written`);
}

function stats(folder: string): void {
  const { events, streams, bytes, categories, longest, node } = storeStats(folder);
  say(`${events} events in ${streams} streams, ${(bytes / 1024 / 1024).toFixed(1)} MiB`);
  for (const category of categories)
    say(`  ${category.category}-…: ${category.events} events in ${category.streams} streams`);
  if (longest) say(`longest: ${longest.stream}, ${longest.events} events`);
  say(node ? `served by process ${node.pid} on port ${node.port}` : 'not served at the moment');
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      port: { type: 'string', default: '2113' },
      data: { type: 'string', default: 'data/events' },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [command, folder, target] = positionals;
  if (values.help) say(HELP);
  else if (command === undefined) await serve(values.data, values.port);
  else if (command === 'backup' && folder && target) {
    const events = withProgress((onProgress) => backupStore(folder, target, onProgress));
    say(`${events} events copied to ${target}`);
    verify(target);
  } else if (command === 'verify' && folder) verify(folder);
  else if (command === 'stats' && folder) stats(folder);
  else {
    say(HELP);
    if (command !== 'help') process.exitCode = 2;
  }
}

function fail(error: unknown): never {
  process.stderr.write(`node: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
