package io.handclasp.examples.soak;

import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.soak.Wire.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** A client's time after it was admitted, until its fate has come. For one thread. */
final class Stay {
    private static final TimeSource CLOCK = TimeSource.system();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_WORDS = Duration.ofMillis(300);
    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(3);
    /** How long a revoked session may live: a close, and a busy machine. */
    private static final Duration LATE = Duration.ofSeconds(3);
    /** What is said so long after it must not pass: many ticks of the guard, and no client can say it earlier. */
    private static final Duration TOO_LATE = Duration.ofSeconds(1);

    private static final String STILL_HERE = "still here";
    private static final int MOST_WORDS = 5;
    private static final int RENEWALS = 2;
    private static final int BY_TOKEN = 4401;

    private final Wire wire;
    private final GuardedChat chat;
    private final TokenIssuer tokens;
    private final MoodSwings moods;
    private final Ledger ledger;
    private final Random random;
    private IssuedToken token;

    Stay(
            Wire wire,
            IssuedToken token,
            GuardedChat chat,
            TokenIssuer tokens,
            MoodSwings moods,
            Ledger ledger,
            Random random) {
        this.wire = wire;
        this.token = token;
        this.chat = chat;
        this.tokens = tokens;
        this.moods = moods;
        this.ledger = ledger;
        this.random = random;
    }

    /** Lives through it; says so to the ledger when it came as it should. */
    void live(Fate fate) {
        boolean asPlanned = switch (fate) {
            case LEAVES -> talk() && leave();
            case VANISHES -> talk() && vanish();
            case RENEWS -> renewAndLeave();
            case EXPIRES -> untilExpiry();
            case IS_REVOKED -> talk() && revoked();
        };
        if (asPlanned) {
            ledger.ended(fate);
        }
        wire.vanish();
    }

    private boolean talk() {
        int words = 1 + random.nextInt(MOST_WORDS);
        for (int i = 0; i < words; i++) {
            String word = "word " + i;
            if (!wire.say(word)) {
                return broken("a message could not be sent");
            }
            Optional<Event> answer = wire.next(PATIENCE);
            if (!(answer.orElse(null) instanceof Event.Said said)
                    || !said.text().equals(word)) {
                return broken("no echo, but " + answer);
            }
        }
        return true;
    }

    private boolean leave() {
        wire.leave();
        Optional<Event> answer = wire.next(PATIENCE);
        return answer.orElse(null) instanceof Event.Closed || broken("no goodbye, but " + answer);
    }

    private boolean vanish() {
        wire.vanish();
        return true;
    }

    private boolean renewAndLeave() {
        for (int renewed = 0; renewed < RENEWALS; ) {
            Optional<Event> early = wire.next(BETWEEN_RENEWALS);
            if (early.isPresent()) {
                return endedWithoutRenewal(early.get());
            }
            IssuedToken fresh = tokens.good(token.subject(), Fate.RENEWS.lifetime());
            long startNanos = CLOCK.nanoTime();
            wire.say(SoakEndpoint.RENEW + fresh.text().reveal());
            Optional<Event> answer = wire.next(PATIENCE);
            if (answer.orElse(null) instanceof Event.Said said && said.text().equals(SoakEndpoint.RENEWED)) {
                token = fresh;
                renewed++;
            } else if (answer.orElse(null) instanceof Event.Said said
                    && said.text().equals(SoakEndpoint.NOT_JUDGED)) {
                if (!moods.troubledSince(startNanos)) {
                    return broken("a renewal was not judged, without trouble");
                }
            } else {
                return answer.isPresent() ? endedWithoutRenewal(answer.get()) : broken("no answer to a renewal");
            }
        }
        return leave();
    }

    /** In a long trouble nobody can renew, and then the old token ends. */
    private boolean endedWithoutRenewal(Event event) {
        boolean expired = event instanceof Event.Closed closed
                && closed.code() == BY_TOKEN
                && !CLOCK.now().isBefore(token.expiry())
                && moods.troubledSince(CLOCK.nanoTime() - Fate.RENEWS.lifetime().toNanos());
        return expired || broken("while it renewed: " + event);
    }

    private boolean untilExpiry() {
        Instant lastWord = token.expiry().plus(TOO_LATE);
        // Ends by itself: whatever is said after the last word ends it, one way or the other.
        while (true) {
            boolean afterTheLast = CLOCK.now().isAfter(lastWord); // before it is said: a pause here accuses nobody
            wire.say(STILL_HERE);
            Optional<Event> answer = wire.next(PATIENCE);
            if (answer.isEmpty()) {
                return broken("no echo, and no close within " + PATIENCE);
            }
            if (!(answer.get() instanceof Event.Said)) {
                return endedByToken(answer.get());
            }
            if (afterTheLast) {
                return broken("a message passed after the token had expired");
            }
            Optional<Event> meanwhile = wire.next(BETWEEN_WORDS);
            if (meanwhile.isPresent()) {
                return endedByToken(meanwhile.get());
            }
        }
    }

    private boolean endedByToken(Event event) {
        boolean right = event instanceof Event.Closed closed
                && closed.code() == BY_TOKEN
                && !CLOCK.now().isBefore(token.expiry());
        return right || broken("while it waited for its token's end: " + event);
    }

    private boolean revoked() {
        chat.revoke(token.id());
        Optional<Event> event = wire.next(LATE);
        boolean right = event.orElse(null) instanceof Event.Closed closed && closed.code() == BY_TOKEN;
        return right || broken("a revoked session: " + event);
    }

    private boolean broken(String how) {
        ledger.violation(how);
        return false;
    }
}
