package io.handclasp.websocket.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.testing.ScriptedVerifier;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is registered with a container, and in which order: Jetty puts its upgrade first unless it is there already. */
class FilterOrderTests {
    private static final String EE10 = "org.eclipse.jetty.ee10.websocket.servlet.WebSocketUpgradeFilter";
    private static final String EE11 = "org.eclipse.jetty.ee11.websocket.servlet.WebSocketUpgradeFilter";
    private static final List<String> OWN = List.of(
            "filter ours",
            "ours setAsyncSupported[true]",
            "ours addMappingForUrlPatterns[[REQUEST], false, [/chat, /ws/*]]");

    private final WebSocketAuthenticator authenticator =
            WebSocketAuthenticator.builder().verifier(new ScriptedVerifier()).build();
    private final AuthenticationFilter filter = new AuthenticationFilter(authenticator);
    private final List<String> done = new ArrayList<>();
    private final List<String> present = new ArrayList<>();
    private String server = "jetty/12.1.0";
    private ClassLoader loader = new HasClasses(EE10);

    @AfterEach
    void close() {
        authenticator.close();
    }

    /** Has empty classes of some names, as if their jar were on the class path. */
    private static final class HasClasses extends ClassLoader {
        private final List<String> names;

        HasClasses(String... names) {
            super(null);
            this.names = List.of(names);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!names.contains(name)) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = emptyClass(name.replace('.', '/'));
            return defineClass(name, code, 0, code.length);
        }

        private static byte[] emptyClass(String internalName) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeInt(0xCAFEBABE);
                out.writeInt(52); // Java 8
                out.writeShort(5); // four constants
                for (int i = 0; i < 2; i++) {
                    out.writeByte(1);
                    out.writeUTF(i == 0 ? internalName : "java/lang/Object");
                    out.writeByte(7);
                    out.writeShort(2 * i + 1);
                }
                out.writeShort(0x0021); // public
                out.writeShort(2);
                out.writeShort(4);
                out.writeLong(0); // no interfaces, fields, methods, attributes
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
            return bytes.toByteArray();
        }
    }

    private static <T> T play(Class<T> type, BiFunction<String, Object[], Object> played) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> played.apply(method.getName(), arguments)));
    }

    private FilterRegistration.Dynamic registration(String name) {
        return play(FilterRegistration.Dynamic.class, (method, arguments) -> {
            done.add(name + " " + method + Arrays.deepToString(arguments));
            return null;
        });
    }

    private ServletContext context() {
        return play(ServletContext.class, (method, arguments) -> switch (method) {
            case "getServerInfo" -> server;
            case "getClassLoader" -> loader;
            case "getFilterRegistration" -> present.contains((String) arguments[0]) ? registration("present") : null;
            case "addFilter" -> {
                String name = arguments[1] == filter ? "ours" : arguments[0] + " of class " + arguments[1];
                done.add("filter " + name);
                yield registration(arguments[1] == filter ? "ours" : "upgrade");
            }
            default -> throw new AssertionError("nobody said what " + method + " answers");
        });
    }

    private List<String> register() {
        filter.register(context(), "/chat", "/ws/*");
        return done;
    }

    @ParameterizedTest
    @ValueSource(strings = {EE10, EE11})
    void registerWhenOnJettyThenItsUpgradeIsPutBehindOurs(String upgrade) {
        loader = new HasClasses(upgrade);

        assertThat(register().subList(0, 3)).isEqualTo(OWN);
        assertThat(done.subList(3, done.size()))
                .containsExactly(
                        "filter " + upgrade + " of class " + upgrade,
                        "upgrade setAsyncSupported[true]",
                        "upgrade addMappingForUrlPatterns[[REQUEST], true, [/*]]");
    }

    @Test
    void registerWhenJettysUpgradeIsThereThenLeftWhereItIs() {
        present.add(EE10);

        assertThat(register()).isEqualTo(OWN);
    }

    @Test
    void registerWhenJettyHasNoWebSocketsThenOnlyOurs() {
        loader = new HasClasses();

        assertThat(register()).isEqualTo(OWN);
    }

    @Test
    void registerWhenJettysClassesAreOnAnotherServersPathThenOnlyOurs() {
        server = "Apache Tomcat/11.0.0";
        assertThat(register()).isEqualTo(OWN);
    }

    @Test
    void registerWhenServerSaysNothingOfItselfThenOnlyOurs() {
        server = null;
        assertThat(register()).isEqualTo(OWN);
    }

    @Test
    void registerWhenServerWritesItsNameInCapitalsThenItIsJettyAllTheSame() {
        server = "Jetty(EE10)/12";
        assertThat(register()).hasSize(6);
    }

    @Test
    void registerWhenContextHasNoClassLoaderThenTheThreadsIsAsked() {
        loader = null;
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new HasClasses(EE10));
        try {
            assertThat(register()).hasSize(6);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
