package io.handclasp.examples.soak;

import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.soak.Wire.Event;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Comes again and again, in all the ways in which users and strangers come, until it is told to stop. For one thread. */
final class User {
    private static final TimeSource CLOCK = TimeSource.system();
    /** Longer than any deadline of a handshake. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int LONGEST_PAUSE_MILLIS = 200;
    private static final int MOST_CANCEL_MILLIS = 60;
    private static final double COMES_AGAIN = 0.3;
    private static final Duration LEFT_TO_COME_AGAIN = Duration.ofSeconds(20);

    private final String name;
    private final Random random;
    private final TokenIssuer tokens;
    private final List<GuardedChat> chats;
    private final MoodSwings moods;
    private final Ledger ledger;
    private final HttpClient client;
    private @Nullable IssuedToken kept;

    User(
            String name,
            long seed,
            TokenIssuer tokens,
            List<GuardedChat> chats,
            MoodSwings moods,
            Ledger ledger,
            HttpClient client) {
        this.name = name;
        this.random = new Random(seed);
        this.tokens = tokens;
        this.chats = chats;
        this.moods = moods;
        this.ledger = ledger;
        this.client = client;
    }

    /** Comes until then. A visit that has begun is brought to its end. */
    void comeUntil(CountDownLatch end) {
        kept = null; // the key of the last round may serve no longer
        try {
            while (!end.await(random.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS)) {
                come(end);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException failure) {
            throw new IllegalStateException("a client has no socket", failure);
        }
    }

    private void come(CountDownLatch end) throws IOException {
        Kind kind = Weighted.choose(Kind.values(), Kind::perHundred, random);
        Fate fate = Weighted.choose(Fate.values(), Fate::perHundred, random);
        GuardedChat chat = chats.get(random.nextInt(chats.size()));
        if (kind == Kind.CANCELLED) {
            ledger.cancelled();
            TornHandshake.send(
                    chat.url(),
                    tokens.good(name, Fate.LEAVES.lifetime()).text(),
                    random.nextBoolean(),
                    random.nextInt(MOST_CANCEL_MILLIS),
                    end);
            return;
        }
        Optional<IssuedToken> token = tokenOf(kind, fate, chat);
        long startNanos = CLOCK.nanoTime();
        Wire wire = Wire.open(
                client,
                chat.url(),
                new Offer(
                        kind == Kind.GOOD_SUBPROTOCOL ? Offer.Carrier.SUBPROTOCOL : Offer.Carrier.HEADER,
                        token.map(IssuedToken::text)));
        Optional<Event> first = wire.next(PATIENCE);
        Answer answer = first.map(this::meaningOf).orElse(Answer.LOST);
        ledger.answered(
                kind,
                answer,
                moods.troubledSince(startNanos),
                first.map(Event::toString).orElse("silence"));
        if (answer == Answer.ADMITTED && kind.isGood()) {
            new Stay(wire, token.orElseThrow(), chat, tokens, moods, ledger, random).live(fate);
        } else {
            wire.vanish();
        }
    }

    private Optional<IssuedToken> tokenOf(Kind kind, Fate fate, GuardedChat chat) {
        return switch (kind) {
            case GOOD_HEADER, GOOD_SUBPROTOCOL, CANCELLED -> Optional.of(good(fate));
            case FORGED -> Optional.of(tokens.forged(name));
            case EXPIRED -> Optional.of(tokens.expired(name));
            case OTHER_AUDIENCE -> Optional.of(tokens.forAnotherService(name));
            case REVOKED -> {
                IssuedToken token = tokens.good(name, fate.lifetime());
                chat.revoke(token.id());
                yield Optional.of(token);
            }
            case NO_TOKEN -> Optional.empty();
        };
    }

    /** A token that will be revoked or must end soon is used once; others serve again, as after a reload of the page. */
    private IssuedToken good(Fate fate) {
        if (fate != Fate.LEAVES && fate != Fate.VANISHES) {
            return tokens.good(name, fate.lifetime());
        }
        IssuedToken last = kept;
        boolean again = last != null
                && random.nextDouble() < COMES_AGAIN
                && last.expiry().isAfter(CLOCK.now().plus(LEFT_TO_COME_AGAIN));
        IssuedToken token = again && last != null ? last : tokens.good(name, fate.lifetime());
        kept = token;
        return token;
    }

    private Answer meaningOf(Event event) {
        if (event instanceof Event.Said said) {
            return said.text().equals(SoakEndpoint.WELCOME + name) ? Answer.ADMITTED : Answer.LOST;
        }
        int code = event instanceof Event.Closed closed
                ? closed.code()
                : event instanceof Event.Status status ? status.code() : 0;
        return switch (code) {
            case 4400, 4401, 4403, 400, 401, 403 -> Answer.REFUSED;
            case 1013, 503 -> Answer.NO_VERDICT;
            default -> Answer.LOST;
        };
    }
}
