import { type Permission, type PermissionQuestion, permissionAt } from '../contact/permission';
import type { CaseEvent } from '../events';
import { Refusal } from '../refusal';
import { situationOf } from '../standing';
import type { OpenCase } from '../state';
import type { Context } from './command';

/** May this contact be made? The answer is kept, allowed or not. */
export interface CheckContactCommand extends PermissionQuestion {
  readonly checkId: string;
  /** When the contact would be made; now where it is left out. May lie ahead. */
  readonly at?: string;
}

/** Refuses a contact that the case does not have. */
export function checkContact(
  state: OpenCase,
  { checkId, at, ...question }: CheckContactCommand,
  context: Context,
): readonly CaseEvent[] {
  const askedFor = at === undefined ? context.now : Date.parse(at);
  const { contactId, medium, purpose, allowed, rule, layer, counters, nextPermittedAt, mayDisclose, toneCeiling } =
    permissionOf(state, question, askedFor, context);
  return [
    {
      type: 'ContactPermissionChecked',
      data: {
        checkId,
        contactId,
        medium,
        purpose,
        askedFor: new Date(askedFor).toISOString(),
        allowed,
        ...(rule !== undefined && { rule }),
        ...(layer !== undefined && { layer }),
        counters: counters.map((counter) => ({
          rule: counter.rule,
          layer: counter.layer,
          count: counter.count,
          max: counter.max,
        })),
        ...(nextPermittedAt !== null && { nextPermittedAt }),
        mayDisclose,
        toneCeiling,
      },
      occurredAt: new Date(context.now).toISOString(),
    },
  ];
}

/** The permission at an instant (epoch milliseconds); throws `contact-not-found`, and `case-not-found` before the opening. */
export function permissionOf(
  state: OpenCase,
  question: PermissionQuestion,
  at: number,
  { policyOf, elsewhere }: Omit<Context, 'now'>,
): Permission {
  const situation = situationOf(state, policyOf, Math.max(at, state.opened.at));
  const permission = situation && permissionAt(situation, question, elsewhere);
  if (!permission) throw new Refusal('contact-not-found', 'this case has no such contact', 'contactId');
  return permission;
}
