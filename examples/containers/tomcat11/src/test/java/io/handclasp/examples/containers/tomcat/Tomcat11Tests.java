package io.handclasp.examples.containers.tomcat;

import io.handclasp.examples.containers.AttackContract;
import io.handclasp.examples.containers.BrowserContract;
import io.handclasp.examples.containers.DeferredModeContract;
import io.handclasp.examples.containers.FactsContract;
import io.handclasp.examples.containers.FilterModeContract;
import io.handclasp.examples.containers.FilterOriginContract;
import io.handclasp.examples.containers.FirstMessageContract;
import io.handclasp.examples.containers.FuzzContract;
import io.handclasp.examples.containers.HandshakeModeContract;
import org.junit.jupiter.api.Nested;

/** The conformance suite on Tomcat 11. */
class Tomcat11Tests {
    @Nested
    class Facts extends FactsContract {}

    @Nested
    class FilterMode extends FilterModeContract {}

    @Nested
    class HandshakeMode extends HandshakeModeContract {}

    @Nested
    class DeferredMode extends DeferredModeContract {}

    @Nested
    class FilterOrigins extends FilterOriginContract {}

    @Nested
    class FirstMessages extends FirstMessageContract {}

    @Nested
    class Attacks extends AttackContract {}

    @Nested
    class Fuzz extends FuzzContract {}

    @Nested
    class Pages extends BrowserContract {}
}
