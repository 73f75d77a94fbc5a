/** Every rule of the manuals has a test that is titled by it, and a counter-example beside it. */
import { ruleEntries } from '../../tools/domain-guide';

const entries = ruleEntries();

it.each(entries.filter(({ id }) => !id.startsWith('A')).map((entry) => [entry.id, entry] as const))(
  '%s has a test and a counter-example, and lives in a pack or in the code',
  (_id, { packs, code, tests }) => {
    const own = [...tests].filter(([path]) => path.startsWith('libs/case/src/rules/'));
    expect(own.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThanOrEqual(2);
    expect(packs.length + code.length).toBeGreaterThan(0);
  },
);

it.each(entries.filter(({ id }) => id.startsWith('A')).map(({ id, tests }) => [id, tests] as const))(
  '%s has a test',
  (_id, tests) => expect(tests.size).toBeGreaterThan(0),
);
