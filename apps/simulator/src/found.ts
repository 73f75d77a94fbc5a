/** What the ledger found out, in the words of the simulation's truth. */
import { add, type Found } from '@simulation';
import type { Client } from 'openapi-fetch';
import type { components, paths } from '../../../contracts/openapi';
import { dataIn, reached } from './patience';

type Row = components['schemas']['AuditTrailRow'];

/** Of cases whose names begin so: others may be on record as well. */
export async function readFound(ledger: Client<paths>, minPosition: string, prefix: string): Promise<Found> {
  await reached(ledger, minPosition);
  const links = new Map<string, string>();
  const codes = new Map<string, Set<string>>();
  for (let after: string | undefined; ; ) {
    const query = { limit: '500', ...(after !== undefined && { after }) };
    const { rows, next } = dataIn(await ledger.GET('/v1/audit-trail', { params: { query } }));
    for (const row of rows.filter(({ caseId }) => caseId.startsWith(prefix))) take(row, links, codes);
    if (next === null) break;
    after = next;
  }
  return { links, codes };
}

function take(row: Row, links: Map<string, string>, codes: Map<string, Set<string>>): void {
  const { entryId, callId, recording, segments = [], duplicates = [], notes, findings } = row;
  add(codes, row.class, entryId);
  for (const { code, subject } of findings) add(codes, subject ? `${code}/${subject}` : code, entryId);
  if (callId === undefined) return;
  for (const one of [...(recording ? [recording] : []), ...segments, ...duplicates])
    links.set(`recording:${one.recordingId}`, entryId);
  for (const one of notes) links.set(`note:${one.noteId}`, entryId);
}
