import type { BoundPolicy, CaseEvent, EventData } from '../events';
import type { OpenCase } from '../state';
import { type Context, happened, notAhead, withEvents } from './command';
import { settledPromises } from './settled-promises';

/** Other rule books from an instant on; what was before is judged by those bound before. */
export interface BindPolicyCommand extends Omit<EventData<'PolicyBound'>, 'policies'> {
  readonly pack: string;
  readonly creditorPolicy?: string;
  readonly laws?: string[];
  /** The packs that those names stand for, by content. */
  readonly policies: readonly BoundPolicy[];
  readonly occurredAt?: string;
}

/** With it whatever follows for promises: another pack, bound as of an earlier time, may give another grace. */
export function bindPolicy(state: OpenCase, command: BindPolicyCommand, context: Context): readonly CaseEvent[] {
  const { pack: _pack, creditorPolicy: _creditor, laws: _laws, policies, occurredAt, ...data } = command;
  notAhead(context.now, { occurredAt });
  const bound: CaseEvent = {
    type: 'PolicyBound',
    data: { ...data, policies: [...policies] },
    occurredAt: happened(occurredAt, context.now),
  };
  return [bound, ...settledPromises(withEvents(state, [bound], context.now), context)];
}
