import {
  BUSINESS_STATES,
  GOODS_STATES,
  LIKELIHOODS,
  NOTE_OUTCOMES,
  REASONS_FOR_DELAY,
  type TakeNoteCommand,
} from '@case';
import { Id, Instant, Integer, LocalDate, Money, type MoneyBody, Nested, OneOf, Text, Texts } from '../../http/fields';
import type { Body } from './body';

export class PromisedBody {
  @Money()
  readonly amount!: MoneyBody;

  @Instant()
  readonly dueAt!: string;
}

export class TakeNote implements Body<TakeNoteCommand, 'noteId'> {
  @Id({ optional: true })
  readonly noteId?: string;

  @Id()
  readonly agentId!: string;

  @Instant()
  readonly writtenAt!: string;

  @Text(8000)
  readonly text!: string;

  @Id({ optional: true, description: 'the call that the note is about' })
  readonly callId?: string;

  @OneOf(NOTE_OUTCOMES)
  readonly outcome!: (typeof NOTE_OUTCOMES)[number];

  @OneOf(REASONS_FOR_DELAY, { optional: true })
  readonly reasonForDelay?: (typeof REASONS_FOR_DELAY)[number];

  @Nested(PromisedBody, { optional: true })
  readonly promised?: PromisedBody;

  @LocalDate({ optional: true })
  readonly nextActionOn?: string;

  @OneOf(LIKELIHOODS, { optional: true, description: 'that the debt is paid' })
  readonly likelihood?: (typeof LIKELIHOODS)[number];

  @Text(1000, { optional: true })
  readonly suggestedAction?: string;

  @Integer(0, 5, { optional: true, description: 'tone level that was used' })
  readonly toneUsed?: number;

  @Texts(1000, { optional: true })
  readonly clues?: string[];

  @OneOf(GOODS_STATES, { optional: true, description: 'where the goods are' })
  readonly goods?: (typeof GOODS_STATES)[number];

  @Text(1000, { optional: true, description: 'what its writer makes of the debtor and of what was said' })
  readonly judgement?: string;

  @OneOf(BUSINESS_STATES, { optional: true, description: 'how the debtor’s business goes' })
  readonly businessState?: (typeof BUSINESS_STATES)[number];
}
