package io.handclasp.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionPropertyTests {
    private static final List<RedactionRule> RULES = List.of(
            new PrivateKeyRule(),
            new JsonWebTokenRule(),
            new UserInfoRule(),
            new AuthSchemeRule(),
            new NamedValueRule());

    /** Longer than what is scrubbed at once, so that a rule that is not linear would take far too long. */
    private static final int ADVERSARIAL_LENGTH = 200_000;

    private static final Duration LINEAR_TIME = Duration.ofSeconds(5);

    @Property(tries = 5_000)
    void scrubWhenAnyTextThenOnlyEverPutsMarksInPlaceOfStretches(@ForAll("texts") String text) {
        int from = 0;
        for (String kept : Redaction.scrub(text).split(Pattern.quote(Redaction.MARK), -1)) {
            int at = text.indexOf(kept, from);
            assertThat(at).as("where \"%s\" stands", kept).isNotNegative();
            from = at + kept.length();
        }
    }

    @Property(tries = 5_000)
    void scrubWhenPasswordIsPlantedThenItNeverSurvives(
            @ForAll("texts") String before, @ForAll("passwords") String password, @ForAll("contexts") String context) {
        String text = before + "\n" + context.replace("%s", password) + "\n" + before;

        assertThat(Redaction.scrub(text)).doesNotContain(password);
    }

    @Property(tries = 5_000)
    void scrubWhenTokenIsPlantedThenItNeverSurvives(
            @ForAll("texts") String before, @ForAll("tokens") String token, @ForAll("texts") String after) {
        String scrubbed = Redaction.scrub(before + token + after);

        for (String part : token.split("\\.", -1)) {
            assertThat(scrubbed).doesNotContain(part);
        }
    }

    @Property
    void scrubWhenTokenIsEncodedAgainThenItNeverSurvives(
            @ForAll("texts") String before, @ForAll("tokens") String token) {
        String encoded = base64(token);

        assertThat(Redaction.scrub(before + " " + encoded)).doesNotContain(encoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                " ",
                "\"",
                "\\",
                "\\\"",
                "'",
                "[",
                "{",
                "[\"",
                "=",
                ":",
                "%",
                "%20",
                "%3D",
                "@",
                "-",
                "--",
                ",a",
                "&a=",
                ";",
                "e",
                "ey",
                "eyJ",
                "eyJ.",
                "Z",
                "ZXlK",
                "://",
                "a://",
                "a://b:c/",
                "a://b:c@",
                "b",
                "bearer",
                "bearer ",
                "bearer:",
                "bearer,",
                "bearer error=",
                "bearer:error=x",
                "basic x ",
                "password",
                "password=",
                "password=\"",
                "password=[",
                "password=,",
                "password:\\\"",
                "password=[]",
                "password=[password=\"",
                "password=x ",
                "password= password=",
                "Cookie: ",
                "\"password\":\"a\",",
                "token ",
                "--token ",
                "-----BEGIN ",
                "-----END ",
                "-----BEGIN PRIVATE KEY",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN A-----",
                "cookie=a\n",
                "a=b,",
                "😀"
            })
    void applyWhenInputIsAdversarialThenLinearTime(String piece) {
        String text = piece.repeat(ADVERSARIAL_LENGTH / piece.length());

        for (RedactionRule rule : RULES) {
            Deadline deadline = Deadline.after(LINEAR_TIME, TimeSource.system());
            Redactable redactable = new Redactable(text);
            rule.apply(redactable);
            assertThat(redactable.redacted()).isNotNull();
            assertThat(deadline.isExpired()).as(rule.getClass().getSimpleName()).isFalse();
        }
    }

    /** Fragments of all that the rules look for, in any order, among any characters. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> fragments = Arbitraries.of(
                "password",
                "token",
                "secret=",
                "\"",
                "'",
                "`",
                "\\",
                "\\\"",
                "=",
                ":",
                "://",
                "@",
                "[",
                "]",
                "{",
                "}",
                ",",
                ";",
                "&",
                "?",
                "#",
                "%20",
                "%3D",
                "%22",
                " ",
                "\n",
                "Bearer",
                "bearer ",
                "Basic",
                "-----BEGIN ",
                "PRIVATE KEY",
                "-----",
                "-----END ",
                "eyJ",
                "ZXlK",
                "--",
                "user",
                ".",
                "Authorization: ",
                "cookie",
                Redaction.MARK,
                "x=1");
        Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(5);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, fragments), net.jqwik.api.Tuple.of(1, anything))
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    /** Without white space and what would close the context; at least eight, so as not to occur by chance. */
    @Provide
    Arbitrary<String> passwords() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars("!$*+-._~^|")
                .ofMinLength(8)
                .ofMaxLength(40)
                .filter(password ->
                        password.chars().filter(Character::isUpperCase).count() >= 2);
    }

    @Provide
    Arbitrary<String> contexts() {
        return Arbitraries.of(
                "password=%s",
                "password: %s",
                "{\"password\":\"%s\"}",
                "{\\\"password\\\":\\\"%s\\\"}",
                "'client_secret': '%s'",
                "https://joe:%s@host/path",
                "https://%s@host/path",
                "/cb?access_token=%s&state=1",
                "/cb?state=1&api_key=%s",
                "Authorization: Bearer %s",
                "Authorization: Basic %s",
                "Bearer %s",
                "Sec-WebSocket-Protocol: bearer, %s",
                "Cookie: session=%s; theme=dark",
                "{user=joe, password=%s, port=1}",
                "Settings[password=%s]",
                "jdbc:sqlserver://host;user=joe;password=%s;encrypt=true",
                "tool --password %s",
                "to=https%3A%2F%2Fhost%3Ftoken%3D%s",
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----");
    }

    @Provide
    Arbitrary<String> tokens() {
        Arbitrary<String> headers = Arbitraries.of(
                "{\"alg\":\"RS256\"}",
                "{\"typ\":\"JWT\",\"alg\":\"ES256\"}",
                "{ \"alg\" : \"none\" }",
                "{\r\n  \"kid\":\"1\"}");
        Arbitrary<String> claims = Arbitraries.strings().alpha().ofMinLength(5).map(sub -> "{\"sub\":\"" + sub + "\"}");
        Arbitrary<String> signatures = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars("-_")
                .ofLength(43);
        return Combinators.combine(headers, claims, signatures)
                .as((header, claim, signature) -> base64(header) + "." + base64(claim) + "." + signature);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
