import { type Cohort, type CollectorDay, collectorSheet, curve, recoverySheet } from './sheets';

const cohort = (dueDate: string, due: number, byDay: Record<number, number>): Cohort => {
  let sum = 0;
  const recovered = Array.from({ length: 31 }, (_, day) => {
    sum += byDay[day] ?? 0;
    return sum;
  });
  return { creditorId: 'c', currency: 'EUR', dueDate, dues: 1, due, recovered, cleared: recovered.map(() => 0) };
};

const day = (agentId: string, date: string, over: Partial<CollectorDay> = {}): CollectorDay => ({
  agentId,
  day: date,
  cases: 1,
  attempts: 2,
  connected: 1,
  dialled: 2,
  answered: 1,
  thirdPartyCalls: 0,
  inbound: 0,
  rightParty: 1,
  rightPartyWithPromise: 0,
  notes: 0,
  promises: 0,
  promisesKept: 0,
  payments: 0,
  visits: 0,
  promised: [],
  recovered: [],
  ...over,
});

it('weighs cohorts by what fell due, and leaves out those whose day is not over', () => {
  const cohorts = [cohort('2026-11-01', 100, { 0: 50, 7: 50 }), cohort('2026-11-10', 300, { 0: 30 })];
  const shares = curve(cohorts, '2026-11-12');
  expect(shares[0]).toBe(80 / 400);
  expect(shares[7]).toBe(1);
  expect(shares[10]).toBe(1);
  expect(shares[11]).toBeNull();
  expect(curve([], '2026-11-12')).toEqual([]);
});

it('writes shares against the targets, and nothing for days to come', () => {
  const [, line] = recoverySheet([cohort('2026-11-01', 100, { 3: 60 })], '2026-11-10')
    .trim()
    .split('\n');
  expect(line).toBe('2026-11-01,c,EUR,1,100,60,0.6000,0.6,,,0.8');
});

it('has a column for each currency, and quotes what needs it', () => {
  const rows = [
    day('b', '2026-11-02', { recovered: [{ currency: 'EUR', minor: 5 }] }),
    day('a,"x"', '2026-11-01', { promised: [{ currency: 'CNY', minor: 7 }] }),
  ];
  const [head, first, second] = collectorSheet(rows).trim().split('\n');
  expect(head).toMatch(/promised_CNY,recovered_CNY,promised_EUR,recovered_EUR$/);
  expect(first).toMatch(/^2026-11-01,"a,""x""",.*,7,0,0,0$/);
  expect(second).toMatch(/^2026-11-02,b,.*,0,0,0,5$/);
});
