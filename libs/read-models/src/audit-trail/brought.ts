/** What events bring: pieces of evidence, and changes of what a case is found and judged by. */
import { type EventData, isCaseEvent, isRecordingEvent, type PolicyOf, type RecordingEvent } from '@case';
import { BadStoredEvent } from '@event-store';
import type {
  AudioCheck,
  AudioRemoval,
  CallEvidence,
  CardPayment,
  EventRef,
  MatchDecision,
  NoteEvidence,
  PromiseEvidence,
  RecordingEvidence,
} from '@reconciliation';
import { caseIdOf } from '../case-book';
import type { Step } from '../projection';
import {
  type Correction,
  evidenceRulesOf,
  type Settlement,
  toCall,
  toCardPayment,
  toCheck,
  toCorrection,
  toDecision,
  toNote,
  toPromise,
  toRecording,
  toRemoval,
  toSettlement,
} from './pieces';

/** One piece of evidence, of whichever kind. */
export type Piece =
  | { readonly kind: 'call'; readonly evidence: CallEvidence }
  /** `file` is what its audio is called, a keyed hash. */
  | { readonly kind: 'recording'; readonly evidence: RecordingEvidence; readonly file?: string }
  | { readonly kind: 'check'; readonly evidence: AudioCheck }
  | { readonly kind: 'removal'; readonly evidence: AudioRemoval }
  | { readonly kind: 'payment'; readonly evidence: CardPayment }
  | { readonly kind: 'note'; readonly evidence: NoteEvidence }
  | { readonly kind: 'correction'; readonly evidence: Correction }
  | { readonly kind: 'promise'; readonly evidence: PromiseEvidence }
  | { readonly kind: 'decision'; readonly evidence: MatchDecision }
  | { readonly kind: 'settlement'; readonly evidence: Settlement };

export const caseIdOfPiece = (piece: Piece): string | undefined =>
  piece.kind === 'recording' || isOfRecording(piece) ? undefined : piece.evidence.caseId;

/** What became of a recording's audio. */
export type OfRecording = Extract<Piece, { readonly kind: 'check' | 'removal' }>;
export const isOfRecording = (piece: Piece): piece is OfRecording => piece.kind === 'check' || piece.kind === 'removal';

/** What a case is judged by, and whose recordings it may be about. */
export interface EvidenceCase {
  readonly caseId: string;
  /** Rule books, each from when it was bound (epoch milliseconds); the first holds for whatever is older. */
  readonly bindings: readonly { readonly from: number; readonly policies: EventData<'CaseOpened'>['policies'] }[];
  /** Of the debtor. */
  readonly timeZone: string;
  /** Teams that it was assigned to, each from when it was (epoch milliseconds). */
  readonly teams: readonly { readonly from: number; readonly team: string }[];
  /** Of its contacts and its calls, keyed hashes. */
  readonly numbers: readonly string[];
  /** Since when the ledger knows of the case, and of each of its numbers; epoch milliseconds. */
  readonly knownSince: number;
  readonly since: readonly number[];
}

/** Evidence, or a change of what its case is found and judged by, or both. */
export interface Brought {
  readonly piece?: Piece;
  readonly changed?: EvidenceCase;
}

function pieceOfRecording(event: RecordingEvent, ref: EventRef): Piece {
  switch (event.type) {
    case 'RecordingRegistered':
      return { kind: 'recording', evidence: toRecording(event.data, ref), file: event.data.uri };
    case 'RecordingChecked':
      return { kind: 'check', evidence: toCheck(event.data, ref, Date.parse(event.occurredAt)) };
    case 'RecordingPurged':
      return { kind: 'removal', evidence: toRemoval('purged', event.data, ref) };
    case 'RecordingLost':
      return { kind: 'removal', evidence: toRemoval('lost', event.data, ref) };
  }
}

/** What an event brings, numbers and texts in it being pseudonyms; undefined for one that has nothing to do with evidence. */
export function broughtBy(
  step: Step,
  caseOf: (caseId: string) => EvidenceCase | undefined,
  policyOf: PolicyOf,
): Brought | undefined {
  const { event, stream, revision, recordedAt } = step;
  const ref = { stream, revision: String(revision), type: event.type };
  if (isRecordingEvent(event)) return { piece: pieceOfRecording(event, ref) };
  if (!isCaseEvent(event)) return undefined;
  const caseId = caseIdOf(stream);
  if (event.type === 'CaseOpened') {
    const numbers = [...new Set(event.data.contacts.map(({ number }) => number))];
    const { policies, debtor } = event.data;
    const bindings = [{ from: Date.parse(event.occurredAt), policies }];
    const since = numbers.map(() => recordedAt);
    return {
      changed: { caseId, bindings, timeZone: debtor.timeZone, teams: [], numbers, knownSince: recordedAt, since },
    };
  }
  const known = caseOf(caseId);
  if (!known) throw new BadStoredEvent(stream, revision, 'the case was never opened');
  const withNumber = (number: string): { readonly changed: EvidenceCase } | undefined =>
    known.numbers.includes(number)
      ? undefined
      : { changed: { ...known, numbers: [...known.numbers, number], since: [...known.since, recordedAt] } };
  switch (event.type) {
    case 'ContactAdded':
    case 'ContactUpdated':
      return event.data.number === undefined ? undefined : withNumber(event.data.number);
    case 'PolicyBound': {
      const from = Date.parse(event.occurredAt);
      const bindings = [...known.bindings, { from, policies: event.data.policies }].sort((a, b) => a.from - b.from);
      return { changed: { ...known, bindings } };
    }
    case 'CaseReassigned': {
      if (event.data.team === undefined) return undefined;
      const from = Date.parse(event.occurredAt);
      const teams = [...known.teams, { from, team: event.data.team }].sort((a, b) => a.from - b.from);
      return { changed: { ...known, teams } };
    }
    case 'CallAttempted': {
      const rules = evidenceRulesOf(policyOf(policiesAt(known, Date.parse(event.data.startedAt))));
      const call = toCall(caseId, event.data, ref, rules);
      return { piece: { kind: 'call', evidence: call }, ...withNumber(call.number) };
    }
    case 'NoteTaken':
      return { piece: { kind: 'note', evidence: toNote(caseId, event.data, ref) } };
    case 'NoteCorrected':
      return {
        piece: {
          kind: 'correction',
          evidence: toCorrection(caseId, event.data, ref, Date.parse(event.occurredAt)),
        },
      };
    case 'PromiseMade': {
      const promise = toPromise(caseId, event.data, ref);
      return promise && { piece: { kind: 'promise', evidence: promise } };
    }
    case 'PartialPayment':
    case 'PaidInFull': {
      const payment = toCardPayment(caseId, event.data, ref);
      return payment && { piece: { kind: 'payment', evidence: payment } };
    }
    case 'MatchConfirmed':
    case 'MatchRejected': {
      const confirmed = event.type === 'MatchConfirmed';
      return { piece: { kind: 'decision', evidence: toDecision(caseId, confirmed, event.data, ref, recordedAt) } };
    }
    case 'FindingAcknowledged':
    case 'FindingResolved':
    case 'FindingWaived':
      return { piece: { kind: 'settlement', evidence: toSettlement(caseId, event, ref) } };
    default:
      return undefined;
  }
}

/** The rule books that were bound then, as far as it was known when this was put on record. */
export const policiesAt = ({ bindings }: EvidenceCase, at: number): EventData<'CaseOpened'>['policies'] =>
  (bindings.findLast(({ from }) => from <= at) ?? bindings[0])?.policies ?? [];
