/** What the sections of a policy pack are made of. */
import { Type } from '@sinclair/typebox';

export const closed = { additionalProperties: false } as const;

export const Rule = Type.String({
  pattern: '^[A-Z][0-9]{1,2}$',
  description: 'id of the rule this part speaks for: docs/rules.md',
});

export const Level = Type.Integer({ minimum: 0, maximum: 5, description: 'tone level, 0 courteous to 5 formal' });

export const ClockTime = Type.String({
  pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$',
  description: 'local time, HH:MM, 24:00 at most',
});

export const Days = Type.Integer({ minimum: 0, description: 'whole days' });

/** Minutes of the local day that a clock time stands for. */
export function minutesOf(time: string): number {
  const known = minutes.get(time);
  if (known !== undefined) return known;
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  minutes.set(time, hours * 60 + rest);
  return hours * 60 + rest;
}

/** There are 1,440 of them. */
const minutes = new Map<string, number>();

export const oneOf = <const T extends readonly string[]>(words: T, description?: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...words], ...(description !== undefined && { description }) });
