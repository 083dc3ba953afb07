package io.handclasp.validator.report;

import static io.handclasp.validator.model.ValidationPhase.INFRASTRUCTURE_HEALTH;
import static io.handclasp.validator.model.ValidationPhase.WEBSOCKET_AUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.validator.Validator;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.ValidationReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextFormatTests {
    @Test
    void renderWhenOneOfEverythingThenInTheLayoutOfLinkerdCheck() {
        String text = ReportFormats.text(TextStyle.plain()).render(SampleReports.everything());

        assertThat(text)
                .startsWith("""
                        Infrastructure health
                        ---------------------
                        √ the database answers  (240 ms)
                        ‼ the certificate is valid for a month  (80 ms)
                            passed with a warning: expires in 12 days
                            hint: Renew it: certbot renew
                            id: health.certificate
                        √ the health score is kept  (580 ms)

                        VPC connectivity
                        ----------------
                        × the auth service is reached through the private network  (1.4 s)
                            failed: auth.internal resolves to 203.0.113.7, which is a public address
                            - resolver: 169.254.169.254
                            impact: Tokens travel over the public internet, and handshakes fail when it is slow.
                            hint: gcloud run services update chat --vpc-egress=all-traffic
                            id: vpc.auth
                        ⊘ inside is faster than outside
                            blocked by vpc.auth
                            id: vpc.latency
                        """)
                .contains("‼ golden path completed: 100 %, target ≥ 99.5 %, n = 200, 95 % bounds 98.11 % to 100 %\n")
                .contains("    insufficient data, needs n = 765\n")
                .contains("√ database calls answered: 100 %, target ≥ 99.9 %, n = 3,838, 95 % bounds 99.9 % to 100 %\n")
                .endsWith("""
                        Status check results are ×
                        Verdict FAIL, exit code 1, run completed, score 50 %, capped by a critical failure, coverage 69.23 %, 12 checks in 10.4 s
                        """);
    }

    @Test
    void renderWhenColouredThenOnlySignsAre() {
        String text = ReportFormats.text(new TextStyle(true, false)).render(SampleReports.clean());

        assertThat(text).isEqualTo("""
                        Infrastructure health
                        ---------------------
                        \u001B[32m[ok]\u001B[0m the database answers  (240 ms)

                        Status check results are \u001B[32m[ok]\u001B[0m
                        Verdict PASS, exit code 0, run completed, score 100 %, coverage 100 %, 1 checks in 10.4 s
                        """);
    }

    @Test
    void liveTextWhenRunGoesOnThenTheSameTextAsAfterwards() {
        StringBuilder live = new StringBuilder();
        ValidationReport report = Validator.builder()
                .listener(ReportFormats.liveText(live, TextStyle.plain()))
                .check(CheckDefinition.builder(WEBSOCKET_AUTH, "login", deadline -> CheckOutcome.failed("refused"))
                        .impact("nobody gets in")
                        .build())
                .check(INFRASTRUCTURE_HEALTH, "database", deadline -> CheckOutcome.passed("fine"))
                .build()
                .run();

        assertThat(live.toString())
                .isEqualTo(ReportFormats.text(TextStyle.plain()).render(report));
    }

    @Test
    void renderWhenSkippedThenItsReasonAndNothingToActUponInAnyFormat() {
        StringBuilder live = new StringBuilder();
        ValidationReport report = Validator.builder()
                .listener(ReportFormats.liveText(live, TextStyle.plain()))
                .check(CheckDefinition.builder(
                                WEBSOCKET_AUTH,
                                "forged",
                                deadline ->
                                        CheckOutcome.skipped("no key was given").withHint("give a key"))
                        .title("a forged token is refused")
                        .impact("anybody gets in")
                        .hint("see what the verifier checks")
                        .build())
                .build()
                .run();
        String text = ReportFormats.text(TextStyle.plain()).render(report);

        assertThat(text).contains("""
                - a forged token is refused  (""".replace("- ", "– ")).contains("""
                )
                    skipped: no key was given

                """);
        assertThat(live.toString()).isEqualTo(text);
        assertThat(report.check("forged").orElseThrow().outcome().hint()).contains("give a key");
        assertThat(List.of(
                        text,
                        ReportFormats.html().render(report),
                        ReportFormats.junitXml().render(report)))
                .allSatisfy(shown -> assertThat(shown)
                        .contains("no key was given")
                        .doesNotContain("anybody gets in", "give a key", "see what the verifier checks"));
    }

    @Test
    void liveTextWhenStreamIsBrokenThenTheRunGoesOn() {
        Appendable broken = new Appendable() {
            @Override
            public Appendable append(CharSequence text) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public Appendable append(char c) throws IOException {
                throw new IOException("no space left");
            }
        };
        ValidationReport report = Validator.builder()
                .listener(ReportFormats.liveText(broken, TextStyle.plain()))
                .check(INFRASTRUCTURE_HEALTH, "database", deadline -> CheckOutcome.passed("fine"))
                .build()
                .run();

        assertThat(report.exitCode()).isZero();
    }

    @Test
    void styleWhenEnvironmentSaysSoThenColoursOnTerminalsOnly() {
        Map<String, String> xterm = Map.of("TERM", "xterm");

        assertThat(TextStyle.of(xterm, true, StandardCharsets.UTF_8)).isEqualTo(new TextStyle(true, true));
        assertThat(TextStyle.of(xterm, false, StandardCharsets.UTF_8)).isEqualTo(TextStyle.plain());
        assertThat(TextStyle.of(xterm, true, StandardCharsets.US_ASCII)).isEqualTo(new TextStyle(true, false));
        assertThat(TextStyle.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true, StandardCharsets.UTF_8))
                .isEqualTo(TextStyle.plain());
        assertThat(TextStyle.of(Map.of("TERM", "dumb"), true, StandardCharsets.UTF_8))
                .isEqualTo(TextStyle.plain());
        assertThat(TextStyle.of(Map.of(), true, StandardCharsets.UTF_8)).isEqualTo(TextStyle.plain());
        assertThat(TextStyle.ofTerminal().colour()).isFalse();
    }
}
