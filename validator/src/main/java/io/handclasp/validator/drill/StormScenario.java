package io.handclasp.validator.drill;

import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.WebSocketAuthenticator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A replica has just started, the auth service is slow, and all of its users come back at once with several connections each. */
final class StormScenario implements Scenario {
    private final AuthStage stage;
    private final ReconnectStorm storm;
    private Optional<WebSocketAuthenticator> started = Optional.empty();

    StormScenario(AuthStage stage, ReconnectStorm storm) {
        this.stage = stage;
        this.storm = storm;
    }

    private WebSocketAuthenticator restarted() {
        if (started.isEmpty()) {
            started = Optional.of(stage.copy());
        }
        return started.get();
    }

    @Override
    public Sighting steadyState(Deadline deadline) throws Exception {
        return stage.admits(stage.host(), deadline);
    }

    @Override
    public List<Fault> faults() {
        return List.of(stage.rig().fault(TransportFaults.latency(storm.latency())));
    }

    @Override
    public Sighting effect(Deadline deadline) throws Exception {
        long before = stage.rig().met();
        Played played = stage.probe(restarted(), deadline);
        return stage.rig().met() > before
                ? Sighting.asExpected("the replica that started now had to ask; a user was " + played.shown())
                : Sighting.notAsExpected("the replica that started now asked nobody; a user was " + played.shown());
    }

    @Override
    public Optional<Observation> detection() {
        return Optional.empty();
    }

    @Override
    public Sighting promise(Deadline deadline) throws Exception {
        List<Secret> users = stage.newcomers(storm.users(), deadline);
        List<Secret> connections = new ArrayList<>();
        for (int i = 0; i < storm.connections(); i++) {
            connections.addAll(users);
        }
        long before = stage.rig().calls();
        List<Played> handshakes = stage.play(restarted(), connections, deadline);
        long calls = stage.rig().calls() - before;
        String seen = connections.size() + " handshakes of " + users.size() + " users, " + calls
                + " calls to the auth service: " + PromiseKeeping.counts(handshakes);
        Optional<Played> wrong = handshakes.stream()
                .filter(played -> !played.admitted() && !played.unavailable())
                .findFirst();
        long admitted = handshakes.stream().filter(Played::admitted).count();
        if (wrong.isPresent()) {
            return Sighting.notAsExpected(
                    "a user with a good token was " + wrong.get().shown() + "; " + seen);
        } else if (admitted < storm.admittedAtLeast() * handshakes.size()) {
            return Sighting.notAsExpected(String.format(
                    Locale.ROOT,
                    "%d were admitted, promised are %.0f %%; %s",
                    admitted,
                    storm.admittedAtLeast() * 100,
                    seen));
        } else if (calls > storm.callsPerUser() * users.size()) {
            return Sighting.notAsExpected(String.format(
                    Locale.ROOT,
                    "the auth service was asked more than %.1f times for each user; %s",
                    storm.callsPerUser(),
                    seen));
        }
        return Sighting.asExpected(seen);
    }

    @Override
    public Sighting recovery(Deadline deadline) throws Exception {
        return stage.admits(restarted(), deadline);
    }

    @Override
    public void close() {
        stage.close();
    }
}
