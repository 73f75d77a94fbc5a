/** Facts without what says who somebody is: for read models, which no question of theirs needs. */
import type { TSchema } from '@sinclair/typebox';
import { eventSchemas, type LedgerEvent } from './events';

/** The event with every field that its schema marks as personal left blank; all else, and its shape, as it was. */
export const withoutPersonal = <E extends LedgerEvent>(event: E): E => ({
  ...event,
  data: blanked(eventSchemas[event.type], event.data),
});

function blanked(schema: TSchema, value: unknown): unknown {
  if ('x-personal' in schema) return '';
  if (Array.isArray(value)) {
    const items: TSchema = schema.items;
    return 'x-personal' in items ? [] : value.map((item) => blanked(items, item));
  }
  if (typeof value !== 'object' || value === null || !schema.properties) return value;
  const properties: Record<string, TSchema> = schema.properties;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const known = properties[name];
      return [name, known ? blanked(known, part) : part];
    }),
  );
}
