package io.handclasp.websocket.revocation;

import io.handclasp.websocket.verify.Identity;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Revocations by the id that they name, to be read without a lock and without making an object. Of one id and one issuer there
 * is at most one: the widest of those that were added, for as long as the last of them.
 */
final class RevocationIndex {
    private record Entry(Revocation revocation, long endNanos) {}

    private final ConcurrentMap<String, List<Entry>> byId = new ConcurrentHashMap<>();

    /** To be called by one thread at a time, with ends that do not go back. */
    void add(Revocation revocation, long endNanos) {
        byId.merge(idOf(revocation), List.of(new Entry(revocation, endNanos)), (there, added) -> {
            Revocation widest = revocation;
            for (Entry entry : there) {
                widest = widerOf(widest, entry.revocation());
            }
            return Stream.concat(
                            there.stream()
                                    .filter(entry ->
                                            !entry.revocation().issuer().equals(revocation.issuer())),
                            Stream.of(new Entry(widest, endNanos)))
                    .toList();
        });
    }

    private static Revocation widerOf(Revocation added, Revocation there) {
        return added instanceof Revocation.OfSubject one
                        && there instanceof Revocation.OfSubject other
                        && one.issuer().equals(other.issuer())
                        && other.issuedBefore().isAfter(one.issuedBefore())
                ? other
                : added;
    }

    /** Drops what ended; what was added again meanwhile ends later and stays. */
    void removeEnded(String id, long nowNanos) {
        byId.computeIfPresent(id, (key, there) -> leftOf(there, nowNanos));
    }

    private static @Nullable List<Entry> leftOf(List<Entry> there, long nowNanos) {
        List<Entry> left =
                there.stream().filter(entry -> entry.endNanos() - nowNanos > 0).toList();
        return left.isEmpty() ? null : left;
    }

    boolean covers(String id, Identity identity) {
        List<Entry> there = byId.get(id);
        if (there == null) {
            return false;
        }
        for (Entry entry : there) {
            if (entry.revocation().covers(identity)) {
                return true;
            }
        }
        return false;
    }

    /** The id under which a revocation stands. */
    static String idOf(Revocation revocation) {
        if (revocation instanceof Revocation.OfToken token) {
            return token.tokenId();
        }
        return revocation instanceof Revocation.OfSession session
                ? session.sessionId()
                : ((Revocation.OfSubject) revocation).subject();
    }
}
