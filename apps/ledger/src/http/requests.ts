/** Bodies, ids and query values made into what handlers may rely on. */

import { FINDING_KEY_PATTERN } from '@case';
import { SOURCE_PATTERN } from '@imports';
import {
  type ArgumentMetadata,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  type PipeTransform,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { QUERY_PARAMETERS, SIZES_PATTERN } from './documented';
import { type Check, INSTANT, isRequestId, parseDay, parseInstant, textCheck } from './fields';
import { type FieldError, fieldProblem, Problem } from './problem';

/** Turns a body into its command class, or into a problem that names every field at fault. */
@Injectable()
export class BodyPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type !== 'body' || !metatype) return value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw fieldProblem('', 'not-an-object', 'the body must be a JSON object');
    }
    const odd = oddField(value);
    if (odd) throw fieldProblem(odd.field, odd.code, odd.detail);
    const body: object = plainToInstance(metatype, value);
    const errors = validateSync(body, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
    if (errors.length > 0) {
      const fields = errors.flatMap((error) => fieldErrors(error, ''));
      throw new Problem(
        'validation-failed',
        fields.map(({ field, detail }) => `${field}: ${detail}`).join('; '),
        fields,
      );
    }
    return body;
  }
}

/** Deeper than any body of ours; what is deeper would exhaust the stack of whoever walks it. */
const DEEPEST = 12;

/** What the validator would not see: names that every object has, and nesting without end. */
function oddField(value: object, above = '', levels = DEEPEST): FieldError | undefined {
  if (levels < 0)
    return { field: '', code: 'too-deep', detail: `nothing here is nested deeper than ${DEEPEST} levels` };
  for (const [name, part] of Object.entries(value)) {
    const field = above + name;
    if (name in Object.prototype) return { field, code: 'unknown-field', detail: 'is no field of this request' };
    const inside = typeof part === 'object' && part !== null ? oddField(part, `${field}.`, levels - 1) : undefined;
    if (inside) return inside;
  }
  return undefined;
}

function fieldErrors(
  { property, value, constraints = {}, children = [] }: ValidationError,
  above: string,
): FieldError[] {
  const field = above + property;
  // Whatever is nested wrongly fails a check of its own as well, which says it better.
  const { nestedValidation: _said, ...failed } = constraints;
  const own = Object.entries(failed).map(([name, message]): FieldError => {
    if (name === 'whitelistValidation') return { field, code: 'unknown-field', detail: 'is no field of this request' };
    if (value === undefined) return { field, code: 'required', detail: 'is missing' };
    return { field, code: name, detail: message };
  });
  // The object itself being wrong says more than what is missing in it.
  return own.length > 0 ? own : children.flatMap((child) => fieldErrors(child, `${field}.`));
}

/** An id in the path. */
@Injectable()
export class IdPipe implements PipeTransform {
  transform(value: unknown, { data }: ArgumentMetadata): string {
    if (typeof value === 'string' && isRequestId(value)) return value;
    throw fieldProblem(data ?? 'id', 'not-an-id', 'must be 1–64 of A–Z a–z 0–9 . _ : -, and not . or ..');
  }
}

const FINDING_KEY = new RegExp(FINDING_KEY_PATTERN);

/** The key of a finding in the path. */
@Injectable()
export class FindingKeyPipe implements PipeTransform {
  transform(value: unknown, { data }: ArgumentMetadata): string {
    if (typeof value === 'string' && FINDING_KEY.test(value)) return value;
    throw fieldProblem(data ?? 'key', 'not-a-key', 'must be the key of a finding');
  }
}

/** An instant in the query, as epoch milliseconds; undefined where it is left out. */
@Injectable()
export class InstantPipe implements PipeTransform {
  transform(value: unknown, { data }: ArgumentMetadata): number | undefined {
    if (value === undefined) return undefined;
    const instant = parseInstant(value);
    if (instant) return Date.parse(instant);
    throw fieldProblem(data ?? 'query', 'not-an-instant', `${INSTANT}; a + is written %2B in a query`);
  }
}

/** An instant in the query that may not be left out. */
@Injectable()
export class RequiredInstantPipe implements PipeTransform {
  readonly #instant = new InstantPipe();

  transform(value: unknown, metadata: ArgumentMetadata): number {
    const instant = this.#instant.transform(value, metadata);
    if (instant === undefined) throw fieldProblem(metadata.data ?? 'query', 'required', 'is missing');
    return instant;
  }
}

/** A day in the query, which may not be left out. */
@Injectable()
export class DayPipe implements PipeTransform {
  transform(value: unknown, { data }: ArgumentMetadata): string {
    if (typeof value === 'string' && parseDay(value)) return value;
    throw fieldProblem(
      data ?? 'query',
      value === undefined ? 'required' : 'not-a-date',
      'must be a day that exists, YYYY-MM-DD',
    );
  }
}

