import type { BoundPolicy, CaseEvent, EventData } from '../events';
import { type Context, happened, notAhead } from './command';

/** Other rule books from an instant on; what was before is judged by those bound before. */
export interface BindPolicyCommand extends Omit<EventData<'PolicyBound'>, 'policies'> {
  readonly pack: string;
  readonly creditorPolicy?: string;
  readonly laws?: string[];
  /** The packs that those names stand for, by content. */
  readonly policies: readonly BoundPolicy[];
  readonly occurredAt?: string;
}

export function bindPolicy(command: BindPolicyCommand, { now }: Context): readonly CaseEvent[] {
  const { pack: _pack, creditorPolicy: _creditor, laws: _laws, policies, occurredAt, ...data } = command;
  notAhead(now, { occurredAt });
  return [{ type: 'PolicyBound', data: { ...data, policies: [...policies] }, occurredAt: happened(occurredAt, now) }];
}
