/** `projections`, `rebuild NAME` and `resume NAME`: how far the read models are, and what an operator asks of them. */
import { userInfo } from 'node:os';
import { SingleBar } from 'cli-progress';
import type { Client } from 'openapi-fetch';
import type { components, paths } from '../../../contracts/openapi';
import { type Args, nameIn, print, Wrong } from './args';

type Projections = components['schemas']['ProjectionsAnswer'];
type Building = NonNullable<Projections['projections'][number]['building']>;
type Name = paths['/v1/projections/{name}/rebuild']['post']['parameters']['path']['name'];

const LOOK_MS = 250;

export async function showProjections({ ledger, values }: Args): Promise<void> {
  const answer = await projections(ledger);
  print(values.json ? answer : show(answer));
}

export async function resumeProjection(args: Args): Promise<void> {
  const name = nameIn(args);
  await wish(args.ledger, 'resume', name as Name, args.values.by ?? whoAmI());
  print(`${name} may go on; "projections" shows whether it does`);
}

export const rebuildProjection = (args: Args): Promise<void> =>
  rebuild(args.ledger, nameIn(args) as Name, args.values.by ?? whoAmI());

async function projections(ledger: Client<paths>): Promise<Projections> {
  const { data, response } = await ledger.GET('/v1/projections');
  if (!data) throw new Error(`the ledger answered ${response.status}`);
  return data;
}

const find = ({ projections: all }: Projections, name: string) => all.find((one) => one.name === name);

async function wish(ledger: Client<paths>, what: 'rebuild' | 'resume', name: Name, by: string): Promise<Projections> {
  const { data, error, response } =
    what === 'rebuild'
      ? await ledger.POST('/v1/projections/{name}/rebuild', { params: { path: { name } }, body: { by } })
      : await ledger.POST('/v1/projections/{name}/resume', { params: { path: { name } }, body: { by } });
  if (!data) throw new Wrong(error?.detail ?? `the ledger answered ${response.status}`);
  return data;
}

/** Shows how far it is until it has taken over. */
async function rebuild(ledger: Client<paths>, name: Name, by: string): Promise<void> {
  const bar = new SingleBar({
    format: `${name}  {bar} {percentage} %  {value} of {total} {what}  {eta_formatted} left`,
    clearOnComplete: false,
    noTTYOutput: true,
    notTTYSchedule: 2_000,
  });
  // Events are gone through first, and the rows of cases made then.
  const advance = (events: number, making?: { readonly made: number; readonly of: number } | null): void => {
    bar.setTotal(Math.max(1, making?.of ?? Number(answer.head ?? 0)));
    bar.update(making?.made ?? events, { what: making ? 'cases' : 'events' });
  };
  const before = find(await projections(ledger), name)?.builds ?? 0;
  let answer = await wish(ledger, 'rebuild', name, by);
  bar.start(Math.max(1, Number(answer.head ?? 0)), 0, { what: 'events' });
  try {
    while ((find(answer, name)?.builds ?? 0) === before) {
      const building = find(answer, name)?.building;
      if (building?.reason) throw new Error(`the building of ${name} stopped at ${building.reason}`);
      advance(Number(building?.position ?? 0), building?.making);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      answer = await projections(ledger);
    }
    advance(Number(answer.head ?? 0));
  } finally {
    bar.stop();
  }
  process.stdout.write(`${name} was built anew and has taken over\n`);
}

function show({ head, projections: all }: Projections): string {
  const lines = all.map(({ name, version, state, position, reason, building }) => {
    const also = [
      reason && `stopped at ${reason}`,
      building && `version ${building.version} is being built: ${stateOf(building)}`,
    ];
    return [name.padEnd(18), `v${version}`, state.padEnd(12), position ?? '-', ...also.filter(Boolean)].join('  ');
  });
  return [`head of the store: ${head ?? '-'}`, ...lines].join('\n');
}

const stateOf = ({ phase, position, making }: Building): string =>
  making ? `${making.made} of ${making.of} cases` : `${phase} ${position ?? 0}`;

/** In a container nobody may have a name. */
function whoAmI(): string {
  try {
    return userInfo().username;
  } catch {
    return 'operator';
  }
}
