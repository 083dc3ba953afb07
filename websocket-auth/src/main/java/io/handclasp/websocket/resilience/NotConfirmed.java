package io.handclasp.websocket.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import java.time.Duration;
import java.util.Optional;

/**
 * Who was admitted without the judge and refused by it a short time ago. The judge may be back before such a client's session
 * can be found by whoever would close it; it is then refused when its session is registered. Thread-safe.
 */
final class NotConfirmed {
    /**
     * From the outcome to the registered session lie an upgrade and a host's onOpen, with no network between them. A session
     * that is registered later than this after its refusal is not caught here any more.
     */
    private static final Duration UPGRADE = Duration.ofMinutes(1);
    /**
     * Never reached, so nobody is dropped before his time: as many may wait to be judged again when {@link #isFull} begins to
     * hold, and none is admitted after that.
     */
    private static final int BOUND = 3 * DegradedPolicy.MAX_ADMISSIONS;

    private final Cache<Admission, RejectReason> refused;

    /** What a session is found by, too. Where tokens have no id, all of a subject that were admitted without the judge. */
    private record Admission(Optional<String> issuer, String subject, Optional<String> tokenId) {
        static Admission of(Identity identity) {
            return new Admission(identity.issuer(), identity.subject(), identity.tokenId());
        }
    }

    NotConfirmed(Duration deadline, TimeSource timeSource) {
        this.refused = Caffeine.newBuilder()
                .maximumSize(BOUND)
                .expireAfterWrite(deadline.plus(UPGRADE))
                .ticker(timeSource::nanoTime)
                .executor(Runnable::run)
                .build();
    }

    void add(Identity identity, RejectReason reason) {
        refused.put(Admission.of(identity), reason);
    }

    /** Why the judge refused; empty when it did not, or not lately. */
    Optional<RejectReason> reason(Identity identity) {
        return Optional.ofNullable(refused.getIfPresent(Admission.of(identity)));
    }

    /** Whether there are so many that nobody more may be admitted without the judge for now. */
    boolean isFull() {
        long before = Long.MAX_VALUE;
        long now = refused.estimatedSize();
        while (now >= DegradedPolicy.MAX_ADMISSIONS && now < before) {
            refused.cleanUp(); // takes out a part of those whose time is over
            before = now;
            now = refused.estimatedSize();
        }
        return now >= DegradedPolicy.MAX_ADMISSIONS;
    }
}
