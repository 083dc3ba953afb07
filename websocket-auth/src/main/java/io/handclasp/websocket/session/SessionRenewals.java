package io.handclasp.websocket.session;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Renews sessions with fresh tokens. Whatever goes wrong before a session has its new token, it keeps what its present one gives
 * it; what goes wrong after that closes it. Thread-safe.
 */
final class SessionRenewals {
    private final WebSocketAuthenticator authenticator;

    SessionRenewals(WebSocketAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    CompletionStage<Renewal> renew(GuardedEntry entry, BearerToken token) {
        if (!entry.isOpen()) {
            return CompletableFuture.completedStage(new Renewal.Ended());
        }
        if (!entry.sessions().beginRenewal(entry)) {
            return CompletableFuture.completedStage(new Renewal.Busy());
        }
        CompletableFuture<Renewal> renewal = new CompletableFuture<>();
        Stages.onDone(authenticator.authenticateAsync(token), (outcome, bug) -> {
            try {
                renewal.complete(settle(entry, outcome, bug));
            } catch (RuntimeException | Error thrown) {
                renewal.completeExceptionally(thrown);
                throw thrown;
            } finally {
                entry.sessions().endRenewal(entry);
            }
        });
        return renewal.minimalCompletionStage();
    }

    private Renewal settle(GuardedEntry entry, @Nullable AuthOutcome outcome, @Nullable Throwable bug) {
        if (outcome == null) {
            throw new IllegalStateException("an outcome never fails", bug);
        }
        String subject = entry.identity().subject();
        Renewal renewal = carryOut(entry, outcome);
        authenticator.observer().record(SessionRenewalEvents.of(renewal, subject));
        return renewal;
    }

    private Renewal carryOut(GuardedEntry entry, AuthOutcome outcome) {
        if (outcome instanceof AuthOutcome.Authenticated fresh) {
            return take(entry, fresh);
        }
        return refusalOf((AuthOutcome.Refusal) outcome);
    }

    private static Renewal refusalOf(AuthOutcome.Refusal refusal) {
        return refusal instanceof AuthOutcome.Rejected rejected
                ? new Renewal.Refused(rejected.reason())
                : new Renewal.NotJudged(refusal);
    }

    private Renewal take(GuardedEntry entry, AuthOutcome.Authenticated fresh) {
        GuardedSessions sessions = entry.sessions();
        if (!isSame(entry.identity(), fresh.identity())) {
            if (!sessions.shut(entry, Closing.OTHER_SUBJECT)) {
                return new Renewal.Ended();
            }
            sessions.closings().workOn();
            return new Renewal.OtherSubject();
        }
        if (sessions.clock().hasPassed(fresh.identity())) {
            return new Renewal.Refused(RejectReason.EXPIRED); // within the skew that its judge allows
        }
        if (!sessions.replace(entry, fresh)) {
            return new Renewal.Ended();
        }
        // First the new token can be found, then the revocations are asked: one that comes between is not missed.
        if (authenticator.confirm(fresh) instanceof AuthOutcome.Refusal refusal) {
            // Also when nobody can say: the old token is not looked for any more, so it may have been revoked just now.
            sessions.shut(entry, Closing.refused(refusal));
            sessions.closings().workOn();
            return refusalOf(refusal);
        }
        return new Renewal.Renewed(fresh);
    }

    private static boolean isSame(Identity before, Identity fresh) {
        return before.subject().equals(fresh.subject()) && before.issuer().equals(fresh.issuer());
    }
}
