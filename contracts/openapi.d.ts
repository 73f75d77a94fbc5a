export interface paths {
    "/v1/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a case */
        post: operations["open-case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/dues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another amount falls due */
        post: operations["record-instalment-due"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/call-attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A call was made or came in */
        post: operations["record-call-attempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An agent took a note */
        post: operations["take-note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/promises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Somebody promised to pay */
        post: operations["record-promise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/promises/{promiseId}/break": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A promise will not be kept */
        post: operations["report-promise-broken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Money was received */
        post: operations["record-payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/payments/{paymentId}/reverse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Money was taken back */
        post: operations["reverse-payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/contacts/{contactId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** How somebody can be reached. A retry that may come late needs an Idempotency-Key or If-Match: what was changed since would be changed back */
        put: operations["record-contact"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/field-visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A visit took place */
        post: operations["report-field-visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/demands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A demand was sent in writing */
        post: operations["record-demand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/notes/{noteId}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A note should have said something else */
        post: operations["correct-note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/promises/{promiseId}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Nobody is to wait for a promise any more */
        post: operations["withdraw-promise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the case stands, and why */
        get: operations["get-case"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is recorded, with personal fields opened as far as there are keys */
        get: operations["get-events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/audit-trail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Do calls, recordings and notes agree? */
        get: operations["get-audit-trail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the facts show amiss, by the rule books of the time */
        get: operations["get-findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was known at one time, and what is known now */
        get: operations["get-diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each event changed */
        get: operations["get-replay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Something stands in the way of collecting */
        post: operations["place-hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/holds/{holdId}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What stood in the way does so no more */
        post: operations["lift-hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/contact-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** May this contact be made? The answer is kept */
        post: operations["check-contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/contact-permission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** May this contact be made? The answer is not kept */
        get: operations["get-contact-permission"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/field-escalations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide to visit the debtor */
        post: operations["escalate-to-field"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another collector or team takes the case over */
        post: operations["reassign-case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/waivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Part of the debt is let go */
        post: operations["authorise-waiver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The creditor’s books say another amount */
        post: operations["adjust-balance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/legal-actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide to go to law */
        post: operations["start-legal-action"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Other rule books from an instant on */
        post: operations["bind-policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The case is worked no more */
        post: operations["close-case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The case is worked again */
        post: operations["reopen-case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/matches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A recording or a note is a call’s, or it is not; it counts from then on */
        post: operations["decide-match"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/findings/{key}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Somebody has seen what is amiss */
        post: operations["acknowledge-finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/findings/{key}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What was amiss is put right */
        post: operations["resolve-finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/findings/{key}/waive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is amiss is let be */
        post: operations["waive-finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{caseId}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything about a case that can be checked without the ledger
         * @description A ZIP archive; README.txt in it says what is what, and how to check it.
         */
        get: operations["get-evidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/unclaimed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recordings that no call claims, and that have a number of no case or none: they are in no audit trail */
        get: operations["list-unclaimed-recordings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/unheard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recordings whose audio nobody has looked at, and nobody has reported gone: it may be missing */
        get: operations["list-unheard-recordings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The recorder made a recording */
        post: operations["register-recording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recordingId}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The audio was looked at; whether it is what was registered, the audit trail tells */
        post: operations["check-recording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recordingId}/purge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The audio was deleted because its time was over; the fact stays */
        post: operations["purge-recording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recordingId}/loss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The audio is gone before its time */
        post: operations["report-recording-lost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-standing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where all cases stand */
        get: operations["list-case-standing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tone-history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which stage, bucket and tone cases were in, and since when */
        get: operations["list-tone-history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/promise-book": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Promises to pay, and what became of them */
        get: operations["list-promise-book"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recovery-cohorts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much of what fell due on a day was recovered, and how soon */
        get: operations["list-recovery-cohorts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collector-day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The daily statistics sheet: what each collector did on each day */
        get: operations["list-collector-day"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-trail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of the audit trails of all cases */
        get: operations["list-audit-trail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What all cases show amiss, by their audit trails and by their facts, and how far work on it has come */
        get: operations["list-findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/follow-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is due on each case, and by when */
        get: operations["list-follow-ups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** For how long each case has to be kept, and what of it is gone */
        get: operations["list-retention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/worklist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The cases to work now, in order, and for each whom to call and how */
        get: operations["get-worklist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures of collection work in a span of days */
        get: operations["get-figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the clock of each recorder was off, by day */
        get: operations["get-clocks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the projections are */
        get: operations["get-projections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projections/{name}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a projection that has stopped try again */
        post: operations["resume-projection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projections/{name}/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Build a projection anew, beside the one that is read */
        post: operations["rebuild-projection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projections/{name}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the rows of a projection became, in order
         * @description With `Accept: text/event-stream` a stream that goes on, resumed with `Last-Event-ID`; else a page. At least once, in order, and resumable from any cursor. Of changes older than FEED_DAYS only the last of each key is kept.
         */
        get: operations["get-changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A file of calls, recordings or notes, as another system writes it
         * @description The file streams in, and what became of each line streams out, as one JSON object a line. A line that cannot be recorded is quarantined with its reason; importing a file again records nothing twice.
         */
        post: operations["import-file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons/{personId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far somebody is from being forgotten, and what stands against it */
        get: operations["get-person"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons/{personId}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Nobody looks at the person from now on; they are erased when the laws of their cases allow it */
        post: operations["request-erasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons/{personId}/erasure/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The erasure was asked for in error, and is not done yet */
        post: operations["withdraw-erasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons/{personId}/legal-holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Nothing of the person is destroyed while it lasts */
        post: operations["place-legal-hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons/{personId}/legal-holds/{legalHoldId}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A legal hold is over */
        post: operations["lift-legal-hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons/{personId}/purge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What of a case of this debtor need not be kept any longer is gone */
        post: operations["purge-case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the process alive? */
        get: operations["health-live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** May requests be sent? */
        get: operations["health-ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How does the service fare? */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        DebtorBody: {
            /** @description the person, across cases */
            personId: string;
            name: string;
            /**
             * @description days past due are counted in it
             * @example Europe/Madrid
             */
            timeZone: string;
            /**
             * @description BCP 47
             * @example es-ES
             */
            locale?: string;
            /** @description late for the first time */
            firstTime?: boolean;
            earlierDelinquencies?: number;
            newCustomer?: boolean;
            businessOwner?: boolean;
            /** @description lives where the creditor can visit */
            local?: boolean;
        };
        ContactBody: {
            contactId: string;
            personId: string;
            name?: string;
            /**
             * @description to the debtor
             * @enum {string}
             */
            relation: "self" | "spouse" | "guarantor" | "representative" | "relative" | "friend" | "colleague" | "employer" | "other";
            /** @enum {string} */
            numberKind: "mobile" | "work" | "home" | "other";
            number: string;
            /** @example Europe/Madrid */
            timeZone?: string;
            /** @description whether this person knows of the debt */
            informed: boolean;
            /** @description whether this person has offered to pay for the debtor */
            willingToPay?: boolean;
        };
        MoneyBody: {
            /**
             * @description ISO 4217
             * @example EUR
             */
            currency: string;
            /** @description minor units, such as cents */
            minor: number;
        };
        InstalmentBody: {
            number: number;
            of: number;
        };
        OpenCase: {
            /** @description the loan’s number, say */
            caseId?: string;
            creditorId: string;
            /**
             * @description the manual that the case is worked by
             * @example branch@1
             */
            pack: string;
            /**
             * @description the creditor’s own rules
             * @example bank@1
             */
            creditorPolicy?: string;
            /** @description law layers, such as law-cn@1 */
            laws?: string[];
            product: string;
            debtor: components["schemas"]["DebtorBody"];
            contacts: components["schemas"]["ContactBody"][];
            /** @description the whole debt */
            outstanding: components["schemas"]["MoneyBody"];
            /** @description of it, what fell due on the due date */
            overdue: components["schemas"]["MoneyBody"];
            /**
             * Format: date
             * @description day of the oldest due, in the debtor’s time zone
             */
            dueDate: string;
            instalment?: components["schemas"]["InstalmentBody"];
            /**
             * Format: date-time
             * @description when the case was opened; now where it is left out
             */
            occurredAt?: string;
        };
        RecordInstalmentDue: {
            dueId?: string;
            /** Format: date */
            dueDate: string;
            amount: components["schemas"]["MoneyBody"];
            instalment?: components["schemas"]["InstalmentBody"];
            /** Format: date-time */
            occurredAt?: string;
        };
        AnsweredByBody: {
            /**
             * @description to the debtor
             * @enum {string}
             */
            relation: "self" | "spouse" | "guarantor" | "representative" | "relative" | "friend" | "colleague" | "employer" | "other";
            personId?: string;
            /** @description whether this person knows of the debt */
            informed: boolean;
        };
        RecordCallAttempt: {
            /** @description the dialer’s id of the call */
            callId?: string;
            /** @description ids of the call in other systems, by kind */
            callIds?: {
                [key: string]: string;
            };
            /** @enum {string} */
            direction: "outbound" | "inbound";
            /** @enum {string} */
            kind?: "informational" | "interactive";
            agentId: string;
            lineId: string;
            contactId: string;
            number: string;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            answeredAt?: string;
            /** Format: date-time */
            endedAt: string;
            /** @enum {string} */
            result: "answered" | "no-answer" | "busy" | "switched-off" | "unreachable" | "wrong-number" | "left-message" | "not-connected";
            answeredBy?: components["schemas"]["AnsweredByBody"];
            /** @enum {string} */
            response?: "talked" | "refused" | "hung-up";
            /** @description whether the debt was spoken of */
            disclosed?: boolean;
            recordingId?: string;
            contactCheckId?: string;
        };
        PromisedBody: {
            amount: components["schemas"]["MoneyBody"];
            /** Format: date-time */
            dueAt: string;
        };
        TakeNote: {
            noteId?: string;
            agentId: string;
            /** Format: date-time */
            writtenAt: string;
            text: string;
            /** @description the call that the note is about */
            callId?: string;
            /** @enum {string} */
            outcome: "promised" | "paid" | "refused" | "disputed" | "hardship" | "call-back" | "third-party" | "left-message" | "no-answer" | "wrong-number" | "other";
            /** @enum {string} */
            reasonForDelay?: "temporary-shortage" | "awaiting-wages" | "business-awaiting-payment" | "left-job" | "family-change" | "underpaid-by-mistake" | "wrong-account" | "dispute" | "disaster" | "refusal" | "fraud" | "unknown";
            promised?: components["schemas"]["PromisedBody"];
            /** Format: date */
            nextActionOn?: string;
            /**
             * @description that the debt is paid
             * @enum {string}
             */
            likelihood?: "high" | "medium" | "low";
            suggestedAction?: string;
            /** @description tone level that was used */
            toneUsed?: number;
            clues?: string[];
            /**
             * @description where the goods are
             * @enum {string}
             */
            goods?: "in-place" | "moved" | "pledged" | "held-by-others" | "missing";
            /** @description what its writer makes of the debtor and of what was said */
            judgement?: string;
            /**
             * @description how the debtor’s business goes
             * @enum {string}
             */
            businessState?: "as-usual" | "slow" | "suspended" | "given-up";
        };
        RecordPromise: {
            promiseId?: string;
            amount: components["schemas"]["MoneyBody"];
            /**
             * Format: date-time
             * @description by when it is to be paid
             */
            dueAt: string;
            /** @enum {string} */
            means: "bank-transfer" | "direct-debit" | "card" | "mobile-wallet" | "cash" | "cheque" | "other";
            /**
             * @description to the debtor, of who promised
             * @enum {string}
             */
            madeBy: "self" | "spouse" | "guarantor" | "representative" | "relative" | "friend" | "colleague" | "employer" | "other";
            callId?: string;
            /**
             * Format: date-time
             * @description when it was made; now where it is left out
             */
            occurredAt?: string;
        };
        ReportPromiseBroken: {
            reportedBy: string;
            reason: string;
            /** Format: date-time */
            occurredAt?: string;
        };
        RecordPayment: {
            paymentId?: string;
            amount: components["schemas"]["MoneyBody"];
            /** Format: date-time */
            receivedAt: string;
            /** @enum {string} */
            means: "bank-transfer" | "direct-debit" | "card" | "mobile-wallet" | "cash" | "cheque" | "other";
            /** @description the promise that it is for */
            promiseId?: string;
        };
        ReversePayment: {
            /** Format: date-time */
            reversedAt: string;
            reason: string;
        };
        RecordContact: {
            /** @description needed for a new contact */
            personId?: string;
            name?: string;
            /**
             * @description needed for a new contact
             * @enum {string}
             */
            relation?: "self" | "spouse" | "guarantor" | "representative" | "relative" | "friend" | "colleague" | "employer" | "other";
            /**
             * @description needed for a new contact
             * @enum {string}
             */
            numberKind?: "mobile" | "work" | "home" | "other";
            /** @description needed for a new contact */
            number?: string;
            /** @example Europe/Madrid */
            timeZone?: string;
            /** @description needed for a new contact */
            informed?: boolean;
            /** @description where this was learnt */
            source: string;
            verified: boolean;
            /** Format: date-time */
            occurredAt?: string;
        };
        ReportFieldVisit: {
            visitId?: string;
            /** Format: date-time */
            visitedAt: string;
            /** @description who went */
            visitors: string[];
            /** @enum {string} */
            result: "met-debtor" | "met-guarantor" | "met-third-party" | "nobody-met" | "address-not-found";
            /**
             * @description of the home
             * @enum {string}
             */
            entry?: "not-entered" | "with-consent" | "without-consent";
            /**
             * @description where the goods are
             * @enum {string}
             */
            goods?: "in-place" | "moved" | "pledged" | "held-by-others" | "missing";
        };
        RecordDemand: {
            demandId?: string;
            /** @enum {string} */
            kind: "message" | "fax" | "letter" | "lawyers-letter";
            /** Format: date-time */
            sentAt: string;
            /** @description whom it was sent to */
            contactId: string;
        };
        CorrectNote: {
            correctionId?: string;
            by: string;
            reason: string;
            text?: string;
            /** @enum {string} */
            outcome?: "promised" | "paid" | "refused" | "disputed" | "hardship" | "call-back" | "third-party" | "left-message" | "no-answer" | "wrong-number" | "other";
            /** @enum {string} */
            reasonForDelay?: "temporary-shortage" | "awaiting-wages" | "business-awaiting-payment" | "left-job" | "family-change" | "underpaid-by-mistake" | "wrong-account" | "dispute" | "disaster" | "refusal" | "fraud" | "unknown";
            promised?: components["schemas"]["PromisedBody"];
            /** Format: date */
            nextActionOn?: string;
            /** @enum {string} */
            likelihood?: "high" | "medium" | "low";
            suggestedAction?: string;
            toneUsed?: number;
            clues?: string[];
            /** @enum {string} */
            goods?: "in-place" | "moved" | "pledged" | "held-by-others" | "missing";
            /** @description what its writer makes of the debtor and of what was said */
            judgement?: string;
            /**
             * @description how the debtor’s business goes
             * @enum {string}
             */
            businessState?: "as-usual" | "slow" | "suspended" | "given-up";
            /** Format: date-time */
            occurredAt?: string;
        };
        WithdrawPromise: {
            by: string;
            reason: string;
            /** Format: date-time */
            occurredAt?: string;
        };
        PlaceHold: {
            holdId?: string;
            /** @enum {string} */
            kind: "disputed" | "hardship" | "complaint" | "ceased" | "represented" | "payment-check" | "deceased";
            /** @description it holds for this contact only; for the whole case where it is left out */
            contactId?: string;
            reason: string;
            /** @description reference of a document */
            evidence?: string;
            /**
             * Format: date-time
             * @description since when; now where it is left out
             */
            occurredAt?: string;
        };
        LiftHold: {
            reason: string;
            /** Format: date-time */
            occurredAt?: string;
        };
        CheckContact: {
            checkId?: string;
            contactId: string;
            /** @enum {string} */
            medium: "call" | "message" | "letter" | "visit";
            /** @enum {string} */
            purpose: "demand" | "locate" | "relay";
            /**
             * @description of a call; interactive where it is left out
             * @enum {string}
             */
            kind?: "informational" | "interactive";
            /**
             * Format: date-time
             * @description when the contact would be made; now where it is left out
             */
            at?: string;
        };
        OverrideBody: {
            /** @description the supervisor */
            by: string;
            reason: string;
        };
        GoodsBody: {
            /** @description what they would fetch */
            value: components["schemas"]["MoneyBody"];
            /** @description of recovering them */
            costs: components["schemas"]["MoneyBody"];
        };
        EscalateToField: {
            escalationId?: string;
            requestedBy: string;
            /** @description a supervisor’s, where no criterion is met */
            override?: components["schemas"]["OverrideBody"];
            /** @enum {string} */
            purpose?: "confirm" | "search" | "recover-goods";
            /** @description needed to recover goods */
            goods?: components["schemas"]["GoodsBody"];
            /** @description who visits for us */
            outsourcedTo?: string;
            /** @description the top manager, for an outsourced visit */
            approvedBy?: string;
            /**
             * Format: date-time
             * @description when it was decided; now where it is left out
             */
            occurredAt?: string;
        };
        ReassignCase: {
            assignmentId?: string;
            /** @description the collector; as before where it is left out */
            agentId?: string;
            /** @description as before where it is left out */
            team?: string;
            /** @description who decided it */
            by: string;
            reason: string;
            /**
             * Format: date-time
             * @description since when; now where it is left out
             */
            occurredAt?: string;
        };
        AuthorisationBody: {
            /** @description who wrote it, for the creditor */
            by: string;
            /** @description where it is kept */
            reference: string;
        };
        AuthoriseWaiver: {
            waiverId?: string;
            /** @description let go, the oldest dues first */
            amount: components["schemas"]["MoneyBody"];
            by: string;
            reason: string;
            /** @description the creditor’s, in writing; refused without it */
            authorisation?: components["schemas"]["AuthorisationBody"];
            /** Format: date-time */
            occurredAt?: string;
        };
        AdjustBalance: {
            adjustmentId?: string;
            /** @enum {string} */
            direction: "increase" | "decrease";
            /** @description by so much, of the whole debt */
            amount: components["schemas"]["MoneyBody"];
            /** @description the due that changes with it; that of the opening has the id of the case */
            dueId?: string;
            by: string;
            reason: string;
            /** Format: date-time */
            occurredAt?: string;
        };
        StartLegalAction: {
            actionId?: string;
            /** @enum {string} */
            kind: "pre-action-notice" | "payment-order" | "lawsuit" | "enforcement";
            by: string;
            reason: string;
            /** @description such as the court’s number */
            reference?: string;
            /** Format: date-time */
            occurredAt?: string;
        };
        BindPolicy: {
            bindingId?: string;
            /** @example branch@1 */
            pack: string;
            /**
             * @description the creditor’s own rules
             * @example bank@1
             */
            creditorPolicy?: string;
            /** @description law layers, such as law-cn@1 */
            laws?: string[];
            by: string;
            reason: string;
            /**
             * Format: date-time
             * @description from when on; now where it is left out
             */
            occurredAt?: string;
        };
        CloseCase: {
            closureId?: string;
            /** @enum {string} */
            outcome: "paid" | "written-off" | "sold" | "recalled" | "uncollectable" | "opened-in-error";
            by: string;
            reason: string;
            /** Format: date-time */
            occurredAt?: string;
        };
        ReopenCase: {
            reopeningId?: string;
            by: string;
            reason: string;
            /** Format: date-time */
            occurredAt?: string;
        };
        DecideMatch: {
            decisionId?: string;
            callId: string;
            /** @description this or a note */
            recordingId?: string;
            /** @description this or a recording */
            noteId?: string;
            /** @enum {string} */
            decision: "confirm" | "reject";
            by: string;
            reason: string;
            /** Format: date-time */
            occurredAt?: string;
        };
        SettleFinding: {
            actionId?: string;
            by: string;
            reason: string;
            /** Format: date-time */
            occurredAt?: string;
        };
        PauseBody: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
        };
        RegisterRecording: {
            /** @description the recorder’s id */
            recordingId?: string;
            /** @description ids of the call in other systems, by kind */
            callIds?: {
                [key: string]: string;
            };
            agentId?: string;
            lineId?: string;
            /** @description of the far end */
            number?: string;
            /** @enum {string} */
            direction: "outbound" | "inbound";
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            endedAt: string;
            /** @description of the audio; left out where whoever reports it has not heard it */
            sha256?: string;
            /** @description where the audio is kept */
            uri: string;
            /** @description which recorder */
            source: string;
            /** @description while nothing was recorded */
            pauses?: components["schemas"]["PauseBody"][];
        };
        CheckRecording: {
            checkId?: string;
            /** @description of the audio as it is now */
            sha256: string;
            /** @description how long the audio is, milliseconds */
            durationMs?: number;
        };
        RemoveRecording: {
            removalId?: string;
            by: string;
            reason: string;
            /**
             * Format: date-time
             * @description when the audio went; now where it is left out
             */
            occurredAt?: string;
        };
        OperatorRequest: {
            /** @description who asks; it is logged */
            by: string;
        };
        RequestErasure: {
            erasureId?: string;
            by: string;
            /**
             * @description the law, or the office, on which it rests
             * @example GDPR art. 17
             */
            authority: string;
            reason: string;
            /**
             * Format: date-time
             * @description when it was decided; now where it is left out
             */
            occurredAt?: string;
        };
        WithdrawErasure: {
            by: string;
            reason: string;
            /**
             * Format: date-time
             * @description when it was decided; now where it is left out
             */
            occurredAt?: string;
        };
        PlaceLegalHold: {
            legalHoldId?: string;
            by: string;
            /**
             * @description the law, or the office, on which it rests
             * @example GDPR art. 17
             */
            authority: string;
            reason: string;
            /**
             * Format: date-time
             * @description when it was decided; now where it is left out
             */
            occurredAt?: string;
        };
        LiftLegalHold: {
            by: string;
            reason: string;
            /**
             * Format: date-time
             * @description when it was decided; now where it is left out
             */
            occurredAt?: string;
        };
        PurgeCase: {
            purgeId?: string;
            caseId: string;
            /**
             * @description what was written, or who everybody in it was as well
             * @enum {string}
             */
            what: "notes" | "events";
            by: string;
        };
        CaseOpened: {
            caseId: string;
            creditorId: string;
            policies: {
                /** @enum {string} */
                layer: "law" | "creditor" | "agency" | "default";
                ref: string;
                sha256: string;
            }[];
            product: string;
            debtor: {
                personId: string;
                /** @description `erased` or `blocked` where it cannot be shown */
                name: string;
                /** @description IANA time zone */
                timeZone: string;
                locale?: string;
                /** @description late for the first time */
                firstTime?: boolean;
                earlierDelinquencies?: number;
                newCustomer?: boolean;
                businessOwner?: boolean;
                /** @description lives where the creditor can visit */
                local?: boolean;
            };
            contacts: {
                contactId: string;
                personId: string;
                /** @description `erased` or `blocked` where it cannot be shown */
                name?: string;
                /** @enum {string} */
                relation: "self" | "spouse" | "guarantor" | "representative" | "relative" | "friend" | "colleague" | "employer" | "other";
                /** @enum {string} */
                numberKind: "mobile" | "work" | "home" | "other";
                /** @description E.164; `erased` or `blocked` where it cannot be shown */
                number: string;
                /** @description IANA time zone */
                timeZone?: string;
                /** @description whether this person knows of the debt */
                informed: boolean;
                /** @description whether this person has offered to pay for the debtor */
                willingToPay?: boolean;
            }[];
            outstanding: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
            overdue: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
            /**
             * Format: date
             * @description a day in the debtor’s time zone
             */
            dueDate: string;
            instalment?: {
                number: number;
                of: number;
            };
        };
        InstalmentFellDue: {
            dueId: string;
            /**
             * Format: date
             * @description a day in the debtor’s time zone
             */
            dueDate: string;
            amount: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
            instalment?: {
                number: number;
                of: number;
            };
        };
        CallAttempted: {
            callId: string;
            /** @description ids of the call in other systems, by kind */
            callIds?: {
                [key: string]: string;
            };
            /** @enum {string} */
            direction: "outbound" | "inbound";
            /** @enum {string} */
            kind?: "informational" | "interactive";
            agentId: string;
            lineId: string;
            contactId: string;
            /** @description E.164; `erased` or `blocked` where it cannot be shown */
            number: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            answeredAt?: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            endedAt: string;
            /** @enum {string} */
            result: "answered" | "no-answer" | "busy" | "switched-off" | "unreachable" | "wrong-number" | "left-message" | "not-connected";
            answeredBy?: {
                /** @enum {string} */
                relation: "self" | "spouse" | "guarantor" | "representative" | "relative" | "friend" | "colleague" | "employer" | "other";
                personId?: string;
                informed: boolean;
            };
            /** @enum {string} */
            response?: "talked" | "refused" | "hung-up";
            /** @description whether the debt was spoken of */
            disclosed?: boolean;
            recordingId?: string;
            contactCheckId?: string;
        };
        NoteTaken: {
            noteId: string;
            agentId: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            writtenAt: string;
            callId?: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            text: string;
            /** @enum {string} */
            outcome: "promised" | "paid" | "refused" | "disputed" | "hardship" | "call-back" | "third-party" | "left-message" | "no-answer" | "wrong-number" | "other";
            /** @enum {string} */
            reasonForDelay?: "temporary-shortage" | "awaiting-wages" | "business-awaiting-payment" | "left-job" | "family-change" | "underpaid-by-mistake" | "wrong-account" | "dispute" | "disaster" | "refusal" | "fraud" | "unknown";
            promised?: {
                amount: {
                    /** @description ISO 4217 */
                    currency: string;
                    /** @description minor units, such as cents */
                    minor: number;
                };
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                dueAt: string;
            };
            /**
             * Format: date
             * @description a day in the debtor’s time zone
             */
            nextActionOn?: string;
            /** @enum {string} */
            likelihood?: "high" | "medium" | "low";
            /** @description `erased` or `blocked` where it cannot be shown */
            suggestedAction?: string;
            toneUsed?: number;
            clues?: string[];
            /** @enum {string} */
            goods?: "in-place" | "moved" | "pledged" | "held-by-others" | "missing";
            /** @description `erased` or `blocked` where it cannot be shown */
            judgement?: string;
            /** @enum {string} */
            businessState?: "as-usual" | "slow" | "suspended" | "given-up";
        };
        NoteCorrected: {
            correctionId: string;
            noteId: string;
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            text?: string;
            /** @enum {string} */
            outcome?: "promised" | "paid" | "refused" | "disputed" | "hardship" | "call-back" | "third-party" | "left-message" | "no-answer" | "wrong-number" | "other";
            /** @enum {string} */
            reasonForDelay?: "temporary-shortage" | "awaiting-wages" | "business-awaiting-payment" | "left-job" | "family-change" | "underpaid-by-mistake" | "wrong-account" | "dispute" | "disaster" | "refusal" | "fraud" | "unknown";
            promised?: {
                amount: {
                    /** @description ISO 4217 */
                    currency: string;
                    /** @description minor units, such as cents */
                    minor: number;
                };
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                dueAt: string;
            };
            /**
             * Format: date
             * @description a day in the debtor’s time zone
             */
            nextActionOn?: string;
            /** @enum {string} */
            likelihood?: "high" | "medium" | "low";
            /** @description `erased` or `blocked` where it cannot be shown */
            suggestedAction?: string;
            toneUsed?: number;
            clues?: string[];
            /** @enum {string} */
            goods?: "in-place" | "moved" | "pledged" | "held-by-others" | "missing";
            /** @description `erased` or `blocked` where it cannot be shown */
            judgement?: string;
            /** @enum {string} */
            businessState?: "as-usual" | "slow" | "suspended" | "given-up";
        };
        PromiseMade: {
            promiseId: string;
            amount: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            dueAt: string;
            /** @enum {string} */
            means: "bank-transfer" | "direct-debit" | "card" | "mobile-wallet" | "cash" | "cheque" | "other";
            /** @enum {string} */
            madeBy: "self" | "spouse" | "guarantor" | "representative" | "relative" | "friend" | "colleague" | "employer" | "other";
            callId?: string;
        };
        PromiseKept: {
            promiseId: string;
            paid: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
            paymentId: string;
            /** @description what stood on record of this promise before, and no longer holds */
            corrects?: {
                revision: number;
                /** @enum {string} */
                type: "PromiseBroken" | "PromiseKept";
            };
        };
        PromiseBroken: {
            promiseId: string;
            paid: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
            shortfall: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
            /** @enum {string} */
            cause: "deadline" | "reported";
            by?: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason?: string;
        };
        PromiseWithdrawn: {
            promiseId: string;
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
        };
        PartialPayment: {
            paymentId: string;
            amount: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            receivedAt: string;
            /** @enum {string} */
            means: "bank-transfer" | "direct-debit" | "card" | "mobile-wallet" | "cash" | "cheque" | "other";
            promiseId?: string;
            dueAfter: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
            outstandingAfter: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
        };
        PaidInFull: {
            paymentId: string;
            amount: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            receivedAt: string;
            /** @enum {string} */
            means: "bank-transfer" | "direct-debit" | "card" | "mobile-wallet" | "cash" | "cheque" | "other";
            promiseId?: string;
            dueAfter: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
            outstandingAfter: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
        };
        PaymentReversed: {
            paymentId: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            reversedAt: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
            dueAfter: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
            outstandingAfter: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
        };
        BalanceAdjusted: {
            adjustmentId: string;
            /** @enum {string} */
            direction: "increase" | "decrease";
            amount: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
            dueId?: string;
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
        };
        WaiverAuthorised: {
            waiverId: string;
            amount: {
                /** @description ISO 4217 */
                currency: string;
                /** @description minor units, such as cents */
                minor: number;
            };
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
            authorisation: {
                by: string;
                /** @description of the creditor’s writing */
                reference: string;
            };
        };
        ContactAdded: {
            contactId: string;
            personId: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            name?: string;
            /** @enum {string} */
            relation: "self" | "spouse" | "guarantor" | "representative" | "relative" | "friend" | "colleague" | "employer" | "other";
            /** @enum {string} */
            numberKind: "mobile" | "work" | "home" | "other";
            /** @description E.164; `erased` or `blocked` where it cannot be shown */
            number: string;
            /** @description IANA time zone */
            timeZone?: string;
            /** @description whether this person knows of the debt */
            informed: boolean;
            /** @description whether this person has offered to pay for the debtor */
            willingToPay?: boolean;
            source: string;
            verified: boolean;
        };
        ContactUpdated: {
            contactId: string;
            personId?: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            name?: string;
            /** @enum {string} */
            relation?: "self" | "spouse" | "guarantor" | "representative" | "relative" | "friend" | "colleague" | "employer" | "other";
            /** @enum {string} */
            numberKind?: "mobile" | "work" | "home" | "other";
            /** @description E.164; `erased` or `blocked` where it cannot be shown */
            number?: string;
            /** @description IANA time zone */
            timeZone?: string;
            /** @description whether this person knows of the debt */
            informed?: boolean;
            /** @description whether this person has offered to pay for the debtor */
            willingToPay?: boolean;
            source: string;
            verified: boolean;
        };
        EscalatedToField: {
            escalationId: string;
            requestedBy: string;
            criteria: {
                rule: string;
                met: boolean;
            }[];
            override?: {
                by: string;
                /** @description `erased` or `blocked` where it cannot be shown */
                reason: string;
            };
            /** @enum {string} */
            purpose?: "confirm" | "search" | "recover-goods";
            goods?: {
                value: {
                    /** @description ISO 4217 */
                    currency: string;
                    /** @description minor units, such as cents */
                    minor: number;
                };
                costs: {
                    /** @description ISO 4217 */
                    currency: string;
                    /** @description minor units, such as cents */
                    minor: number;
                };
            };
            outsourcedTo?: string;
            approvedBy?: string;
        };
        FieldVisitReported: {
            visitId: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            visitedAt: string;
            visitors: string[];
            /** @enum {string} */
            result: "met-debtor" | "met-guarantor" | "met-third-party" | "nobody-met" | "address-not-found";
            /** @enum {string} */
            entry?: "not-entered" | "with-consent" | "without-consent";
            /** @enum {string} */
            goods?: "in-place" | "moved" | "pledged" | "held-by-others" | "missing";
        };
        DemandSent: {
            demandId: string;
            /** @enum {string} */
            kind: "message" | "fax" | "letter" | "lawyers-letter";
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            sentAt: string;
            contactId: string;
        };
        HoldPlaced: {
            holdId: string;
            /** @enum {string} */
            kind: "disputed" | "hardship" | "complaint" | "ceased" | "represented" | "payment-check" | "deceased";
            contactId?: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
            /** @description reference of a document */
            evidence?: string;
        };
        HoldLifted: {
            holdId: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
        };
        ContactPermissionChecked: {
            checkId: string;
            contactId: string;
            /** @enum {string} */
            medium: "call" | "message" | "letter" | "visit";
            /** @enum {string} */
            purpose: "demand" | "locate" | "relay";
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            askedFor: string;
            allowed: boolean;
            rule?: string;
            /** @enum {string} */
            layer?: "law" | "debtor" | "creditor" | "agency" | "default";
            counters: {
                rule: string;
                /** @enum {string} */
                layer: "law" | "debtor" | "creditor" | "agency" | "default";
                count: number;
                max: number;
            }[];
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            nextPermittedAt?: string;
            /** @enum {string} */
            mayDisclose: "nothing" | "name-and-call-back-number" | "amount-and-how-to-pay" | "all";
            toneCeiling: number;
        };
        LegalActionStarted: {
            actionId: string;
            /** @enum {string} */
            kind: "pre-action-notice" | "payment-order" | "lawsuit" | "enforcement";
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
            reference?: string;
        };
        PolicyBound: {
            bindingId: string;
            policies: {
                /** @enum {string} */
                layer: "law" | "creditor" | "agency" | "default";
                ref: string;
                sha256: string;
            }[];
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
        };
        CaseClosed: {
            closureId: string;
            /** @enum {string} */
            outcome: "paid" | "written-off" | "sold" | "recalled" | "uncollectable" | "opened-in-error";
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
        };
        CaseReopened: {
            reopeningId: string;
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
        };
        CaseReassigned: {
            assignmentId: string;
            agentId?: string;
            team?: string;
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
        };
        MatchConfirmed: {
            decisionId: string;
            callId: string;
            recordingId?: string;
            noteId?: string;
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
        };
        MatchRejected: {
            decisionId: string;
            callId: string;
            recordingId?: string;
            noteId?: string;
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
        };
        FindingAcknowledged: {
            actionId: string;
            /** @description as findings tell it */
            findingKey: string;
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
        };
        FindingResolved: {
            actionId: string;
            /** @description as findings tell it */
            findingKey: string;
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
        };
        FindingWaived: {
            actionId: string;
            /** @description as findings tell it */
            findingKey: string;
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
        };
        RecordingRegistered: {
            recordingId: string;
            /** @description ids of the call in other systems, by kind */
            callIds?: {
                [key: string]: string;
            };
            agentId?: string;
            lineId?: string;
            /** @description E.164; `erased` or `blocked` where it cannot be shown */
            number?: string;
            /** @enum {string} */
            direction: "outbound" | "inbound";
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            endedAt: string;
            /** @description SHA-256 of the audio */
            sha256?: string;
            /** @description where the audio is kept; its name may hold a number; `erased` or `blocked` where it cannot be shown */
            uri: string;
            source: string;
            /** @description while card data was spoken nothing may be recorded */
            pauses?: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                until: string;
            }[];
        };
        RecordingChecked: {
            checkId: string;
            recordingId: string;
            /** @description SHA-256 of the audio */
            sha256: string;
            /** @description of the audio, milliseconds */
            durationMs?: number;
        };
        RecordingPurged: {
            removalId: string;
            recordingId: string;
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
        };
        RecordingLost: {
            removalId: string;
            recordingId: string;
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
        };
        PersonBlocked: {
            erasureId: string;
            personId: string;
            by: string;
            /** @description the law, or the office, on which it rests */
            authority: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
            /** @description ids of the keys that it concerns */
            keys: string[];
        };
        BlockLifted: {
            erasureId: string;
            personId: string;
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
            /** @description ids of the keys that it concerns */
            keys: string[];
        };
        PersonErased: {
            erasureId: string;
            personId: string;
            /** @description ids of the keys that it concerns */
            keys: string[];
        };
        LegalHoldPlaced: {
            legalHoldId: string;
            personId: string;
            by: string;
            /** @description the law, or the office, on which it rests */
            authority: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
        };
        LegalHoldLifted: {
            legalHoldId: string;
            personId: string;
            by: string;
            /** @description `erased` or `blocked` where it cannot be shown */
            reason: string;
        };
        CasePurged: {
            purgeId: string;
            personId: string;
            caseId: string;
            /** @enum {string} */
            what: "notes" | "events";
            by: string;
            /** @description ids of the keys that it concerns */
            keys: string[];
        };
        EventMetadata: {
            schemaVersion: number;
            /** @description the Idempotency-Key, else the fact’s own id */
            commandId: string;
            /** @description HMAC-SHA-256 of the command’s body */
            payloadHash: string;
            actor: {
                id: string;
                role: string;
            };
            /**
             * Format: date-time
             * @description when it happened
             */
            occurredAt: string;
            /**
             * Format: date-time
             * @description when the ledger learnt of it; never falls in a stream
             */
            recordedAt: string;
            /** @description the line of a file that told of it; files of one import share the correlationId */
            imported?: {
                source: string;
                line: number;
            };
            correlationId: string;
            causationId: string;
            /** @description of the stream’s previous event; 64 zeros for the first */
            previousHash: string;
        };
        CaseOpenedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "CaseOpened";
            data: components["schemas"]["CaseOpened"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        InstalmentFellDueEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "InstalmentFellDue";
            data: components["schemas"]["InstalmentFellDue"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        CallAttemptedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "CallAttempted";
            data: components["schemas"]["CallAttempted"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        NoteTakenEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "NoteTaken";
            data: components["schemas"]["NoteTaken"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        NoteCorrectedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "NoteCorrected";
            data: components["schemas"]["NoteCorrected"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        PromiseMadeEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "PromiseMade";
            data: components["schemas"]["PromiseMade"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        PromiseKeptEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "PromiseKept";
            data: components["schemas"]["PromiseKept"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        PromiseBrokenEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "PromiseBroken";
            data: components["schemas"]["PromiseBroken"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        PromiseWithdrawnEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "PromiseWithdrawn";
            data: components["schemas"]["PromiseWithdrawn"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        PartialPaymentEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "PartialPayment";
            data: components["schemas"]["PartialPayment"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        PaidInFullEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "PaidInFull";
            data: components["schemas"]["PaidInFull"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        PaymentReversedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "PaymentReversed";
            data: components["schemas"]["PaymentReversed"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        BalanceAdjustedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "BalanceAdjusted";
            data: components["schemas"]["BalanceAdjusted"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        WaiverAuthorisedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "WaiverAuthorised";
            data: components["schemas"]["WaiverAuthorised"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        ContactAddedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "ContactAdded";
            data: components["schemas"]["ContactAdded"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        ContactUpdatedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "ContactUpdated";
            data: components["schemas"]["ContactUpdated"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        EscalatedToFieldEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "EscalatedToField";
            data: components["schemas"]["EscalatedToField"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        FieldVisitReportedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "FieldVisitReported";
            data: components["schemas"]["FieldVisitReported"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        DemandSentEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "DemandSent";
            data: components["schemas"]["DemandSent"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        HoldPlacedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "HoldPlaced";
            data: components["schemas"]["HoldPlaced"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        HoldLiftedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "HoldLifted";
            data: components["schemas"]["HoldLifted"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        ContactPermissionCheckedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "ContactPermissionChecked";
            data: components["schemas"]["ContactPermissionChecked"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        LegalActionStartedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "LegalActionStarted";
            data: components["schemas"]["LegalActionStarted"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        PolicyBoundEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "PolicyBound";
            data: components["schemas"]["PolicyBound"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        CaseClosedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "CaseClosed";
            data: components["schemas"]["CaseClosed"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        CaseReopenedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "CaseReopened";
            data: components["schemas"]["CaseReopened"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        CaseReassignedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "CaseReassigned";
            data: components["schemas"]["CaseReassigned"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        MatchConfirmedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "MatchConfirmed";
            data: components["schemas"]["MatchConfirmed"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        MatchRejectedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "MatchRejected";
            data: components["schemas"]["MatchRejected"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        FindingAcknowledgedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "FindingAcknowledged";
            data: components["schemas"]["FindingAcknowledged"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        FindingResolvedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "FindingResolved";
            data: components["schemas"]["FindingResolved"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        FindingWaivedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "FindingWaived";
            data: components["schemas"]["FindingWaived"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        RecordingRegisteredEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "RecordingRegistered";
            data: components["schemas"]["RecordingRegistered"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        RecordingCheckedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "RecordingChecked";
            data: components["schemas"]["RecordingChecked"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        RecordingPurgedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "RecordingPurged";
            data: components["schemas"]["RecordingPurged"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        RecordingLostEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "RecordingLost";
            data: components["schemas"]["RecordingLost"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        PersonBlockedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "PersonBlocked";
            data: components["schemas"]["PersonBlocked"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        BlockLiftedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "BlockLifted";
            data: components["schemas"]["BlockLifted"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        PersonErasedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "PersonErased";
            data: components["schemas"]["PersonErased"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        LegalHoldPlacedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "LegalHoldPlaced";
            data: components["schemas"]["LegalHoldPlaced"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        LegalHoldLiftedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "LegalHoldLifted";
            data: components["schemas"]["LegalHoldLifted"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        CasePurgedEvent: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** Format: uuid */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "CasePurged";
            data: components["schemas"]["CasePurged"];
            metadata: components["schemas"]["EventMetadata"];
            hash: string;
            /** @description a whole number; too large for a double */
            position?: string;
        };
        LedgerEvent: components["schemas"]["CaseOpenedEvent"] | components["schemas"]["InstalmentFellDueEvent"] | components["schemas"]["CallAttemptedEvent"] | components["schemas"]["NoteTakenEvent"] | components["schemas"]["NoteCorrectedEvent"] | components["schemas"]["PromiseMadeEvent"] | components["schemas"]["PromiseKeptEvent"] | components["schemas"]["PromiseBrokenEvent"] | components["schemas"]["PromiseWithdrawnEvent"] | components["schemas"]["PartialPaymentEvent"] | components["schemas"]["PaidInFullEvent"] | components["schemas"]["PaymentReversedEvent"] | components["schemas"]["BalanceAdjustedEvent"] | components["schemas"]["WaiverAuthorisedEvent"] | components["schemas"]["ContactAddedEvent"] | components["schemas"]["ContactUpdatedEvent"] | components["schemas"]["EscalatedToFieldEvent"] | components["schemas"]["FieldVisitReportedEvent"] | components["schemas"]["DemandSentEvent"] | components["schemas"]["HoldPlacedEvent"] | components["schemas"]["HoldLiftedEvent"] | components["schemas"]["ContactPermissionCheckedEvent"] | components["schemas"]["LegalActionStartedEvent"] | components["schemas"]["PolicyBoundEvent"] | components["schemas"]["CaseClosedEvent"] | components["schemas"]["CaseReopenedEvent"] | components["schemas"]["CaseReassignedEvent"] | components["schemas"]["MatchConfirmedEvent"] | components["schemas"]["MatchRejectedEvent"] | components["schemas"]["FindingAcknowledgedEvent"] | components["schemas"]["FindingResolvedEvent"] | components["schemas"]["FindingWaivedEvent"] | components["schemas"]["RecordingRegisteredEvent"] | components["schemas"]["RecordingCheckedEvent"] | components["schemas"]["RecordingPurgedEvent"] | components["schemas"]["RecordingLostEvent"] | components["schemas"]["PersonBlockedEvent"] | components["schemas"]["BlockLiftedEvent"] | components["schemas"]["PersonErasedEvent"] | components["schemas"]["LegalHoldPlacedEvent"] | components["schemas"]["LegalHoldLiftedEvent"] | components["schemas"]["CasePurgedEvent"];
        EventRef: {
            stream: string;
            /** @description a whole number; too large for a double */
            revision: string;
            type: string;
        };
        Because: {
            /** @description id of a rule, such as T2: docs/rules.md */
            rule: string;
            event?: components["schemas"]["EventRef"];
        };
        Amount: {
            currency: string;
            minor: number;
        };
        Standing: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            /** @description in the debtor’s time zone; negative before the due date */
            daysPastDue: number;
            /** @description M0, M1, M2 … */
            bucket: string;
            stage: {
                name: string;
                because: components["schemas"]["Because"][];
            };
            holds: {
                holdId: string;
                /** @enum {string} */
                kind: "disputed" | "hardship" | "complaint" | "ceased" | "represented" | "payment-check" | "deceased";
                /** @description the whole case where it is left out */
                contactId?: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                since: string;
                because: components["schemas"]["Because"][];
            }[];
            promise: {
                /** @enum {string} */
                state: "none" | "active" | "due-today" | "kept" | "part-kept" | "broken";
                promiseId?: string;
                amount?: components["schemas"]["Amount"];
                paid?: components["schemas"]["Amount"];
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                dueAt?: string;
                because: components["schemas"]["Because"][];
            };
            tone: {
                level: number;
                name: string;
                /** @description the highest the next contact could reach */
                ceiling: number;
                because: components["schemas"]["Because"][];
                lowers: {
                    rule: string;
                    /** @enum {string} */
                    by: "full-payment" | "kept-promise" | "shortfall-paid" | "promise-made";
                    level: number;
                }[];
            };
            profile: {
                /** @enum {string} */
                reachability: "reachable" | "through-others" | "lost";
                riskGrade: ("A" | "B" | "C") | null;
                type: ("forgetful" | "blustering" | "procrastinating" | "evasive") | null;
                reasonForDelay: ("temporary-shortage" | "awaiting-wages" | "business-awaiting-payment" | "left-job" | "family-change" | "underpaid-by-mistake" | "wrong-account" | "dispute" | "disaster" | "refusal" | "fraud" | "unknown") | null;
                because: {
                    reachability: components["schemas"]["Because"][];
                    riskGrade: components["schemas"]["Because"][];
                    type: components["schemas"]["Because"][];
                    reasonForDelay: components["schemas"]["Because"][];
                };
            };
            fieldEscalation: {
                eligible: boolean;
                /** @description since when, by the criterion that was met first */
                since: string | null;
                criteria: {
                    rule: string;
                    kind: string;
                    met: boolean;
                    missing: string[];
                }[];
                because: components["schemas"]["Because"][];
            };
            /** @description what is due now or later */
            followUps: components["schemas"]["FollowUp"][];
            outstanding: components["schemas"]["Amount"];
            overdue: components["schemas"]["Amount"];
            because: {
                daysPastDue: components["schemas"]["Because"][];
                bucket: components["schemas"]["Because"][];
                outstanding: components["schemas"]["Because"][];
                overdue: components["schemas"]["Because"][];
            };
            /** @description when time alone changes any of this next */
            nextChangeAt: string | null;
            pack: string;
        };
        CaseAnswer: {
            caseId: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** @description a whole number; too large for a double */
            position: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            openedAt: string;
            creditorId: string;
            product: string;
            debtor: {
                personId: string;
                /** @description `erased` or `blocked` where it cannot be shown */
                name: string;
                /** @description IANA time zone */
                timeZone: string;
                locale?: string;
                /** @description late for the first time */
                firstTime?: boolean;
                earlierDelinquencies?: number;
                newCustomer?: boolean;
                businessOwner?: boolean;
                /** @description lives where the creditor can visit */
                local?: boolean;
            };
            contacts: {
                contactId: string;
                personId: string;
                /** @description `erased` or `blocked` where it cannot be shown */
                name?: string;
                /** @enum {string} */
                relation: "self" | "spouse" | "guarantor" | "representative" | "relative" | "friend" | "colleague" | "employer" | "other";
                /** @enum {string} */
                numberKind: "mobile" | "work" | "home" | "other";
                /** @description E.164; `erased` or `blocked` where it cannot be shown */
                number: string;
                /** @description IANA time zone */
                timeZone?: string;
                /** @description whether this person knows of the debt */
                informed: boolean;
                /** @description whether this person has offered to pay for the debtor */
                willingToPay?: boolean;
            }[];
            /** @description in force then, the strongest first */
            policies: {
                /** @enum {string} */
                layer: "law" | "creditor" | "agency" | "default";
                ref: string;
                sha256: string;
            }[];
            /** @description collector */
            agentId: string | null;
            team: string | null;
            standing: components["schemas"]["Standing"];
        };
        CommandAnswer: {
            caseId: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** @description a whole number; too large for a double */
            position: string;
            events: components["schemas"]["LedgerEvent"][];
            standing: components["schemas"]["Standing"];
        };
        /** @description what became of a line; nothing of a quarantined one is recorded */
        ImportLine: {
            /** @description counted from 1; in a JSON document, which of its list */
            line: number;
            /** @enum {string} */
            outcome: "recorded" | "repeated";
            /** @enum {string} */
            kind: "call" | "recording" | "note" | "check";
            caseId?: string;
            /** @description of the call, recording or note */
            id: string;
            position: string;
        } | {
            /** @description counted from 1; in a JSON document, which of its list */
            line: number;
            /** @enum {string} */
            outcome: "joined";
            /** @description the line of the first leg of the call */
            to: number;
        } | {
            /** @description counted from 1; in a JSON document, which of its list */
            line: number;
            /** @enum {string} */
            outcome: "quarantined";
            /** @description stable */
            code: string;
            field?: string;
            detail: string;
        };
        /** @description the last line: all of the file was read */
        ImportSummary: {
            summary: {
                dryRun: boolean;
                recorded: number;
                repeated: number;
                joined: number;
                quarantined: number;
                /** @description newest of what is on record of the file */
                position: string;
                /** @description of the file */
                sha256: string;
            };
        };
        /** @description the last line: it could not go on; import the file again */
        ImportStop: {
            stopped: {
                /** @description lines that were told of */
                after: number;
                code: string;
                detail: string;
            };
        };
        RecordingAnswer: {
            recordingId: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** @description a whole number; too large for a double */
            position: string;
            events: components["schemas"]["LedgerEvent"][];
        };
        PersonAnswer: {
            personId: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** @description a whole number; too large for a double */
            position: string;
            events: components["schemas"]["LedgerEvent"][];
        };
        PersonStanding: {
            personId: string;
            /** @enum {string} */
            state: "known" | "blocked" | "erased";
            erasureId: string | null;
            /** @description of the block while it lasts, else of the erasure */
            since: string | null;
            /** @description ids of those in force */
            legalHolds: string[];
            cases: components["schemas"]["RetentionRow"][];
            /** @description null while that is not known */
            eraseFrom: string | null;
        };
        EventsAnswer: {
            caseId: string;
            events: components["schemas"]["LedgerEvent"][];
            next: string | null;
        };
        FindingsAnswer: {
            caseId: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            findings: components["schemas"]["Finding"][];
        };
        FollowUp: {
            kind: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            from: string;
            /**
             * Format: date-time
             * @description due before this instant
             */
            until: string;
            promiseId?: string;
            /** @description how many are missing */
            missing?: number;
            /** @description what forbids it: missing it is no neglect */
            excusedBy?: components["schemas"]["Because"][];
            because: components["schemas"]["Because"][];
        };
        Forbidding: {
            /** @description stable */
            code: string;
            rule: string;
            /** @enum {string} */
            layer: "law" | "debtor" | "creditor" | "agency" | "default";
            /** @description the pack that says so */
            ref: string;
            why: string;
            /** @description where it is written */
            cites?: string;
            /** @enum {string} */
            kind?: "presumption";
        };
        PermissionAnswer: {
            caseId: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            contactId: string;
            /** @enum {string} */
            medium: "call" | "message" | "letter" | "visit";
            /** @enum {string} */
            purpose: "demand" | "locate" | "relay";
            allowed: boolean;
            /** @description of the strongest layer that forbids it */
            rule?: string;
            /** @enum {string} */
            layer?: "law" | "debtor" | "creditor" | "agency" | "default";
            /** @description the strongest first */
            forbiddenBy: components["schemas"]["Forbidding"][];
            counters: {
                rule: string;
                /** @enum {string} */
                layer: "law" | "debtor" | "creditor" | "agency" | "default";
                scope: string;
                counts: string;
                count: number;
                max: number;
            }[];
            /** @description null where waiting alone does not help */
            nextPermittedAt: string | null;
            /** @enum {string} */
            mayDisclose: "nothing" | "name-and-call-back-number" | "amount-and-how-to-pay" | "all";
            toneCeiling: number;
        };
        ContactCheckAnswer: {
            caseId: string;
            /** @description a whole number; too large for a double */
            revision: string;
            /** @description a whole number; too large for a double */
            position: string;
            events: components["schemas"]["LedgerEvent"][];
            standing: components["schemas"]["Standing"];
            /** @description what was recorded */
            permission: components["schemas"]["ContactPermissionChecked"];
        };
        WorklistItem: {
            caseId: string;
            agentId: string | null;
            team: string | null;
            rank: number;
            rankedAs: string | null;
            stage: string;
            daysPastDue: number;
            overdue: components["schemas"]["Amount"];
            /** @description now */
            due: components["schemas"]["FollowUp"][];
            /** @description of the day, now or next (F8) */
            round: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                by: string;
                done: boolean;
                because: components["schemas"]["Because"][];
            } | null;
            call: {
                contactId: string;
                personId: string;
                /** @enum {string} */
                relation: "self" | "spouse" | "guarantor" | "representative" | "relative" | "friend" | "colleague" | "employer" | "other";
                /** @enum {string} */
                numberKind: "mobile" | "work" | "home" | "other";
                number: string;
                slot: {
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    from: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    until: string;
                };
                tone: {
                    level: number;
                    name: string;
                };
                /** @enum {string} */
                mayDisclose: "nothing" | "name-and-call-back-number" | "amount-and-how-to-pay" | "all";
                /** @enum {string} */
                purpose: "demand" | "locate" | "relay";
                because: components["schemas"]["Because"][];
            } | null;
            /** @description why nobody may be called now */
            forbiddenBy: components["schemas"]["Forbidding"][];
            nextPermittedAt: string | null;
            /** @description code of what keeps the case from being read; nothing is advised on it then */
            problem?: string;
        };
        WorklistAnswer: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            /** @description a whole number; too large for a double */
            position: string;
            items: components["schemas"]["WorklistItem"][];
            /** @description `after` of the next page; null on the last */
            next: string | null;
        };
        RecordingEvidence: {
            recordingId: string;
            event: components["schemas"]["EventRef"];
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            endedAt: string;
        };
        Finding: {
            key: string;
            /** @description stable; libs/case/README.md and docs/audit-trail.md list them */
            code: string;
            /** @enum {string} */
            subject?: "outcome" | "party" | "audio" | "length" | "number" | "time" | "promise" | "promise-amount" | "promise-date" | "promise-unheard";
            /** @enum {string} */
            severity: "info" | "low" | "medium" | "high" | "critical";
            rule: string;
            /** @enum {string} */
            layer?: "law" | "debtor" | "creditor" | "agency" | "default";
            evidence: components["schemas"]["EventRef"][];
            detail: string;
            /** @description rules that forbade what was missed */
            excusedBy?: string[];
            /**
             * @description how far work on it has come
             * @enum {string}
             */
            state: "open" | "acknowledged" | "resolved" | "waived";
            /** @description who did something about it last */
            by?: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            since?: string;
        };
        AuditTrailEntry: {
            entryId: string;
            callId?: string;
            call?: {
                agentId: string;
                lineId: string;
                answered: boolean;
                event: components["schemas"]["EventRef"];
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                startedAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                endedAt: string;
            };
            recording?: components["schemas"]["RecordingEvidence"];
            /**
             * @description how the recording came to its call
             * @enum {string}
             */
            linkedBy?: "decision" | "id" | "fit";
            /** @description further parts of the same call */
            segments?: components["schemas"]["RecordingEvidence"][];
            /** @description the same once more */
            duplicates?: components["schemas"]["RecordingEvidence"][];
            /** @description where a person has to decide */
            candidates?: components["schemas"]["RecordingEvidence"][];
            notes: {
                event: components["schemas"]["EventRef"];
                noteId: string;
                agentId: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                writtenAt: string;
            }[];
            /** @enum {string} */
            class: "ambiguous" | "note-without-call" | "recording-without-call" | "pending" | "call-without-evidence" | "recording-without-note" | "note-without-recording" | "matched" | "exempt";
            findings: components["schemas"]["Finding"][];
            /**
             * Format: date-time
             * @description until when the laws of the case want its audio kept; left out where they do not say, or where it is gone
             */
            recordingsKeptUntil?: string;
        };
        AuditTrailAnswer: {
            caseId: string;
            /** @description a whole number; too large for a double */
            position: string;
            entries: components["schemas"]["AuditTrailEntry"][];
        };
        FoundThen: {
            key: string;
            /** @description stable; libs/case/README.md and docs/audit-trail.md list them */
            code: string;
            /** @enum {string} */
            subject?: "outcome" | "party" | "audio" | "length" | "number" | "time" | "promise" | "promise-amount" | "promise-date" | "promise-unheard";
            /** @enum {string} */
            severity: "info" | "low" | "medium" | "high" | "critical";
            rule: string;
            /** @enum {string} */
            layer?: "law" | "debtor" | "creditor" | "agency" | "default";
            evidence: components["schemas"]["EventRef"][];
            detail: string;
            /** @description rules that forbade what was missed */
            excusedBy?: string[];
        };
        DiffAnswer: {
            caseId: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            asOf: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            knownAt: string;
            /** @description what had happened by then, and was learnt of later */
            learnt: components["schemas"]["LedgerEvent"][];
            standingThen: components["schemas"]["Standing"];
            standingNow: components["schemas"]["Standing"];
            changed: string[];
            /** @description known to be amiss now, and not then */
            found: components["schemas"]["FoundThen"][];
            /** @description held to be amiss then, and not now */
            gone: components["schemas"]["FoundThen"][];
        };
        ReplayStep: {
            event: components["schemas"]["LedgerEvent"];
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            occurredAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            recordedAt: string;
            standingBefore: components["schemas"]["Standing"] | null;
            standingAfter: components["schemas"]["Standing"];
            /** @description by this event */
            changed: string[];
            /** @description since the step before */
            changedByTime: string[];
            /** @description amiss since the step before; calls in other cases are counted as far as they are known */
            found: components["schemas"]["FoundThen"][];
        };
        ReplayAnswer: {
            caseId: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            asOf: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            knownAt: string;
            steps: components["schemas"]["ReplayStep"][];
            /** @description path of the next page; null on the last */
            next: string | null;
            standing: components["schemas"]["Standing"];
            /** @description what evidence shows amiss that rests on no event of the case; null while the audit trail has not caught up: then the steps tell of nothing that evidence shows either */
            foundBeside: components["schemas"]["FoundThen"][] | null;
        };
        CaseStandingRow: {
            caseId: string;
            /** @description a whole number; too large for a double */
            revision: string;
            creditorId: string;
            product: string;
            pack: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            openedAt: string;
            /** @description collector */
            agentId: string | null;
            team: string | null;
            stage: {
                name: string;
                /** @description ids of rules; the case itself names the events behind them */
                rules: string[];
            };
            bucket: string;
            daysPastDue: number;
            tone: {
                level: number;
                name: string;
                ceiling: number;
                /** @description ids of rules; the case itself names the events behind them */
                rules: string[];
            };
            holds: ("disputed" | "hardship" | "complaint" | "ceased" | "represented" | "payment-check" | "deceased")[];
            promise: {
                /** @enum {string} */
                state: "none" | "active" | "due-today" | "kept" | "part-kept" | "broken";
                promiseId?: string;
                amount?: components["schemas"]["Amount"];
                paid?: components["schemas"]["Amount"];
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                dueAt?: string;
            };
            /** @enum {string} */
            reachability: "reachable" | "through-others" | "lost";
            riskGrade: string | null;
            fieldEligible: boolean;
            overdue: components["schemas"]["Amount"];
            outstanding: components["schemas"]["Amount"];
            nextChangeAt: string | null;
        };
        ToneHistoryRow: {
            caseId: string;
            number: number;
            creditorId: string;
            /** @description collector */
            agentId: string | null;
            team: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            since: string;
            /** @description null while it lasts */
            until: string | null;
            /**
             * Format: date
             * @description a local day of the debtor
             */
            sinceDay: string;
            untilDay: string | null;
            stage: string;
            bucket: string;
            level: number;
            tone: string;
            /** @description those on the whole case */
            holds: ("disputed" | "hardship" | "complaint" | "ceased" | "represented" | "payment-check" | "deceased")[];
            because: {
                stage: components["schemas"]["Because"][];
                tone: components["schemas"]["Because"][];
            };
        };
        PromiseBookRow: {
            caseId: string;
            promiseId: string;
            creditorId: string;
            /** @description collector */
            agentId: string | null;
            team: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            madeAt: string;
            madeBy: string;
            amount: components["schemas"]["Amount"];
            /** @description for it, in time */
            paid: components["schemas"]["Amount"];
            shortfall: components["schemas"]["Amount"];
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            dueAt: string;
            /**
             * Format: date-time
             * @description dueAt and the grace of the rule book
             */
            deadline: string;
            /** @enum {string} */
            state: "active" | "due-today" | "kept" | "part-kept" | "broken" | "withdrawn";
            /** @description what is on record of its end */
            recorded: ("kept" | "broken") | null;
            endedAt: string | null;
        };
        RecoveryCohortsRow: {
            creditorId: string;
            currency: string;
            /**
             * Format: date
             * @description a local day of the debtor
             */
            dueDate: string;
            /** @description amounts that fell due */
            dues: number;
            /** @description minor units */
            due: number;
            /** @description minor units recovered by the end of day 0, 1 … 30 after it */
            recovered: number[];
            /** @description how many of the amounts were paid in full by then */
            cleared: number[];
        };
        CollectorDayRow: {
            agentId: string;
            /**
             * Format: date
             * @description a local day of the debtor
             */
            day: string;
            cases: number;
            attempts: number;
            connected: number;
            dialled: number;
            answered: number;
            thirdPartyCalls: number;
            inbound: number;
            rightParty: number;
            rightPartyWithPromise: number;
            notes: number;
            promises: number;
            promisesKept: number;
            payments: number;
            visits: number;
            promised: components["schemas"]["Amount"][];
            recovered: components["schemas"]["Amount"][];
        };
        FollowUpsRow: {
            caseId: string;
            creditorId: string;
            /** @description collector */
            agentId: string | null;
            team: string | null;
            /** @description in the order of work (F7) */
            rank: number;
            /** @description what gives it this rank; null for all other cases, which come last */
            rankedAs: string | null;
            daysPastDue: number;
            overdue: components["schemas"]["Amount"];
            followUps: {
                kind: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                until: string;
                promiseId?: string;
                missing?: number;
                /** @description ids of rules; the case itself names the events behind them */
                rules: string[];
                /** @description rules by which missing it is no neglect */
                excusedBy: string[];
            }[];
            nextChangeAt: string | null;
        };
        RetentionRow: {
            caseId: string;
            creditorId: string;
            debtorId: string;
            /** @description the debtor and whoever is, or was, a contact */
            personIds: string[];
            closed: boolean;
            /** @description told of a closed case */
            lastActivityAt: string | null;
            laws: {
                ref: string;
                months: {
                    events: number;
                    notes: number;
                    recordings: number;
                } | null;
            }[];
            /** @description null where it is kept for ever, as far as is known now */
            eventsKeptUntil: string | null;
            /** @description null where it is kept for ever, as far as is known now */
            notesKeptUntil: string | null;
            eventsPurgedAt: string | null;
            notesPurgedAt: string | null;
        };
        AuditTrailRow: {
            caseId: string;
            entryId: string;
            callId?: string;
            call?: {
                agentId: string;
                lineId: string;
                answered: boolean;
                event: components["schemas"]["EventRef"];
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                startedAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                endedAt: string;
            };
            recording?: components["schemas"]["RecordingEvidence"];
            /**
             * @description how the recording came to its call
             * @enum {string}
             */
            linkedBy?: "decision" | "id" | "fit";
            /** @description further parts of the same call */
            segments?: components["schemas"]["RecordingEvidence"][];
            /** @description the same once more */
            duplicates?: components["schemas"]["RecordingEvidence"][];
            /** @description where a person has to decide */
            candidates?: components["schemas"]["RecordingEvidence"][];
            notes: {
                event: components["schemas"]["EventRef"];
                noteId: string;
                agentId: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                writtenAt: string;
            }[];
            /** @enum {string} */
            class: "ambiguous" | "note-without-call" | "recording-without-call" | "pending" | "call-without-evidence" | "recording-without-note" | "note-without-recording" | "matched" | "exempt";
            findings: {
                key: string;
                /** @description stable; libs/case/README.md and docs/audit-trail.md list them */
                code: string;
                /** @enum {string} */
                subject?: "outcome" | "party" | "audio" | "length" | "number" | "time" | "promise" | "promise-amount" | "promise-date" | "promise-unheard";
                /** @enum {string} */
                severity: "info" | "low" | "medium" | "high" | "critical";
                rule: string;
                /** @enum {string} */
                layer?: "law" | "debtor" | "creditor" | "agency" | "default";
                evidence: components["schemas"]["EventRef"][];
                detail: string;
                /** @description rules that forbade what was missed */
                excusedBy?: string[];
            }[];
            /**
             * Format: date-time
             * @description until when the laws of the case want its audio kept; left out where they do not say, or where it is gone
             */
            recordingsKeptUntil?: string;
        };
        FindingsRow: {
            caseId: string;
            /** @description of the audit trail, where it is about a call */
            entryId?: string;
            /**
             * Format: date
             * @description a local day of the debtor
             */
            day: string;
            /** @description collector */
            agentId: string | null;
            team: string | null;
            key: string;
            /** @description stable; libs/case/README.md and docs/audit-trail.md list them */
            code: string;
            /** @enum {string} */
            subject?: "outcome" | "party" | "audio" | "length" | "number" | "time" | "promise" | "promise-amount" | "promise-date" | "promise-unheard";
            /** @enum {string} */
            severity: "info" | "low" | "medium" | "high" | "critical";
            rule: string;
            /** @enum {string} */
            layer?: "law" | "debtor" | "creditor" | "agency" | "default";
            evidence: components["schemas"]["EventRef"][];
            detail: string;
            /** @description rules that forbade what was missed */
            excusedBy?: string[];
            /**
             * @description how far work on it has come
             * @enum {string}
             */
            state: "open" | "acknowledged" | "resolved" | "waived";
            /** @description who did something about it last */
            by?: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            since?: string;
        };
        CaseStandingPage: {
            /** @description up to here at least everything is taken in */
            position: string;
            rows: components["schemas"]["CaseStandingRow"][];
            /** @description `after` of the next page; null on the last */
            next: string | null;
        };
        ToneHistoryPage: {
            /** @description up to here at least everything is taken in */
            position: string;
            rows: components["schemas"]["ToneHistoryRow"][];
            /** @description `after` of the next page; null on the last */
            next: string | null;
        };
        PromiseBookPage: {
            /** @description up to here at least everything is taken in */
            position: string;
            rows: components["schemas"]["PromiseBookRow"][];
            /** @description `after` of the next page; null on the last */
            next: string | null;
        };
        RecoveryCohortsPage: {
            /** @description up to here at least everything is taken in */
            position: string;
            rows: components["schemas"]["RecoveryCohortsRow"][];
            /** @description `after` of the next page; null on the last */
            next: string | null;
        };
        CollectorDayPage: {
            /** @description up to here at least everything is taken in */
            position: string;
            rows: components["schemas"]["CollectorDayRow"][];
            /** @description `after` of the next page; null on the last */
            next: string | null;
        };
        AuditTrailPage: {
            /** @description up to here at least everything is taken in */
            position: string;
            rows: components["schemas"]["AuditTrailRow"][];
            /** @description `after` of the next page; null on the last */
            next: string | null;
        };
        FollowUpsPage: {
            /** @description up to here at least everything is taken in */
            position: string;
            rows: components["schemas"]["FollowUpsRow"][];
            /** @description `after` of the next page; null on the last */
            next: string | null;
        };
        RetentionPage: {
            /** @description up to here at least everything is taken in */
            position: string;
            rows: components["schemas"]["RetentionRow"][];
            /** @description `after` of the next page; null on the last */
            next: string | null;
        };
        FindingsPage: {
            /** @description up to here at least everything is taken in */
            position: string;
            rows: components["schemas"]["FindingsRow"][];
            /** @description `after` of the next page; null on the last */
            next: string | null;
        };
        CaseStandingChange: {
            /** @constant */
            specversion: "1.0";
            /** @description the cursor, to go on after */
            id: string;
            /** @description the feed */
            source: string;
            /** @enum {string} */
            type: "case-ledger.case-standing.upsert" | "case-ledger.case-standing.delete";
            /** @description key of the row */
            subject: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            data: {
                /** @constant */
                projection: "case-standing";
                key: string;
                /** @enum {string} */
                kind: "upsert" | "delete";
                /** @description the whole row; null where it is deleted */
                value: components["schemas"]["CaseStandingRow"] | null;
                cause: components["schemas"]["ChangeCause"];
            };
        };
        ToneHistoryChange: {
            /** @constant */
            specversion: "1.0";
            /** @description the cursor, to go on after */
            id: string;
            /** @description the feed */
            source: string;
            /** @enum {string} */
            type: "case-ledger.tone-history.upsert" | "case-ledger.tone-history.delete";
            /** @description key of the row */
            subject: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            data: {
                /** @constant */
                projection: "tone-history";
                key: string;
                /** @enum {string} */
                kind: "upsert" | "delete";
                /** @description the whole row; null where it is deleted */
                value: components["schemas"]["ToneHistoryRow"] | null;
                cause: components["schemas"]["ChangeCause"];
            };
        };
        PromiseBookChange: {
            /** @constant */
            specversion: "1.0";
            /** @description the cursor, to go on after */
            id: string;
            /** @description the feed */
            source: string;
            /** @enum {string} */
            type: "case-ledger.promise-book.upsert" | "case-ledger.promise-book.delete";
            /** @description key of the row */
            subject: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            data: {
                /** @constant */
                projection: "promise-book";
                key: string;
                /** @enum {string} */
                kind: "upsert" | "delete";
                /** @description the whole row; null where it is deleted */
                value: components["schemas"]["PromiseBookRow"] | null;
                cause: components["schemas"]["ChangeCause"];
            };
        };
        RecoveryCohortsChange: {
            /** @constant */
            specversion: "1.0";
            /** @description the cursor, to go on after */
            id: string;
            /** @description the feed */
            source: string;
            /** @enum {string} */
            type: "case-ledger.recovery-cohorts.upsert" | "case-ledger.recovery-cohorts.delete";
            /** @description key of the row */
            subject: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            data: {
                /** @constant */
                projection: "recovery-cohorts";
                key: string;
                /** @enum {string} */
                kind: "upsert" | "delete";
                /** @description the whole row; null where it is deleted */
                value: components["schemas"]["RecoveryCohortsRow"] | null;
                cause: components["schemas"]["ChangeCause"];
            };
        };
        CollectorDayChange: {
            /** @constant */
            specversion: "1.0";
            /** @description the cursor, to go on after */
            id: string;
            /** @description the feed */
            source: string;
            /** @enum {string} */
            type: "case-ledger.collector-day.upsert" | "case-ledger.collector-day.delete";
            /** @description key of the row */
            subject: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            data: {
                /** @constant */
                projection: "collector-day";
                key: string;
                /** @enum {string} */
                kind: "upsert" | "delete";
                /** @description the whole row; null where it is deleted */
                value: components["schemas"]["CollectorDayRow"] | null;
                cause: components["schemas"]["ChangeCause"];
            };
        };
        AuditTrailChange: {
            /** @constant */
            specversion: "1.0";
            /** @description the cursor, to go on after */
            id: string;
            /** @description the feed */
            source: string;
            /** @enum {string} */
            type: "case-ledger.audit-trail.upsert" | "case-ledger.audit-trail.delete";
            /** @description key of the row */
            subject: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            data: {
                /** @constant */
                projection: "audit-trail";
                key: string;
                /** @enum {string} */
                kind: "upsert" | "delete";
                /** @description the whole row; null where it is deleted */
                value: components["schemas"]["AuditTrailRow"] | null;
                cause: components["schemas"]["ChangeCause"];
            };
        };
        FollowUpsChange: {
            /** @constant */
            specversion: "1.0";
            /** @description the cursor, to go on after */
            id: string;
            /** @description the feed */
            source: string;
            /** @enum {string} */
            type: "case-ledger.follow-ups.upsert" | "case-ledger.follow-ups.delete";
            /** @description key of the row */
            subject: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            data: {
                /** @constant */
                projection: "follow-ups";
                key: string;
                /** @enum {string} */
                kind: "upsert" | "delete";
                /** @description the whole row; null where it is deleted */
                value: components["schemas"]["FollowUpsRow"] | null;
                cause: components["schemas"]["ChangeCause"];
            };
        };
        RetentionChange: {
            /** @constant */
            specversion: "1.0";
            /** @description the cursor, to go on after */
            id: string;
            /** @description the feed */
            source: string;
            /** @enum {string} */
            type: "case-ledger.retention.upsert" | "case-ledger.retention.delete";
            /** @description key of the row */
            subject: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            data: {
                /** @constant */
                projection: "retention";
                key: string;
                /** @enum {string} */
                kind: "upsert" | "delete";
                /** @description the whole row; null where it is deleted */
                value: components["schemas"]["RetentionRow"] | null;
                cause: components["schemas"]["ChangeCause"];
            };
        };
        /** @description the event, the instant that came, or the rebuild that found another value */
        ChangeCause: {
            /** @description a whole number; too large for a double */
            position: string;
        } | {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            alarm: string;
        } | {
            rebuild: number;
            /** @description a whole number; too large for a double */
            position: string;
        };
        ChangesAnswer: {
            changes: (components["schemas"]["CaseStandingChange"] | components["schemas"]["ToneHistoryChange"] | components["schemas"]["PromiseBookChange"] | components["schemas"]["RecoveryCohortsChange"] | components["schemas"]["CollectorDayChange"] | components["schemas"]["AuditTrailChange"] | components["schemas"]["FollowUpsChange"] | components["schemas"]["RetentionChange"])[];
            /** @description `after` of the next page, whether there is one yet or not */
            next: string;
        };
        Figure: {
            name: string;
            currency?: string;
            /** @description null where the denominator is 0, or something is missing */
            value: number | null;
            numerator: {
                what: string;
                /** @description amounts in minor units, durations in seconds */
                value: number | null;
            };
            denominator: {
                what: string;
                /** @description amounts in minor units, durations in seconds */
                value: number | null;
            };
            target?: number;
            /** @description what would have to be recorded */
            missing?: string;
        };
        FiguresAnswer: {
            /** @description up to here at least everything is taken in */
            position: string;
            /**
             * Format: date
             * @description a local day of the debtor
             */
            from: string;
            /**
             * Format: date
             * @description a local day of the debtor
             */
            to: string;
            /** @description collector */
            agentId: string | null;
            team: string | null;
            figures: components["schemas"]["Figure"][];
        };
        ClocksAnswer: {
            /** @description up to here at least everything is taken in */
            position: string;
            /**
             * Format: date
             * @description a local day of the debtor
             */
            from: string;
            /**
             * Format: date
             * @description a local day of the debtor
             */
            to: string;
            clocks: {
                source: string;
                /**
                 * Format: date
                 * @description a local day of the debtor
                 */
                day: string;
                /** @description calls and recordings that share an id, the first of the day */
                pairs: number;
                /** @description ahead of the dialer; null while unknown */
                offsetSeconds: number | null;
                /** @description what was compared */
                basis: ("start" | "answer" | "end") | null;
                /** @description it jumped since the day before */
                suspect: boolean;
            }[];
        };
        RecordingsAnswer: {
            /** @description up to here at least everything is taken in */
            position: string;
            recordings: {
                recordingId: string;
                event: components["schemas"]["EventRef"];
                source: string;
                /** @enum {string} */
                direction: "outbound" | "inbound";
                agentId: string | null;
                lineId: string | null;
                /** @description whether the recorder named a number */
                hasNumber: boolean;
                /**
                 * Format: date-time
                 * @description by the clock of the recorder
                 */
                startedAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                endedAt: string;
            }[];
            /** @description `after` of the next page; null on the last */
            next: string | null;
        };
        ProjectionsAnswer: {
            /** @description position of the newest event of the store */
            head: string | null;
            projections: {
                name: string;
                version: number;
                /** @enum {string} */
                state: "filling" | "catching-up" | "level" | "stopped";
                /** @description where it has stopped: stream and revision */
                reason: string | null;
                position: string | null;
                /** @description how often it was built anew */
                builds: number;
                /** @description of the newest change of its feed */
                cursor: string | null;
                /** @description what is built anew beside it */
                building: {
                    version: number;
                    position: string | null;
                    /**
                     * @description events are gathered, then rows are made case by case, then what has come since is followed
                     * @enum {string}
                     */
                    phase: "gathering" | "making" | "following";
                    /** @description cases whose rows are made, of all; while they are */
                    making: {
                        made: number;
                        of: number;
                    } | null;
                    reason: string | null;
                } | null;
            }[];
        };
        Health: {
            /** @enum {string} */
            status: "ok" | "degraded" | "not-ready";
            /** @enum {string} */
            store?: "up" | "away";
            /** @enum {string} */
            readModels?: "level" | "catching-up" | "nobody-leads";
            stopped?: {
                projection: string;
                /** @description stream and revision */
                reason: string;
            }[];
        };
        /** @description RFC 9457 problem; some codes carry further members */
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description stable; act on this one */
            code: string;
            detail: string;
            correlationId: string;
            errors?: {
                field: string;
                code: string;
                detail: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "open-case": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenCase"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    /** @description path of the case */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description path of the case */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "record-instalment-due": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordInstalmentDue"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "record-call-attempt": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordCallAttempt"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "take-note": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeNote"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "record-promise": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordPromise"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report-promise-broken": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
                promiseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportPromiseBroken"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "record-payment": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordPayment"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reverse-payment": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
                paymentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReversePayment"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "record-contact": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordContact"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report-field-visit": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportFieldVisit"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "record-demand": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordDemand"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "correct-note": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
                noteId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectNote"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "withdraw-promise": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
                promiseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawPromise"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-case": {
        parameters: {
            query?: {
                /** @description as of then; now where it is left out */
                at?: string;
            };
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-events": {
        parameters: {
            query?: {
                /** @description first revision */
                from?: string;
                /** @description at most so many, 500 where it is left out */
                limit?: string;
            };
            header?: {
                /** @description why an auditor looks at what is blocked, a reference such as complaint-17; it is written down */
                "Access-Reason"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventsAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-audit-trail": {
        parameters: {
            query?: {
                /** @description as it was told then, by what the ledger knew of evidence and of cases; whom calls in others were to, as it is known now */
                knownAt?: string;
                /** @description wait until the event at this position is taken in */
                minPosition?: string;
            };
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditTrailAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-findings": {
        parameters: {
            query?: {
                /** @description as of then; now where it is left out */
                at?: string;
            };
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingsAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-diff": {
        parameters: {
            query: {
                /** @description what was recorded until then; whom calls in other cases were to, as it is known now */
                knownAt: string;
                /** @description both as of then; now where it is left out */
                asOf?: string;
            };
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiffAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-replay": {
        parameters: {
            query?: {
                /** @description counts what happened until then */
                asOf?: string;
                /** @description counts what was recorded until then; whom calls in other cases were to, as it is known now */
                knownAt?: string;
                /** @description leaves out what stands behind it in the stream */
                upToRevision?: string;
                /** @description first step, from 0 */
                from?: string;
                /** @description at most so many, 200 where it is left out */
                limit?: string;
            };
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "place-hold": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceHold"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "lift-hold": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
                holdId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LiftHold"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "check-contact": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckContact"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactCheckAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactCheckAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-contact-permission": {
        parameters: {
            query: {
                /** @description whom */
                contactId: string;
                /** @description one of these */
                medium: "call" | "message" | "letter" | "visit";
                /** @description one of these */
                purpose?: "demand" | "locate" | "relay";
                /** @description when the contact would be made; now where it is left out */
                at?: string;
            };
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermissionAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "escalate-to-field": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EscalateToField"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reassign-case": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReassignCase"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "authorise-waiver": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthoriseWaiver"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "adjust-balance": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustBalance"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "start-legal-action": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartLegalAction"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bind-policy": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BindPolicy"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "close-case": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseCase"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reopen-case": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReopenCase"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "decide-match": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideMatch"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "acknowledge-finding": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleFinding"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "resolve-finding": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleFinding"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "waive-finding": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
                /** @description the ETag that the case must still have */
                "If-Match"?: string;
            };
            path: {
                caseId: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleFinding"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-evidence": {
        parameters: {
            query?: {
                /** @description how many events checkpoints cover that somebody holds, with commas between: what leads from those to the checkpoint of the bundle is put into it, as it is from the hundred before; `all`: from every one that was signed */
                since?: string;
            };
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the bundle */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-unclaimed-recordings": {
        parameters: {
            query: {
                /** @description first UTC day, by the clocks of the recorders */
                from: string;
                /** @description first day after the last */
                to: string;
                /** @description the recorder; any where it is left out */
                source?: string;
                /** @description the next of the page before */
                after?: string;
                /** @description at most so many, 100 where it is left out */
                limit?: string;
                /** @description position that must have been taken in first */
                minPosition?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingsAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-unheard-recordings": {
        parameters: {
            query: {
                /** @description first UTC day, by the clocks of the recorders */
                from: string;
                /** @description first day after the last */
                to: string;
                /** @description the recorder; any where it is left out */
                source?: string;
                /** @description the next of the page before */
                after?: string;
                /** @description at most so many, 100 where it is left out */
                limit?: string;
                /** @description position that must have been taken in first */
                minPosition?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingsAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "register-recording": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterRecording"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "check-recording": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
            };
            path: {
                recordingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckRecording"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "purge-recording": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
            };
            path: {
                recordingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveRecording"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report-recording-lost": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
            };
            path: {
                recordingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveRecording"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-case-standing": {
        parameters: {
            query?: {
                /** @description case */
                caseId?: string;
                /** @description creditor */
                creditorId?: string;
                /** @description product */
                product?: string;
                /** @description collector */
                agentId?: string;
                /** @description team */
                team?: string;
                /** @description stage, as the rule book names it */
                stage?: string;
                /** @description M0, M1, M2 … */
                bucket?: string;
                /** @description none, active, due-today, kept, part-kept or broken */
                promise?: string;
                /** @description a kind of hold that is in force */
                hold?: string;
                /** @description reachable, through-others or lost */
                reachability?: string;
                /** @description ISO 4217 */
                currency?: string;
                /** @description lowest level */
                minTone?: string;
                /** @description highest level */
                maxTone?: string;
                /** @description fewest days past due */
                minDaysPastDue?: string;
                /** @description most days past due */
                maxDaysPastDue?: string;
                /** @description least overdue amount, in minor units */
                minOverdue?: string;
                /** @description whether a field escalation is open to it */
                fieldEligible?: "true" | "false";
                /** @description caseId where it is left out; - is from the greatest down */
                sort?: "caseId" | "-caseId" | "daysPastDue" | "-daysPastDue" | "tone" | "-tone" | "overdue" | "-overdue";
                /** @description `next` of the page before */
                after?: string;
                /** @description rows of a page, at most 500 */
                limit?: string;
                /** @description position that must have been taken in first, as a command answered it */
                minPosition?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseStandingPage"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-tone-history": {
        parameters: {
            query?: {
                /** @description case */
                caseId?: string;
                /** @description creditor */
                creditorId?: string;
                /** @description collector */
                agentId?: string;
                /** @description team */
                team?: string;
                /** @description stage */
                stage?: string;
                /** @description first day */
                from?: string;
                /** @description first day after */
                to?: string;
                /** @description key where it is left out; - is from the greatest down */
                sort?: "key" | "-key" | "since" | "-since";
                /** @description `next` of the page before */
                after?: string;
                /** @description rows of a page, at most 500 */
                limit?: string;
                /** @description position that must have been taken in first, as a command answered it */
                minPosition?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToneHistoryPage"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-promise-book": {
        parameters: {
            query?: {
                /** @description case */
                caseId?: string;
                /** @description creditor */
                creditorId?: string;
                /** @description collector */
                agentId?: string;
                /** @description team */
                team?: string;
                /** @description active, due-today, kept, part-kept, broken or withdrawn */
                state?: string;
                /** @description first day */
                from?: string;
                /** @description first day after */
                to?: string;
                /** @description key where it is left out; - is from the greatest down */
                sort?: "key" | "-key" | "dueAt" | "-dueAt";
                /** @description `next` of the page before */
                after?: string;
                /** @description rows of a page, at most 500 */
                limit?: string;
                /** @description position that must have been taken in first, as a command answered it */
                minPosition?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromiseBookPage"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-recovery-cohorts": {
        parameters: {
            query?: {
                /** @description creditor */
                creditorId?: string;
                /** @description ISO 4217 */
                currency?: string;
                /** @description first day */
                from?: string;
                /** @description first day after */
                to?: string;
                /** @description key where it is left out; - is from the greatest down */
                sort?: "key" | "-key" | "dueDate" | "-dueDate";
                /** @description `next` of the page before */
                after?: string;
                /** @description rows of a page, at most 500 */
                limit?: string;
                /** @description position that must have been taken in first, as a command answered it */
                minPosition?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCohortsPage"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-collector-day": {
        parameters: {
            query?: {
                /** @description collector */
                agentId?: string;
                /** @description first day */
                from?: string;
                /** @description first day after */
                to?: string;
                /** @description key where it is left out; - is from the greatest down */
                sort?: "key" | "-key" | "day" | "-day";
                /** @description `next` of the page before */
                after?: string;
                /** @description rows of a page, at most 500 */
                limit?: string;
                /** @description position that must have been taken in first, as a command answered it */
                minPosition?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectorDayPage"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-audit-trail": {
        parameters: {
            query?: {
                /** @description case */
                caseId?: string;
                /** @description collector */
                agentId?: string;
                /** @description team */
                team?: string;
                /** @description class of the entry */
                class?: string;
                /** @description fewest findings */
                minFindings?: string;
                /** @description last UTC day on which all of its audio had to be kept, or earlier */
                recordingsKeptUntil?: string;
                /** @description first day */
                from?: string;
                /** @description first day after */
                to?: string;
                /** @description key where it is left out; - is from the greatest down */
                sort?: "key" | "-key" | "day" | "-day";
                /** @description `next` of the page before */
                after?: string;
                /** @description rows of a page, at most 500 */
                limit?: string;
                /** @description position that must have been taken in first, as a command answered it */
                minPosition?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditTrailPage"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-findings": {
        parameters: {
            query?: {
                /** @description case */
                caseId?: string;
                /** @description collector */
                agentId?: string;
                /** @description team */
                team?: string;
                /** @description code of the finding */
                code?: string;
                /** @description open, acknowledged, resolved or waived */
                state?: string;
                /** @description from 0, info, to 4, critical */
                minSeverity?: string;
                /** @description first day */
                from?: string;
                /** @description first day after */
                to?: string;
                /** @description key where it is left out; - is from the greatest down */
                sort?: "key" | "-key" | "day" | "-day" | "severity" | "-severity";
                /** @description `next` of the page before */
                after?: string;
                /** @description rows of a page, at most 500 */
                limit?: string;
                /** @description position that must have been taken in first, as a command answered it */
                minPosition?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingsPage"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-follow-ups": {
        parameters: {
            query?: {
                /** @description case */
                caseId?: string;
                /** @description creditor */
                creditorId?: string;
                /** @description collector */
                agentId?: string;
                /** @description team */
                team?: string;
                /** @description last in the order of work */
                maxRank?: string;
                /** @description caseId where it is left out; - is from the greatest down */
                sort?: "caseId" | "-caseId" | "rank" | "-rank" | "overdue" | "-overdue" | "daysPastDue" | "-daysPastDue";
                /** @description `next` of the page before */
                after?: string;
                /** @description rows of a page, at most 500 */
                limit?: string;
                /** @description position that must have been taken in first, as a command answered it */
                minPosition?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowUpsPage"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-retention": {
        parameters: {
            query?: {
                /** @description case */
                caseId?: string;
                /** @description creditor */
                creditorId?: string;
                /** @description whether the case is closed */
                closed?: "true" | "false";
                /** @description last UTC day for which its events have to be kept, or earlier */
                eventsKeptUntil?: string;
                /** @description last UTC day for which its notes have to be kept, or earlier */
                notesKeptUntil?: string;
                /** @description caseId where it is left out; - is from the greatest down */
                sort?: "caseId" | "-caseId";
                /** @description `next` of the page before */
                after?: string;
                /** @description rows of a page, at most 500 */
                limit?: string;
                /** @description position that must have been taken in first, as a command answered it */
                minPosition?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionPage"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-worklist": {
        parameters: {
            query?: {
                /** @description of one team */
                team?: string;
                /** @description of one collector */
                agentId?: string;
                /** @description the next of the page before */
                after?: string;
                /** @description now or later, of the cases as they stand now; now where it is left out */
                at?: string;
                /** @description at most so many, 25 where it is left out */
                limit?: string;
                /** @description position that must have been taken in first */
                minPosition?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorklistAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-figures": {
        parameters: {
            query: {
                /** @description first day */
                from: string;
                /** @description first day after the last */
                to: string;
                /** @description of one collector */
                agentId?: string;
                /** @description of one team */
                team?: string;
                /** @description position that must have been taken in first */
                minPosition?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FiguresAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-clocks": {
        parameters: {
            query: {
                /** @description first UTC day */
                from: string;
                /** @description first day after the last */
                to: string;
                /** @description position that must have been taken in first */
                minPosition?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClocksAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-projections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectionsAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "resume-projection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: "case-facts" | "contact-log" | "case-standing" | "tone-history" | "promise-book" | "recovery-cohorts" | "collector-day" | "audit-trail" | "follow-ups" | "retention";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorRequest"];
            };
        };
        responses: {
            /** @description it will be done within a second or so, by whichever service leads */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectionsAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rebuild-projection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: "case-facts" | "contact-log" | "case-standing" | "tone-history" | "promise-book" | "recovery-cohorts" | "collector-day" | "audit-trail" | "follow-ups" | "retention";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorRequest"];
            };
        };
        responses: {
            /** @description it will be done within a second or so, by whichever service leads */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectionsAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-changes": {
        parameters: {
            query?: {
                /** @description the cursor of the last change that was dealt with; 0, or left out, begins with the first */
                after?: string;
                /** @description changes of a page */
                limit?: string;
                /** @description seconds to wait for the first change where there is none yet, at most 30 */
                wait?: string;
            };
            header?: {
                /** @description of a stream: the last id received */
                "Last-Event-ID"?: string;
            };
            path: {
                name: "case-standing" | "tone-history" | "promise-book" | "recovery-cohorts" | "collector-day" | "audit-trail" | "follow-ups" | "retention";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the changes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesAnswer"];
                    "text/event-stream": string;
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the cursor is of another feed, or of read models that are gone; begin again at 0 */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "import-file": {
        parameters: {
            query: {
                /** @description as it is declared in SOURCE_DIR: whose clocks, numbers, layout and people the file has */
                source: string;
                /** @description tells what would become of each line, as if it came alone, and records nothing */
                dryRun?: "true" | "false";
            };
            header?: never;
            path: {
                format: "asterisk" | "freeswitch" | "vicidial-calls" | "vicidial-recordings" | "twilio-recordings" | "notes" | "audio" | "mapped";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
                "application/x-ndjson": string;
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description a line for each line of the file, then a summary, or where it could not go on a stop */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["ImportLine"] | components["schemas"]["ImportSummary"] | components["schemas"]["ImportStop"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description none of these types */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the declaration of the source is wrong, or the file does not fit it */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-person": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                personId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonStanding"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "request-erasure": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
            };
            path: {
                personId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestErasure"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "withdraw-erasure": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
            };
            path: {
                personId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawErasure"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "place-legal-hold": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
            };
            path: {
                personId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceLegalHold"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "lift-legal-hold": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
            };
            path: {
                personId: string;
                legalHoldId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LiftLegalHold"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "purge-case": {
        parameters: {
            query?: never;
            header?: {
                /** @description tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is remembered with what it recorded: a request that recorded nothing leaves no trace of its key */
                "Idempotency-Key"?: string;
            };
            path: {
                personId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PurgeCase"];
            };
        };
        responses: {
            /** @description on record already: the original answer of a repeat, or where nothing changed */
            200: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    /** @description `true` where the request is a repeat */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAnswer"];
                };
            };
            /** @description recorded */
            201: {
                headers: {
                    /** @description strong entity tag of the revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAnswer"];
                };
            };
            /** @description not well formed; `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contradicts the record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match names another revision */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description policy, currency, or a reused Idempotency-Key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a stored event does not hold, or a defect; the log has more under the correlation id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the store does not answer, or a read model has not caught up; send it again */
            503: {
                headers: {
                    /** @description seconds to wait */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "health-live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    "health-ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description they may; degraded where a projection has stopped */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description not yet, or not any more */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus text format */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description no token, or one that does not hold */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not for the roles, creditors or teams of the token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description the body did not come in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description more requests than a token may send */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
