package io.handclasp.examples.quickstart.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.examples.quickstart.service.ServiceSettings.Carrier;
import io.handclasp.examples.quickstart.service.ServiceSettings.Judge;
import io.handclasp.examples.quickstart.service.ServiceSettings.TokenOrigin;
import io.handclasp.examples.quickstart.usage.UsageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceSettingsTests {
    private static final String GOOD = """
            websocket.url=wss://ws.example.com/chat
            token=abc.def.ghi
            issuer=https://id.example.com
            audience=chat
            """;

    @TempDir
    Path directory;

    @Test
    void readWhenOnlyWhatIsNeededThenUsesDefaults() throws Exception {
        ServiceSettings settings = read(GOOD);

        assertThat(settings.url()).isEqualTo(URI.create("wss://ws.example.com/chat"));
        assertThat(settings.carrier()).isEqualTo(Carrier.HEADER);
        assertThat(settings.token()).isInstanceOf(TokenOrigin.Given.class);
        assertThat(settings.judge()).isEqualTo(new Judge.Issuer(URI.create("https://id.example.com"), "chat"));
        assertThat(settings.journeys()).isEqualTo(100);
        assertThat(settings.samples()).isEqualTo(100);
        assertThat(settings.golden()).isEmpty();
        assertThat(settings.drills()).isFalse();
        assertThat(settings.concurrency()).isEqualTo(16);
        assertThat(settings.toString()).doesNotContain("abc.def.ghi");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    websocket.ulr=wss://a        | unknown setting websocket.ulr in {file}. Did you mean websocket.url?
                    websocket.url=               | websocket.url is not set in {file}.
                    websocket.url=ws://a/b       | websocket.url was ws://a/b, must start with wss:// (ws:// on loopback only).
                    websocket.url=wss://u:p@a/b  | websocket.url was wss://a/b, must start with wss://
                    issuer=http://id.example.com | issuer was http://id.example.com, must start with https://
                    issuer=a b                   | issuer was a b, must start with https://
                    audience=                    | audience is not set in {file}.
                    token=                       | {file} must set exactly one of token, token.file, token.endpoint; it sets none of them.
                    token.file=t                 | {file} must set exactly one of token, token.file, token.endpoint; it sets token and token.file.
                    journeys=0                   | journeys was 0, must be a whole number from 1 to 100000.
                    journeys=ten                 | journeys was ten, must be a whole number from 1 to 100000.
                    health=https://a             | health was https://a, must be name=https://..., with a name of
                    health=a=ftp://b             | health was ftp://b, must start with https://
                    services=a=https://b,a=https://c | services was a=https://c, must be each name once.
                    private-paths=a=b            | private-paths was a=b, must be name=host:port.
                    private-paths=a=b:0          | private-paths was 0, must be a whole number from 1 to 65535.
                    drift.description=no-such    | drift.description was no-such, which cannot be read.
                    golden.expect=type=answer    | golden.expect was type=answer, must be /pointer=value.
                    golden.send=hello            | golden.send in {file} would not be used with the other settings; remove it.
                    drills=true                  | drills was true, must be false without token.endpoint
                    concurrency=257              | concurrency was 257, must be a whole number from 1 to 256.
                    token.carrier=cookie         | token.carrier was cookie, must be header or subprotocol.
                    token.scope=chat             | token.scope in {file} would not be used with the other settings; remove it.
                    """)
    void readWhenSettingIsWrongThenNamesItAndWhatIsAccepted(String line, String message) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> read(GOOD + line + "\n"))
                .withMessageStartingWith(message.replace("{file}", file().toString()))
                .satisfies(wrong -> assertThat(wrong.getMessage()).doesNotContain("abc.def.ghi"));
    }

    @Test
    void readWhenFileOfTokenIsMissingOrEmptyThenNamesTheSetting() throws IOException {
        String settings = GOOD.replace("token=abc.def.ghi", "token.file=token.txt");

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> read(settings))
                .withMessageStartingWith("token.file was token.txt, which cannot be read: NoSuchFileException");

        Files.writeString(directory.resolve("token.txt"), " \n");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> read(settings))
                .withMessage("token.file was token.txt, which is empty.");
    }

    private ServiceSettings read(String text) throws UsageException, IOException {
        Files.writeString(file(), text);
        return ServiceSettings.read(file());
    }

    private Path file() {
        return directory.resolve("service.properties");
    }
}
