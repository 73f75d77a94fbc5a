/** What the source declares of the names and words in its files. */
import type { Source } from './source';
import { Unreadable } from './unreadable';

/** Tells extensions from numbers and lines outside. */
export const insideOf = ({ agents = {}, lines = {}, extensionDigits = 5 }: Source) => {
  const short = new RegExp(`^\\d{1,${extensionDigits}}$`);
  return (name: string): boolean => Object.hasOwn(agents, name) || (short.test(name) && !Object.hasOwn(lines, name));
};

/** What is declared under a name; names that every object has are not. */
export const ownOf = <T>(of: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  of !== undefined && Object.hasOwn(of, name) ? of[name] : undefined;

/** Whoever is behind an extension or a user name. */
export const agentOf = (name: string, { agents }: Source): string => ownOf(agents, name) ?? name;

/** What became of a call, by the word of its system. */
export function resultOf(
  word: string,
  field: string,
  known: Readonly<Record<string, string>>,
  { results }: Source,
): string {
  const result = ownOf(results, word) ?? ownOf(known, word);
  if (result !== undefined) return result;
  throw new Unreadable('result-unknown', field, 'is a word that the source does not declare in results');
}

/** The case that a line names, where the source declares which column does. */
export const caseIn = (cell: (name: string) => string, { caseIdFrom }: Source): string | undefined =>
  caseIdFrom === undefined ? undefined : cell(caseIdFrom) || undefined;

/** Ids of one kind, each under a name of its own: `kind`, `kind.2` and so on, at most so many. */
export const numberedIds = (kind: string, ids: Iterable<string>, most: number): Readonly<Record<string, string>> =>
  Object.fromEntries([...new Set(ids)].slice(0, most).map((id, i) => [i === 0 ? kind : `${kind}.${i + 1}`, id]));
