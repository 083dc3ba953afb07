package io.handclasp.examples.hostapp;

import io.handclasp.core.Secret;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.kinds.Probes;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.validator.Validator;
import io.handclasp.validator.checks.AuthenticationChecks;
import io.handclasp.validator.checks.TestTokens;
import io.handclasp.validator.golden.Events;
import io.handclasp.validator.golden.GoldenPath;
import io.handclasp.validator.golden.TokenCarrier;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** What this host holds itself to, composed in one place: its unit tests, its pipeline and its operators run the same. */
final class HostValidation {
    private HostValidation() {}

    /** The caller brings tokens, and ends what it hands over. */
    static Validator of(
            ChatHost host, Supplier<Secret> login, TestTokens tokens, HttpClient client, Executor executor) {
        // tag::host-validator[]
        HealthMonitor monitor = HealthMonitor.builder(ProbeRunner.builder(ProbeSet.of(ProbeDefinition.builder(
                                        "chat-port",
                                        Probes.tcp("127.0.0.1", host.port()).build())
                                .build()))
                        .executor(executor)
                        .build())
                .build();
        return Validator.builder()
                .title("chat host")
                .health(monitor)
                .checks(AuthenticationChecks.builder(host.authenticator(), tokens)
                        .samples(20)
                        .build())
                .checks(GoldenPath.builder("chat.talk", host.chat(), client, (user, deadline) -> login.get())
                        .title("a user says something and is heard")
                        .carrier(TokenCarrier.SUBPROTOCOL_PAIR)
                        .send("say", "hello")
                        .expect("heard", Duration.ofSeconds(5), Events.text("alice said hello"))
                        .runs(5)
                        .dependsOn("auth.good-token")
                        .build())
                .build();
        // end::host-validator[]
    }
}
