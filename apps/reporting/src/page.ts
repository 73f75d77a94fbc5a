/** The report as one page that needs nothing else: styles, data and the plots' library are in it. */
import { readFileSync } from 'node:fs';
import { type Cohort, type CollectorDay, compare, curve, isOver, TARGETS } from './sheets';

const asset = (name: string): string => readFileSync(require.resolve(`uplot/dist/${name}`), 'utf8');

const MOST_DAYS = 31;

interface Plot {
  readonly title: string;
  readonly x: readonly number[];
  readonly time: boolean;
  readonly percent: boolean;
  readonly series: readonly {
    readonly label: string;
    readonly values: readonly (number | null)[];
    readonly points?: true;
  }[];
}

/** `today` is the first day that is not over. */
export function reportPage(days: readonly CollectorDay[], cohorts: readonly Cohort[], today: string): string {
  const plots = [...recoveryPlots(cohorts, today), ...workPlots(days)];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Collection report</title>
<style>${asset('uPlot.min.css')}
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1c2733; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { white-space: nowrap; padding: .25rem .6rem; text-align: right; border-bottom: 1px solid #dde3ea; }
th:first-child, td:first-child, th:nth-child(2), td:nth-child(2) { text-align: left; }
.met { color: #0a7a3d; } .missed { color: #b3261e; } .note { color: #5a6b7d; }
.scroll { overflow-x: auto; } .uplot { margin-top: 1.5rem; }
</style>
</head>
<body>
<h1>Collection report</h1>
<p class="note">Days before ${markup(today)}, as the ledger knows them now. Amounts are in minor units of their currency.</p>
<h2>Recovery of what fell due, against 60&nbsp;% by day 7 and 80&nbsp;% by day 15</h2>
${targetTable(cohorts, today)}
<div id="plots"></div>
<h2>Daily statistics sheet, by collector</h2>
<div class="scroll">${dayTable(days)}</div>
<script>${asset('uPlot.iife.min.js')}</script>
<script>const plots = ${json(plots)};
${DRAW}</script>
</body>
</html>
`;
}

/** Text as it may stand between tags. */
const markup = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** Data as it may stand in a script: nothing in it can end the script. */
const json = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

function byCurrency(cohorts: readonly Cohort[]): readonly (readonly [string, readonly Cohort[]])[] {
  const groups = new Map<string, Cohort[]>();
  for (const cohort of cohorts) groups.set(cohort.currency, [...(groups.get(cohort.currency) ?? []), cohort]);
  return [...groups].sort(([a], [b]) => compare(a, b));
}

/** Cohorts at least so many days old: each line is of the same ones from its first day to its last, so that it cannot fall. */
const AGES = [30, 15, 7];

function recoveryPlots(cohorts: readonly Cohort[], today: string): readonly Plot[] {
  return byCurrency(cohorts).map(([currency, rows]): Plot => {
    const days = (rows[0]?.recovered ?? []).map((_, day) => day);
    const lines = AGES.map((age) => ({ age, old: rows.filter(({ dueDate }) => isOver(dueDate, age, today)) }));
    return {
      title: `Recovered by day after the due date, ${currency}`,
      x: days,
      time: false,
      percent: true,
      series: [
        ...lines
          .filter(({ old }) => old.length > 0)
          .map(({ age, old }) => {
            const whole = curve(old, today);
            return {
              label: `${old.length} due dates at least ${age} days past`,
              values: days.map((day) => (day <= age ? (whole[day] ?? null) : null)),
            };
          }),
        {
          label: 'target',
          values: days.map((day) => TARGETS.find((target) => target.day === day)?.share ?? null),
          points: true,
        },
      ],
    };
  });
}

const DAY_MS = 86_400_000;

/** The last days up to the newest of these, those without work as well. */
function datesOf(days: readonly CollectorDay[]): readonly string[] {
  const known = days.map(({ day }) => Date.parse(day));
  if (known.length === 0) return [];
  const [first, last] = [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))];
  const count = Math.min(MOST_DAYS, Math.round((last - first) / DAY_MS) + 1);
  return Array.from({ length: count }, (_, i) => new Date(last - (count - 1 - i) * DAY_MS).toISOString().slice(0, 10));
}

function workPlots(days: readonly CollectorDay[]): readonly Plot[] {
  const dates = datesOf(days);
  if (dates.length === 0) return [];
  const sum = (name: 'attempts' | 'connected' | 'rightParty' | 'promises') =>
    dates.map((date) => days.filter(({ day }) => day === date).reduce((total, row) => total + row[name], 0));
  return [
    {
      title: 'Work by day, all collectors',
      x: dates.map((date) => Date.parse(date) / 1_000),
      time: true,
      percent: false,
      series: [
        { label: 'attempts', values: sum('attempts') },
        { label: 'connected', values: sum('connected') },
        { label: 'right-party contacts', values: sum('rightParty') },
        { label: 'promises', values: sum('promises') },
      ],
    },
  ];
}

function targetTable(cohorts: readonly Cohort[], today: string): string {
  const lines = byCurrency(cohorts).map(([currency, rows]) => {
    const whole = curve(rows, today);
    const cells = TARGETS.map(({ day, share }) => {
      const reached = whole[day] ?? null;
      if (reached === null) return '<td class="note">not over yet</td>';
      const due = rows.filter((row) => isOver(row.dueDate, day, today)).reduce((sum, row) => sum + row.due, 0);
      return `<td class="${reached >= share ? 'met' : 'missed'}">${(reached * 100).toFixed(1)} % of ${due}</td>`;
    });
    const due = rows.reduce((sum, row) => sum + row.due, 0);
    return `<tr><td>${markup(currency)}</td><td>${rows.length}</td><td>${due}</td>${cells.join('')}</tr>`;
  });
  if (lines.length === 0) return '<p class="note">Nothing has fallen due yet.</p>';
  return `<table><tr><th>currency</th><th>cohorts</th><th>due</th>${TARGETS.map(({ day }) => `<th>by day ${day}</th>`).join('')}</tr>${lines.join('')}</table>`;
}

const SHOWN = [
  'cases',
  'attempts',
  'connected',
  'rightParty',
  'notes',
  'promises',
  'promisesKept',
  'payments',
  'visits',
] as const;

function dayTable(days: readonly CollectorDay[]): string {
  const ordered = [...days].sort((a, b) => compare(b.day, a.day) || compare(a.agentId, b.agentId));
  const lines = ordered.map(
    (row) =>
      `<tr><td>${markup(row.day)}</td><td>${markup(row.agentId)}</td>${SHOWN.map((name) => `<td>${row[name]}</td>`).join('')}<td>${row.recovered.map(({ currency, minor }) => `${minor} ${markup(currency)}`).join(', ')}</td></tr>`,
  );
  return `<table><tr><th>day</th><th>collector</th>${SHOWN.map((name) => `<th>${name}</th>`).join('')}<th>recovered</th></tr>${lines.join('')}</table>`;
}

/** Runs in the page. */
const DRAW = `
const colours = ['#1f5fbf', '#d97706', '#0a7a3d', '#8b5cf6', '#0891b2', '#be185d', '#64748b', '#b3261e'];
for (const { title, x, time, percent, series } of plots) {
  const show = (value) => value == null ? '–' : percent ? (value * 100).toFixed(1) + ' %' : String(value);
  new uPlot({
    title, width: Math.min(1100, document.getElementById('plots').clientWidth), height: 340,
    scales: { x: { time }, y: percent ? { range: [0, 1] } : { range: (_, __, most) => [0, Math.max(1, most * 1.1)] } },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
    axes: [time ? { incrs: [1, 2, 7, 28].map((days) => days * 86400), values: '{YYYY}-{MM}-{DD}', space: 90 } : {}, { values: (_, ticks) => ticks.map((tick) => percent ? Math.round(tick * 100) + ' %' : tick) }],
    series: [{ label: time ? 'day' : 'day after due' }, ...series.map(({ label, points }, i) => ({
      label, stroke: points ? '#b3261e' : colours[i % colours.length], width: 2,
      value: (_, value) => show(value),
      ...(points && { paths: () => null, points: { show: true, size: 12, fill: '#b3261e' } }),
    }))],
  }, [x, ...series.map(({ values }) => values)], document.getElementById('plots'));
}
`;
