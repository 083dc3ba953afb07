package io.handclasp.websocket.token;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Texts that are tokens, and prefixes that stand before them. */
final class Tokens {
    private Tokens() {}

    /** Any {@code b64token}, from one character to as many as are accepted. */
    static final class Any implements ArbitrarySupplier<String> {
        @Override
        public Arbitrary<String> get() {
            Arbitrary<String> body = Arbitraries.strings()
                    .withCharRange('a', 'z')
                    .withCharRange('A', 'Z')
                    .numeric()
                    .withChars("-._~+/")
                    .ofMinLength(1)
                    .ofMaxLength(200);
            Arbitrary<String> opaque = Combinators.combine(
                            body, Arbitraries.integers().between(0, 2))
                    .as((text, padding) -> text + "=".repeat(padding));
            return Arbitraries.frequencyOf(
                    Tuple.of(6, opaque),
                    Tuple.of(3, new JsonWebToken().get()),
                    Tuple.of(1, Arbitraries.just("a".repeat(4_096))));
        }
    }

    /** The shape of a JSON Web Token. */
    static final class JsonWebToken implements ArbitrarySupplier<String> {
        @Override
        public Arbitrary<String> get() {
            Arbitrary<String> part = Arbitraries.strings()
                    .withCharRange('a', 'z')
                    .withCharRange('A', 'Z')
                    .numeric()
                    .withChars("-_")
                    .ofMinLength(1)
                    .ofMaxLength(100);
            return Combinators.combine(part, part, part).as((a, b, c) -> "ey" + a + "." + b + "." + c);
        }
    }

    /** The prefixes after which a token may be plain or encoded. */
    static final class Prefix implements ArbitrarySupplier<String> {
        @Override
        public Arbitrary<String> get() {
            return Arbitraries.of("jwt.", "jwt-auth.", "bearer.");
        }
    }
}
