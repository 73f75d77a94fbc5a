/** S8: holds are an axis of their own; each blocks what the layers of the rule book say of its kind. */
import { type Because, because } from './because';
import type { HoldFact } from './chronicle';
import type { HoldRule } from './policy/contact-rules';
import type { ContactLayer, Policy } from './policy/policy';
import type { Situation } from './situation';
import type { HoldKind } from './vocabulary';

export interface HoldStanding {
  readonly holdId: string;
  readonly kind: HoldKind;
  /** Undefined where it holds for the whole case. */
  readonly contactId?: string;
  readonly since: string;
  readonly because: readonly Because[];
}

/** What one layer says of a hold in force. */
export interface HoldEffect {
  readonly hold: HoldFact;
  readonly rule: HoldRule;
  readonly from: ContactLayer;
}

export function holdStandings({ opened, past }: Situation): readonly HoldStanding[] {
  if (past.holds.size === 0) return [];
  return [...past.holds.values()].map((fact) => {
    const { holdId, kind, contactId } = fact.event.data;
    return {
      holdId,
      kind,
      ...(contactId !== undefined && { contactId }),
      since: fact.event.occurredAt,
      because: [because('S8', opened, fact)],
    };
  });
}

/** What the holds on the whole case come to, layer by layer, the strongest first. */
export function holdEffects(holds: Iterable<HoldFact>, policy: Policy): readonly HoldEffect[] {
  return [...holds].flatMap((hold) =>
    policy.contact.flatMap((from) => {
      const rule = from.rules.holds?.[hold.event.data.kind];
      return rule ? [{ hold, rule, from }] : [];
    }),
  );
}

/** Those in force on the whole case. */
export const caseHolds = ({ past, policy }: Situation): readonly HoldEffect[] =>
  past.holds.size === 0
    ? []
    : holdEffects(
        [...past.holds.values()].filter(({ event }) => event.data.contactId === undefined),
        policy,
      );

/** The first that stops a field visit or legal action, if any does. */
export const escalationBlock = (situation: Situation): HoldEffect | undefined =>
  caseHolds(situation).find(({ rule }) => rule.blocksEscalation);
