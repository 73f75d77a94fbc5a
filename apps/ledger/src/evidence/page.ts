/** A case as a page to be read by a person, in one file that needs nothing else. */
import type { CaseAnswer } from '../cases/answers';
import type { FindingsAnswer } from '../cases/findings-query';
import type { ReplayAnswer } from '../cases/replay';
import type { AuditTrailAnswer } from '../read-models/queries';

export interface CasePage {
  readonly standing: CaseAnswer;
  readonly trail: AuditTrailAnswer;
  readonly findings: FindingsAnswer;
  readonly replay: ReplayAnswer;
  readonly note: string;
}

export const casePage = ({ standing: known, trail, findings, replay, note }: CasePage): string => {
  const { standing } = known;
  const because = [...standing.stage.because, ...standing.tone.because].map(({ rule }) => rule);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Case ${text(known.caseId)}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1c2733; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #dde3ea; }
.note { color: #5a6b7d; } .bad { color: #b3261e; } pre { background: #f4f6f8; padding: .8rem; overflow-x: auto; }
</style>
</head>
<body>
<h1>Case ${text(known.caseId)}</h1>
<p>${text(standing.stage.name)}, tone ${standing.tone.level} (${text(standing.tone.name)}), ${standing.daysPastDue} days past due, as of ${text(standing.at)}
<span class="note">by ${text([...new Set(because)].join(', '))} of ${text(standing.pack)}</span></p>
<h2>Calls, recordings and notes</h2>
${table(['when', 'entry', 'class', 'recording', 'notes', 'amiss'], trail.entries.map(trailRow))}
<h2>What the facts show amiss</h2>
${table(
  ['severity', 'code', 'rule', 'what', 'state'],
  findings.findings.map((one) => [one.severity, one.code, one.rule, one.detail, one.state]),
)}
<h2>What happened</h2>
${table(
  ['happened', 'learnt of', 'event', 'changed', 'stage', 'tone'],
  replay.steps.map(({ event, occurredAt, recordedAt, changed, standingAfter }) => [
    occurredAt,
    recordedAt,
    `${event.type} (revision ${event.revision})`,
    changed.join(', '),
    standingAfter.stage.name,
    String(standingAfter.tone.level),
  ]),
)}
<h2>Signed checkpoint of the log</h2>
<pre>${text(note)}</pre>
</body>
</html>
`;
};

function trailRow(entry: object): readonly string[] {
  const of = (name: string): unknown => Reflect.get(entry, name);
  const [call, recording, notes, findings] = [of('call'), of('recording'), of('notes'), of('findings')];
  return [
    part(call, 'startedAt') || part(recording, 'startedAt') || list(notes, 'writtenAt'),
    String(of('entryId')),
    String(of('class')),
    part(recording, 'recordingId'),
    list(notes, 'noteId'),
    list(findings, 'code'),
  ];
}

const part = (value: unknown, name: string): string => {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === 'string' ? found : '';
};
const list = (value: unknown, name: string): string =>
  Array.isArray(value) ? value.map((one) => part(one, name)).join(', ') : '';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? '<p class="note">nothing</p>'
    : `<table><tr>${head.map((cell) => `<th>${text(cell)}</th>`).join('')}</tr>${rows
        .map((row) => `<tr>${row.map((cell) => `<td>${text(cell)}</td>`).join('')}</tr>`)
        .join('\n')}</table>`;

/** Text as it may stand between tags. */
const text = (value: string): string => value.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
