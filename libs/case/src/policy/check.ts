/** What is wrong with a policy pack, in words: its shape by the schema, and what a schema cannot say. */
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import rules from '../../rules.json';
import { isKnownCountry } from '../calendar';
import { layer } from './layers';
import { ClockTime, minutesOf, Rule } from './parts';
import {
  DefaultPack,
  LawPack,
  ManualPack,
  type Policy,
  type PolicyPack,
  PolicyTargets,
  type PolicyTargets as Targets,
} from './policy';

/** A place in a pack, as a path of names and indices, and what is wrong there. */
export interface Fault {
  readonly path: readonly string[];
  readonly message: string;
}

// Packs are checked once, when a process starts: to make the checks fast takes longer than they do. That the schemas are ones,
// tests look at.
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, validateSchema: false, code: { optimize: false } });
// A union would tell of each what only the others lack.
const SCHEMAS = { default: DefaultPack, manual: ManualPack, law: LawPack, targets: PolicyTargets };

/** Made when it is first asked for, and kept: whoever is given packs that were checked already needs the last one alone. */
const checkOf = <T>(name: keyof typeof SCHEMAS): ValidateFunction<T> => ajv.compile<T>(SCHEMAS[name]);

export type CheckedPack =
  | { readonly kind: 'default'; readonly pack: DefaultPack }
  | { readonly kind: 'manual'; readonly pack: ManualPack }
  | { readonly kind: 'law'; readonly pack: LawPack };

/** The pack, where the content is one by its shape, else what is wrong with it. */
export function parsePack(content: unknown): CheckedPack | readonly Fault[] {
  if (!isObject(content)) return [{ path: [], message: 'must be an object' }];
  if (!('extends' in content)) return parsed('default', content);
  return 'law' in content ? parsed('law', content) : parsed('manual', content);
}

export const isPack = (result: CheckedPack | readonly Fault[]): result is CheckedPack => 'kind' in result;

function parsed(kind: 'default' | 'manual' | 'law', content: object) {
  const check = checkOf(kind);
  return check(content) ? ({ kind, pack: content } as CheckedPack) : faultsOf(check);
}

/** What a pack that is one by its shape says that makes no sense, laid over the default. */
export function faultsIn(checked: CheckedPack, base: DefaultPack): readonly Fault[] {
  const { pack } = checked;
  const contact = [...ruleFaults(pack), ...contactFaults(pack.contact)];
  if (checked.kind === 'law') return [...contact, ...countryFaults(checked.pack.calendar)];
  const targets: unknown = checked.kind === 'default' ? withoutHead(pack) : layer(withoutHead(base), withoutHead(pack));
  const checkTargets = checkOf<Targets>('targets');
  if (!checkTargets(targets)) return faultsOf(checkTargets);
  return [...contact, ...stageFaults(targets), ...otherFaults(targets), ...countryFaults(targets.calendar)];
}

/** What of packs that are each sound does not fit together, such as the stages of one and the treatment of another. */
export const misfits = (policy: Policy): readonly Fault[] => [...stageFaults(policy), ...otherFaults(policy)];

/** The targets, where they are whole; throws a sentence about what is missing. */
export function wholeTargets(targets: object): Targets {
  const checkTargets = checkOf<Targets>('targets');
  if (checkTargets(targets)) return targets;
  throw new Error(faultsOf(checkTargets).map(toSentence).join('; '));
}

export const toSentence = ({ path, message }: Fault): string => `${path.join('.') || 'the pack'} ${message}`;

function withoutHead(pack: PolicyPack): object {
  const head = ['$schema', 'ref', 'title', 'extends', 'contact', 'law'];
  return Object.fromEntries(Object.entries(pack).filter(([name]) => !head.includes(name)));
}

/** Each fault once, at its place. */
function faultsOf({ errors }: ValidateFunction): readonly Fault[] {
  const faults = (errors ?? []).filter(({ keyword }) => keyword !== 'anyOf').map(toFault);
  const seen = new Set<string>();
  return faults.filter((fault) => {
    const sentence = toSentence(fault);
    return !seen.has(sentence) && seen.add(sentence);
  });
}

function toFault({ instancePath, message = 'is wrong', params, keyword }: ErrorObject): Fault {
  const path = instancePath.split('/').slice(1);
  const extra: unknown = Reflect.get(params, 'additionalProperty');
  if (extra !== undefined) return { path: [...path, String(extra)], message: 'is not known here' };
  const missing: unknown = Reflect.get(params, 'missingProperty');
  if (missing !== undefined) return { path, message: `lacks ${String(missing)}` };
  const words: unknown = Reflect.get(params, 'allowedValues');
  if (keyword === 'enum' && Array.isArray(words)) return { path, message: `must be one of ${words.join(', ')}` };
  if (keyword === 'const') return { path, message: `must be ${JSON.stringify(Reflect.get(params, 'allowedValue'))}` };
  if (keyword === 'pattern') return { path, message: PATTERNS[String(Reflect.get(params, 'pattern'))] ?? message };
  return { path, message };
}

