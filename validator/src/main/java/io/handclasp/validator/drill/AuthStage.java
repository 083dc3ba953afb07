package io.handclasp.validator.drill;

import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.WebSocketAuthenticator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every drill for authentication plays on: rehearsal copies of the host's authenticator over one rig of faults, and users. Used
 * by one thread; closed with its scenario.
 */
final class AuthStage {
    private final AuthDrillSettings settings;
    private final FaultRig rig;
    private final Players players;
    private final List<WebSocketAuthenticator> copies = new ArrayList<>();
    private final WebSocketAuthenticator host;
    private List<Secret> known = List.of();
    private List<Secret> waiting = List.of();
    private List<Secret> prober = List.of();
    private boolean remote;

    AuthStage(AuthDrillSettings settings) {
        this.settings = settings;
        this.rig = new FaultRig(settings.authenticator().execution());
        this.players = new Players(settings.login(), settings.request());
        this.host = copy();
    }

    /** A replica that has just started: it remembers nothing and knows no keys. */
    WebSocketAuthenticator copy() {
        WebSocketAuthenticator copy = settings.authenticator().rehearsal(rig::around);
        copies.add(copy);
        return copy;
    }

    FaultRig rig() {
        return rig;
    }

    WebSocketAuthenticator host() {
        return host;
    }

    AuthDrillSettings settings() {
        return settings;
    }

    /** Users that the host admitted in its steady state. */
    List<Secret> known() {
        return known;
    }

    /** Whether each token costs a call; known after the first steady state. */
    boolean remote() {
        return remote;
    }

    List<Secret> newcomers(int number, Deadline deadline) throws Exception {
        return players.newcomers(number, deadline);
    }

    List<Played> play(WebSocketAuthenticator on, List<Secret> tokens, Deadline deadline) throws InterruptedException {
        return players.play(on, tokens, deadline.timeSource());
    }

    /**
     * One new user. Looks are repeated, and each login costs somebody a call: who was not admitted comes again with the same token,
     * on which there is no verdict.
     */
    Played probe(WebSocketAuthenticator on, Deadline deadline) throws Exception {
        if (prober.isEmpty()) {
            prober = newcomers(1, deadline);
        }
        Played played = play(on, prober, deadline).get(0);
        if (played.admitted()) {
            prober = List.of();
        }
        return played;
    }

    /** New users are admitted by the judge himself. Who was not yet comes again: logging in anew would help nobody. */
    Sighting admits(WebSocketAuthenticator on, Deadline deadline) throws Exception {
        if (waiting.isEmpty()) {
            waiting = newcomers(settings.users(), deadline);
        }
        // One first: while the host cannot serve this one, there is no use in asking for all.
        List<Secret> first = waiting.subList(0, 1);
        List<Secret> others = waiting.subList(1, waiting.size());
        Optional<Played> refused = refused(play(on, first, deadline));
        long before = rig.calls();
        if (refused.isEmpty()) {
            refused = refused(play(on, others, deadline));
        }
        if (refused.isPresent()) {
            return Sighting.notAsExpected(
                    "a user with a good token was " + refused.get().shown());
        }
        remote = rig.calls() - before >= others.size();
        known = waiting;
        waiting = List.of();
        return Sighting.asExpected(known.size() + " new users were admitted");
    }

    private static Optional<Played> refused(List<Played> handshakes) {
        return handshakes.stream()
                .filter(played -> !played.admitted() || played.degraded())
                .findFirst();
    }

    void close() {
        copies.forEach(WebSocketAuthenticator::close);
    }
}
