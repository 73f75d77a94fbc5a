export { FIELDS_OF, type RecordKind } from './fields';
export type {
  Fact,
  Imported,
  ImportedCall,
  ImportedCheck,
  ImportedNote,
  ImportedRecording,
  Joined,
  Quarantined,
  Whose,
} from './imported';
export { readImport } from './read-import';
export { IMPORT_FORMATS, type ImportFormat, parseSource, type Source, SourceSchema } from './source';
export { Unreadable, WrongSource } from './unreadable';
