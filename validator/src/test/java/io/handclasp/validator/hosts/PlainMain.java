package io.handclasp.validator.hosts;

import java.io.IOException;
import java.io.PrintStream;

/** A host without a container. It ends by itself, which it does not as long as a thread is left that is no daemon. */
final class PlainMain {
    private PlainMain() {}

    public static void main(String... arguments) throws IOException {
        PrintStream out = System.out;
        try (Composition host = new Composition()) {
            out.println(Leftovers.check(() -> host.validator().run()));
        }
    }
}
