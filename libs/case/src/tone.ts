/** T1–T3, T5, T8, T10: how hard the next contact may press. Unanswered calls, the amount and opinions are not looked at. */
import { clearingPayment, type Outcome } from './account';
import { type Because, because } from './because';
import type { ContactLevel, Situation } from './situation';
import { dpdStage } from './stage';
import type { Fact } from './state';

export interface Tone {
  readonly level: number;
  readonly name: string;
  /** The highest level the next contact could reach, whatever else happens before it. */
  readonly ceiling: number;
  readonly because: readonly Because[];
  readonly lowers: readonly Lowering[];
}

/** What would lower the tone, by which rule, and to which level. */
export interface Lowering {
  readonly rule: string;
  readonly by: 'full-payment' | 'kept-promise' | 'shortfall-paid';
  readonly level: number;
}

/** What the rules count; each a number so that "what if" is arithmetic. */
interface Count {
  readonly base: number;
  readonly broken: number;
  readonly several: boolean;
  readonly shortfall: boolean;
  readonly kept: number;
}

/** The tone at the situation's instant, limited by the last contact on record. */
export function toneAt(situation: Situation, lastContact: ContactLevel | undefined): Tone {
  const { opened, policy } = situation;
  const ceiling = ceilingAfter(situation, lastContact);
  const wanted = wantedLevel(situation);
  const level = Math.min(wanted, ceiling);
  const held = lastContact && wanted > ceiling && ceiling < policy.tone.ceiling;
  return {
    level,
    name: policy.tone.ladder[level] ?? String(level),
    ceiling,
    because: [...reasons(situation), ...(held ? [because(policy.tone.stepwise.rule, opened, lastContact.fact)] : [])],
    lowers: lowerings(situation, ceiling, level),
  };
}

/** The level in force at this instant: what the rules add up to, at most one step above the last contact's (T8). */
export const stepwise = (situation: Situation, lastContact: ContactLevel | undefined): number =>
  Math.min(wantedLevel(situation), ceilingAfter(situation, lastContact));

const ceilingAfter = ({ policy }: Situation, lastContact: ContactLevel | undefined): number =>
  lastContact ? Math.min(policy.tone.ceiling, lastContact.level + policy.tone.stepwise.rise) : policy.tone.ceiling;

const wantedLevel = (situation: Situation): number => (situation.oldest ? add(situation, count(situation)) : 0);

function add({ policy: { tone } }: Situation, { base, broken, several, shortfall, kept }: Count): number {
  const raised =
    base +
    broken * tone.brokenPromise.raise +
    (several ? tone.severalBroken.raise : 0) +
    (shortfall ? tone.shortfall.raise : 0);
  return Math.min(tone.ceiling, Math.max(0, raised - kept * tone.keptPromise.lower));
}

function count(situation: Situation): Count {
  const { severalBroken } = situation.policy.tone;
  const broken = brokenPromises(situation).length;
  const missedFirst = missedFirstInstalment(situation) !== undefined;
  return {
    base: dpdStage(situation).tone,
    broken,
    several: broken >= severalBroken.from || (missedFirst && broken >= severalBroken.withMissedFirstInstalment),
    shortfall: openShortfalls(situation).length > 0,
    kept: keptSinceBroken(situation).length,
  };
}

const brokenPromises = ({ outcomes }: Situation): readonly Outcome[] =>
  outcomes.filter((one) => one.state === 'broken');

const openShortfalls = ({ outcomes }: Situation): readonly Outcome[] =>
  outcomes.filter((one) => one.state === 'part-kept' && one.promise.shortfall > 0);

/** T5 counts only what was kept since the last broken promise. */
function keptSinceBroken(situation: Situation): readonly Outcome[] {
  const lastBroken = Math.max(...brokenPromises(situation).map((one) => one.endedAt ?? 0), Number.NEGATIVE_INFINITY);
  return situation.outcomes.filter((one) => one.state === 'kept' && (one.endedAt ?? 0) > lastBroken);
}

function missedFirstInstalment({ oldest, daysPastDue }: Situation): Fact | undefined {
  return oldest?.instalment === 1 && daysPastDue > 0 ? oldest.fact : undefined;
}

function reasons(situation: Situation): readonly Because[] {
  const { opened, policy, oldest, account } = situation;
  const { tone } = policy;
  if (!oldest) return [because(tone.keptPromise.rule, opened, clearingPayment(account) ?? opened)];
  const { several } = count(situation);
  const missed = several ? missedFirstInstalment(situation) : undefined;
  return [
    because(policy.stages.toneRule, opened, oldest.fact),
    ...brokenPromises(situation).map(({ promise }) =>
      because(tone.brokenPromise.rule, opened, promise.reported ?? promise.fact),
    ),
    ...(missed ? [because(tone.severalBroken.rule, opened, missed)] : []),
    ...openShortfalls(situation).map(({ promise }) => because(tone.shortfall.rule, opened, promise.fact)),
    ...keptSinceBroken(situation).map(({ promise }) =>
      because(tone.keptPromise.rule, opened, promise.completed ?? promise.fact),
    ),
  ];
}

function lowerings(situation: Situation, ceiling: number, level: number): readonly Lowering[] {
  if (level === 0) return [];
  const { tone } = situation.policy;
  const now = count(situation);
  const capped = (then: Count): number => Math.min(ceiling, add(situation, then));
  const options: Lowering[] = [
    { rule: tone.keptPromise.rule, by: 'full-payment', level: 0 },
    { rule: tone.keptPromise.rule, by: 'kept-promise', level: capped({ ...now, kept: now.kept + 1 }) },
    { rule: tone.shortfall.rule, by: 'shortfall-paid', level: capped({ ...now, shortfall: false }) },
  ];
  return options.filter((option) => option.level < level);
}
