package io.handclasp.websocket.attack;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** All bad tokens: the one place for them. They fit the keys and the clock of the test tokens. */
final class Corpus {
    private Corpus() {}

    /**
     * Every attack, in the order of their families.
     *
     * @param attacker where an attacker's keys would be
     */
    static List<Attack> all(URI attacker) {
        return Stream.of(
                        AlgorithmAttacks.none(),
                        AlgorithmAttacks.confusion(),
                        KeyAttacks.foreign(attacker),
                        KeyAttacks.ids(),
                        KeyAttacks.critical(),
                        DuplicateAttacks.all(),
                        EncryptedAttacks.all(),
                        CurveAttacks.ecdsa(),
                        CurveAttacks.eddsa(),
                        SignatureAttacks.signatures(),
                        SignatureAttacks.beginnings(),
                        FormAttacks.forms(),
                        FormAttacks.sizes(),
                        ClaimAttacks.times(),
                        ClaimAttacks.audiences(),
                        ClaimAttacks.issuers(),
                        ClaimAttacks.subjects(),
                        ClaimAttacks.statements())
                .flatMap(List::stream)
                .toList();
    }
}
