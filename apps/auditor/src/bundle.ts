/** `export CASE` and `verify BUNDLE`: evidence as an archive that can be given away and checked anywhere. */
import { readFileSync, writeFileSync } from 'node:fs';
import { type BundleChecked, checkBundle, type VerifierKey } from '@proof';
import { type UnzipFileInfo, unzipSync } from 'fflate';
import type { Client } from 'openapi-fetch';
import type { paths } from '../../../contracts/openapi';

/** Writes the bundle of a case; answers its size in bytes. Throws what the ledger answered where it gives none. */
export async function exportCase(ledger: Client<paths>, caseId: string, file: string): Promise<number> {
  const { data, error, response } = await ledger.GET('/v1/cases/{caseId}/evidence', {
    params: { path: { caseId } },
    parseAs: 'arrayBuffer',
  });
  if (!data) throw new Error(error?.detail ?? `the ledger answered ${response.status}`);
  const bytes = Buffer.from(data);
  writeFileSync(file, bytes, { mode: 0o600 });
  return bytes.length;
}

/** Throws where the file is no archive. */
export function checkBundleFile(file: string, verifier: VerifierKey, held: readonly string[]): BundleChecked {
  let unpacked: Readonly<Record<string, Uint8Array>>;
  try {
    unpacked = unzipSync(readFileSync(file), { filter: eachOnce() });
  } catch (error) {
    throw new Error(`${file} cannot be unpacked: ${error instanceof Error ? error.message : 'unknown error'}`);
  }
  return checkBundle(new Map(Object.entries(unpacked)), verifier, held);
}

/** More than any case comes to. */
const MOST_BYTES = 1_000_000_000;

/** What another program would unpack otherwise than this one must not pass for checked. */
function eachOnce(): (entry: UnzipFileInfo) => boolean {
  const names = new Set<string>();
  let bytes = 0;
  return ({ name, originalSize }) => {
    bytes += originalSize;
    if (names.has(name) || name === '__proto__')
      throw new Error(`it holds ${name} more than once, or under a name that hides it`);
    if (bytes > MOST_BYTES) throw new Error('it is larger than any bundle');
    names.add(name);
    return true;
  };
}

export function bundleTold(file: string, { events, streams, checkpoint, faults }: BundleChecked): string {
  const lines = [
    `bundle     ${file}: ${events} events in ${streams} streams`,
    checkpoint
      ? `signed     a checkpoint of ${checkpoint.origin} over ${checkpoint.size} events`
      : 'signed     by nobody that the key knows',
  ];
  if (faults.length === 0) return [...lines, 'holds      everything in it is what was signed for'].join('\n');
  const told = faults.map(({ file: where, stream, revision, reason }) => {
    const place = stream === undefined ? where : `${stream} revision ${revision}`;
    return `DOES NOT HOLD  ${place}: ${reason}`;
  });
  return [...lines, ...told].join('\n');
}
