import type { CaseEvent, EventData } from '../events';
import type { OpenCase } from '../state';
import { type Context, notAhead, sameCurrency } from './command';

/** What an agent wrote down of a contact; it may name a call that is reported later. */
export type TakeNoteCommand = EventData<'NoteTaken'>;

export function takeNote(state: OpenCase, data: TakeNoteCommand, { now }: Context): readonly CaseEvent[] {
  notAhead(now, { writtenAt: data.writtenAt });
  if (data.promised) sameCurrency(state, 'promised.amount.currency', data.promised.amount);
  return [{ type: 'NoteTaken', data, occurredAt: data.writtenAt }];
}
