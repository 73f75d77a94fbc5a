/** What the ledger found out, in the words of the simulation's truth. */
import { add, casePrefix, type Found, recordingPrefix, type SimulationOptions } from '@simulation';
import type { Client } from 'openapi-fetch';
import type { components, paths } from '../../../contracts/openapi';
import { dataIn, patiently, reached } from './patience';

type Row = components['schemas']['AuditTrailRow'];

/** Of what was simulated: other cases and recordings may be on record as well. */
export async function readFound(
  ledger: Client<paths>,
  minPosition: string,
  options: SimulationOptions,
): Promise<Found> {
  await reached(ledger, minPosition);
  const links = new Map<string, string>();
  const codes = new Map<string, Set<string>>();
  for (let after: string | undefined; ; ) {
    const query = { limit: '500', ...(after !== undefined && { after }) };
    const { rows, next } = dataIn(await ledger.GET('/v1/audit-trail', { params: { query } }));
    for (const row of rows.filter(({ caseId }) => caseId.startsWith(casePrefix(options)))) take(row, links, codes);
    if (next === null) break;
    after = next;
  }
  for (const recordingId of await readUnclaimed(ledger, options)) add(codes, UNCLAIMED, `recording:${recordingId}`);
  return { links, codes };
}

/** No case can be said of them, so no trail tells of them. */
const UNCLAIMED = 'recording-without-call';

async function readUnclaimed(ledger: Client<paths>, options: SimulationOptions): Promise<readonly string[]> {
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const span = { from: day(options.from), to: day(options.from + options.days * DAY_MS), limit: '500' };
  const found: string[] = [];
  for (let after: string | undefined; ; ) {
    const query = { ...span, ...(after !== undefined && { after }) };
    const ask = () => ledger.GET('/v1/recordings/unclaimed', { params: { query } });
    const { recordings, next } = dataIn(await patiently(ask));
    found.push(...recordings.map(({ recordingId }) => recordingId));
    if (next === null) return found.filter((recordingId) => recordingId.startsWith(recordingPrefix(options)));
    after = next;
  }
}

const DAY_MS = 86_400_000;

function take(row: Row, links: Map<string, string>, codes: Map<string, Set<string>>): void {
  const { entryId, callId, recording, segments = [], duplicates = [], notes, findings } = row;
  add(codes, row.class, entryId);
  for (const { code, subject } of findings) add(codes, subject ? `${code}/${subject}` : code, entryId);
  if (callId === undefined) return;
  for (const one of [...(recording ? [recording] : []), ...segments, ...duplicates])
    links.set(`recording:${one.recordingId}`, entryId);
  for (const one of notes) links.set(`note:${one.noteId}`, entryId);
}