/** What a pattern asks for, in words. */
const PATTERNS: Readonly<Record<string, string>> = {
  [ClockTime.pattern ?? '']: 'must be a time of the day, HH:MM, 24:00 at most',
  [Rule.pattern ?? '']: 'must be the id of a rule, such as T2',
};

/** Ids that no guide knows would stand in answers, and nobody could look them up. */
function ruleFaults(value: unknown, path: readonly string[] = []): readonly Fault[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) => {
    const place = [...path, name];
    const unknown = /^(rule|.*Rule)$/.test(name) && typeof part === 'string' && !KNOWN_RULES.has(part);
    return unknown ? [{ path: place, message: `there is no rule ${part}` }] : ruleFaults(part, place);
  });
}

const PRACTICES = Array.from({ length: 20 }, (_, i) => `B${i + 1}`);
const KNOWN_RULES: ReadonlySet<string> = new Set([...rules.map(({ id }) => id), ...PRACTICES]);

function stageFaults({ stages }: Targets): readonly Fault[] {
  const { byDaysPastDue, habitual, slowPayer } = stages;
  const path = ['stages', 'byDaysPastDue'];
  const names = byDaysPastDue.map(({ name }) => name);
  return [
    ...risingFaults(byDaysPastDue, path),
    ...names.flatMap((name, i) =>
      names.indexOf(name) < i
        ? [{ path: [...path, String(i), 'name'], message: `${name} is a stage before already` }]
        : [],
    ),
    ...Object.entries({ habitual, slowPayer }).flatMap(([part, { stage }]) =>
      names.includes(stage)
        ? []
        : [{ path: ['stages', part, 'stage'], message: `${stage} is no stage; there are ${names.join(', ')}` }],
    ),
  ];
}

/** Each ends later than the one before, and the last is open-ended. */
function risingFaults(steps: readonly { readonly upTo: number | null }[], path: readonly string[]): readonly Fault[] {
  return steps.flatMap(({ upTo }, i) => {
    const place = [...path, String(i), 'upTo'];
    if (i === steps.length - 1)
      return upTo === null ? [] : [{ path: place, message: 'must be null: the last has no end' }];
    if (upTo === null) return [{ path: place, message: 'only the last may be null' }];
    const before = steps[i - 1]?.upTo;
    return typeof before === 'number' && before >= upTo
      ? [{ path: place, message: `must be more than ${before}, where the one before ends` }]
      : [];
  });
}

function otherFaults({ promises, work, profile, tone }: Targets): readonly Fault[] {
  return [
    ...spans(promises.reminders.onTheDay, ['promises', 'reminders', 'onTheDay']),
    ...spans(work.rounds.slots, ['work', 'rounds', 'slots']),
    ...work.numbers.shares.flatMap(({ from, to }, i) =>
      from > to ? [{ path: ['work', 'numbers', 'shares', String(i)], message: 'from is more than to' }] : [],
    ),
    ...risingFaults(profile.types.byDaysPastDue, ['profile', 'types', 'byDaysPastDue']),
    ...tone.ceilingByBucket.flatMap(({ bucket }, i) => {
      const before = tone.ceilingByBucket[i - 1]?.bucket;
      return before !== undefined && before >= bucket
        ? [{ path: ['tone', 'ceilingByBucket', String(i), 'bucket'], message: 'must be more than the one before' }]
        : [];
    }),
  ];
}

const spans = (list: readonly { from: string; to: string }[], path: readonly string[]): readonly Fault[] =>
  list.flatMap((span, i) => spanFaults(span, [...path, String(i)]));

const spanFaults = ({ from, to }: { from: string; to: string }, path: readonly string[]): readonly Fault[] =>
  minutesOf(from) < minutesOf(to) ? [] : [{ path: [...path, 'to'], message: `must be later than ${from}` }];

function contactFaults(contact: PolicyPack['contact']): readonly Fault[] {
  const { window, references } = contact ?? {};
  return [
    ...(window ? spanFaults(window, ['contact', 'window']) : []),
    ...(references ?? []).flatMap(({ upTo }, i, all) => {
      const before = all[i - 1]?.upTo;
      const falls = before === null || (typeof before === 'number' && upTo !== null && before >= upTo);
      return falls
        ? [{ path: ['contact', 'references', String(i), 'upTo'], message: 'must be more than the one before' }]
        : [];
    }),
  ];
}

const countryFaults = (calendar: Policy['calendar'] | undefined): readonly Fault[] =>
  !calendar?.country || isKnownCountry(calendar.country)
    ? []
    : [{ path: ['calendar', 'country'], message: `no holidays are known of ${calendar.country}` }];

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
