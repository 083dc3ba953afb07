package io.handclasp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that a user can type is explained. */
class PublicApiJavadocTests {
    static Stream<String> published() {
        return Repository.PUBLISHED.stream();
    }

    @ParameterizedTest
    @MethodSource("published")
    void publicApiWhenModulePublishedThenAllOfItHasDocComments(String module) throws IOException {
        Set<String> exported = Set.copyOf(Repository.exportedPackages(module));
        Path sources = Repository.mainSources(module);
        List<Path> files = Repository.javaFiles(sources).stream()
                .filter(file -> exported.contains(packageOf(sources, file)))
                .toList();
        try (StandardJavaFileManager manager = Compiler.system().getStandardFileManager(null, null, null)) {
            JavadocGaps.Report report = JavadocGaps.of(manager.getJavaFileObjectsFromPaths(files));

            assertThat(report.missing()).isEmpty();
            assertThat(report.documented()).isGreaterThan(exported.size());
        }
    }

    private static String packageOf(Path sources, Path file) {
        return sources.relativize(file.getParent())
                .toString()
                .replace(file.getFileSystem().getSeparator(), ".");
    }

    @ParameterizedTest
    @MethodSource("published")
    void modulesAndPackagesWhenPublishedThenSayWhatTheyAreFor(String module) {
        List<Path> files = Repository.files(
                Repository.mainSources(module),
                file -> file.endsWith("module-info.java") || file.endsWith("package-info.java"));

        assertThat(files)
                .hasSizeGreaterThan(1)
                .allSatisfy(file -> assertThat(Repository.read(file)).startsWith("/**"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public class A {}",
                "/** x */ public class A { public void method() {} }",
                "/** x */ public class A { protected int field; }",
                "/** x */ public class A { public A() {} }",
                "/** x */ public class A { public static final class B {} }",
                "/** x */ public enum A { ONE }",
                "/** x */ public interface A { void method(); }",
                "/** x */ public interface A { record B() {} }",
                "/** x */ public record A(int b) {}",
                "/** x\n@param b */ public record A(int b) {}",
                "/** */ public class A {}"
            })
    void gapsWhenSomethingVisibleHasNoCommentThenFound(String source) throws IOException {
        assertThat(report(source).missing()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/** x */ public class A { void hidden() {} private int field; A() {} class B { public int c; } }",
                "/** x */ public class A { @Override public String toString() { return null; } }",
                "/** x */ public enum A { /** x */ ONE; A() {} }",
                "/** x */ public interface A { private void hidden() {} }",
                "/** x\n@param b x */ public record A(int b) {}"
            })
    void gapsWhenAllThatIsVisibleHasCommentsThenNone(String source) throws IOException {
        assertThat(report(source).missing()).isEmpty();
        assertThat(report(source).documented()).isPositive();
    }

    @Test
    void gapsWhenFoundThenNamedWithTheirTypes() throws IOException {
        assertThat(report("package a; /** x */ public class B { /** x */ public class C { public int d; } }")
                        .missing())
                .containsExactly("a.B.C.d");
    }

    private static JavadocGaps.Report report(String source) throws IOException {
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        return JavadocGaps.of(List.of(file));
    }
}
