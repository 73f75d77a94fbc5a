import type { CaseEvent, EventData } from '../events';
import { type Context, notAhead } from './command';

/** A visit that took place, met somebody or not. A fact: no escalation is asked for. */
export type ReportFieldVisitCommand = EventData<'FieldVisitReported'>;

export function reportFieldVisit(data: ReportFieldVisitCommand, { now }: Context): readonly CaseEvent[] {
  notAhead(now, { visitedAt: data.visitedAt });
  return [{ type: 'FieldVisitReported', data, occurredAt: data.visitedAt }];
}
