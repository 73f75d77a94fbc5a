/** Records what a file tells, line by line: what cannot be recorded is told with its line, and takes nothing with it. */
import { createHmac } from 'node:crypto';
import { isFact, type OpenCase, Refusal } from '@case';
import {
  type Fact,
  type Imported,
  type ImportedCall,
  type ImportedCheck,
  type ImportedNote,
  type ImportedRecording,
  readImport,
  type Source,
  Unreadable,
  WrongSource,
} from '@imports';
import { Inject, Injectable, Logger, type Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { v7 as uuidv7 } from 'uuid';
import { LEDGER_SECRET } from '../cases/command-identity';
import { RecordCallAttempt } from '../cases/commands/record-call-attempt';
import { TakeNote } from '../cases/commands/take-note';
import { type RequestContext, SendCaseCommand } from '../cases/send-case-command';
import { describe, Problem, toProblem } from '../http/problem';
import { BodyPipe } from '../http/requests';
import { CheckRecording } from '../recordings/check-recording';
import { SendRecordingCommand } from '../recordings/recording-command.handler';
import { RegisterRecording } from '../recordings/register-recording';
import { SendRegisterRecording } from '../recordings/register-recording.handler';
import { type ImportLine, type ImportStop, type ImportSummary, Tally } from './results';
import { malformed } from './source-book';
import { callOnRecord, contactWith, type KnownNumbers, newKnownNumbers, WhoseCase } from './whose';

/** Lines under way at a time. */
const AT_ONCE = 32;

/** One import under way. */
interface Import {
  readonly source: Source;
  readonly context: Pick<RequestContext, 'actor' | 'correlationId'>;
  readonly dryRun: boolean;
  readonly numbers: KnownNumbers;
}

@Injectable()
export class Importer {
  readonly #pipe = new BodyPipe();
  readonly #logger = new Logger('Imports');

  constructor(
    private readonly commands: CommandBus,
    private readonly whose: WhoseCase,
    @Inject(LEDGER_SECRET) private readonly secret: string,
  ) {}

  /**
   * What became of each line, in their order but for legs of one call, and a summary. Where nothing can be recorded any more it
   * stops, and says at which line; before the first line that is thrown as a problem.
   */
  async *run(
    chunks: AsyncIterable<Uint8Array>,
    source: Source,
    context: Import['context'],
    dryRun: boolean,
  ): AsyncGenerator<ImportLine | ImportSummary | ImportStop> {
    await this.whose.level();
    const tally = new Tally(dryRun);
    const one: Import = { source, context, dryRun, numbers: newKnownNumbers() };
    const lines = readImport(tally.watched(chunks), source, (text) => this.#idOf(text));
    try {
      let first: ImportLine | undefined;
      for await (const told of inOrder(lines, AT_ONCE, (imported) => this.#record(imported, one))) {
        const line = withFirst(told, first);
        if (told.outcome !== 'joined') first = told;
        tally.add(line);
        yield line;
      }
      yield tally.summary();
    } catch (error) {
      const problem = error instanceof WrongSource ? malformed(source.source, error) : toProblem(error);
      if (tally.lines === 0) throw problem;
      this.#logger.error({ msg: 'an import stopped', correlationId: context.correlationId, ...describe(error) });
      yield { stopped: { after: tally.lines, code: problem.code, detail: problem.message } };
    }
  }

  /** The same of the same text, and nothing can be read from it. */
  #idOf(text: string): string {
    return `note-${createHmac('sha256', this.secret).update(text).digest('hex').slice(0, 32)}`;
  }

  async #record(imported: Imported, one: Import): Promise<ImportLine> {
    const { line } = imported;
    if (imported.kind === 'joined') return { line, outcome: 'joined', to: imported.to };
    if (imported.kind === 'quarantined') return quarantined(line, imported.wrong);
    try {
      return await this.#send(imported, one);
    } catch (error) {
      if (error instanceof Unreadable) return quarantined(line, error);
      if (error instanceof Problem && error.status < 500) return fromProblem(line, error);
      if (error instanceof Refusal) return fromProblem(line, toProblem(error));
      throw error;
    }
  }

  #send(fact: Fact, one: Import): Promise<ImportLine> {
    const imported = { source: one.source.source, line: fact.line };
    const { dryRun } = one;
    const context = { ...one.context, idempotencyKey: undefined, ifMatch: undefined, imported, dryRun };
    if (fact.kind === 'recording') return this.#sendRecording(fact, context);
    return fact.kind === 'check' ? this.#sendCheck(fact, context) : this.#sendOfCase(fact, one, context);
  }

  async #sendRecording({ line, body }: ImportedRecording, context: RequestContext): Promise<ImportLine> {
    const checked = this.#checked(RegisterRecording, body);
    const { kind, answer } = await this.commands.execute(new SendRegisterRecording(checked, context));
    const { recordingId: id, position } = answer;
    return { line, outcome: outcomeOf(kind), kind: 'recording', id, position };
  }

  /** The same audio as when it was looked at last is no news. */
  async #sendCheck({ line, file, body }: ImportedCheck, context: RequestContext): Promise<ImportLine> {
    const id = await this.whose.recordingIn(file);
    const checkId = uuidv7();
    const checked = this.#checked(CheckRecording, { ...body, checkId });
    const { kind, answer } = await this.commands.execute(
      new SendRecordingCommand('check-recording', id, checked, context),
    );
    return { line, outcome: outcomeOf(kind), kind: 'check', id, position: answer.position };
  }

  async #sendOfCase(fact: ImportedCall | ImportedNote, one: Import, context: RequestContext): Promise<ImportLine> {
    const state = await this.#stateOf(fact, one);
    const { caseId } = state.opened.event.data;
    const send = async (name: 'record-call-attempt' | 'take-note', body: object, id: string): Promise<ImportLine> => {
      const { kind, answer } = await this.commands.execute(new SendCaseCommand(name, caseId, body, context));
      return { line: fact.line, outcome: outcomeOf(kind), kind: fact.kind, caseId, id, position: answer.position };
    };
    if (fact.kind === 'note') return send('take-note', this.#checked(TakeNote, fact.body), fact.body.noteId);
    const { callId, number, startedAt } = fact.body;
    const contactId = fact.body.contactId ?? contactWith(state, number, callId, Date.parse(startedAt));
    return send('record-call-attempt', this.#checked(RecordCallAttempt, { ...fact.body, contactId }), callId);
  }

  #stateOf(fact: ImportedCall | ImportedNote, { numbers }: Import): Promise<OpenCase> {
    if (fact.kind === 'call') {
      const { startedAt, callId } = fact.body;
      return this.whose.of(
        fact.whose,
        Date.parse(startedAt),
        (state) => callOnRecord(state, callId) !== undefined,
        numbers,
      );
    }
    const { writtenAt, noteId } = fact.body;
    return this.whose.of(fact.whose, Date.parse(writtenAt), (state) => hasNote(state, noteId), numbers);
  }

  /** The body as its route would take it. */
  #checked<T extends object>(metatype: Type<T>, body: object): T {
    const checked = this.#pipe.transform(body, { type: 'body', metatype });
    if (checked instanceof metatype) return checked;
    throw new Error(`${metatype.name} did not come out of its check`);
  }
}

