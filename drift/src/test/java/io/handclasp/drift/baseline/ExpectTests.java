package io.handclasp.drift.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.Secret;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Place;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectTests {
    private static final Place PLACE = Place.of("test");
    private static final SecretKey KEY =
            new SecretKeySpec("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    private final Comparer comparer = Comparer.of(Optional.empty());

    private Verdict judge(Expect expect, String key, String actual) {
        return expect.judge(key, Optional.of(ConfigValue.of(key, actual, PLACE)), comparer);
    }

    private static void assertStatus(Verdict verdict, DriftStatus status) {
        assertThat(verdict).isInstanceOf(Verdict.Broken.class);
        assertThat(((Verdict.Broken) verdict).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TEXT|a|a",
                "BOOLEAN|true|ON",
                "BOOLEAN|0|disabled",
                "INTEGER|007|7",
                "NUMBER|1|1.0",
                "NUMBER|1e3|1000",
                "DURATION|60s|PT1M",
                "DURATION|1m30s|90 s",
                "DURATION|0|0s",
                "DURATION_SECONDS|30|30s",
                "DURATION_MILLIS|250|PT0.25S",
                "SIZE|1Mi|1048576",
                "SIZE|1 MB|1000k",
                "LIST|a, b,c|[c,a,b]",
                "URL|https://Host.example:443/|https://host.example",
                "URL|jdbc:postgresql://DB:5432/x|jdbc:postgresql://db/x/"
            })
    void equalToWhenWrittenOtherwiseThenMet(ValueType type, String expected, String actual) {
        assertThat(judge(Expect.equalTo(expected).as(type), "key", actual)).isEqualTo(Verdict.met());
        assertThat(judge(Expect.equalTo(expected).as(type), "password", actual)).isEqualTo(Verdict.met());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TEXT|1|1.0", "BOOLEAN|true|false", "BOOLEAN|true|maybe", "NUMBER|1|1.01", "DURATION|60s|61s",
                "DURATION|60s|60", "SIZE|1Mi|1MB", "LIST|a,b|a", "URL|https://a/x|https://a/y",
                        "URL|https://a|http://a",
                "DURATION|1s|999999999999999999999999999999999999999999999999999999999999999999999h", "INTEGER|1|1.0"
            })
    void equalToWhenDifferentThenModified(ValueType type, String expected, String actual) {
        assertStatus(judge(Expect.equalTo(expected).as(type), "key", actual), DriftStatus.MODIFIED);
        assertStatus(judge(Expect.equalTo(expected).as(type), "password", actual), DriftStatus.MODIFIED);
    }

    @Test
    void judgeWhenNotSetThenMissingUnlessAbsentOrOptional() {
        assertStatus(Expect.equalTo("a").judge("key", Optional.empty(), comparer), DriftStatus.MISSING);
        assertStatus(Expect.present().judge("key", Optional.empty(), comparer), DriftStatus.MISSING);
        assertThat(Expect.absent().judge("key", Optional.empty(), comparer)).isEqualTo(Verdict.met());
        assertThat(Expect.equalTo("a").optional().judge("key", Optional.empty(), comparer))
                .isInstanceOf(Verdict.NotApplicable.class);
    }

    @Test
    void presentAndAbsentWhenSetThenJudged() {
        assertThat(judge(Expect.present(), "key", "x")).isEqualTo(Verdict.met());
        assertStatus(judge(Expect.present(), "key", "  "), DriftStatus.MISSING);
        assertStatus(judge(Expect.absent(), "key", ""), DriftStatus.UNEXPECTED);
    }

    @Test
    void oneOfAndBetweenWhenJudgedThenByType() {
        assertThat(judge(Expect.oneOf("30s", "60s").as(ValueType.DURATION), "key", "PT1M"))
                .isEqualTo(Verdict.met());
        assertStatus(judge(Expect.oneOf("a", "b"), "key", "c"), DriftStatus.MODIFIED);
        Expect range = Expect.between(ValueType.DURATION, "1s", "1m");
        assertThat(judge(range, "key", "60s")).isEqualTo(Verdict.met());
        assertStatus(judge(range, "key", "61s"), DriftStatus.MODIFIED);
        assertStatus(judge(range, "key", "soon"), DriftStatus.MODIFIED);
        assertStatus(judge(Expect.ofType(ValueType.URL), "key", "not a url"), DriftStatus.MODIFIED);
    }

    @Test
    void matchingWhenJudgedThenTheWholeValueMustMatch() {
        assertThat(judge(Expect.matching("https://.*"), "key", "https://x")).isEqualTo(Verdict.met());
        assertStatus(judge(Expect.matching("https"), "key", "https://x"), DriftStatus.MODIFIED);
    }

    @ParameterizedTest
    @Timeout(20)
    @ValueSource(strings = {"(a+)+$", "(a|aa)+b", "(.*a){20}b", "^(([a-z])+.)+[A-Z]([a-z])+$", "(a|b|ab)*c"})
    void matchingWhenPatternIsCatastrophicThenNotChecked(String regex) {
        Verdict verdict = judge(Expect.matching(regex), "key", "a".repeat(4_000) + "!");

        assertThat(verdict).isNotEqualTo(Verdict.met());
    }

    @Test
    void matchingWhenPatternTakesTooLongThenSaysSo() {
        assertThat(judge(Expect.matching("(a+)+$"), "key", "a".repeat(4_000) + "!"))
                .isEqualTo(new Verdict.NotChecked("key", "could not be matched: the pattern takes too long for it"));
    }

    @Test
    void judgeWhenValueIsAReferenceThenNotCheckedButForPresence() {
        Optional<ConfigValue> reference = Optional.of(new ConfigValue.Reference("secret db version latest", PLACE));

        assertThat(Expect.present().judge("key", reference, comparer)).isEqualTo(Verdict.met());
        assertThat(Expect.sameAs(reference.get()).judge("key", reference, comparer))
                .isEqualTo(Verdict.met());
        assertThat(Expect.equalTo("a").judge("key", reference, comparer)).isInstanceOf(Verdict.NotChecked.class);
        assertThat(Expect.matching("a").judge("key", reference, comparer)).isInstanceOf(Verdict.NotChecked.class);
        assertStatus(
                Expect.sameAs(reference.get()).judge("key", Optional.of(ConfigValue.of("key", "a", PLACE)), comparer),
                DriftStatus.MODIFIED);
    }

    @Test
    void fingerprintWhenHostHasTheKeyThenJudgedElseNotChecked() {
        Expect expect = Expect.fingerprint(Secret.of("hunter2").fingerprint(KEY));
        Optional<ConfigValue> same = Optional.of(ConfigValue.of("password", "hunter2", PLACE));
        Comparer keyed = Comparer.of(Optional.of(KEY));

        assertThat(expect.judge("password", same, keyed)).isEqualTo(Verdict.met());
        assertStatus(
                expect.judge("password", Optional.of(ConfigValue.of("password", "hunter3", PLACE)), keyed),
                DriftStatus.MODIFIED);
        assertThat(expect.judge("password", same, comparer)).isInstanceOf(Verdict.NotChecked.class);
    }

    @Test
    void settingsWhenWrongThenRefusedWithWhatIsAccepted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expect.equalTo("soon").as(ValueType.DURATION))
                .withMessage("the expected value is not of the type duration");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expect.between(ValueType.SIZE, "2", "1"))
                .withMessageContaining("the lesser one first");
        assertThatIllegalArgumentException().isThrownBy(() -> Expect.between(ValueType.TEXT, "1", "2"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expect.matching("("))
                .withMessageStartingWith("pattern is no regular expression");
        assertThatIllegalArgumentException().isThrownBy(() -> Expect.fingerprint("abc"));
        assertThatIllegalArgumentException().isThrownBy(Expect::oneOf);
        assertThatIllegalArgumentException().isThrownBy(() -> Baseline.builder("No Name"));
    }

    @ParameterizedTest
    @CsvSource({"*,a,true", "a*c,abbc,true", "a*c,ab,false", "feature.*,feature.x.y,true", "*.b,a.b,true", "a,ab,false"
    })
    void globWhenMatchedThenStarStandsForAnything(String pattern, String name, boolean matches) {
        assertThat(new Glob(pattern).matches(name)).isEqualTo(matches);
    }
}
