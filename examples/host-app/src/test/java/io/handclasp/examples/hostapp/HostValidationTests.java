package io.handclasp.examples.hostapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.validator.Validator;
import io.handclasp.validator.junit.ValidationTests;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.ValidationReport;
import io.handclasp.validator.model.Verdict;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The host's own unit tests: one for each check, in one container for each phase. */
class HostValidationTests {
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final HttpClient client = HttpClient.newBuilder().executor(executor).build();
    private final Issuer issuer = new Issuer();

    @AfterEach
    void endThreads() {
        executor.shutdownNow();
    }

    private Validator validator(ChatHost host) {
        return HostValidation.of(host, issuer::good, issuer.tokens(), client, executor);
    }

    // tag::host-validation-tests[]
    @TestFactory
    Stream<DynamicContainer> hostWhenValidatedThenFitToServe() {
        try (ChatHost host = new ChatHost(issuer.secret(), ChatHost.AUDIENCE)) {
            return ValidationTests.of(validator(host));
        }
    }
    // end::host-validation-tests[]

    @Test
    void hostWhenItTakesTokensForAnotherServiceThenTheRunFailsAndNamesTheCheck() {
        try (ChatHost host = new ChatHost(issuer.secret(), "billing")) {
            ValidationReport report = validator(host).run();

            assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(report.check("auth.good-token").orElseThrow().outcome().message())
                    .endsWith("it was refused as WRONG_AUDIENCE");
            assertThat(report.check("chat.talk").orElseThrow().outcome().blockedBy())
                    .contains("auth.good-token");
        }
    }

    @Test
    void hostWhenItIsGoneThenItsPortAndItsUsersSaySo() {
        ChatHost host = new ChatHost(issuer.secret(), ChatHost.AUDIENCE);
        Validator validator = validator(host);
        host.close();

        ValidationReport report = validator.run();

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.check("probe.chat-port").orElseThrow().state()).isEqualTo(CheckState.FAILED);
    }
}
