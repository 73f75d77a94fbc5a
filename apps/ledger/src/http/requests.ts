/** Bodies, ids and query values made into what handlers may rely on. */
import { ID_PATTERN } from '@case';
import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { parseInstant } from './fields';
import { type FieldError, fieldProblem, Problem } from './problem';

/** Turns a body into its command class, or into a problem that names every field at fault. */
@Injectable()
export class BodyPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type !== 'body' || !metatype) return value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw fieldProblem('', 'not-an-object', 'the body must be a JSON object');
    }
    const odd = Object.keys(value).find((name) => name in Object.prototype);
    if (odd !== undefined) throw fieldProblem(odd, 'unknown-field', 'is no field of this request');
    if (deeperThan(value, DEEPEST))
      throw fieldProblem('', 'too-deep', `nothing here is nested deeper than ${DEEPEST} levels`);
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

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => deeperThan(part, levels - 1));
}

function fieldErrors(
  { property, value, constraints = {}, children = [] }: ValidationError,
  above: string,
): FieldError[] {
  const field = above + property;
  const own = Object.entries(constraints).map(([name, message]): FieldError => {
    if (name === 'whitelistValidation') return { field, code: 'unknown-field', detail: 'is no field of this request' };
    if (value === undefined) return { field, code: 'required', detail: 'is missing' };
    return { field, code: name === 'nestedValidation' ? 'not-an-object' : name, detail: message };
  });
  // The object itself being wrong says more than what is missing in it.
  return own.length > 0 ? own : children.flatMap((child) => fieldErrors(child, `${field}.`));
}

/** An id in the path. */
@Injectable()
export class IdPipe implements PipeTransform {
  transform(value: unknown, { data }: ArgumentMetadata): string {
    if (typeof value === 'string' && new RegExp(ID_PATTERN).test(value)) return value;
    throw fieldProblem(data ?? 'id', 'not-an-id', 'must be 1–64 of A–Z a–z 0–9 . _ : -');
  }
}

/** An instant in the query, as epoch milliseconds; undefined where it is left out. */
@Injectable()
export class InstantPipe implements PipeTransform {
  transform(value: unknown, { data }: ArgumentMetadata): number | undefined {
    if (value === undefined) return undefined;
    const instant = parseInstant(value);
    if (instant) return Date.parse(instant);
    throw fieldProblem(data ?? 'query', 'not-an-instant', 'must be an RFC 3339 instant that exists');
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
