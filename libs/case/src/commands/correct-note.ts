import type { CaseEvent, EventData } from '../events';
import { Refusal } from '../refusal';
import { isFact, type OpenCase } from '../state';
import { type Context, happened, notAhead, sameCurrency } from './command';

/** What a note should have said; the note stays on record as it was written. */
export type CorrectNoteCommand = EventData<'NoteCorrected'> & { readonly occurredAt?: string };

/** Refuses a note that is not on record. */
export function correctNote(
  state: OpenCase,
  { occurredAt, ...data }: CorrectNoteCommand,
  { now }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  if (data.promised) sameCurrency(state, 'promised.amount.currency', data.promised.amount);
  const { noteId } = data;
  if (!state.facts.some((fact) => isFact(fact, 'NoteTaken') && fact.event.data.noteId === noteId)) {
    throw new Refusal('note-not-found', 'this case has no such note', 'noteId');
  }
  return [{ type: 'NoteCorrected', data, occurredAt: happened(occurredAt, now) }];
}
