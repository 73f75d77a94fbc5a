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

const DAY_MS = 86_400_000;

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
  /** Rule books, each from when it was bound, and since when that is known (epoch milliseconds); the first holds for whatever is older. */
  readonly bindings: readonly {
    readonly from: number;
    readonly since?: number;
    readonly policies: EventData<'CaseOpened'>['policies'];
  }[];
  /** Of the debtor. */
  readonly timeZone: string;
  /** Teams that it was assigned to, each from when it was (epoch milliseconds). */
  readonly teams: readonly { readonly from: number; readonly team: string }[];
  /** Collectors, as well; `since` is when that was learnt of. Left out of what was kept before it was told. */
  readonly agents?: readonly { readonly from: number; readonly since: number; readonly agentId: string }[];
  /** Of its contacts and its calls, keyed hashes; once more where it turns out that one was the case's earlier still. */
  readonly numbers: readonly string[];
  /** Since when the ledger knows of the case, and of each of its numbers; epoch milliseconds. */
  readonly knownSince: number;
  readonly since: readonly number[];
  /** From when on each of its numbers was the case's, epoch milliseconds; left out of what was kept before it was told. */
  readonly from?: readonly number[];
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
      return { kind: 'removal', evidence: toRemoval('purged', event.data, ref, Date.parse(event.occurredAt)) };
    case 'RecordingLost':
      return { kind: 'removal', evidence: toRemoval('lost', event.data, ref, Date.parse(event.occurredAt)) };
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
    const from = numbers.map(() => Date.parse(event.occurredAt));
    const { timeZone } = debtor;
    const nobody = { teams: [], agents: [] };
    return { changed: { caseId, bindings, timeZone, ...nobody, numbers, knownSince: recordedAt, since, from } };
  }
  const known = caseOf(caseId);
  if (!known) throw new BadStoredEvent(stream, revision, 'the case was never opened');
  const withNumber = (number: string, from: number): { readonly changed: EvidenceCase } | undefined => {
    const changed = withNumberFrom(known, number, from, recordedAt);
    return changed && { changed };
  };
  switch (event.type) {
    case 'ContactAdded':
    case 'ContactUpdated':
      return event.data.number === undefined ? undefined : withNumber(event.data.number, Date.parse(event.occurredAt));
    case 'PolicyBound': {
      const from = Date.parse(event.occurredAt);
      const bindings = [...known.bindings, { from, since: recordedAt, policies: event.data.policies }].sort(byFrom);
      return { changed: { ...known, bindings } };
    }
    case 'CaseReassigned': {
      const { team, agentId } = event.data;
      const from = Date.parse(event.occurredAt);
      const teams = [...known.teams, ...(team === undefined ? [] : [{ from, team }])];
      const assigned = agentId === undefined ? [] : [{ from, since: recordedAt, agentId }];
      // Where those before were not kept, nobody knows whom it was assigned to.
      const agents = known.agents && [...known.agents, ...assigned].sort(byFrom);
      return { changed: { ...known, teams: teams.sort(byFrom), ...(agents && { agents }) } };
    }
    case 'CallAttempted': {
      const startedAt = Date.parse(event.data.startedAt);
      const rules = evidenceRulesOf(policyOf(policiesAt(known, startedAt)));
      const call = toCall(caseId, event.data, ref, rules);
      // By the day: calls that come latest first would each add a time from which on the number was the case's.
      return { piece: { kind: 'call', evidence: call }, ...withNumber(call.number, startedAt - (startedAt % DAY_MS)) };
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
      const promise = toPromise(caseId, event.data, ref, Date.parse(event.occurredAt));
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

const byFrom = (a: { readonly from: number }, b: { readonly from: number }): number => a.from - b.from;

/** Whom the case was assigned to at an instant (epoch milliseconds), as far as it was to somebody. */
export const assignedAt = ({ agents }: EvidenceCase, at: number): string | undefined =>
  agents?.findLast(({ from }) => from <= at)?.agentId;

/** Undefined where the number is known to have been the case's by then. */
function withNumberFrom(known: EvidenceCase, number: string, from: number, since: number): EvidenceCase | undefined {
  if (known.numbers.some((one, i) => one === number && ofCaseFrom(known, i) <= from)) return undefined;
  return {
    ...known,
    numbers: [...known.numbers, number],
    since: [...known.since, since],
    from: [...known.numbers.map((_, i) => ofCaseFrom(known, i)), from],
  };
}

const ofCaseFrom = ({ from }: EvidenceCase, i: number): number => from?.[i] ?? 0;

/** The numbers that were the case's by an instant (epoch milliseconds). */
export const numbersBy = (known: EvidenceCase, at: number): ReadonlySet<string> =>
  new Set(known.numbers.filter((_, i) => ofCaseFrom(known, i) <= at));

/** The case by what was known of it by an instant (epoch milliseconds). */
export function caseKnownBy(known: EvidenceCase, at: number): EvidenceCase {
  const isKnown = (_: unknown, i: number): boolean => (known.since[i] ?? 0) <= at;
  return {
    ...known,
    bindings: known.bindings.filter(({ since = 0 }) => since <= at),
    numbers: known.numbers.filter(isKnown),
    since: known.since.filter(isKnown),
    ...(known.from && { from: known.from.filter(isKnown) }),
    ...(known.agents && { agents: known.agents.filter(({ since }) => since <= at) }),
  };
}

/** The rule books that were bound then, as far as it was known when this was put on record. */
export const policiesAt = ({ bindings }: EvidenceCase, at: number): EventData<'CaseOpened'>['policies'] =>
  (bindings.findLast(({ from }) => from <= at) ?? bindings[0])?.policies ?? [];
