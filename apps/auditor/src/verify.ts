/** `verify`, `verify CASE`, `verify BUNDLE` and `export CASE`: whether what is on record is what was signed for. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';

import { type BundleChecked, openCheckpoint, type VerifierKey } from '@proof';
import { SingleBar } from 'cli-progress';
import { type Args, nameIn, print, Wrong } from './args';
import { bundleTold, checkBundleBytes, fetchBundle } from './bundle';
import { readNotes, readVerifier, storeOf, type Verified, verifyLog } from './verify-log';

/** Ends with 1 where something does not hold. */
export async function verify(args: Args): Promise<void> {
  const { names, values } = args;
  const [name] = names;
  if (name !== undefined) return verifyBundle(name, args);
  const { key, checkpoint, data, json } = values;
  const storeUrl = values.store ?? process.env.EVENTSTORE_URL ?? storeOf(data);
  if (!storeUrl) throw new Wrong(`nobody serves the store in ${data}: start the service, or name --store`);
  const bar = new SingleBar({ format: 'verifying  {value} events', noTTYOutput: false });
  if (!json) bar.start(0, 0);
  const onProgress = (events: number) => {
    if (events % SHOWN_EVERY === 0) bar.update(events);
  };
  const held = readNotes(checkpoint);
  const verified = await verifyLog({ storeUrl, verifier: readVerifier(key), held, onProgress }).finally(() =>
    bar.stop(),
  );
  print(json ? verified : told(verified));
  if (verified.fault) process.exitCode = 1;
}

export async function exportBundle(args: Args): Promise<void> {
  const caseId = nameIn(args);
  const out = args.values.out ?? `${caseId}.zip`;
  const { key, checkpoint } = args.values;
  const sizes = checkpoint.length === 0 ? [] : sizesOf(readNotes(checkpoint), readVerifier(key));
  const bytes = await fetchBundle(args.ledger, caseId, sizes);
  writeFileSync(out, bytes, { mode: 0o600 });
  print(`${out}: ${bytes.length} bytes`);
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

/** As the contract has it. */
const CASE_ID = /^[A-Za-z0-9._:-]{1,64}$/;

/** A file; or a case, of which the running service is asked for a bundle that is checked as any other. */
async function verifyBundle(name: string, args: Args): Promise<void> {
  const { key, checkpoint, json } = args.values;
  const isFile = statSync(name, { throwIfNoEntry: false })?.isFile() === true;
  const isCase = !isFile && CASE_ID.test(name) && !name.endsWith('.zip');
  if (!isCase && !isFile) throw new Wrong(`there is no file ${name}`);
  const [held, verifier] = [readNotes(checkpoint), readVerifier(key)];
  const bytes = isCase ? await fetchBundle(args.ledger, name, sizesOf(held, verifier)) : readFileSync(name);
  const checked = checkBundleBytes(name, bytes, verifier, held, isCase ? `case-${name}` : undefined);
  print(json ? plain(checked) : bundleTold(name, checked));
  if (checked.faults.length + checked.uncompared.length > 0) process.exitCode = 1;
}

/** How many events checkpoints cover. */
const sizesOf = (notes: readonly string[], verifier: VerifierKey): readonly number[] =>
  notes.map((note) => openCheckpoint(note, verifier).size);

const plain = ({ checkpoint, ...rest }: BundleChecked) => ({
  ...rest,
  checkpoint: checkpoint ? { ...checkpoint, root: checkpoint.root.toString('base64') } : null,
});
