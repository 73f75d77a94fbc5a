/** The command line for operators and auditors. It speaks to the running service, through the contract; to check a pack it needs none. */
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BundleChecked } from '@proof';
import { SingleBar } from 'cli-progress';
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from '../../../contracts/openapi';
import { bundleTold, checkBundleFile, exportCase } from './bundle';
import { checkPolicyFile } from './policy-check';
import { readNotes, readVerifier, storeOf, type Verified, verifyLog } from './verify-log';

type Projections = components['schemas']['ProjectionsAnswer'];
type Name = paths['/v1/projections/{name}/rebuild']['post']['parameters']['path']['name'];

const USAGE = `npm run auditor -- COMMAND [--url http://127.0.0.1:3000] [--by NAME] [--json]
  projections        how far the projections are
  rebuild NAME       build a projection anew, beside the one that is read, and wait for it
  resume NAME        let a projection that has stopped try again
  policy check FILE  what is wrong with a policy pack, by line; needs no running service
  verify [--key keys/checkpoint.pub] [--checkpoint FILE …] [--store esdb://… | --data data]
                     whether every event is the one that was signed for, read from the store itself
  export CASE [--out FILE]
                     everything about a case, in an archive that can be checked without the ledger
  verify BUNDLE.zip [--key keys/checkpoint.pub] [--checkpoint FILE …]
                     whether everything in it is what was signed for; needs nothing but the key`;

const LOOK_MS = 250;

class Wrong extends Error {}

async function projections(ledger: Client<paths>): Promise<Projections> {
  const { data, response } = await ledger.GET('/v1/projections');
  if (!data) throw new Error(`the ledger answered ${response.status}`);
  return data;
}

const find = ({ projections: all }: Projections, name: string) => all.find((one) => one.name === name);

async function wish(ledger: Client<paths>, what: 'rebuild' | 'resume', name: Name, by: string): Promise<Projections> {
  const { data, error, response } =
    what === 'rebuild'
      ? await ledger.POST('/v1/projections/{name}/rebuild', { params: { path: { name } }, body: { by } })
      : await ledger.POST('/v1/projections/{name}/resume', { params: { path: { name } }, body: { by } });
  if (!data) throw new Wrong(error?.detail ?? `the ledger answered ${response.status}`);
  return data;
}

/** Shows how far it is until it has taken over. */
async function rebuild(ledger: Client<paths>, name: Name, by: string): Promise<void> {
  const bar = new SingleBar({
    format: `${name}  {bar} {percentage} %  {value} of {total}  {eta_formatted} left`,
    clearOnComplete: false,
    noTTYOutput: true,
    notTTYSchedule: 2_000,
  });
  const before = find(await projections(ledger), name)?.builds ?? 0;
  let answer = await wish(ledger, 'rebuild', name, by);
  bar.start(Math.max(1, Number(answer.head ?? 0)), 0);
  try {
    while ((find(answer, name)?.builds ?? 0) === before) {
      const building = find(answer, name)?.building;
      if (building?.reason) throw new Error(`the building of ${name} stopped at ${building.reason}`);
      bar.setTotal(Math.max(1, Number(answer.head ?? 0)));
      bar.update(Number(building?.position ?? 0));
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      answer = await projections(ledger);
    }
    bar.update(Number(answer.head ?? 0));
  } finally {
    bar.stop();
  }
  process.stdout.write(`${name} was built anew and has taken over\n`);
}

function show({ head, projections: all }: Projections): string {
  const lines = all.map(({ name, version, state, position, reason, building }) => {
    const also = [
      reason && `stopped at ${reason}`,
      building && `version ${building.version} is being built: ${building.position ?? 0}`,
    ];
    return [name.padEnd(18), `v${version}`, state.padEnd(12), position ?? '-', ...also.filter(Boolean)].join('  ');
  });
  return [`head of the store: ${head ?? '-'}`, ...lines].join('\n');
}

/** In a container nobody may have a name. */
function whoAmI(): string {
  try {
    return userInfo().username;
  } catch {
    return 'operator';
  }
}

interface Asked {
  readonly command: string | undefined;
  readonly name: string | undefined;
  readonly by: string | undefined;
  readonly json: boolean;
}

async function carryOut(ledger: Client<paths>, { command, name, by, json }: Asked): Promise<void> {
  if (command === 'projections') {
    const answer = await projections(ledger);
    process.stdout.write(`${json ? JSON.stringify(answer, null, 2) : show(answer)}\n`);
  } else if (command === 'resume' && name !== undefined) {
    await wish(ledger, 'resume', name as Name, by ?? whoAmI());
    process.stdout.write(`${name} may go on; "projections" shows whether it does\n`);
  } else if (command === 'rebuild' && name !== undefined) await rebuild(ledger, name as Name, by ?? whoAmI());
  else throw new Wrong(command === undefined ? 'which command?' : `${command} is no command, or lacks a name`);
}

