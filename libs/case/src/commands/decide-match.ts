import type { CaseEvent, EventData } from '../events';
import { Refusal } from '../refusal';
import { isFact, type OpenCase } from '../state';
import { type Context, happened, notAhead } from './command';

/** What a person decides of a match: that a recording, or a note, is a call's, or that it is not. */
export interface DecideMatchCommand extends EventData<'MatchConfirmed'> {
  readonly decision: 'confirm' | 'reject';
  readonly occurredAt?: string;
}

/** Refuses what is not on record, and a decision about neither or both. It counts from then on, until the next about the same. */
export function decideMatch(
  state: OpenCase,
  { occurredAt, decision, ...data }: DecideMatchCommand,
  { now, recordingKnown }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  const { callId, recordingId, noteId } = data;
  if ((recordingId === undefined) === (noteId === undefined))
    throw new Refusal('validation-failed', 'name either a recording or a note', 'recordingId');
  if (!state.facts.some((fact) => isFact(fact, 'CallAttempted') && fact.event.data.callId === callId))
    throw new Refusal('call-not-found', 'this case has no such call', 'callId');
  if (
    noteId !== undefined &&
    !state.facts.some((fact) => isFact(fact, 'NoteTaken') && fact.event.data.noteId === noteId)
  )
    throw new Refusal('note-not-found', 'this case has no such note', 'noteId');
  if (recordingId !== undefined && recordingKnown !== true)
    throw new Refusal('recording-not-found', 'there is no such recording', 'recordingId');
  const type = decision === 'confirm' ? 'MatchConfirmed' : 'MatchRejected';
  return [{ type, data, occurredAt: happened(occurredAt, now) }];
}