/** A text in the query; undefined where it is left out. */
@Injectable()
export class TextPipe implements PipeTransform {
  readonly #check: Check;

  constructor(maxLength: number) {
    this.#check = textCheck(maxLength);
  }

  transform(value: unknown, { data }: ArgumentMetadata): string | undefined {
    if (value === undefined) return undefined;
    if (typeof value === 'string' && this.#check.holds(value)) return value;
    throw fieldProblem(data ?? 'query', this.#check.code, this.#check.expects);
  }
}

/** The name of a source of imports in the query, which may not be left out; there is no slash in it. */
@Injectable()
export class SourceNamePipe implements PipeTransform {
  transform(value: unknown, { data }: ArgumentMetadata): string {
    if (typeof value === 'string' && new RegExp(SOURCE_PATTERN).test(value)) return value;
    const code = value === undefined ? 'required' : 'not-a-source';
    throw fieldProblem(data ?? 'query', code, 'must be the name of a source: up to 40 letters, digits, dots, dashes');
  }
}

/** An id in the query; undefined where it is left out. */
@Injectable()
export class RequestIdPipe implements PipeTransform {
  readonly #id = new IdPipe();

  transform(value: unknown, metadata: ArgumentMetadata): string | undefined {
    return value === undefined ? undefined : this.#id.transform(value, metadata);
  }
}

/** An id in the query that may not be left out. */
@Injectable()
export class RequiredIdPipe implements PipeTransform {
  readonly #id = new IdPipe();

  transform(value: unknown, metadata: ArgumentMetadata): string {
    if (value === undefined) throw fieldProblem(metadata.data ?? 'query', 'required', 'is missing');
    return this.#id.transform(value, metadata);
  }
}

/** One of a few words in the query; without a word of its own for what is left out, it may not be. */
@Injectable()
export class WordPipe<W extends string> implements PipeTransform {
  constructor(
    private readonly words: readonly W[],
    private readonly otherwise: W | undefined,
  ) {}

  transform(value: unknown, { data }: ArgumentMetadata): W {
    const word = value === undefined ? this.otherwise : this.words.find((one) => one === value);
    if (word !== undefined) return word;
    const expected = `must be one of ${this.words.join(', ')}`;
    if (value === undefined) throw fieldProblem(data ?? 'query', 'required', `is missing; ${expected}`);
    throw fieldProblem(data ?? 'query', 'not-one-of', expected);
  }
}

/** Refuses query parameters that the route does not have: a misspelt one would be ignored in silence. */
@Injectable()
export class KnownParameters implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const { query } = context.switchToHttp().getRequest<FastifyRequest>();
    const known = this.reflector.get<readonly string[] | undefined>(QUERY_PARAMETERS, context.getHandler()) ?? [];
    const odd = Object.keys(query ?? {}).find((name) => !known.includes(name));
    if (odd === undefined) return true;
    throw fieldProblem(odd, 'unknown-parameter', 'is no parameter of this request');
  }
}

const SIZES = new RegExp(SIZES_PATTERN);

/** Sizes of logs in the query, with commas between, or `all` that were signed for; none where it is left out. */
@Injectable()
export class SizesPipe implements PipeTransform {
  transform(value: unknown, { data }: ArgumentMetadata): readonly number[] | 'all' {
    if (value === undefined) return [];
    if (value === 'all') return value;
    if (typeof value === 'string' && SIZES.test(value)) return value.split(',').map(Number);
    throw fieldProblem(data ?? 'query', 'not-sizes', 'must be all, or up to 500 whole numbers with commas between');
  }
}

/** A whole number in the query, as the decimal string of revisions and positions; undefined where it is left out. */
@Injectable()
export class DecimalPipe implements PipeTransform {
  transform(value: unknown, { data }: ArgumentMetadata): bigint | undefined {
    if (value === undefined) return undefined;
    if (typeof value === 'string' && /^\d{1,19}$/.test(value)) return BigInt(value);
    throw fieldProblem(data ?? 'query', 'not-a-decimal', 'must be a whole number in decimal digits');
  }
}

/** A whole number in the query, within bounds; undefined where it is left out. */
@Injectable()
export class WholePipe implements PipeTransform {
  constructor(
    private readonly minimum: number,
    private readonly maximum: number,
  ) {}

  transform(value: unknown, { data }: ArgumentMetadata): number | undefined {
    if (value === undefined) return undefined;
    const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= this.minimum && number <= this.maximum) return number;
    throw fieldProblem(
      data ?? 'query',
      'out-of-range',
      `must be a whole number from ${this.minimum} to ${this.maximum}`,
    );
  }
}
