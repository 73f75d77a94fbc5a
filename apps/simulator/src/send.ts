/** Simulated reports as requests, many at a time; what is of one case in the order in which it arrives. */
import type { Report, SimulatedCase } from '@simulation';
import type { Client } from 'openapi-fetch';
import type { components, paths } from '../../../contracts/openapi';
import { type Answered, dataIn, patiently, reached } from './patience';

type Ledger = Client<paths>;

/** Requests under way at a time. */
const LANES = 8;

interface Recorded {
  readonly position: string;
}

const positionIn = (answered: Answered<Recorded>): bigint => BigInt(dataIn(answered).position);

/** Each on the evening before (epoch milliseconds). Answers the newest position. */
export async function openCases(
  ledger: Ledger,
  cases: readonly SimulatedCase[],
  openedAt: number,
  onSent: () => void,
): Promise<string> {
  return inLanes(
    cases,
    ({ caseId }) => caseId,
    async (one) => {
      const answered = await patiently(() => ledger.POST('/v1/cases', { body: opening(one, openedAt) }));
      const assignment = {
        assignmentId: 'simulated',
        agentId: one.agentId,
        team: one.team,
        by: 'simulator',
        reason: 'simulated',
        occurredAt: instant(openedAt),
      };
      const params = { path: { caseId: one.caseId } };
      const assigned = await patiently(() =>
        ledger.POST('/v1/cases/{caseId}/assignments', { params, body: assignment }),
      );
      onSent();
      positionIn(answered);
      return positionIn(assigned);
    },
  );
}

const opening = ({ caseId, mobile, work }: SimulatedCase, openedAt: number) => {
  const person = { personId: `person-${caseId}`, informed: true } as const;
  return {
    caseId,
    creditorId: 'simulated-bank',
    pack: 'leasing@1',
    product: 'leasing',
    debtor: { personId: person.personId, name: 'Simulated', timeZone: 'Europe/Madrid' },
    contacts: [
      { contactId: 'mobile', relation: 'self' as const, numberKind: 'mobile' as const, number: mobile, ...person },
      { contactId: 'work', relation: 'self' as const, numberKind: 'work' as const, number: work, ...person },
    ],
    outstanding: { currency: 'EUR', minor: 500_000 },
    overdue: { currency: 'EUR', minor: 20_000 },
    dueDate: instant(openedAt - 10 * 86_400_000).slice(0, 10),
    occurredAt: instant(openedAt),
  };
};

type InFile = Report & { readonly kind: 'recording'; readonly inFile: true };

const isInFile = (report: Report): report is InFile => report.kind === 'recording' && report.inFile;

/** Answers the newest position. What stands in files comes last, as files do. */
export async function sendReports(ledger: Ledger, reports: readonly Report[], onSent: () => void): Promise<string> {
  const sent = await inLanes(
    reports.filter((report) => !isInFile(report)),
    (report) => ('caseId' in report ? report.caseId : report.body.recordingId),
    async (report) => {
      const position = positionIn(await patiently(() => send(ledger, report)));
      onSent();
      return position;
    },
  );
  // Whose a line is, read models say: an import waits for them, and not for as long as a day of work takes.
  await reached(ledger, sent);
  const imported = await importFiles(ledger, reports.filter(isInFile), onSent);
  return imported > BigInt(sent) ? String(imported) : sent;
}

/** Lines of one file. */
const FILE_LINES = 5_000;

/** Each recorder's own, in files of some thousand lines. Answers the newest position; throws where a line is not taken. */
async function importFiles(ledger: Ledger, reports: readonly InFile[], onSent: () => void): Promise<bigint> {
  let newest = 0n;
  for (const source of new Set(reports.map(({ body }) => body.source))) {
    const lines = reports.flatMap(({ body }) => (body.source === source ? [`${JSON.stringify(body)}\n`] : []));
    for (let from = 0; from < lines.length; from += FILE_LINES) {
      const file = lines.slice(from, from + FILE_LINES);
      const position = await importFile(ledger, source, file.join(''));
      if (position > newest) newest = position;
      for (const _ of file) onSent();
    }
  }
  return newest;
}

type ImportAnswer =
  | components['schemas']['ImportLine']
  | components['schemas']['ImportSummary']
  | components['schemas']['ImportStop'];

async function importFile(ledger: Ledger, source: string, file: string): Promise<bigint> {
  const answered = await patiently(() =>
    ledger.POST('/v1/imports/{format}', {
      params: { path: { format: 'mapped' }, query: { source } },
      body: file,
      bodySerializer: (body) => body,
      headers: { 'Content-Type': 'application/x-ndjson' },
      parseAs: 'text',
    }),
  );
  const told = String(dataIn<unknown>(answered)).trim().split('\n');
  const last = JSON.parse(told.at(-1) ?? '') as ImportAnswer;
  if (!('summary' in last)) throw new Error('the ledger stopped taking in the file of a recorder');
  const { quarantined, position } = last.summary;
  if (quarantined > 0) throw new Error(`the ledger does not take ${quarantined} lines of the file of a recorder`);
  return BigInt(position);
}

function send(ledger: Ledger, report: Report): Promise<Answered<Recorded>> {
  if (report.kind === 'recording') return ledger.POST('/v1/recordings', { body: report.body });
  if (report.kind === 'check' || report.kind === 'loss') return sendOfRecording(ledger, report);
  const params = { path: { caseId: report.caseId } };
  if (report.kind === 'call') return ledger.POST('/v1/cases/{caseId}/call-attempts', { params, body: report.body });
  if (report.kind === 'payment') return ledger.POST('/v1/cases/{caseId}/payments', { params, body: report.body });
  if (report.kind === 'note') return ledger.POST('/v1/cases/{caseId}/notes', { params, body: report.body });
  const body = { ...report.body, occurredAt: instant(report.madeAt) };
  return ledger.POST('/v1/cases/{caseId}/promises', { params, body });
}

function sendOfRecording(
  ledger: Ledger,
  report: Report & { readonly kind: 'check' | 'loss' },
): Promise<Answered<Recorded>> {
  const { recordingId, ...body } = report.body;
  const params = { path: { recordingId } };
  if ('checkId' in body) return ledger.POST('/v1/recordings/{recordingId}/checks', { params, body });
  return ledger.POST('/v1/recordings/{recordingId}/loss', { params, body });
}

async function inLanes<T>(
  all: readonly T[],
  laneOf: (one: T) => string,
  work: (one: T) => Promise<bigint>,
): Promise<string> {
  const lanes: T[][] = Array.from({ length: LANES }, () => []);
  for (const one of all) {
    const hash = [...laneOf(one)].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
    lanes[hash % LANES]?.push(one);
  }
  let newest = 0n;
  await Promise.all(
    lanes.map(async (lane) => {
      for (const one of lane) {
        const position = await work(one);
        if (position > newest) newest = position;
      }
    }),
  );
  return String(newest);
}

const instant = (epochMs: number): string => new Date(epochMs).toISOString();
