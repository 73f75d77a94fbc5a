import {
  BUSINESS_STATES,
  type CorrectNoteCommand,
  GOODS_STATES,
  LIKELIHOODS,
  NOTE_OUTCOMES,
  REASONS_FOR_DELAY,
} from '@case';
import { Id, Instant, Integer, LocalDate, Nested, OneOf, Text, Texts } from '../../http/fields';
import type { Body } from './body';
import { PromisedBody } from './take-note';

export class CorrectNote implements Body<CorrectNoteCommand, 'correctionId', 'noteId'> {
  @Id({ optional: true })
  readonly correctionId?: string;

  @Id()
  readonly by!: string;

  @Text(1000)
  readonly reason!: string;

  @Text(8000, { optional: true })
  readonly text?: string;

  @OneOf(NOTE_OUTCOMES, { optional: true })
  readonly outcome?: (typeof NOTE_OUTCOMES)[number];

  @OneOf(REASONS_FOR_DELAY, { optional: true })
  readonly reasonForDelay?: (typeof REASONS_FOR_DELAY)[number];

  @Nested(PromisedBody, { optional: true })
  readonly promised?: PromisedBody;

  @LocalDate({ optional: true })
  readonly nextActionOn?: string;

  @OneOf(LIKELIHOODS, { optional: true })
  readonly likelihood?: (typeof LIKELIHOODS)[number];

  @Text(1000, { optional: true })
  readonly suggestedAction?: string;

  @Integer(0, 5, { optional: true })
  readonly toneUsed?: number;

  @Texts(1000, { optional: true })
  readonly clues?: string[];

  @OneOf(GOODS_STATES, { optional: true })
  readonly goods?: (typeof GOODS_STATES)[number];

  @Text(1000, { optional: true, description: 'what its writer makes of the debtor and of what was said' })
  readonly judgement?: string;

  @OneOf(BUSINESS_STATES, { optional: true, description: 'how the debtor’s business goes' })
  readonly businessState?: (typeof BUSINESS_STATES)[number];

  @Instant({ optional: true })
  readonly occurredAt?: string;
}
