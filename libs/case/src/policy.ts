/**
 * Policy packs: a collections manual as data. A pack is layered on the default pack it extends, and the sum of both is
 * what `standing` and `decide` judge by. Each part carries the id of the rule it speaks for.
 */
import { type Static, type TSchema, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;
const Rule = Type.String({ pattern: '^[A-Z][0-9]{1,2}$', description: 'id of the rule this part speaks for' });
const Level = Type.Integer({ minimum: 0, maximum: 5, description: 'tone level, 0 courteous to 5 formal' });

const DpdStage = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-z-]*$' }),
    upTo: Type.Union([Type.Integer(), Type.Null()], {
      description: 'last day past due of this stage; null for the last one',
    }),
    tone: Level,
    rule: Rule,
  },
  closed,
);

const sections = {
  stages: Type.Object(
    {
      byDaysPastDue: Type.Array(DpdStage, { minItems: 1, description: 'in rising order, the last open-ended' }),
      toneRule: Rule,
      settled: Type.Object({ rule: Rule }, closed),
      field: Type.Object({ rule: Rule }, { ...closed, description: 'tone stays that of the days past due' }),
    },
    { ...closed, description: 'S: where the case stands' },
  ),
  buckets: Type.Object(
    { rule: Rule, days: Type.Integer({ minimum: 1 }) },
    { ...closed, description: 'S3: M1, M2 …, each so many days past due' },
  ),
  tone: Type.Object(
    {
      ladder: Type.Array(Type.String(), { minItems: 6, maxItems: 6, description: 'names of levels 0 to 5' }),
      ceiling: Level,
      brokenPromise: Type.Object({ rule: Rule, raise: Type.Integer({ minimum: 0 }) }, closed),
      severalBroken: Type.Object(
        {
          rule: Rule,
          raise: Type.Integer({ minimum: 0 }),
          from: Type.Integer({ minimum: 1, description: 'broken promises from which it applies' }),
          withMissedFirstInstalment: Type.Integer({
            minimum: 1,
            description: 'the same where the first instalment was missed',
          }),
        },
        { ...closed, description: 'one further rise, once' },
      ),
      shortfall: Type.Object({ rule: Rule, raise: Type.Integer({ minimum: 0 }) }, closed),
      keptPromise: Type.Object({ rule: Rule, lower: Type.Integer({ minimum: 0 }) }, closed),
      stepwise: Type.Object({ rule: Rule, rise: Type.Integer({ minimum: 1 }) }, closed),
    },
    { ...closed, description: 'T: how hard the next contact may press' },
  ),
  promises: Type.Object(
    { graceMinutes: Type.Integer({ minimum: 0, description: 'between the promised time and the deadline' }) },
    { ...closed, description: 'F3: when a promise ends' },
  ),
  fieldEscalation: Type.Object(
    {
      criteria: Type.Array(
        Type.Object(
          {
            rule: Rule,
            kind: Type.Literal('first-time-late-and-outstanding-above'),
            outstandingAbove: Type.Integer({
              minimum: 0,
              description: 'in whole units of the case’s currency (300000 is 300,000.00 euro or 300,000 yen)',
            }),
          },
          closed,
        ),
      ),
    },
    { ...closed, description: 'E: any one of these makes a case eligible for a field visit' },
  ),
  evidence: Type.Object(
    {
      graceMinutes: Type.Integer({ minimum: 0, description: 'how long late evidence is waited for' }),
      toleranceSeconds: Type.Integer({
        minimum: 0,
        maximum: 3_600,
        description: 'how far clocks of dialer and recorder may differ',
      }),
      lateNoteMinutes: Type.Integer({ minimum: 0, description: 'after the call’s end a note is late' }),
    },
    { ...closed, description: 'A: what the audit trail expects' },
  ),
};

const head = {
  $schema: Type.Optional(Type.String()),
  ref: Type.String({ pattern: '^[a-z][a-z0-9-]*@[0-9]+$', description: 'name@version' }),
  title: Type.String(),
};

/** A complete rule book: a pack laid over the default it extends. */
export const Policy = Type.Object({ ...head, ...sections }, closed);
export type Policy = Static<typeof Policy>;

/** The default pack is complete by itself; any other extends it and says only what differs. */
export const PolicyPack = Type.Union(
  [
    Policy,
    Type.Object(
      { ...head, extends: Type.Literal('default@1'), ...deepOptional(sections) },
      { ...closed, description: 'lists replace the default’s; objects are merged part by part' },
    ),
  ],
  { title: 'Policy pack' },
);
export type PolicyPack = Static<typeof PolicyPack>;

function deepOptional<T extends Record<string, TSchema>>(parts: T) {
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      Type.Optional(part.type === 'object' ? Type.Partial(part, { description: part.description }) : part),
    ]),
  );
}

/** Lays a pack over the default: lists and values replace, objects merge. The result is to be checked against {@link Policy}. */
export function layer(base: object, over: object): object {
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    if (name === 'extends') continue;
    const below = merged[name];
    merged[name] = isPlainObject(below) && isPlainObject(value) ? layer(below, value) : value;
  }
  return merged;
}

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
