import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  auditTrail,
  type CallEvidence,
  type Entry,
  type Finding,
  type NoteEvidence,
  type RecordingEvidence,
} from '@reconciliation';
import { notFound } from '../cases/answers';
import { PolicyBook } from '../cases/policy-book';
import { Clock } from '../clock';
import { Problem } from '../http/problem';
import { AuditTrailProjection } from './audit-trail-projection';

export interface AuditTrailAnswer {
  readonly caseId: string;
  /** Newest event taken in. */
  readonly position: string;
  readonly entries: readonly AuditTrailEntry[];
}

interface AuditTrailEntry {
  readonly entryId: string;
  readonly callId?: string;
  readonly call?: Record<string, unknown>;
  readonly recording?: Record<string, unknown>;
  /** Only where the class is ambiguous. */
  readonly candidates?: readonly Record<string, unknown>[];
  readonly notes: readonly Record<string, unknown>[];
  readonly class: Entry['class'];
  readonly findings: readonly Finding[];
}

export class GetAuditTrail extends Query<AuditTrailAnswer> {
  constructor(
    readonly caseId: string,
    /** Position that must have been taken in first; undefined does not wait. */
    readonly minPosition: bigint | undefined,
  ) {
    super();
  }
}

/** Longer than any ordinary lag, shorter than a caller's patience. */
const WAIT_MS = 5_000;
const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

@QueryHandler(GetAuditTrail)
export class GetAuditTrailHandler implements IQueryHandler<GetAuditTrail> {
  constructor(
    private readonly projection: AuditTrailProjection,
    private readonly policies: PolicyBook,
    private readonly clock: Clock,
  ) {}

  async execute({ caseId, minPosition }: GetAuditTrail): Promise<AuditTrailAnswer> {
    if (this.projection.state === 'stopped') {
      throw new Problem('read-model-stopped', `the audit trail stopped at ${this.projection.reason}`);
    }
    if (minPosition !== undefined) await this.projection.reach(minPosition, WAIT_MS);
    // Until it was level once, evidence that is stored may not be taken in yet, and its lack would be told as a fact.
    if (minPosition === undefined && this.projection.state !== 'level') throw behind();
    const bound = this.projection.book.policiesOf(caseId);
    if (!bound) throw this.projection.state === 'level' ? notFound() : behind();
    const { evidence } = this.policies.of(bound);
    const tolerances = {
      graceMs: evidence.graceMinutes * MINUTE_MS,
      clockMs: evidence.toleranceSeconds * SECOND_MS,
      lateNoteMs: evidence.lateNoteMinutes * MINUTE_MS,
    };
    const around = this.projection.book.around(caseId, tolerances.clockMs);
    const entries = auditTrail(around, tolerances, this.clock.now());
    return {
      caseId,
      position: String(this.projection.position),
      entries: entries.filter((entry) => isOwn(entry, around.elsewhere)).map(toAnswer),
    };
  }
}

/** A recording that no call claims is this case's by its number; without one nobody knows whose it is. */
const isOwn = ({ call, recording, notes }: Entry, elsewhere: ReadonlySet<CallEvidence>): boolean =>
  call ? !elsewhere.has(call) : notes.length > 0 || recording?.number !== undefined;

const behind = (): Problem => new Problem('read-model-behind', 'the audit trail has not caught up with the store yet');

const instant = (epochMs: number): string => new Date(epochMs).toISOString();

const toAnswer = ({
  entryId,
  call,
  recording,
  candidates,
  notes,
  class: entryClass,
  findings,
}: Entry): AuditTrailEntry => ({
  entryId,
  ...(call && { callId: call.callId, call: callAnswer(call) }),
  ...(recording && { recording: recordingAnswer(recording) }),
  ...(candidates.length > 0 && { candidates: candidates.map(recordingAnswer) }),
  notes: notes.map(noteAnswer),
  class: entryClass,
  findings,
});

const callAnswer = ({ ref, agentId, lineId, startedAt, endedAt, answered }: CallEvidence) => ({
  event: ref,
  agentId,
  lineId,
  startedAt: instant(startedAt),
  endedAt: instant(endedAt),
  answered,
});

const recordingAnswer = ({ ref, recordingId, startedAt, endedAt }: RecordingEvidence) => ({
  event: ref,
  recordingId,
  startedAt: instant(startedAt),
  endedAt: instant(endedAt),
});

const noteAnswer = ({ ref, noteId, agentId, writtenAt }: NoteEvidence) => ({
  event: ref,
  noteId,
  agentId,
  writtenAt: instant(writtenAt),
});
