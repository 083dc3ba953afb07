package io.handclasp.websocket.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Requests that one builder makes, one after another: none sees another's lines, whatever was added when. */
class HeaderLinesPropertyTests {
    /**
     * Steps: 0 builds, others add that many lines, one by one or by a map; each request must hold exactly what was there when it
     * was built.
     */
    @Property
    void buildWhenLinesAreAddedBetweenThenEachRequestKeepsItsOwn(
            @ForAll @Size(max = 12) List<@IntRange(max = 30) Integer> steps, @ForAll boolean byMap) {
        HandshakeRequest.Builder builder = HandshakeRequest.builder();
        List<String> lines = new ArrayList<>();
        List<HandshakeRequest> built = new ArrayList<>();
        List<List<String>> expected = new ArrayList<>();
        for (int step : steps) {
            List<String> more = new ArrayList<>();
            for (int i = 0; i < step; i++) {
                more.add("line " + (lines.size() + i));
            }
            lines.addAll(more);
            if (byMap) {
                builder.headers(Map.of("Cookie", more));
            } else {
                more.forEach(line -> builder.header(line.endsWith("7") ? "COOKIE" : "cookie", line));
            }
            if (step % 5 == 0) {
                built.add(builder.build());
                expected.add(List.copyOf(lines));
            }
        }

        for (int i = 0; i < built.size(); i++) {
            assertThat(built.get(i).headers("Cookie")).isEqualTo(expected.get(i));
        }
    }
}
