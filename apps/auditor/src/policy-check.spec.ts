import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPolicyFile } from './policy-check';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pack-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const check = (text: string, name = 'mine@1.json') => {
  writeFileSync(join(folder, name), text);
  return checkPolicyFile(join(folder, name)).map(({ line, text: said }) => `${line}: ${said}`);
};

const pack = (...lines: readonly string[]) =>
  ['{', '  "ref": "mine@1",', '  "title": "Mine",', '  "extends": "default@1",', ...lines, '}'].join('\n');

it('has nothing to say of the packs that are shipped', () => {
  const shipped = readdirSync('contracts/policies').filter((name) => /@\d+\.json$/.test(name));
  expect(shipped.length).toBe(15);
  for (const name of shipped)
    expect({ name, complaints: checkPolicyFile(join('contracts/policies', name)) }).toEqual({ name, complaints: [] });
});

it.each([
  ['a part that is not known', pack('  "mercy": true'), ['5: mercy: is not known here']],
  [
    'a value that is none',
    pack('  "promises": {', '    "graceMinutes": -1', '  }'),
    ['6: promises.graceMinutes: must be >= 0'],
  ],
  [
    'a word that is none',
    pack('  "contact": { "messages": {', '    "rule": "P7",', '    "allowed": "perhaps" } }'),
    ['7: contact.messages.allowed: must be one of yes, where-the-creditor-allows, no'],
  ],
  [
    'something that is missing',
    pack('  "contact": {', '    "messages": { "rule": "P7" }', '  }'),
    ['6: contact.messages: lacks allowed'],
  ],
  [
    'stages that do not rise, and a stage that is none',
    pack(
      '  "stages": { "byDaysPastDue": [',
      '    { "name": "reminder", "upTo": 5, "tone": 0, "rule": "S1" },',
      '    { "name": "early", "upTo": 3, "tone": 1, "rule": "S2" },',
      '    { "name": "late", "upTo": 30, "tone": 3, "rule": "S2" } ],',
      '    "habitual": { "rule": "S7", "fromDelinquencies": 3, "brokenPromises": 1,',
      '      "stage": "never" } }',
    ),
    [
      '7: stages.byDaysPastDue.1.upTo: must be more than 5, where the one before ends',
      '8: stages.byDaysPastDue.2.upTo: must be null: the last has no end',
      '10: stages.habitual.stage: never is no stage; there are reminder, early, late',
    ],
  ],
  [
    'hours that end before they begin',
    pack('  "contact": { "window": { "rule": "P1", "from": "21:00",', '    "to": "08:00", "media": ["call"] } }'),
    ['6: contact.window.to: must be later than 21:00'],
  ],
  [
    'a country nobody knows the holidays of',
    pack('  "calendar": { "daysOff": [6],', '    "country": "QQ" }'),
    ['6: calendar.country: no holidays are known of QQ'],
  ],
  [
    'a rule that is none',
    pack('  "promises": {', '    "rule": "F77"', '  }'),
    ['6: promises.rule: there is no rule F77'],
  ],
  [
    'a time that is none',
    pack('  "contact": { "window": { "rule": "P1", "from": "08:00",', '    "to": "24:30", "media": ["call"] } }'),
    ['6: contact.window.to: must be a time of the day, HH:MM, 24:00 at most'],
  ],
  ['no JSON', '{\n  "ref": "mine@1"\n  "title": "Mine"\n}', ['3: this is not JSON: CommaExpected']],
])('says of %s where it is', (_what, text, said) => {
  expect(check(text)).toEqual(said);
});

it('says of a law what a law cannot have', () => {
  const law =
    '{ "ref": "law@1", "title": "Law", "extends": "default@1", "law": true, "contact": {},\n  "promises": {} }';
  expect(check(law, 'law@1.json')).toEqual(['2: promises: is not known here']);
});

it('says where the file has another name than the pack', () => {
  expect(check(pack('  "promises": {}'), 'yours@1.json')).toEqual([
    '2: ref: a pack of this name has to be in a file named mine@1.json',
  ]);
});
