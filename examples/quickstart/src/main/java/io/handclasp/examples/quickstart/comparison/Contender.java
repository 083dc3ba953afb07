package io.handclasp.examples.quickstart.comparison;

import io.handclasp.examples.quickstart.agent.AuthService;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/** One way to judge handshakes, with a server of its own and a way to the auth service. */
final class Contender implements AutoCloseable {
    private static final Load WARM_UP = new Load(400, Duration.ZERO, 4);

    private final String name;
    private final AuthService authService;
    private final AuthNetwork network;
    private final WelcomeServer server;
    private final HandshakeClient client = new HandshakeClient(HandshakeClient.Expectation.MESSAGE);

    Contender(
            String name,
            AuthService authService,
            AuthNetwork network,
            BiFunction<AuthService, AuthNetwork, WelcomeServer> server) {
        this.name = name;
        this.authService = authService;
        this.network = network;
        this.server = server.apply(authService, network);
    }

    /** Loads classes and lets the JVM compile them, with a healthy auth service; nothing of it is counted. */
    void warmUp(PrintStream out) {
        Progress progress = new Progress(out, name + ", warm-up", WARM_UP.connections());
        List<Answer> answers =
                WARM_UP.run(number -> visit("warm-up-" + number), progress).answers();
        if (answers.stream().noneMatch(Answer::admitted)) {
            throw new IllegalStateException(
                    name + " does not even work with a healthy auth service: " + answers.get(0));
        }
    }

    /** Runs the load while calls to the auth service fail. Every handshake brings a token that nobody saw before. */
    Measured measure(Load load, PrintStream out) {
        int callsBefore = network.calls();
        network.trouble(true);
        try {
            Load.Result result =
                    load.run(number -> visit("user-" + number), new Progress(out, name, load.connections()));
            return Measured.of(result, network.calls() - callsBefore);
        } finally {
            network.trouble(false);
        }
    }

    Answer connect(TokenOffer offer) {
        return client.connect(server.url(), offer);
    }

    private Answer visit(String subject) {
        Answer answer = connect(TokenOffer.inHeader(authService.tokens().valid(subject)));
        boolean mistaken = answer.admitted() && !answer.detail().equals(WelcomeServer.GREETING + subject);
        return mistaken ? new Answer(Answer.Kind.REFUSED, "greeted as another user", answer.time()) : answer;
    }

    @Override
    public void close() {
        server.close();
    }
}
