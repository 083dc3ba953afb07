package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictBase64UrlTests {
    @Property
    void decodeWhenEncodedBytesStandAnywhereThenThoseBytes(
            @ForAll @Size(max = 600) byte[] bytes, @ForAll @Size(max = 5) byte[] before) {
        byte[] encoded = Base64.getUrlEncoder().withoutPadding().encode(bytes);
        byte[] text = new byte[before.length + encoded.length + 3];
        System.arraycopy(before, 0, text, 0, before.length);
        System.arraycopy(encoded, 0, text, before.length, encoded.length);
        assertThat(StrictBase64Url.decode(text, before.length, before.length + encoded.length))
                .isEqualTo(bytes);
    }

    @Property
    void decodeWhenAnyTextIsAcceptedThenItIsTheOnlyOneOfItsBytes(
            @ForAll
                    @StringLength(max = 9)
                    @CharRange(from = 'A', to = 'D')
                    @CharRange(from = 'w', to = 'z')
                    @Chars({'-', '_', '=', '+', '/', '.', ' ', '9'})
                    String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] decoded;
        try {
            decoded = StrictBase64Url.decode(bytes, 0, bytes.length);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(decoded))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "AAAAA",
                "AB",
                "AAB",
                "AA==",
                "AAA=",
                "AA=",
                "A===",
                "====",
                "=",
                "AA==AAAA",
                "AAA=AAAA",
                "A A",
                "AA\n",
                "AA+/",
                "AA.A",
                "\u00e9AAA",
                "AAA\u00ff"
            })
    void decodeWhenNotTheCanonicalFormThenRefused(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        assertThatIllegalArgumentException().isThrownBy(() -> StrictBase64Url.decode(bytes, 0, bytes.length));
    }
}
