package io.handclasp.websocket.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTests {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1,10.0.0.1",
        "255.255.255.255,255.255.255.255",
        "::1,0:0:0:0:0:0:0:1",
        "::,0:0:0:0:0:0:0:0",
        "2001:DB8::a,2001:db8:0:0:0:0:0:a",
        "1:2:3:4:5:6:7:8,1:2:3:4:5:6:7:8",
        "1::8,1:0:0:0:0:0:0:8",
        "1:2:3:4:5:6:7::,1:2:3:4:5:6:7:0",
        "::ffff:192.0.2.1,192.0.2.1",
        "64:ff9b::192.0.2.33,64:ff9b:0:0:0:0:c000:221"
    })
    void parseWhenAnAddressThenInItsNormalForm(String text, String shown) {
        assertThat(IpAddress.parse(text)).map(IpAddress::toString).contains(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.",
                "0x1.2.3.4",
                "1.2.3.-4",
                " 1.2.3.4",
                "localhost",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "g::",
                "::1.2.3",
                "1.2.3.4::",
                "::1%eth0",
                "[::1]",
                "1:2:3:4:5:6:7:8::",
                "\u0661.2.3.4",
                "::1.2.3.4:1",
                ":1:2:3:4:5:6:7"
            })
    void parseWhenNoAddressThenEmpty(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Property
    void parseWhenTheJdkWroteItThenTheSame(@ForAll @Size(16) byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);
        assertThat(IpAddress.parse(address.getHostAddress())).contains(IpAddress.of(address));
    }

    @Property
    void parseWhenAnythingThenNeverThrows(
            @ForAll @Chars({':', '.', '0', '1', 'f', 'g'}) @StringLength(max = 20) String text) {
        IpAddress.parse(text)
                .ifPresent(address ->
                        assertThat(IpAddress.parse(address.toString())).contains(address));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.0.1,true",
        "10.0.0.0/8,11.0.0.1,false",
        "192.0.2.1,192.0.2.1,true",
        "192.0.2.1,192.0.2.2,false",
        "192.0.2.128/25,192.0.2.127,false",
        "192.0.2.128/25,192.0.2.200,true",
        "10.0.0.0/8,::ffff:10.1.1.1,true",
        "fd00::/8,fdff::1,true",
        "fd00::/8,fe00::1,false",
        "fd00::/8,10.0.0.1,false",
        "::1,::1,true",
    })
    void containsWhenAskedThenByTheFirstBits(String range, String address, boolean contained) {
        assertThat(IpRange.configured(range).contains(IpAddress.parse(address).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy.example",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/0",
                "::/0",
                "fd00::/129",
                "10.1.0.0/8",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "*"
            })
    void configuredWhenNoRangeThenNamedWithWhatIsAccepted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpRange.configured(text))
                .withMessageStartingWith("a trusted proxy was \"" + text + "\", must ");
    }
}
