/** Simulated reports as the evidence that the ledger would make of them, and what it found as the simulation's truth has it. */

import { readFileSync } from 'node:fs';
import { parseSource, toE164 } from '@imports';
import { toCall, toCardPayment, toCheck, toNote, toPromise, toRecording, toRemoval } from '@read-models';
import type {
  CardPayment,
  Entry,
  EventRef,
  Evidence,
  EvidenceRules,
  NoteEvidence,
  RecordingEvidence,
} from '@reconciliation';
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

/** A payment as it comes to be on record, as far as evidence has to do with it. */
export function paid({ body }: Report & { readonly kind: 'payment' }) {
  const nothing = { currency: body.amount.currency, minor: 0 };
  return { ...body, dueAfter: nothing, outstandingAfter: nothing };
}

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
  readonly payments: CardPayment[];
}

/** `most` recordings and notes; all of them where it is left out. */
export function evidenceOf(shifts: Iterable<Shift>, most = Number.POSITIVE_INFINITY): Evidence {
  const gathered: Gathered = { calls: [], recordings: [], notes: [], promises: [], payments: [] };
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

function gather(to: Gathered, report: Report, count: number): void {
  const at = (stream: string, type: string): EventRef => ({ stream, revision: String(count), type });
  switch (report.kind) {
    case 'recording':
      to.recordings.push(toRecording(registered(report), at('recording', 'RecordingRegistered')));
      return;
    case 'check':
      change(to.recordings, report.body.recordingId, {
        checks: [toCheck(report.body, at('recording', 'RecordingChecked'), report.arrivesAt)],
      });
      return;
    case 'loss':
      change(to.recordings, report.body.recordingId, {
        removal: toRemoval('lost', report.body, at('recording', 'RecordingLost'), report.arrivesAt),
      });
      return;
    case 'call':
      to.calls.push(toCall(report.caseId, report.body, at(report.caseId, 'CallAttempted'), RULES));
      return;
    case 'note':
      to.notes.push(toNote(report.caseId, report.body, at(report.caseId, 'NoteTaken')));
      return;
    case 'payment':
      to.payments.push(...present(toCardPayment(report.caseId, paid(report), at(report.caseId, 'PartialPayment'))));
      return;
    case 'promise':
      to.promises.push(
        ...present(toPromise(report.caseId, report.body, at(report.caseId, 'PromiseMade'), report.arrivesAt)),
      );
  }
}

const present = <T>(one: T | undefined): readonly T[] => (one === undefined ? [] : [one]);

/** What is told of a recording comes soon after it. */
function change(recordings: RecordingEvidence[], recordingId: string, more: Partial<RecordingEvidence>): void {
  const i = recordings.findLastIndex((one) => one.recordingId === recordingId);
  const known = recordings[i];
  if (known) recordings[i] = { ...known, ...more };
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
