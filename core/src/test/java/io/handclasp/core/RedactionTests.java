package io.handclasp.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTests {
    /** From RFC 7519, section 3.1: the header starts with a line break. */
    private static final String RFC_TOKEN = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
            + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
            + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "password=S3cr3t                               | password=[redacted]",
                "password = S3cr3t next                        | password = [redacted] next",
                "DB_PASSWORD: S3cr3t                           | DB_PASSWORD: [redacted]",
                "user=joe;Password=S3cr3t;Ssl=true             | user=joe;Password=[redacted];Ssl=true",
                "{user=joe, password=S3cr3t, port=1}           | {user=joe, password=[redacted], port=1}",
                "Config[apiKey=S3cr3t] loaded                  | Config[apiKey=[redacted]] loaded",
                "/cb?access_token=S3cr3t&x=1                   | /cb?access_token=[redacted]&x=1",
                "/cb?access_token=S3,cr;3t&x=1                 | /cb?access_token=[redacted]&x=1",
                "to=https%3A%2F%2Fh%3Ftoken%3DS3cr3t           | to=https%3A%2F%2Fh%3Ftoken%3D[redacted]",
                "{\"password\":\"S3cr3t\",\"a\":1}             | {\"password\":\"[redacted]\",\"a\":1}",
                "{\"password\" : \"S3\\\"cr3t\", \"a\":1}      | {\"password\" : \"[redacted]\", \"a\":1}",
                "{\\\"password\\\":\\\"S3cr3t\\\",\\\"a\\\":1} | {\\\"password\\\":\\\"[redacted]\\\",\\\"a\\\":1}",
                "{\"secrets\":[\"S3cr3t\",\"b]\"],\"a\":1}     | {\"secrets\":[redacted],\"a\":1}",
                "credentials={user=joe, key=S3cr3t} done       | credentials=[redacted] done",
                "{\"password\":\"S3cr3t                        | {\"password\":\"[redacted]",
                "Authorization: Negotiate S3cr3t S3cr3t        | Authorization: [redacted]",
                "Cookie: a=S3cr3t; b=S3cr3t                    | Cookie: [redacted]",
                "x-api-key: S3cr3t                             | x-api-key: [redacted]",
                "user[password]=S3cr3t                         | user[password]=[redacted]",
                "tool --token S3cr3t --verbose                 | tool --token [redacted] --verbose",
                "secret => S3cr3t                              | secret => [redacted]",
                "token: Basic secretive next                   | token: [redacted] [redacted] next",
                "secret= password: S3cr3t                      | secret= [redacted] [redacted]",
                "token=x+password: S3cr3t                      | token=[redacted] [redacted]",
                "password=[S3cr3t]S3cr3t                       | password=[redacted]",
            })
    void scrubWhenSensitiveNameThenValueRedacted(String text, String expected) {
        assertThat(Redaction.scrub(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sent Bearer S3cr3t to it           | sent Bearer [redacted] to it",
                "BEARER  s3cr3t                     | BEARER  [redacted]",
                "Bearer%20S3cr3t&x=1                | Bearer%20[redacted]&x=1",
                "h#Authorization#Bearer%20S3cr3t    | h#Authorization#Bearer%20[redacted]",
                "protocols: bearer, S3cr3t          | protocols: bearer, [redacted]",
                "Bearer \"S3cr3t\" sent             | Bearer \"[redacted]\" sent",
                "Basic dXNlcjpTM2NyM3Q= sent        | Basic [redacted] sent",
                "DPoP S3cr3t                        | DPoP [redacted]",
                "v1.token.websocket.jupyter.org.S3cr3t         | v1.token.websocket.jupyter.org.[redacted]",
                "base64url.bearer.authorization.k8s.io.UzNjcjN0 | base64url.bearer.authorization.k8s.io.[redacted]",
            })
    void scrubWhenSchemeThenCredentialsRedacted(String text, String expected) {
        assertThat(Redaction.scrub(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://joe:S3cr3t@host:1/p     | https://[redacted]@host:1/p",
                "redis://:S3cr3t@host            | redis://[redacted]@host",
                "amqp://S3cr3t@host?x            | amqp://[redacted]@host?x",
                "jdbc:mysql://joe:S3@cr3t@h/db   | jdbc:mysql://[redacted]@h/db",
                "postgres://joe:S3/cr?3t@h/db    | postgres://[redacted]@h/db",
                "https://token:S3cr3t@host/      | https://[redacted]",
            })
    void scrubWhenUrlHasUserInfoThenRedacted(String text, String expected) {
        assertThat(Redaction.scrub(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "token %s expired",
                "x%s",
                "jwt.%s",
                "https://host/cb/%s/next",
                "https://host/cb?x=%s&y=1",
                "\"%s\"",
                "[%s, %s]",
                "Bearer %s",
            })
    void scrubWhenJsonWebTokenThenNoPartOfItSurvives(String context) {
        String scrubbed = Redaction.scrub(context.replace("%s", RFC_TOKEN));

        assertThat(scrubbed).contains(Redaction.MARK);
        for (String part : RFC_TOKEN.split("\\.", -1)) {
            assertThat(scrubbed).doesNotContain(part.substring(0, 12));
            assertThat(scrubbed).doesNotContain(part.substring(part.length() - 12));
        }
    }

    @Test
    void scrubWhenTokenIsCutOffThenRedacted() {
        assertThat(Redaction.scrub("got " + RFC_TOKEN.substring(0, 15))).isEqualTo("got [redacted]");
    }

    @Test
    void scrubWhenTokenIsEncodedAgainThenRedacted() {
        // "eyJ0eXAiOiJKV1Qi" in base64
        assertThat(Redaction.scrub("offered ZXlKMGVYQWlPaUpLVjFRaQ")).isEqualTo("offered [redacted]");
    }

    @Test
    void scrubWhenDotsOfTokenArePercentEncodedThenRedacted() {
        assertThat(Redaction.scrub("/cb/" + RFC_TOKEN.replace(".", "%2E"))).isEqualTo("/cb/[redacted]");
    }

    @Test
    void scrubWhenPrivateKeyThenBlockRedacted() {
        String text = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
                + "-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----\nafter";

        assertThat(Redaction.scrub(text))
                .isEqualTo("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n[redacted]\nafter");
    }

    @Test
    void scrubWhenPrivateKeyHasNoEndThenRedactedToTheEndOfTheText() {
        assertThat(Redaction.scrub("key -----BEGIN PRIVATE KEY-----\nMHcC\nMHcC"))
                .isEqualTo("key [redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect to 10.0.0.1:443 timed out after PT1S",
                "https://auth.example.com:8443/oauth2/introspect answered 503",
                "WWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"expired\"",
                "the bearer token was refused",
                "basic checks passed",
                "pass: 12, fail: 3",
                "token_endpoint=https://auth.example.com/token",
                "TokenExpiredException: expired at 2025-01-01T00:00:00Z",
                "passwordFile=/run/secrets/db",
                "KeyJwkSource and eyewitness.example.com",
                "mail to joe@example.com",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
                "",
            })
    void scrubWhenNothingSecretThenUnchanged(String text) {
        assertThat(Redaction.scrub(text)).isSameAs(text);
    }

    @Test
    void scrubWhenTextIsTooLongThenCutAndMarked() {
        String scrubbed = Redaction.scrub("x ".repeat(Redaction.MAX_INPUT_LENGTH));

        assertThat(scrubbed).hasSize(Redaction.MAX_INPUT_LENGTH + 1).endsWith("…");
    }

    @Test
    void scrubWhenCutFallsIntoUserInfoThenNothingOfItSurvives() {
        String start = "x".repeat(Redaction.MAX_INPUT_LENGTH - 20) + " https://";

        assertThat(Redaction.scrub(start + "joe:S3cr3tS3cr3tS3cr3t@host/")).endsWith(" https://…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "DB_PASSWORD",
                "db.pass",
                "spring.datasource.password",
                "apiKey",
                "x-api-key",
                "client_secret",
                "clientSecret",
                "Authorization",
                "Set-Cookie",
                "JSESSIONID",
                "refresh_token",
                "AWS_SECRET_ACCESS_KEY",
                "private-key",
                "X-Amz-Signature",
                "sid",
                "pass",
                "auth",
                "code_verifier",
                "JWT"
            })
    void isSensitiveNameWhenItHoldsASecretThenTrue(String name) {
        assertThat(Redaction.isSensitiveName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "user",
                "port",
                "author",
                "token_endpoint",
                "tokenUrl",
                "PASSWORD_FILE",
                "cookie-timeout",
                "keyCount",
                "compass",
                "jwks",
                "authenticated",
                "sidecar",
                "secretPath"
            })
    void isSensitiveNameWhenItHoldsNoneThenFalse(String name) {
        assertThat(Redaction.isSensitiveName(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://joe:S3cr3t@host:8443/a/b?x=S3cr3t&y=S3cr3t#S3cr3t | https://host:8443/a/b?x=[redacted]&y=[redacted]",
                "https://host                                    | https://host",
                "https://host/?S3cr3t                            | https://host/?[redacted]",
                "https://S3cr3t@host/a@b                         | https://host/a@b",
                "https://host/p;jsessionid=S3cr3t                | https://host/p;jsessionid=[redacted]",
                "jdbc:postgresql://joe:S3cr3t@h/db?password=S3cr3t | jdbc:postgresql://h/db?password=[redacted]",
                "jdbc:oracle:thin:joe/S3cr3t@h:1521:x            | jdbc:h:1521:x",
                "jdbc:oracle:thin:joe/S3cr3t@//h:1521/x          | jdbc://h:1521/x",
                "ws://[::1]:80/a                                 | ws://[::1]:80/a",
                "/relative                                       | /relative",
                "S3cr3t@x                                        | x",
            })
    void safeUriWhenShownThenOnlyWhereItPointsTo(URI uri, String expected) {
        assertThat(Redaction.safeUri(uri)).isEqualTo(expected);
    }

    @Test
    void safeUriWhenPathOrNameIsATokenThenRedacted() {
        assertThat(Redaction.safeUri(URI.create("https://host/" + RFC_TOKEN + "?" + RFC_TOKEN + "=1")))
                .isEqualTo("https://host/[redacted]?[redacted]=[redacted]");
    }

    @Test
    void safeUriWhenEndlessThenBounded() {
        assertThat(Redaction.safeUri(URI.create("https://host/" + "p/".repeat(10_000))))
                .hasSize(1_000);
    }

    @Test
    void describeWhenMessageHoldsSecretsAndLinesThenScrubbedOnOneLine() {
        assertThat(Redaction.describe(new IOException("first\nWARN forged token=S3cr3t")))
                .isEqualTo("IOException: first WARN forged token=[redacted]");
    }

    @Test
    void describeWhenCausesThenEachOnce() {
        Throwable cause = new IllegalStateException("inner");

        assertThat(Redaction.describe(new IOException("outer", cause)))
                .isEqualTo("IOException: outer, caused by IllegalStateException: inner");
        assertThat(Redaction.describe(new IOException(cause)))
                .isEqualTo("IOException, caused by IllegalStateException: inner");
    }

    @Test
    void describeWhenCausesGoInACircleThenEnds() {
        Throwable one = new IOException("one");
        Throwable two = new IOException("two", one);
        one.initCause(two);

        assertThat(Redaction.describe(one)).contains("one", "two").hasSizeLessThan(200);
    }

    @Test
    void describeWhenMessageCannotBeReadThenSaysSo() {
        Throwable hostile = new RuntimeException() {
            @Override
            public String getMessage() {
                throw new IllegalStateException("token=S3cr3t");
            }
        };

        assertThat(Redaction.describe(hostile))
                .contains("its message cannot be read: java.lang.IllegalStateException")
                .doesNotContain("S3cr3t");
    }

    @Test
    void describeWhenMessageIsEndlessThenBounded() {
        assertThat(Redaction.describe(new IOException("m ".repeat(100_000)))).hasSizeLessThan(320);
    }

    @Test
    void scrubWhenCredentialsStartLikeAWordThenHidden() {
        assertThat(Redaction.scrub("sent Bearer oR!aaaaA to them")).doesNotContain("aaaaA");
        assertThat(Redaction.scrub("a Bearer token, or Bearer tokens. Is it?")).doesNotContain(Redaction.MARK);
    }
}