const hasNote = ({ facts }: OpenCase, noteId: string): boolean =>
  facts.some((fact) => isFact(fact, 'NoteTaken') && fact.event.data.noteId === noteId);

const outcomeOf = (kind: 'recorded' | 'unchanged' | 'repeated') => (kind === 'recorded' ? 'recorded' : 'repeated');

const quarantined = (line: number, { code, field, message }: Unreadable): ImportLine => ({
  line,
  outcome: 'quarantined',
  code,
  ...(field !== undefined && { field }),
  detail: message,
});

function fromProblem(line: number, { code, errors, message }: Problem): ImportLine {
  const [first] = errors ?? [];
  return {
    line,
    outcome: 'quarantined',
    code: first?.code ?? code,
    ...(first && { field: first.field }),
    detail: first?.detail ?? message,
  };
}

/** Legs follow the one that they were joined to: where that is quarantined, so is the call, and all of its lines. */
const withFirst = (line: ImportLine, first: ImportLine | undefined): ImportLine =>
  line.outcome === 'joined' && first?.outcome === 'quarantined' && first.line === line.to
    ? { ...first, line: line.line }
    : line;

/**
 * Works on several at a time, and gives what came of them in their order. Where one fails, or there is no more to be read, those
 * under way are given first: what they recorded is on record.
 */
async function* inOrder<T, R>(
  items: AsyncIterable<T>,
  atOnce: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<Awaited<R>> {
  const under: Promise<PromiseSettledResult<Awaited<R>>>[] = [];
  const failures: unknown[] = [];
  const oldest = async (): Promise<readonly Awaited<R>[]> => {
    const settled = await under.shift();
    if (settled?.status === 'fulfilled') return [settled.value];
    if (settled) failures.push(settled.reason);
    return [];
  };
  try {
    for await (const item of items) {
      under.push(Promise.allSettled([work(item)]).then(([settled]) => settled));
      if (under.length >= atOnce) yield* await oldest();
      if (failures.length > 0) break;
    }
  } catch (error) {
    failures.push(error);
  }
  while (under.length > 0) yield* await oldest();
  if (failures.length > 0) throw failures[0];
}
