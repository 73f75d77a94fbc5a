/** What the source declares of the names and words in its files. */
import type { Source } from './source';
import { Unreadable } from './unreadable';

/** Tells extensions from numbers and lines outside. */
export const insideOf = ({ agents = {}, lines = {}, extensionDigits = 5 }: Source) => {
  const short = new RegExp(`^\\d{1,${extensionDigits}}$`);
  return (name: string): boolean => Object.hasOwn(agents, name) || (short.test(name) && !Object.hasOwn(lines, name));
};

/** Whoever is behind an extension or a user name. */
export const agentOf = (name: string, { agents = {} }: Source): string =>
  (Object.hasOwn(agents, name) ? agents[name] : undefined) ?? name;

/** What became of a call, by the word of its system. */
export function resultOf(
  word: string,
  field: string,
  known: Readonly<Record<string, string>>,
  { results = {} }: Source,
): string {
  const result = [results, known].find((words) => Object.hasOwn(words, word))?.[word];
  if (result !== undefined) return result;
  throw new Unreadable('result-unknown', field, 'is a word that the source does not declare in results');
}

/** The case that a line names, where the source declares which column does. */
export const caseIn = (cell: (name: string) => string, { caseIdFrom }: Source): string | undefined =>
  caseIdFrom === undefined ? undefined : cell(caseIdFrom) || undefined;

/** The line that is called so in the file; the one of the source where it is not declared. */
export const lineOf = (name: string, { lines = {}, line }: Source): string | undefined =>
  Object.hasOwn(lines, name) ? lines[name] : line;
