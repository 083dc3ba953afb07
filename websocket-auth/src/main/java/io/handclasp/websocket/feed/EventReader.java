package io.handclasp.websocket.feed;

import io.handclasp.websocket.revocation.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What a statement revokes. Stateless but for its settings. */
final class EventReader {
    static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";
    static final String SESSION_REVOKED = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";

    /** Dates are whole seconds: a token of the same second may have been issued before, so it counts as such. */
    private static final Duration SAME_SECOND = Duration.ofSeconds(1);

    private final Set<String> spokenFor;

    /**
     * Makes a reader.
     *
     * @param spokenFor issuers of whose subjects a statement of another may speak
     */
    EventReader(Set<String> spokenFor) {
        this.spokenFor = Set.copyOf(spokenFor);
    }

    /** OpenID Connect Back-Channel Logout 1.0, section 2.4. */
    Revocation logout(Claims claims) {
        if (claims.object("events").flatMap(events -> events.object(LOGOUT)).isEmpty()) {
            throw new BadEventException("events holds no logout event");
        }
        if (claims.has("nonce")) {
            throw new BadEventException("a logout token must not have a nonce: this is an ID token");
        }
        Optional<String> issuer = Optional.of(claims.requiredText("iss"));
        Optional<String> session = claims.text("sid");
        Optional<String> subject = claims.text("sub");
        if (session.isPresent()) {
            return new Revocation.OfSession(issuer, session.get());
        }
        return new Revocation.OfSubject(
                issuer,
                subject.orElseThrow(() -> new BadEventException("neither sub nor sid is there")),
                until(issuedAt(claims)));
    }

    /** RFC 8417 with the CAEP event session-revoked; empty for events of other kinds, which are none of our business. */
    Optional<Revocation> securityEvent(Claims claims) {
        Claims events = claims.object("events").orElseThrow(() -> new BadEventException("events is missing"));
        Optional<Claims> event = events.object(SESSION_REVOKED);
        if (event.isEmpty()) {
            return Optional.empty();
        }
        // Where the drafts of CAEP had the subject, some transmitters still put it.
        Claims subject = claims.object("sub_id")
                .or(() -> event.get().object("subject"))
                .orElseThrow(() -> new BadEventException("sub_id is missing"));
        Instant issued = issuedAt(claims);
        Instant happened = event.get()
                .instant("event_timestamp")
                .filter(moment -> moment.isBefore(issued))
                .orElse(issued);
        return Optional.of(revocation(subject, claims.requiredText("iss"), until(happened)));
    }

    static Instant issuedAt(Claims claims) {
        return claims.instant("iat").orElseThrow(() -> new BadEventException("iat is missing"));
    }

    private static Instant until(Instant moment) {
        return moment.plus(SAME_SECOND);
    }

    /** Subject identifiers (RFC 9493, section 3.2), and the complex ones of the Shared Signals Framework. */
    private Revocation revocation(Claims subject, String speaker, Instant issuedBefore) {
        String format = subject.text("format")
                .or(() -> subject.text("subject_type"))
                .orElseThrow(() -> new BadEventException("the subject has no format"));
        return switch (format) {
            case "opaque" -> new Revocation.OfSession(Optional.of(speaker), subject.requiredText("id"));
            case "iss_sub" ->
                new Revocation.OfSubject(
                        Optional.of(about(subject, speaker)), subject.requiredText("sub"), issuedBefore);
            case "jwt_id" -> new Revocation.OfToken(Optional.of(about(subject, speaker)), subject.requiredText("jti"));
            case "complex" -> complex(subject, speaker, issuedBefore);
            default -> throw new BadEventException("the subject's format is not supported");
        };
    }

    private Revocation complex(Claims subject, String speaker, Instant issuedBefore) {
        Optional<Claims> session = subject.object("session");
        if (session.isPresent()) {
            return revocation(session.get(), speaker, issuedBefore);
        }
        Claims user = subject.object("user")
                .orElseThrow(() -> new BadEventException("the subject names neither session nor user"));
        // An opaque id is a user's own here, not a session's.
        return user.text("format").filter("opaque"::equals).isPresent()
                ? new Revocation.OfSubject(Optional.of(speaker), user.requiredText("id"), issuedBefore)
                : revocation(user, speaker, issuedBefore);
    }

    /** Whose id it is; an issuer must not revoke what is another's. */
    private String about(Claims subject, String speaker) {
        String issuer = subject.requiredText("iss");
        if (!issuer.equals(speaker) && !spokenFor.contains(issuer)) {
            throw new BadEventException("the subject is another issuer's");
        }
        return issuer;
    }
}
