/** Whether the audio of a recording may go: by the laws of the cases that it may be of, and by who holds it. */
import { type LawRetention, monthsAfter, monthsKept, Refusal } from '@case';
import { EventStore } from '@event-store';
import { Injectable } from '@nestjs/common';
import { casesAround, type RetentionRow } from '@read-models';
import { PolicyBook } from '../cases/policy-book';
import { PersonsCases } from '../persons/persons-cases';
import { ReadModels } from '../read-models/read-models';

/** It has to know everything; a caller can ask again. */
const PATIENCE_MS = 1_500;

@Injectable()
export class RecordingRetention {
  constructor(
    private readonly store: EventStore,
    private readonly readModels: ReadModels,
    private readonly policies: PolicyBook,
    private readonly persons: PersonsCases,
  ) {}

  /**
   * Throws `retention-not-over` and `under-legal-hold` where it has to be kept, at `now` (epoch milliseconds). One that no case
   * can be said of is kept as long as the strictest law here wants any. Throws `read-model-behind`.
   */
  async assertOver(recordingId: string, now: number): Promise<void> {
    await this.readModels.reachHead('audit-trail', this.store, PATIENCE_MS);
    await this.readModels.reachHead('retention', this.store, PATIENCE_MS);
    const { database } = this.readModels;
    const found = await casesAround(database, recordingId, this.policies.widestToleranceSeconds * 1_000);
    if (!found) return;
    const rows = await database.query<{ readonly value: RetentionRow }>(
      'SELECT value FROM retention WHERE key = ANY($1::text[]) ORDER BY key',
      [found.caseIds],
    );
    const laws = rows.length > 0 ? rows.flatMap(({ value }) => value.laws) : this.policies.retention;
    over(laws, found.endedAt, now);
    if (await this.persons.anyHeld(rows.flatMap(({ value }) => value.personIds)))
      throw new Refusal('under-legal-hold', 'a legal hold on somebody in a case that it may be of stands against it');
  }
}

function over(laws: readonly LawRetention[], endedAt: number, now: number): void {
  const months = monthsKept(laws, 'recordings');
  const until = months === null ? null : monthsAfter(endedAt, months);
  if (until !== null && until <= now) return;
  const told = until === null ? null : new Date(until).toISOString();
  throw new Refusal(
    'retention-not-over',
    told === null ? 'a law that binds it does not say how long it is kept' : `it has to be kept until ${told}`,
    undefined,
    { until: told },
  );
}
