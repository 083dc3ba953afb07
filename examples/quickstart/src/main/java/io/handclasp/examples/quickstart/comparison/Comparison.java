package io.handclasp.examples.quickstart.comparison;

import io.handclasp.examples.quickstart.agent.AuthService;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** The same handshakes against the same failing auth service, once with a plain call and once with Handclasp. */
public final class Comparison {
    private static final Duration INTERVAL = Duration.ofSeconds(1).dividedBy(300);
    private static final int CLIENT_THREADS = 64;

    private final Load load;
    private final long seed;
    private final PrintStream out;

    public Comparison(int handshakes, long seed, PrintStream out) {
        this.load = new Load(handshakes, INTERVAL, CLIENT_THREADS);
        this.seed = seed;
        this.out = out;
    }

    /** Runs it and prints what was seen; true when every promised figure was met. */
    public boolean run() throws IOException {
        ComparisonReport report = new ComparisonReport(out);
        report.introduction(load, seed);
        try (Saboteur saboteur = Saboteur.start(seed);
                AuthService authService = AuthService.start();
                AuthNetwork plainNetwork = new AuthNetwork(new FaultSchedule(seed), saboteur);
                AuthNetwork handclaspNetwork = new AuthNetwork(new FaultSchedule(seed), saboteur);
                Contender plain = new Contender("plain call", authService, plainNetwork, PlainServer::start);
                Contender handclasp = new Contender("Handclasp", authService, handclaspNetwork, GuardedServer::start)) {
            plain.warmUp(out);
            handclasp.warmUp(out);
            Measured plainMeasured = plain.measure(load, out);
            Measured handclaspMeasured = handclasp.measure(load, out);
            List<TokenCase> cases = TokenCase.tryAll(authService.tokens(), plain, handclasp);
            List<Promise> promises = Promise.all(plainMeasured, handclaspMeasured, cases);
            report.measures(plainMeasured, handclaspMeasured);
            report.promises(promises);
            report.cases(cases);
            return promises.stream().allMatch(Promise::met);
        }
    }
}
