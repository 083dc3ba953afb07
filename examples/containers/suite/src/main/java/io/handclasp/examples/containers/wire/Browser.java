package io.handclasp.examples.containers.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Headless Chromium on a page of its own, which connects with {@code new WebSocket(url, protocols)} and tells what a page is
 * shown. The page comes from loopback and the browser is told to talk to nobody else.
 */
public final class Browser {
    private static final long LIMIT_SECONDS = 50;
    private static final Path NULL_DEVICE = Path.of("/dev/null");

    private Browser() {}

    /**
     * One connection that the page makes.
     *
     * @param url where to
     * @param protocols what it offers
     */
    public record Attempt(String url, List<String> protocols) {}

    /** Where Chromium is, if it is installed. */
    public static Optional<Path> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(directory -> Path.of(directory, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Makes the connections one after another.
     *
     * @param chromium the browser
     * @param attempts what to try, by name
     * @return what the page saw of each, such as {@code open bearer, message welcome ada} or {@code error, close 1006}
     */
    public static Map<String, String> visit(Path chromium, Map<String, Attempt> attempts) throws Exception {
        CompletableFuture<String> told = new CompletableFuture<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, page(attempts)));
        server.createContext("/told", exchange -> {
            told.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, "");
        });
        server.start();
        Path profile = Files.createTempDirectory("handclasp-browser");
        Process browser = start(
                chromium, profile, "http://127.0.0.1:" + server.getAddress().getPort() + "/");
        try {
            return told.get(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .lines()
                    .map(line -> line.split("\t", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        } finally {
            end(browser);
            server.stop(0);
            delete(profile);
        }
    }

    private static Process start(Path chromium, Path profile, String page) throws IOException {
        return new ProcessBuilder(
                        chromium.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-default-apps",
                        "--disable-dev-shm-usage",
                        "--disable-extensions",
                        "--disable-sync",
                        "--user-data-dir=" + profile,
                        page)
                .redirectErrorStream(true)
                .redirectOutput(NULL_DEVICE.toFile())
                .start();
    }

    private static void end(Process browser) throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(browser.descendants().toList());
        browser.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        if (!browser.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the browser does not end");
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Nothing that is put into it needs escaping: names are words, tokens are b64tokens. */
    private static String page(Map<String, Attempt> attempts) {
        String list = attempts.entrySet().stream()
                .map(each -> "['" + each.getKey() + "','" + each.getValue().url() + "',["
                        + each.getValue().protocols().stream()
                                .map(protocol -> "'" + protocol + "'")
                                .collect(Collectors.joining(","))
                        + "]]")
                .collect(Collectors.joining(","));
        return """
                <!DOCTYPE html>
                <title>clients</title>
                <script>
                const attempt = (url, protocols) => new Promise(done => {
                  const seen = [];
                  let socket;
                  try {
                    socket = new WebSocket(url, protocols);
                  } catch (refused) {
                    done(refused.name);
                    return;
                  }
                  socket.onopen = () => seen.push('open' + (socket.protocol ? ' ' + socket.protocol : ''));
                  socket.onerror = () => seen.push('error');
                  socket.onmessage = message => { seen.push('message ' + message.data); done(seen.join(', ')); socket.close(); };
                  socket.onclose = end => { seen.push(('close ' + end.code + ' ' + end.reason).trim()); done(seen.join(', ')); };
                });
                (async () => {
                  const lines = [];
                  for (const [name, url, protocols] of [%s]) {
                    lines.push(name + '\\t' + await attempt(url, protocols));
                  }
                  await fetch('/told', {method: 'POST', body: lines.join('\\n')});
                })();
                </script>
                """.formatted(list);
    }
}
