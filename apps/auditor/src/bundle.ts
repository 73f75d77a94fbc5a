/** `export CASE` and `verify BUNDLE`: evidence as an archive that can be given away and checked anywhere. */
import { type BundleChecked, checkBundle, type VerifierKey } from '@proof';
import { type UnzipFileInfo, unzipSync } from 'fflate';
import type { Client } from 'openapi-fetch';
import type { paths } from '../../../contracts/openapi';

/**
 * The bundle of a case, which can be compared with checkpoints of these sizes. Throws what the ledger answered where it
 * gives none.
 */
export async function fetchBundle(
  ledger: Client<paths>,
  caseId: string,
  sizes: readonly number[],
): Promise<Uint8Array> {
  const asked = [...new Set(sizes)];
  const since = asked.length > MOST_SIZES ? 'all' : asked.join();
  const { data, error, response } = await ledger.GET('/v1/cases/{caseId}/evidence', {
    params: { path: { caseId }, query: since === '' ? {} : { since } },
    parseAs: 'arrayBuffer',
  });
  if (!data) throw new Error(error?.detail ?? `the ledger answered ${response.status}`);
  return Buffer.from(data);
}

/** As many as the ledger may be asked for one by one. */
const MOST_SIZES = 500;

/** Throws where the bytes are no archive; `name` is what it is called then, `about` the stream that it has to be about. */
export function checkBundleBytes(
  name: string,
  bytes: Uint8Array,
  verifier: VerifierKey,
  held: readonly string[],
  about?: string,
): BundleChecked {
  let unpacked: Readonly<Record<string, Uint8Array>>;
  try {
    unpacked = unzipSync(bytes, { filter: eachOnce() });
  } catch (error) {
    throw new Error(`${name} cannot be unpacked: ${error instanceof Error ? error.message : 'unknown error'}`);
  }
  return checkBundle(new Map(Object.entries(unpacked)), verifier, held, about);
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

const SHOWN = 10;

const shown = (sizes: readonly number[]): string =>
  sizes.slice(0, SHOWN).join(', ') + (sizes.length > SHOWN ? ` and ${sizes.length - SHOWN} more` : '');

export function bundleTold(name: string, checked: BundleChecked): string {
  const { events, streams, checkpoint, compared, uncompared, faults } = checked;
  const lines = [
    `bundle     ${name}: ${events} events in ${streams} streams`,
    checkpoint
      ? `signed     a checkpoint of ${checkpoint.origin} over ${checkpoint.size} events`
      : 'signed     by nobody that the key knows',
    ...(compared === 0 ? [] : [`compared   with ${compared} checkpoints that were given`]),
  ];
  if (faults.length === 0 && uncompared.length > 0)
    return [
      ...lines,
      `NOT COMPARED  with the checkpoint of ${shown(uncompared)} events: export it anew with --checkpoint, or verify the log`,
    ].join('\n');
  if (faults.length === 0) return [...lines, 'holds      everything in it is what was signed for'].join('\n');
  const told = faults.map(({ file: where, stream, revision, reason }) => {
    const place = stream === undefined ? where : `${stream} revision ${revision}`;
    return `DOES NOT HOLD  ${place}: ${reason}`;
  });
  return [...lines, ...told].join('\n');
}