/** Ends with 1 where something is wrong. */
function policy(what: string | undefined, file: string | undefined, json: boolean): void {
  if (what !== 'check' || file === undefined) throw new Wrong('policy check needs a file');
  if (!existsSync(file)) throw new Wrong(`there is no file ${file}`);
  const complaints = checkPolicyFile(file);
  if (json) process.stdout.write(`${JSON.stringify(complaints, null, 2)}\n`);
  else if (complaints.length === 0) process.stdout.write(`${file}: nothing is wrong with it\n`);
  else for (const { line, text } of complaints) process.stdout.write(`${file}:${line}: ${text}\n`);
  if (complaints.length > 0) process.exitCode = 1;
}

interface ToVerify {
  readonly key: string;
  readonly checkpoint: readonly string[];
  readonly store: string | undefined;
  readonly data: string;
  readonly json: boolean;
}

/** Ends with 1 where something does not hold. */
async function verify({ key, checkpoint, store, data, json }: ToVerify): Promise<void> {
  const storeUrl = store ?? storeOf(data);
  if (storeUrl === undefined) throw new Wrong(`nobody serves the store in ${data}: start the service, or name --store`);
  const bar = new SingleBar({ format: 'verifying  {value} events', noTTYOutput: false });
  if (!json) bar.start(0, 0);
  const held = readNotes(checkpoint);
  const onProgress = (events: number) => {
    if (events % SHOWN_EVERY === 0) bar.update(events);
  };
  const verified = await verifyLog({ storeUrl, verifier: readVerifier(key), held, onProgress }).finally(() =>
    bar.stop(),
  );
  process.stdout.write(`${json ? JSON.stringify(verified, null, 2) : told(verified)}\n`);
  if (verified.fault) process.exitCode = 1;
}

const SHOWN_EVERY = 1_000;

function told({ ledger, events, streams, checkpoints, held, covered, fault }: Verified): string {
  const lines = [
    `ledger     ${ledger}`,
    `events     ${events} in ${streams} streams`,
    `signed     ${checkpoints} checkpoints in the store, ${held} given; ${covered} events are covered`,
  ];
  if (!fault) {
    const open = events - covered;
    const rest = open === 0 ? '' : `; the ${open} after them hold together, and nobody has signed for them yet`;
    return [...lines, `holds      every event that is covered is the one that was signed for${rest}`].join('\n');
  }
  const place = fault.stream === undefined ? '' : `${fault.stream} revision ${fault.revision}, `;
  return [...lines, `DOES NOT HOLD  ${place}event ${fault.index} of the log: ${fault.reason}`].join('\n');
}

/** Ends with 1 where something does not hold. */
function verifyBundle(file: string, { key, checkpoint, json }: ToVerify): void {
  const checked = checkBundleFile(file, readVerifier(key), readNotes(checkpoint));
  process.stdout.write(`${json ? JSON.stringify(plain(checked), null, 2) : bundleTold(file, checked)}\n`);
  if (checked.faults.length > 0) process.exitCode = 1;
}

const plain = ({ checkpoint, ...rest }: BundleChecked) => ({
  ...rest,
  checkpoint: checkpoint ? { ...checkpoint, root: checkpoint.root.toString('base64') } : null,
});

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string', default: process.env.LEDGER_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}` },
      by: { type: 'string' },
      json: { type: 'boolean', default: false },
      key: { type: 'string', default: join('keys', 'checkpoint.pub') },
      checkpoint: { type: 'string', multiple: true, default: [] },
      store: { type: 'string' },
      out: { type: 'string' },
      data: { type: 'string', default: process.env.DATA_DIR || 'data' },
    },
  });
  const [command, name, file] = positionals;
  const { url, by, json } = values;
  if (command === 'policy') return policy(name, file, json);
  const toVerify = { ...values, store: values.store ?? process.env.EVENTSTORE_URL };
  if (command === 'verify') return name === undefined ? verify(toVerify) : verifyBundle(name, toVerify);
  const ledger = createClient<paths>({ baseUrl: url });
  if (command === 'export' && name !== undefined) {
    const out = values.out ?? `${name}.zip`;
    const bytes = await exportCase(ledger, name, out);
    process.stdout.write(`${out}: ${bytes} bytes\n`);
  } else await carryOut(ledger, { command, name, by, json });
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : 'unknown error';
  process.stderr.write(
    `${message === 'fetch failed' ? 'the ledger does not answer; is it running, and is --url right? (What was asked for goes on.)' : message}\n`,
  );
  if (error instanceof Wrong) process.stderr.write(`${USAGE}\n`);
  process.exit(1);
});
