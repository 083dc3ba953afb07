package io.handclasp.websocket.session;

import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.verify.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Sessions by subject, login session and token. Not thread-safe. */
final class SessionIndexes {
    private final SessionIndex subjects = new SessionIndex();
    private final SessionIndex logins = new SessionIndex();
    private final SessionIndex tokens = new SessionIndex();

    void add(GuardedEntry entry) {
        Identity identity = entry.admission.identity();
        subjects.add(identity.subject(), entry);
        identity.sessionId().ifPresent(id -> logins.add(id, entry));
        identity.tokenId().ifPresent(id -> tokens.add(id, entry));
    }

    /** To be called before the entry's identity changes. */
    void remove(GuardedEntry entry) {
        Identity identity = entry.admission.identity();
        subjects.remove(identity.subject(), entry);
        identity.sessionId().ifPresent(id -> logins.remove(id, entry));
        identity.tokenId().ifPresent(id -> tokens.remove(id, entry));
    }

    /** The sessions that a revocation covers. */
    List<GuardedEntry> covered(Revocation revocation) {
        Predicate<GuardedEntry> covered = entry -> revocation.covers(entry.admission.identity());
        if (revocation instanceof Revocation.OfToken token) {
            return found(tokens, token.tokenId(), covered);
        }
        if (revocation instanceof Revocation.OfSession session) {
            return found(logins, session.sessionId(), covered);
        }
        return found(subjects, ((Revocation.OfSubject) revocation).subject(), covered);
    }

    List<GuardedEntry> ofSubject(String subject, Predicate<GuardedEntry> which) {
        return found(subjects, subject, which);
    }

    private static List<GuardedEntry> found(SessionIndex index, String id, Predicate<GuardedEntry> which) {
        List<GuardedEntry> found = new ArrayList<>();
        index.each(id, entry -> {
            if (which.test(entry)) {
                found.add(entry);
            }
        });
        return found;
    }

    int size() {
        return subjects.size() + logins.size() + tokens.size();
    }

    void clear() {
        subjects.clear();
        logins.clear();
        tokens.clear();
    }
}
