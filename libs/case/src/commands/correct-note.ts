import type { CaseEvent, EventData } from '../events';
import { Refusal } from '../refusal';
import { isFact, type OpenCase } from '../state';
import { type Context, happened, inOrder, notAhead, sameCurrency } from './command';

/** What a note should have said; the note stays on record as it was written. */
export type CorrectNoteCommand = EventData<'NoteCorrected'> & { readonly occurredAt?: string };

/** Refuses a note that is not on record, and to correct it before it was written. */
export function correctNote(
  state: OpenCase,
  { occurredAt, ...data }: CorrectNoteCommand,
  { now }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  if (data.promised) sameCurrency(state, 'promised.amount.currency', data.promised.amount);
  const { noteId } = data;
  const note = state.facts.find((fact) => isFact(fact, 'NoteTaken') && fact.event.data.noteId === noteId);
  if (!note) throw new Refusal('note-not-found', 'this case has no such note', 'noteId');
  inOrder(['the note', note.event.occurredAt], ['occurredAt', occurredAt ?? note.event.occurredAt]);
  // An agent's clock may run ahead of ours.
  const correctedAt = happened(occurredAt, Math.max(now, note.at));
  return [{ type: 'NoteCorrected', data, occurredAt: correctedAt }];
}
