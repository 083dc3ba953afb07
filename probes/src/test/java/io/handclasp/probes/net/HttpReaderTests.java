package io.handclasp.probes.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class HttpReaderTests {
    private static HttpAnswer read(byte[] bytes, int maxBody) throws IOException {
        HttpReader reader = new HttpReader(new ByteArrayInputStream(bytes), maxBody);
        return reader.answer(reader.head(), false);
    }

    @Property(tries = 500)
    void answerWhenBytesAreArbitraryThenReadOrRefusedAndNothingElse(
            @ForAll @Size(max = 300) byte[] tail, @ForAll boolean chunked) {
        byte[] head = ("HTTP/1.1 200 OK\r\n" + (chunked ? "Transfer-Encoding: chunked\r\n\r\n" : ""))
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        try {
            assertThat(read(all, 50).body().length()).isLessThanOrEqualTo(50);
        } catch (IOException refused) {
            assertThat(Fault.of(refused)).isIn(Fault.PROTOCOL, Fault.CLOSED);
        }
    }

    @Property(tries = 300)
    void answerWhenBodyIsInChunksThenPutTogetherAndCutAtTheBound(
            @ForAll @StringLength(max = 200) @AlphaChars String body,
            @ForAll @IntRange(min = 1, max = 50) int size,
            @ForAll @IntRange(min = 1, max = 250) int maxBody)
            throws IOException {
        StringBuilder text = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int at = 0; at < body.length(); at += size) {
            String chunk = body.substring(at, Math.min(body.length(), at + size));
            text.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        text.append("0\r\n\r\n");

        HttpAnswer answer = read(text.toString().getBytes(StandardCharsets.US_ASCII), maxBody);

        assertThat(answer.body()).isEqualTo(body.substring(0, Math.min(body.length(), maxBody)));
        assertThat(answer.cut()).isEqualTo(body.length() > maxBody);
    }
}
