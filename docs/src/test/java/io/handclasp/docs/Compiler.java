package io.handclasp.docs;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The compiler of the JDK that runs the tests. */
final class Compiler {
    private Compiler() {}

    static JavaCompiler system() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("these tests need a JDK, not only a JRE");
        }
        return compiler;
    }

    /** Compiles files and fails with what the compiler said. */
    static void compile(List<Path> files, Path output, String... options) {
        StringWriter messages = new StringWriter();
        List<String> all = new java.util.ArrayList<>(List.of("-d", output.toString(), "-proc:none"));
        all.addAll(List.of(options));
        try (StandardJavaFileManager manager = system().getStandardFileManager(null, null, null)) {
            boolean compiled = system().getTask(
                            messages, manager, null, all, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!compiled) {
                throw new AssertionError("does not compile: " + messages);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
