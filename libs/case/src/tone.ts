/** T1–T6, T8–T10: how hard the next contact may press. Unanswered calls, the amount and opinions never raise it. */
import { clearingCredit, overdueOn } from './account';
import { type Because, because } from './because';
import type { ContactLevel } from './chronicle';
import { caseHolds } from './holds';
import { inUnits, type Situation } from './situation';
import { treatedAs } from './stage';
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
  readonly by: 'full-payment' | 'kept-promise' | 'shortfall-paid' | 'promise-made';
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

/** A level that nothing may go above for now, and why. */
interface Cap {
  readonly rule: string;
  readonly level: number;
  readonly fact: Fact | undefined;
}

/** The tone at the situation's instant: what the rules add up to, then one step above the last contact, then the caps. */
export function toneAt(situation: Situation): Tone {
  const { opened, policy, past } = situation;
  const counted = count(situation);
  const wanted = wantedLevel(situation, counted);
  const step = stepCap(situation, past.lastContact);
  const caps = capsOn(situation);
  const lowest = caps.reduce((low, cap) => Math.min(low, cap.level), policy.tone.ceiling);
  const ceiling = Math.min(step?.level ?? lowest, lowest);
  const level = Math.min(wanted, ceiling);
  const binding = [...(step ? [step] : []), ...caps].filter((cap) => cap.level < wanted && cap.level === ceiling);
  return {
    level,
    name: policy.tone.ladder[level] ?? String(level),
    ceiling,
    because: [...reasons(situation, counted), ...binding.map(({ rule, fact }) => because(rule, opened, fact))],
    lowers: lowerings(situation, counted, ceiling, level),
  };
}

/** The level in force before temporary caps: what the next contact on record may exceed by one step only (T8). */
export const levelAtContact = (situation: Situation): number =>
  Math.min(
    wantedLevel(situation, count(situation)),
    stepCap(situation, situation.past.lastContact)?.level ?? situation.policy.tone.ceiling,
  );

const stepCap = ({ policy }: Situation, last: ContactLevel | undefined): Cap | undefined =>
  last && { rule: policy.tone.stepwise.rule, level: last.level + policy.tone.stepwise.rise, fact: last.fact };

const wantedLevel = (situation: Situation, counted: Count): number => (situation.oldest ? add(situation, counted) : 0);

function add({ policy: { tone } }: Situation, { base, broken, several, shortfall, kept }: Count): number {
  const raised =
    base +
    broken * tone.brokenPromise.raise +
    (several ? tone.severalBroken.raise : 0) +
    (shortfall ? tone.shortfall.raise : 0);
  return Math.max(0, Math.min(raised - kept * tone.keptPromise.lower, HIGHEST));
}

/** The ladder has six steps. */
const HIGHEST = 5;

function count(situation: Situation): Count {
  const { severalBroken } = situation.policy.tone;
  const broken = situation.broken.length;
  const missedFirst = missedFirstInstalment(situation) !== undefined;
  return {
    base: baseOf(situation),
    broken,
    several: broken >= severalBroken.from || (missedFirst && broken >= severalBroken.withMissedFirstInstalment),
    shortfall: situation.short.length > 0,
    kept: situation.kept.length,
  };
}

/** T1: of the stage whose treatment the case gets, or of legal action. */
const baseOf = (situation: Situation): number =>
  situation.past.legal ? situation.policy.stages.legal.tone : treatedAs(situation).stage.tone;

export function missedFirstInstalment({ oldest, daysPastDue }: Situation): Fact | undefined {
  return oldest?.instalment?.number === 1 && daysPastDue > 0 ? oldest.fact : undefined;
}

/** T4, T6, T9: what holds the tone down for now. */
function capsOn(situation: Situation): readonly Cap[] {
  const { policy, past, open, bucket, opened } = situation;
  const { tone } = policy;
  const caps: Cap[] = [];
  if (tone.ceiling < HIGHEST) caps.push({ rule: tone.ceilingRule, level: tone.ceiling, fact: undefined });
  const byBucket = tone.ceilingByBucket.find((one) => bucket <= one.bucket);
  if (byBucket) caps.push({ rule: tone.ceilingRule, level: byBucket.ceiling, fact: undefined });
  if (isGentle(situation)) caps.push({ rule: tone.gentle.rule, level: tone.gentle.cap, fact: opened });
  const active = open.find((one) => one.state === 'active');
  if (active) caps.push({ rule: tone.activePromise.rule, level: tone.activePromise.cap, fact: active.promise.fact });
  const reason = past.noted('reasonForDelay');
  if (reason?.value === 'disaster') {
    caps.push({ rule: tone.disaster.rule, level: tone.disaster.cap, fact: reason.fact });
  }
  for (const { rule, hold } of caseHolds(situation)) {
    if (rule.toneCap !== undefined) caps.push({ rule: rule.toneRule ?? rule.rule, level: rule.toneCap, fact: hold });
  }
  return caps;
}

/** T4: late for the first time, a new customer, a small amount, or the last instalment; a few days, and no promise broken. */
function isGentle(situation: Situation): boolean {
  const { opened, policy, oldest, daysPastDue, account, day } = situation;
  if (!oldest || daysPastDue > policy.tone.gentle.upTo || situation.broken.length > 0) return false;
  const { debtor, outstanding } = opened.event.data;
  return (
    isFirstTime(situation) ||
    debtor.newCustomer === true ||
    (oldest.instalment !== undefined && oldest.instalment.number === oldest.instalment.of) ||
    inUnits(overdueOn(account, day + 1), outstanding.currency) < policy.tone.gentle.smallAmount
  );
}

/** Late for the first time: as the creditor says, else where no earlier delinquency is known to have been. */
export const isFirstTime = ({ opened }: Pick<Situation, 'opened'>): boolean => {
  const { firstTime, earlierDelinquencies } = opened.event.data.debtor;
  return firstTime ?? earlierDelinquencies === 0;
};

function reasons(situation: Situation, { several }: Count): readonly Because[] {
  const { opened, policy, oldest, account, past } = situation;
  const { tone } = policy;
  if (!oldest) return [because(tone.keptPromise.rule, opened, clearingCredit(account) ?? opened)];
  const missed = several ? missedFirstInstalment(situation) : undefined;
  const { by } = treatedAs(situation);
  return [
    because(policy.stages.toneRule, opened, past.legal ?? by?.fact ?? oldest.fact),
    ...situation.broken.map(({ promise }) =>
      because(tone.brokenPromise.rule, opened, promise.reported ?? promise.fact),
    ),
    ...(missed ? [because(tone.severalBroken.rule, opened, missed)] : []),
    ...situation.short.map(({ promise }) => because(tone.shortfall.rule, opened, promise.fact)),
    ...situation.kept.map(({ promise }) => because(tone.keptPromise.rule, opened, promise.completed ?? promise.fact)),
  ];
}

function lowerings(situation: Situation, now: Count, ceiling: number, level: number): readonly Lowering[] {
  if (level === 0) return [];
  const { tone } = situation.policy;
  const capped = (then: Count): number => Math.min(ceiling, add(situation, then));
  const options: Lowering[] = [
    { rule: tone.keptPromise.rule, by: 'full-payment', level: 0 },
    { rule: tone.keptPromise.rule, by: 'kept-promise', level: capped({ ...now, kept: now.kept + 1 }) },
    { rule: tone.shortfall.rule, by: 'shortfall-paid', level: capped({ ...now, shortfall: false }) },
    { rule: tone.activePromise.rule, by: 'promise-made', level: Math.min(level, tone.activePromise.cap) },
  ];
  return options.filter((option) => option.level < level);
}
