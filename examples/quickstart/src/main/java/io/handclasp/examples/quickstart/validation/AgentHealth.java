package io.handclasp.examples.quickstart.validation;

import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import io.handclasp.examples.quickstart.agent.AgentSystem;
import io.handclasp.examples.quickstart.agent.PrivateZone;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.auth.TokenJudge.Verdict;
import io.handclasp.probes.kinds.Probes;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.probes.websocket.TokenPlace;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The health of what the agent stands on, as its host would monitor it. */
final class AgentHealth {
    static final String AUTH_SERVICE = "auth-service";
    static final String DATABASE = "database";
    static final String FACTS = "facts";
    static final String CHAT = "chat";

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private AgentHealth() {}

    static HealthMonitor monitor(AgentSystem system, Supplier<Secret> token, Executor executor) {
        URI facts =
                URI.create("http://" + PrivateZone.FACTS + ":" + system.facts().port() + "/health");
        ProbeSet probes = ProbeSet.of(
                ProbeDefinition.builder(
                                AUTH_SERVICE,
                                Probes.authToken(
                                                (secret, deadline) -> judge(system.verifier(), secret, deadline), token)
                                        .build())
                        .deadline(PATIENCE)
                        .build(),
                ProbeDefinition.builder(
                                DATABASE,
                                Probes.jdbc(system.database().dataSource())
                                        .executor(executor)
                                        .build())
                        .deadline(PATIENCE)
                        .build(),
                ProbeDefinition.builder(
                                FACTS,
                                Probes.http(facts).resolver(new PrivateZone()).build())
                        .build(),
                ProbeDefinition.builder(
                                CHAT,
                                Probes.webSocket(system.chat())
                                        .token(token, TokenPlace.AUTHORIZATION_HEADER)
                                        .build())
                        .dependsOn(AUTH_SERVICE)
                        .build());
        return HealthMonitor.builder(
                        ProbeRunner.builder(probes).executor(executor).build())
                .build();
    }

    private static CompletionStage<Verdict> judge(TokenVerifier verifier, Secret token, Deadline deadline) {
        return verifier.verify(BearerToken.of(token.reveal()), deadline)
                .thenApply(verification ->
                        verification instanceof Verification.Valid ? Verdict.ACCEPTED : Verdict.REFUSED);
    }
}
