/** Who the debtor is to a collector: how reachable, how likely to pay, of what type, and why late. */
import { type Because, because } from './because';
import type { EventData } from './events';
import type { Situation } from './situation';

export type Reachability = 'reachable' | 'through-others' | 'lost';
export type DebtorType = 'forgetful' | 'blustering' | 'procrastinating' | 'evasive';
export type RiskGrade = 'A' | 'B' | 'C';

export interface Profile {
  readonly reachability: Reachability;
  /** By the likelihood of payment noted last; null before any. */
  readonly riskGrade: RiskGrade | null;
  /** By the age of the debt and the answers to calls; null before it is late. */
  readonly type: DebtorType | null;
  readonly reasonForDelay: NonNullable<EventData<'NoteTaken'>['reasonForDelay']> | null;
  readonly because: {
    readonly reachability: readonly Because[];
    readonly riskGrade: readonly Because[];
    readonly type: readonly Because[];
    readonly reasonForDelay: readonly Because[];
  };
}

const GRADES = { high: 'A', medium: 'B', low: 'C' } as const;

export function profileAt(situation: Situation): Profile {
  const { opened, policy, past } = situation;
  const { lost, types, recordRule } = policy.profile;
  const likelihood = past.noted('likelihood');
  const reason = past.noted('reasonForDelay');
  const type = typeOf(situation);
  return {
    reachability: reachabilityOf(situation),
    riskGrade: likelihood ? GRADES[likelihood.value] : null,
    type,
    reasonForDelay: reason?.value ?? null,
    because: {
      reachability: [past.lostSince, past.lostSince && past.others]
        .filter((fact) => fact !== undefined)
        .map((fact) => because(lost.rule, opened, fact)),
      riskGrade: likelihood ? [because(recordRule, opened, likelihood.fact)] : [],
      type: type === null ? [] : [because(types.rule, opened, type === 'evasive' ? past.vain.at(-1) : undefined)],
      reasonForDelay: reason ? [because(recordRule, opened, reason.fact)] : [],
    },
  };
}

/** Lost after days of attempts in vain, one after the other; through others, where one of those answered. */
export const reachabilityOf = ({ past }: Situation): Reachability => {
  if (!past.lostSince) return 'reachable';
  return past.others ? 'through-others' : 'lost';
};

function typeOf({ policy, daysPastDue, past }: Situation): DebtorType | null {
  if (daysPastDue < 1) return null;
  const { byDaysPastDue, evasiveUnanswered, evasiveOverDays } = policy.profile.types;
  const byAge = byDaysPastDue.find(({ upTo }) => upTo === null || daysPastDue <= upTo)?.type ?? null;
  return byAge === 'procrastinating' && daysPastDue > evasiveOverDays && past.unanswered.length >= evasiveUnanswered
    ? 'evasive'
    : byAge;
}
