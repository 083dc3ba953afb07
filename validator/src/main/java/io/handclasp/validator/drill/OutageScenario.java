package io.handclasp.validator.drill;

import io.handclasp.core.time.Deadline;
import java.util.List;
import java.util.Optional;

/** The auth service is slow, away or comes and goes, for a host that asks it about each token. */
final class OutageScenario implements Scenario {
    private static final int TROUBLED_USERS = 20;

    private final AuthStage stage;
    private final TransportFault fault;
    private final Kind kind;
    private final double admittedAtLeast;

    /** What a fault does to the auth service. */
    enum Kind {
        /** It answers, late. */
        SLOW,
        /** Nobody can judge. */
        DOWN,
        /** It comes and goes. */
        FLAPPING
    }

    /** The share that is admitted nevertheless is one of a fault that comes and goes. */
    OutageScenario(AuthStage stage, TransportFault fault, Kind kind, double admittedAtLeast) {
        this.stage = stage;
        this.fault = fault;
        this.kind = kind;
        this.admittedAtLeast = admittedAtLeast;
    }

    @Override
    public Sighting steadyState(Deadline deadline) throws Exception {
        Sighting seen = stage.admits(stage.host(), deadline);
        return seen.isAsExpected() && !stage.remote()
                ? Sighting.notApplicable("this host judges with keys at hand and asks nobody about each token;"
                        + " the drills for the key set are the ones for it")
                : seen;
    }

    @Override
    public List<Fault> faults() {
        return List.of(stage.rig().fault(fault));
    }

    @Override
    public Sighting effect(Deadline deadline) throws Exception {
        long before = stage.rig().met();
        Played played = stage.probe(stage.host(), deadline);
        long met = stage.rig().met() - before;
        return met > 0
                ? Sighting.asExpected(met + " calls for one handshake met the fault; a new user was " + played.shown())
                : Sighting.notAsExpected("no call met the fault; a new user was " + played.shown());
    }

    @Override
    public Optional<Observation> detection() {
        return kind == Kind.DOWN ? Optional.of(this::detected) : Optional.empty();
    }

    private Sighting detected(Deadline deadline) throws Exception {
        Played played = stage.probe(stage.host(), deadline);
        return PromiseKeeping.tells(played)
                ? Sighting.asExpected("a handshake says so: " + played.shown())
                : Sighting.notAsExpected("a handshake does not tell: " + played.shown());
    }

    @Override
    public Sighting promise(Deadline deadline) throws Exception {
        PromiseKeeping keeping = new PromiseKeeping(stage, stage.host());
        return switch (kind) {
            case DOWN -> keeping.whileDown(deadline);
            case SLOW -> keeping.whileTroubled(0, TROUBLED_USERS, deadline);
            case FLAPPING -> keeping.whileFlapping(admittedAtLeast, TROUBLED_USERS, deadline);
        };
    }

    @Override
    public void close() {
        stage.close();
    }
}
