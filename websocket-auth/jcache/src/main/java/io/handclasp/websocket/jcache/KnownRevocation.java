package io.handclasp.websocket.jcache;

import io.handclasp.websocket.revocation.Revocation;
import java.time.Instant;
import java.util.Optional;

/**
 * A revocation, and until when it is kept.
 *
 * @param revocation the revocation
 * @param endsAt by the wall clock of the node that was told first
 */
record KnownRevocation(Revocation revocation, Instant endsAt) {
    /** What is revoked, whatever the moment before which its tokens were issued. */
    record Key(char kind, Optional<String> issuer, String id) {
        static Key of(Revocation revocation) {
            if (revocation instanceof Revocation.OfToken token) {
                return new Key('t', token.issuer(), token.tokenId());
            }
            if (revocation instanceof Revocation.OfSession session) {
                return new Key('s', session.issuer(), session.sessionId());
            }
            Revocation.OfSubject subject = (Revocation.OfSubject) revocation;
            return new Key('u', subject.issuer(), subject.subject());
        }

        /** What its place in the cache is made from. */
        String[] parts() {
            return new String[] {String.valueOf(kind), issuer.isPresent() ? "of" : "any", issuer.orElse(""), id};
        }

        @Override
        public String toString() {
            return "Key[" + kind + "]";
        }
    }

    Key key() {
        return Key.of(revocation);
    }

    /** Whether this says all that another of the same key says, for as long. */
    boolean covers(KnownRevocation other) {
        return !other.endsAt().isAfter(endsAt) && isAsWideAs(other.revocation());
    }

    private boolean isAsWideAs(Revocation other) {
        return !(revocation instanceof Revocation.OfSubject mine && other instanceof Revocation.OfSubject theirs)
                || !theirs.issuedBefore().isAfter(mine.issuedBefore());
    }

    /** The wider of the two, for as long as the longer of the two. */
    KnownRevocation with(KnownRevocation other) {
        Instant end = other.endsAt().isAfter(endsAt) ? other.endsAt() : endsAt;
        return new KnownRevocation(isAsWideAs(other.revocation()) ? revocation : other.revocation(), end);
    }

    @Override
    public String toString() {
        return "KnownRevocation[" + revocation.getClass().getSimpleName() + ", endsAt=" + endsAt + "]";
    }
}
