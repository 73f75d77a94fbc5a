/** How packs are laid over one another: `rules.md`, "Permission", on precedence. */
import type { ContactRules } from './contact-rules';
import type { ContactLayer, DefaultPack, LawPack, LawRetention, ManualPack, Policy, PolicyTargets } from './policy';

/** The packs of one case. */
export interface Packs {
  readonly laws: readonly LawPack[];
  readonly creditor?: ManualPack | undefined;
  readonly agency?: ManualPack | undefined;
  readonly default: DefaultPack;
}

/**
 * Targets are those of the creditor where it names any, else the agency's, else the default's. Contact rules stay apart,
 * layer by layer, and tone ceilings are the lowest of all. `check` tells whether the targets are whole, and throws else.
 */
export function policyOf(packs: Packs, check: (targets: object) => PolicyTargets): Policy {
  const { laws, creditor, agency } = packs;
  const below = layer(targetsOf(packs.default), agency ? targetsOf(agency) : {});
  const whole = check(creditor ? layer(below, targetsOf(creditor)) : below);
  const calendar = laws.find((law) => law.calendar)?.calendar;
  return {
    ...whole,
    ...(calendar && { calendar }),
    tone: lowestCeiling([check(below).tone, ...laws], whole.tone),
    ref: (agency ?? creditor ?? packs.default).ref,
    contact: contactLayers(packs),
    retention: laws.map(retentionIn),
  };
}

function retentionIn({ ref, retention }: LawPack): LawRetention {
  if (!retention) return { ref, months: null };
  const { cites: _cites, ...months } = retention;
  return { ref, months };
}

function targetsOf(pack: DefaultPack | ManualPack): object {
  const { $schema: _schema, ref: _ref, title: _title, contact: _contact, ...targets } = pack;
  return 'extends' in targets ? without(targets, 'extends') : targets;
}

const without = (value: object, name: string): object =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));

/** A creditor may set lower ceilings than its agency, not higher ones; law stands above both. */
function lowestCeiling(others: readonly (Policy['tone'] | LawPack)[], tone: Policy['tone']): Policy['tone'] {
  let { ceiling, ceilingRule } = tone;
  const byBucket = [tone.ceilingByBucket];
  for (const other of others) {
    const bound = 'law' in other ? other.toneCeiling : { ceiling: other.ceiling, rule: other.ceilingRule };
    if ('ceilingByBucket' in other) byBucket.push(other.ceilingByBucket);
    if (!bound || bound.ceiling >= ceiling) continue;
    ceiling = bound.ceiling;
    ceilingRule = bound.rule;
  }
  return { ...tone, ceiling, ceilingRule, ceilingByBucket: lowestByBucket(byBucket) };
}

type ByBucket = Policy['tone']['ceilingByBucket'];

/** In each month the lowest that any of them sets. */
function lowestByBucket(lists: readonly ByBucket[]): ByBucket {
  const buckets = [...new Set(lists.flat().map(({ bucket }) => bucket))].sort((a, b) => a - b);
  return buckets.map((bucket) => ({
    bucket,
    ceiling: Math.min(...lists.flatMap((list) => list.find((one) => bucket <= one.bucket)?.ceiling ?? [])),
  }));
}

function contactLayers({ laws, creditor, agency, default: base }: Packs): readonly ContactLayer[] {
  const manual = agency ?? creditor;
  return [
    ...laws.map(({ ref, contact }): ContactLayer => ({ layer: 'law', ref, rules: contact })),
    ...(creditor ? [{ layer: 'creditor', ref: creditor.ref, rules: creditor.contact ?? {} } as const] : []),
    ...(agency ? [{ layer: 'agency', ref: agency.ref, rules: agency.contact ?? {} } as const] : []),
    { layer: 'default', ref: base.ref, rules: silenced(base.contact, manual?.contact ?? {}) },
  ];
}

/** What the default says where the manual is silent. Of holds it is always asked: no manual loosens what a debtor may claim. */
function silenced({ holds, ...rest }: ContactRules, by: ContactRules): ContactRules {
  const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in by)));
  return { ...kept, ...(holds && { holds }) };
}

/** Lays an object over another: lists and values replace, objects merge. */
export function layer(base: object, over: object): object {
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const below = merged[name];
    merged[name] = isPlainObject(below) && isPlainObject(value) ? layer(below, value) : value;
  }
  return merged;
}

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
