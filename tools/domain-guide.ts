/** Writes the domain guide from the rules, the packs, the code and its tests, so that it cannot say what is not there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import rules from '../libs/case/rules.json';

/** Where a rule lives, and what tests it. */
export interface RuleEntry {
  readonly id: string;
  readonly says: string;
  /** Packs that carry it. */
  readonly packs: readonly string[];
  /** Source files that name it. */
  readonly code: readonly string[];
  /** Test files with the number of tests titled by it. */
  readonly tests: ReadonlyMap<string, number>;
}

const ROOTS = ['libs', 'apps', 'test'];

const files = (root: string): readonly string[] =>
  readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    const path = join(root, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });

const isTest = (path: string): boolean => /\.(spec|test)\.ts$/.test(path);

/** Tests by the ids in the titles they stand under: `describe('T2: …')`, `it('F8, F9: …')`. */
function testsIn(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (ids: readonly string[]) => {
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  };
  let above: readonly string[] = [];
  for (const line of text.split('\n')) {
    const group = /^describe(?:\.each\([^)]*\))?\(['"`](.*)/.exec(line)?.[1];
    if (group !== undefined) above = idsOf(group);
    else if (/^\S/.test(line) && !line.startsWith('}')) above = [];
    if (/^\s*it(?:\.each)?\(/.test(line)) count([...above, ...idsOf(/\(['"`](.*)/.exec(line)?.[1] ?? '')]);
  }
  return counts;
}

/** The ids that a title begins with. */
const idsOf = (title: string): readonly string[] =>
  (/^((?:[A-Z]\d{1,2}(?:, | and )?)+)[: ]/.exec(title)?.[1] ?? '').match(/[A-Z]\d{1,2}/g) ?? [];

export function ruleEntries(): readonly RuleEntry[] {
  const sources = ROOTS.flatMap(files).filter((path) => path.endsWith('.ts'));
  const texts = new Map(sources.map((path) => [path, readFileSync(path, 'utf8')]));
  const packs = readdirSync('contracts/policies').filter((name) => /@\d+\.json$/.test(name));
  const packTexts = new Map(
    packs.map((name) => [name.replace('.json', ''), readFileSync(join('contracts/policies', name), 'utf8')]),
  );
  const tested = new Map([...texts].filter(([path]) => isTest(path)).map(([path, text]) => [path, testsIn(text)]));
  return rules.map(({ id, says }) => ({
    id,
    says,
    packs: [...packTexts].filter(([, text]) => text.includes(`"${id}"`)).map(([name]) => name),
    code: [...texts]
      .filter(
        ([path, text]) =>
          path.startsWith('libs/') &&
          !isTest(path) &&
          !path.includes('/testing/') &&
          comments(text).some((one) => names(one, id)),
      )
      .map(([path]) => path)
      .sort(),
    tests: new Map(
      [...tested].flatMap(([path, counts]) => (counts.has(id) ? [[path, counts.get(id) ?? 0] as const] : [])).sort(),
    ),
  }));
}

const comments = (text: string): readonly string[] => text.match(/\/\*\*[\s\S]*?\*\/|\/\/.*/g) ?? [];

/** Does a comment name the rule, alone or in a span such as P1–P7? */
function names(comment: string, id: string): boolean {
  const letter = id.charAt(0);
  const number = Number(id.slice(1));
  for (const [, from, to] of comment.matchAll(new RegExp(`\\b${letter}(\\d{1,2})(?:–${letter}(\\d{1,2}))?\\b`, 'g'))) {
    if (number >= Number(from) && number <= Number(to ?? from)) return true;
  }
  return false;
}

const GROUPS: Readonly<Record<string, readonly [title: string, lead: string]>> = {
  S: [
    'Where a case stands',
    'The stage says who works a case and how far it has come; holds and promises run beside it.',
  ],
  T: [
    'How hard the next contact may press',
    'Six levels, from courteous to formal. Politeness is none of them: it holds on all.',
  ],
  P: [
    'Whether a contact may be made',
    'Facts are recorded whatever they are; permission is what is asked before, and what a fact is judged by afterwards.',
  ],
  F: ['What is due, and when', 'Follow-ups are worked out from the facts, and are gone when they are done.'],
  E: [
    'When somebody is visited',
    'Any one criterion of the rule book is enough; else a supervisor decides, gives a reason, and it is flagged.',
  ],
  A: [
    'What the record must prove',
    'Calls, recordings and notes are kept apart and matched, so that each can speak against the others.',
  ],
};

const link = (path: string): string => `[\`${path.split('/').at(-1)}\`](../${path})`;

export function domainGuide(): string {
  const entries = ruleEntries();
  const sections = Object.entries(GROUPS).map(([letter, [title, lead]]) => {
    const rows = entries
      .filter(({ id }) => id.startsWith(letter))
      .map(({ id, says, packs, code, tests }) => {
        const data = packs.length > 0 ? packs.map((name) => `\`${name}\``).join(', ') : '–';
        return `| ${id} | ${says} | ${data} | ${code.map(link).join(', ') || '–'} | ${[...tests.keys()].map(link).join(', ')} |`;
      });
    return `## ${title}\n\n${lead}\n\n| id | what it says | packs that set it | code | tests |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# The domain guide: the business in rules

Made by \`npm run contracts\` from the rules, the packs, the code and its tests; do not edit it. Every derived value of an
answer names the rule it follows from (\`because: [{ "rule": "T2", … }]\`), and every rule is data of a rule book in
\`contracts/policies\`: the numbers in it are the pack’s. What a pack is silent about, \`default@1\` says. How rule books are laid over
one another, and what counts as a finding: [\`libs/case\`](../libs/case/README.md).

${sections.join('\n')}`;
}
