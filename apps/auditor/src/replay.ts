/** `replay CASE` and `diff CASE`: what each event changed, and what is known now that was not known then, for a terminal. */
import { styleText } from 'node:util';
import type { Client } from 'openapi-fetch';
import type { components, paths } from '../../../contracts/openapi';
import { type Args, isSeen, nameIn, print, Wrong } from './args';

type Schemas = components['schemas'];
type Step = Schemas['ReplayStep'];
type Standing = Schemas['Standing'];

export async function replayCase(args: Args): Promise<void> {
  const { 'as-of': asOf, 'known-at': knownAt, 'up-to-revision': upToRevision, json } = args.values;
  const replayed = await readReplay(args.ledger, nameIn(args), { asOf, knownAt, upToRevision });
  print(json ? replayed : replayTold(replayed, isSeen()));
}

export async function diffCase(args: Args): Promise<void> {
  const { 'as-of': asOf, 'known-at': knownAt, json } = args.values;
  if (knownAt === undefined) throw new Wrong('diff needs --known-at');
  const diff = await readDiff(args.ledger, nameIn(args), { knownAt, ...(asOf !== undefined && { asOf }) });
  print(json ? diff : diffTold(diff, isSeen()));
}

export interface ReplayAsked {
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly upToRevision?: string | undefined;
}

export interface Replayed {
  readonly caseId: string;
  readonly asOf: string;
  readonly knownAt: string;
  readonly steps: readonly Step[];
  readonly standing: Standing;
  /** Null where the audit trail was behind while any page was read: nothing is told of what evidence shows. */
  readonly foundBeside: Schemas['ReplayAnswer']['foundBeside'];
}

/** All pages of it, judged by one moment. Throws what the ledger answered where it gives none. */
export async function readReplay(ledger: Client<paths>, caseId: string, asked: ReplayAsked): Promise<Replayed> {
  const steps: Step[] = [];
  let times = asked;
  let isBehind = false;
  for (;;) {
    const query = { ...defined(times), from: String(steps.length) };
    const { data, error, response } = await ledger.GET('/v1/cases/{caseId}/replay', {
      params: { path: { caseId }, query },
    });
    if (!data) throw new Error(error?.detail ?? `the ledger answered ${response.status}`);
    steps.push(...data.steps);
    const { asOf, knownAt, standing, foundBeside } = data;
    isBehind ||= foundBeside === null;
    if (data.next === null)
      return { caseId, asOf, knownAt, steps, standing, foundBeside: isBehind ? null : foundBeside };
    times = { ...asked, asOf, knownAt };
  }
}

const defined = (asked: ReplayAsked): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

export async function readDiff(
  ledger: Client<paths>,
  caseId: string,
  query: { readonly knownAt: string; readonly asOf?: string },
): Promise<Schemas['DiffAnswer']> {
  const { data, error, response } = await ledger.GET('/v1/cases/{caseId}/diff', {
    params: { path: { caseId }, query },
  });
  if (!data) throw new Error(error?.detail ?? `the ledger answered ${response.status}`);
  return data;
}

type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;
const plain: Paint = (_format, text) => text;
const colourful: Paint = (format, text) => styleText(format, text);

/** `colour` where a person reads it. */
export function replayTold({ caseId, asOf, knownAt, steps, standing, foundBeside }: Replayed, colour: boolean): string {
  const paint = colour ? colourful : plain;
  const lines = steps.flatMap((step) => stepTold(step, paint));
  return [
    paint('bold', `case ${caseId}`) + paint('dim', `  what had happened by ${asOf}, as it was known at ${knownAt}`),
    ...lines,
    '',
    `${paint('bold', 'then')}  ${standingTold(standing, paint)}`,
    ...(foundBeside === null
      ? [paint('yellow', 'not all evidence was taken in: ask again to be told what it shows')]
      : foundBeside.map((one) => `  ${findingTold(one, paint)}`)),
  ].join('\n');
}

function stepTold(
  { event, occurredAt, recordedAt, changed, changedByTime, standingBefore, standingAfter, found }: Step,
  paint: Paint,
): readonly string[] {
  const late =
    Date.parse(recordedAt) - Date.parse(occurredAt) > LATE_MS
      ? paint('yellow', `  learnt of ${minute(recordedAt)}`)
      : '';
  return [
    '',
    `${paint('cyan', minute(occurredAt))}  ${paint('bold', event.type)} ${paint('dim', `revision ${event.revision}`)}${late}`,
    ...(changedByTime.length > 0 ? [`  ${paint('dim', `days passed: ${changedByTime.join(', ')}`)}`] : []),
    `  ${standingTold(standingAfter, paint)}`,
    // What the opening changes is all there is.
    ...(changed.length > 0 && standingBefore ? [`  ${paint('green', `changed: ${changed.join(', ')}`)}`] : []),
    ...found.map((one) => `  ${findingTold(one, paint)}`),
  ];
}

/** What is reported within minutes is no news. */
const LATE_MS = 3_600_000;
const minute = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)}`;

const standingTold = ({ stage, tone, promise, daysPastDue, overdue, pack }: Standing, paint: Paint): string =>
  [
    `${stage.name} ${rules(stage.because, paint)}`,
    `tone ${tone.level} ${tone.name} ${rules(tone.because, paint)}`,
    `promise ${promise.state}`,
    `${daysPastDue} days past due`,
    `${overdue.minor} ${overdue.currency} overdue`,
    paint('dim', pack),
  ].join(' · ');

const rules = (because: readonly { readonly rule: string }[], paint: Paint): string =>
  paint('dim', `(${[...new Set(because.map(({ rule }) => rule))].join(' ')})`);

const findingTold = ({ severity, code, rule, detail }: Schemas['FoundThen'], paint: Paint): string =>
  paint(severity === 'high' || severity === 'critical' ? 'red' : 'yellow', `${severity} ${code} ${rule}: ${detail}`);

export function diffTold(diff: Schemas['DiffAnswer'], colour: boolean): string {
  const paint = colour ? colourful : plain;
  const { caseId, asOf, knownAt, learnt, standingThen, standingNow, changed, found, gone } = diff;
  return [
    paint('bold', `case ${caseId}`) + paint('dim', `  as of ${asOf}`),
    `known at ${knownAt}  ${standingTold(standingThen, paint)}`,
    `known now ${' '.repeat(Math.max(0, knownAt.length))} ${standingTold(standingNow, paint)}`,
    learnt.length === 0 ? 'nothing was learnt of since' : 'learnt of since:',
    ...learnt.map((event) => `  ${event.type} revision ${event.revision}`),
    changed.length === 0 ? 'nothing is judged otherwise' : paint('green', `judged otherwise: ${changed.join(', ')}`),
    ...found.map((one) => `amiss now      ${findingTold(one, paint)}`),
    ...gone.map((one) => `no more amiss  ${findingTold(one, paint)}`),
  ].join('\n');
}
