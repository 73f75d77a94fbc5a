import type { BoundPolicy, CaseEvent, EventData } from '../events';
import { isTimeZone } from '../local-time';
import { Refusal } from '../refusal';
import { type Context, happened, notAhead } from './command';

/** Opens a case; `policies` are the packs that the names stand for, by content. */
export interface OpenCaseCommand extends Omit<EventData<'CaseOpened'>, 'policies'> {
  readonly pack: string;
  readonly creditorPolicy?: string;
  readonly laws?: string[];
  readonly policies: readonly BoundPolicy[];
  readonly occurredAt?: string;
}

/** Refuses a second currency, more overdue than owed, and contacts that share an id. */
export function openCase(command: OpenCaseCommand, { now }: Context): readonly CaseEvent[] {
  const { pack: _pack, creditorPolicy: _creditor, laws: _laws, policies, occurredAt, ...data } = command;
  notAhead(now, { occurredAt });
  knownZones(command);
  if (data.overdue.currency !== data.outstanding.currency) {
    throw new Refusal('currency-mismatch', 'overdue and outstanding are in different currencies', 'overdue.currency');
  }
  if (data.overdue.minor > data.outstanding.minor) {
    throw new Refusal('validation-failed', 'overdue is more than the whole debt', 'overdue.minor');
  }
  data.contacts.forEach((contact, index) => {
    if (data.contacts.findIndex((other) => other.contactId === contact.contactId) !== index) {
      throw new Refusal('validation-failed', 'two contacts have this id', `contacts.${index}.contactId`);
    }
  });
  return [{ type: 'CaseOpened', data: { ...data, policies: [...policies] }, occurredAt: happened(occurredAt, now) }];
}

function knownZones({ debtor, contacts }: OpenCaseCommand): void {
  const zones: [string, string | undefined][] = [
    ['debtor.timeZone', debtor.timeZone],
    ...contacts.map((contact, index): [string, string | undefined] => [`contacts.${index}.timeZone`, contact.timeZone]),
  ];
  for (const [field, zone] of zones) {
    if (zone !== undefined && !isTimeZone(zone)) {
      throw new Refusal('validation-failed', `${field} is not an IANA time zone`, field);
    }
  }
}
