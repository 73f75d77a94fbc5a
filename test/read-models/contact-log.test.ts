/** Calls as they are counted in other cases, where several systems told of one of them. */
import type { EventData, LedgerEvent } from '@case';
import { readAttempts, type Sought } from '@read-models';
import { Bed } from '../harness/bed';
import { Portfolio, type Recorded } from '../harness/portfolio';

jest.setTimeout(120_000);

const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;

let bed: Bed;
/** When the case was opened, by which its calls are dated; epoch milliseconds. */
let opened: number;

beforeEach(async () => {
  bed = await Bed.make();
  const events = new Portfolio().happen({ of: 1, what: 0, detail: 1, gap: 1 });
  const opening = events.filter(({ event }) => event.type === 'CaseOpened');
  opened = opening[0]?.recordedAt ?? Number.NaN;
  await bed.write(opening);
  bed.start();
});

afterEach(() => bed.remove());

const instant = (at: number): string => new Date(at).toISOString();

/** Recorded so many days after the case was opened. */
const recorded = (days: number, event: LedgerEvent): Recorded => ({
  stream: 'case-C-1',
  event,
  recordedAt: opened + days * DAY_MS,
});

/** From the second day on after so many milliseconds, for a minute. */
function call(callId: string, after: number, days: number, over: Partial<EventData<'CallAttempted'>> = {}): Recorded {
  const at = opened + DAY_MS + after;
  const data: EventData<'CallAttempted'> = {
    callId,
    direction: 'outbound',
    agentId: 'agent-1',
    lineId: 'line-1',
    contactId: 'aunt',
    number: '+34600000777',
    startedAt: instant(at),
    endedAt: instant(at + 60 * SECOND_MS),
    result: 'answered',
    ...over,
  };
  return recorded(days, { type: 'CallAttempted', data, occurredAt: instant(at) });
}

const decision = (callId: string, days: number): Recorded =>
  recorded(days, {
    type: 'MatchRejected',
    data: { decisionId: `d-${callId}`, callId, noteId: 'n-1', by: 'auditor-1', reason: 'listened' },
    occurredAt: instant(opened + days * DAY_MS),
  });

async function told(...events: readonly Recorded[]): Promise<void> {
  await bed.level(await bed.write(events));
}

/** As a case of the same debtor counts them. */
const attempts = (over: Partial<Sought> = {}) =>
  readAttempts(bed.database, {
    debtorId: 'P-1',
    personIds: [],
    numbers: [],
    since: opened,
    knownAt: undefined,
    exceptCase: 'another',
    ...over,
  });

const seen = async (over: Partial<Sought> = {}) =>
  (await attempts(over)).map(({ answererId, refused }) => `${answererId}${refused ? ' refused' : ''}`);

const answeredBySister = { answeredBy: { relation: 'relative', personId: 'P-sister', informed: false } } as const;

it('counts a call once that two systems told of, with what each says from when it was known on', async () => {
  await told(call('switch', 0, 2), call('dialer', 900, 5, answeredBySister));
  expect(await seen()).toEqual(['P-sister']);
  expect(await seen({ knownAt: opened + 3 * DAY_MS })).toEqual(['Q-1']);
  await bed.expectFeedsToAgree();
});

it('counts two from when it was known on that a person decided about both', async () => {
  await told(
    call('switch', 0, 2),
    call('dialer', 900, 2, answeredBySister),
    decision('switch', 3),
    decision('dialer', 4),
  );
  expect((await seen()).sort()).toEqual(['P-sister', 'Q-1']);
  expect(await seen({ knownAt: opened + 3.5 * DAY_MS })).toEqual(['P-sister']);
});

it('knows who refused long ago also where another telling says so', async () => {
  await told(
    call('dialer', 0, 2, { response: 'refused' }),
    call('crm', 900, 2, answeredBySister),
    call('other', 90_000, 2),
  );
  expect(await seen({ since: opened + 40 * DAY_MS })).toEqual(['P-sister refused']);
});

it('keeps the numbers of what older code kept without, when it is learnt whose they are', async () => {
  await told(call('switch', 0, 2));
  const [before] = await bed.database.query('SELECT number_key AS key FROM contact_log');
  await bed.database.query(`UPDATE case_fact SET event = jsonb_set(event, '{data,number}', '""')
    WHERE event->>'type' = 'CallAttempted'`);
  await bed.database.query(`UPDATE contact_log SET value = value - 'call'`);
  expect(await seen()).toEqual(['Q-1']);
  await bed.stopAll();
  bed.start();
  const data = { contactId: 'aunt', personId: 'P-aunt', source: 'debtor', verified: true };
  await told(recorded(6, { type: 'ContactUpdated', data, occurredAt: instant(opened + 6 * DAY_MS) }));
  const rows = await bed.database.query('SELECT number_key AS key, person_id AS person FROM contact_log');
  expect(rows).toEqual([{ key: before?.key, person: 'P-aunt' }]);
  expect(await seen()).toEqual(['P-aunt']);
});
