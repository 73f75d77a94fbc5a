/** Simulated reports as the evidence that the ledger would make of them, and what it found as the simulation's truth has it. */

import { readFileSync } from 'node:fs';
import { parseSource, toE164 } from '@imports';
import { toCall, toNote, toPromise, toRecording } from '@read-models';
import type { Entry, Evidence, EvidenceRules, NoteEvidence, RecordingEvidence } from '@reconciliation';
import { add, type Found, type Report, type Shift } from '@simulation';

const MINUTE_MS = 60_000;

/** As `default@1` has it, with a note field asked for. */
export const RULES: EvidenceRules = {
  graceMs: 60 * MINUTE_MS,
  clockMs: 120_000,
  correctedClockMs: 10_000,
  lateNoteMs: 30 * MINUTE_MS,
  veryLateNoteMs: 24 * 60 * MINUTE_MS,
  answered: { recording: true, note: true },
  unanswered: { recording: true, note: true },
  noteFields: ['reasonForDelay', 'likelihood'],
};

const SOURCE = parseSource(JSON.parse(readFileSync('contracts/sources/simulated-recorder.json', 'utf8')));

/** A recording as it comes to be on record, out of a file as well. */
export function registered({ body, inFile }: Report & { readonly kind: 'recording' }) {
  const { number } = body;
  return number === undefined || !inFile ? body : { ...body, number: toE164(number, 'number', SOURCE) };
}

interface Gathered {
  readonly calls: Evidence['calls'][number][];
  readonly recordings: RecordingEvidence[];
  readonly notes: NoteEvidence[];
  readonly promises: Evidence['promises'][number][];
}

/** `most` recordings and notes; all of them where it is left out. */
export function evidenceOf(shifts: Iterable<Shift>, most = Number.POSITIVE_INFINITY): Evidence {
  const gathered: Gathered = { calls: [], recordings: [], notes: [], promises: [] };
  let count = 0;
  for (const { reports } of shifts) {
    for (const report of reports) {
      gather(gathered, asRead(report), count);
      count += 1;
    }
    if (gathered.recordings.length + gathered.notes.length >= most) break;
  }
  return { ...gathered, decisions: [] };
}

/** As it comes from a store: texts in one piece, and not as what they were put together of, which takes more memory. */
const asRead = <T extends object>(report: T): T => JSON.parse(JSON.stringify(report));

function gather({ calls, recordings, notes, promises }: Gathered, report: Report, count: number) {
  const revision = String(count);
  if (report.kind === 'recording')
    recordings.push(toRecording(registered(report), { stream: 'recording', revision, type: 'RecordingRegistered' }));
  else if (report.kind === 'call')
    calls.push(toCall(report.caseId, report.body, { stream: report.caseId, revision, type: 'CallAttempted' }, RULES));
  else if (report.kind === 'note')
    notes.push(toNote(report.caseId, report.body, { stream: report.caseId, revision, type: 'NoteTaken' }));
  else {
    const promise = toPromise(report.caseId, report.body, { stream: report.caseId, revision, type: 'PromiseMade' });
    if (promise) promises.push(promise);
  }
}

/** Links, classes and findings by the names of the simulation. */
export function foundIn(entries: Iterable<Entry>): Found {
  const links = new Map<string, string>();
  const codes = new Map<string, Set<string>>();
  for (const { entryId, call, recording, segments, duplicates, notes, class: judged, findings } of entries) {
    add(codes, judged, entryId);
    for (const { code, subject } of findings) add(codes, subject ? `${code}/${subject}` : code, entryId);
    if (!call) continue;
    for (const one of [...(recording ? [recording] : []), ...segments, ...duplicates])
      links.set(`recording:${one.recordingId}`, entryId);
    for (const one of notes) links.set(`note:${one.noteId}`, entryId);
  }
  return { links, codes };
}
