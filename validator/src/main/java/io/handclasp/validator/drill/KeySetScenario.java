package io.handclasp.validator.drill;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.WebSocketAuthenticator;
import java.util.List;
import java.util.Optional;

/**
 * The key set is away or holds the old keys, for a host that judges with keys at hand. A replica that runs already goes on; one that
 * starts now cannot judge, and must not say that good tokens are bad while it could not look.
 */
final class KeySetScenario implements Scenario {
    private final AuthStage stage;
    private final TransportFault fault;
    private Optional<WebSocketAuthenticator> started = Optional.empty();

    KeySetScenario(AuthStage stage, TransportFault fault) {
        this.stage = stage;
        this.fault = fault;
    }

    @Override
    public Sighting steadyState(Deadline deadline) throws Exception {
        Sighting seen = stage.admits(stage.host(), deadline);
        return seen.isAsExpected() && stage.remote()
                ? Sighting.notApplicable("this host asks the auth service about each token and holds no keys")
                : seen;
    }

    @Override
    public List<Fault> faults() {
        return List.of(stage.rig().fault(fault));
    }

    private WebSocketAuthenticator startedUnderFault() {
        if (started.isEmpty()) {
            started = Optional.of(stage.copy());
        }
        return started.get();
    }

    @Override
    public Sighting effect(Deadline deadline) throws Exception {
        Played played = stage.probe(startedUnderFault(), deadline);
        boolean met = stage.rig().met() > 0 && !(played.admitted() && !played.degraded());
        return met
                ? Sighting.asExpected("on a replica that starts now, a user is " + played.shown())
                : Sighting.notAsExpected("on a replica that starts now, a user is " + played.shown()
                        + (stage.rig().met() > 0 ? "; do the tokens name their key?" : "; no call met the fault"));
    }

    @Override
    public Optional<Observation> detection() {
        return Optional.empty();
    }

    @Override
    public Sighting promise(Deadline deadline) throws Exception {
        Sighting running = new PromiseKeeping(stage, stage.host())
                .whileTroubled(1, stage.settings().users(), deadline);
        if (!running.isAsExpected()) {
            return Sighting.notAsExpected("on a replica that ran before: " + running.message());
        }
        List<Played> starting =
                stage.play(startedUnderFault(), stage.newcomers(stage.settings().users(), deadline), deadline);
        return starting.stream()
                .filter(played -> played.admitted() && !played.degraded())
                .findFirst()
                .map(played -> Sighting.notAsExpected(
                        "a replica that started now admitted a user without the user's key: " + played.shown()))
                .orElseGet(() -> Sighting.asExpected("on a replica that ran before, " + running.message()
                        + "; on one that started now, new users: " + PromiseKeeping.counts(starting)));
    }

    @Override
    public Sighting recovery(Deadline deadline) throws Exception {
        Sighting late = stage.admits(startedUnderFault(), deadline);
        return late.isAsExpected() ? stage.admits(stage.host(), deadline) : late;
    }

    @Override
    public void close() {
        stage.close();
    }
}
