/** What a bundle says of itself. */
export const ABOUT = `What the case ledger knows of one case, to be checked without it.

events/          every event of the case and of its recordings, one a line, as stored, each with its place in the log of all
                 events and the hashes that lead from it to the root of that log (RFC 6962)
checkpoint.txt   the root of the log and how many events it holds, signed (C2SP checkpoint, Ed25519)
earlier.ndjson   what leads there from earlier checkpoints: that the log has only grown since
case.json        where the case stood when this was made, and the event and the rule behind each answer
replay.json      what each event changed
audit-trail.json calls, recordings and notes side by side, and what does not agree
findings.json    what the facts show amiss, by the rule books of the time
policies/        these rule books
case.html        the same for reading
manifest.txt     hashes of all these files, signed

To check it:     npm run auditor -- verify BUNDLE.zip --key checkpoint.pub
That an event was changed, removed, added or moved is seen with the public key alone; that whoever holds the signing key
rewrote events, with a checkpoint that was given away before (--checkpoint FILE). The rule books are those whose hashes are in
the events, and no event is left out that another file names. What the other files conclude is vouched for by the signing key
alone; it can be worked out anew from the events. That somebody who can write to the store, or has the key, left out the newest
events of the case, or a recording with all of its events, is not seen here: for that, verify the log itself.

An event's hash is SHA-256 over the RFC 8785 form of {stream, revision, id, type, data, metadata}, its revision as a decimal
string; metadata.previousHash is that of the event before it in its stream, 64 zeros for the first. The leaf of an event in
the log is SHA-256 over a zero byte and these 32 bytes.
`;
