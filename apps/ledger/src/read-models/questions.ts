/** Query parameters made into a question about the rows of a projection. */
import { type Asked, type Filter, isBehind, type Question } from '@read-models';
import { parseDay } from '../http/fields';
import { fieldProblem } from '../http/problem';
import { DecimalPipe, WholePipe } from '../http/requests';
import { toBehind } from './queries';

export const MOST_ROWS = 500;
const FEW_ROWS = 100;
const LONGEST_TEXT = 64;

const decimal = new DecimalPipe();
const limit = new WholePipe(1, MOST_ROWS);
const at = (name: string) => ({ type: 'query', data: name }) as const;

/** The names that every question has beside its filters. */
export const COMMON = ['sort', 'after', 'limit', 'minPosition'] as const;

/** Throws a problem that names the parameter at fault. */
export function readQuestion(
  question: Question,
  query: Readonly<Record<string, unknown>>,
): { readonly asked: Asked; readonly minPosition: bigint | undefined } {
  const { filters, sorts } = question;
  const sort = sortOf(sorts, query.sort);
  const given = Object.entries(query).filter(([name]) => name in filters);
  return {
    asked: {
      filters: Object.fromEntries(given.map(([name, value]) => [name, textOf(name, filters[name], value)])),
      sort,
      after: afterOf(question, sort, query.after),
      limit: limit.transform(query.limit, at('limit')) ?? FEW_ROWS,
    },
    minPosition: decimal.transform(query.minPosition, at('minPosition')),
  };
}

function sortOf(sorts: Question['sorts'], given: unknown): string {
  const names = Object.keys(sorts);
  if (given === undefined) return names[0] ?? '';
  if (typeof given === 'string' && names.includes(given.replace(/^-/, ''))) return given;
  throw fieldProblem(
    'sort',
    'not-one-of',
    `must be one of ${names.join(', ')}, with - before it from the greatest down`,
  );
}

function afterOf(question: Question, sort: string, given: unknown): Asked['after'] {
  if (given === undefined) return undefined;
  const behind = typeof given === 'string' ? toBehind(given) : undefined;
  if (behind?.sort === sort && isBehind(question, behind)) return behind;
  throw fieldProblem('after', 'not-a-cursor', 'must be the next of a page with the same sort');
}

function textOf(name: string, filter: Filter | undefined, given: unknown): string {
  const text = typeof given === 'string' ? given : '';
  switch (filter?.kind) {
    case 'integer':
      if (/^-?\d{1,15}$/.test(text)) return text;
      throw fieldProblem(name, 'not-an-integer', 'must be a whole number');
    case 'flag':
      if (text === 'true' || text === 'false') return text;
      throw fieldProblem(name, 'not-a-boolean', 'must be true or false');
    case 'day':
      if (parseDay(text)) return text;
      throw fieldProblem(name, 'not-a-date', 'must be a day that exists, YYYY-MM-DD');
    default:
      if (text !== '' && text.length <= LONGEST_TEXT && /^[\x21-\x7e]+$/.test(text)) return text;
      throw fieldProblem(name, 'not-an-id', `must be 1 to ${LONGEST_TEXT} visible ASCII characters`);
  }
}
