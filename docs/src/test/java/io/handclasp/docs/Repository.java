package io.handclasp.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The files of this repository, as a checkout and its build have them. */
final class Repository {
    /** The modules that are published, in the order in which they are built. */
    static final List<String> PUBLISHED =
            List.of("core", "websocket-auth", "websocket-auth/jcache", "probes", "drift", "validator");

    private static final Path ROOT = findRoot();

    private Repository() {}

    /** Maven tells each test the directory of its module; an IDE starts tests there, too. */
    private static Path findRoot() {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        for (Path directory = module; directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve("websocket-auth/pom.xml"))) {
                return directory;
            }
        }
        throw new IllegalStateException("no checkout of Handclasp around " + module);
    }

    static Path root() {
        return ROOT;
    }

    /** The paths of all modules that hold code, as the poms list them, for example {@code examples/quickstart}. */
    static List<String> modules() {
        List<String> found = new ArrayList<>();
        collectModules("", found);
        return found;
    }

    private static void collectModules(String parent, List<String> found) {
        NodeList modules = pom(parent).getElementsByTagName("module");
        for (int i = 0; i < modules.getLength(); i++) {
            String path = parent + modules.item(i).getTextContent().trim();
            if (pom(path + "/").getElementsByTagName("module").getLength() > 0) {
                collectModules(path + "/", found);
            } else {
                found.add(path);
            }
        }
    }

    /** The paths of all modules, those that only hold others included. */
    static Set<String> modulesAndParents() {
        Set<String> paths = new TreeSet<>();
        for (String module : modules()) {
            for (Path path = Path.of(module); path != null; path = path.getParent()) {
                paths.add(path.toString());
            }
        }
        return paths;
    }

    /** The profiles of all poms. */
    static Set<String> profiles() {
        Set<String> ids = new TreeSet<>();
        Stream.concat(Stream.of(""), modulesAndParents().stream().map(module -> module + "/"))
                .map(Repository::pom)
                .map(pom -> pom.getElementsByTagName("profile"))
                .forEach(profiles -> {
                    for (int i = 0; i < profiles.getLength(); i++) {
                        ids.add(((Element) profiles.item(i))
                                .getElementsByTagName("id")
                                .item(0)
                                .getTextContent()
                                .trim());
                    }
                });
        return ids;
    }

    /** The pom of a module; its path ends with a slash, the root's is empty. */
    static Document pom(String modulePath) {
        return xml(ROOT.resolve(modulePath + "pom.xml"));
    }

    static Document xml(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    /** The text of an element that stands directly below the root element of a pom. */
    static String ofProject(Document pom, String name) {
        NodeList children = pom.getDocumentElement().getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element element
                    && element.getTagName().equals(name)) {
                return element.getTextContent().trim();
            }
        }
        throw new IllegalStateException("a pom has no " + name);
    }

    static String version() {
        return ofProject(pom(""), "version");
    }

    static ModuleDescriptor descriptor(String module) {
        try (InputStream in = Files.newInputStream(classes(module).resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> exportedPackages(String module) {
        return descriptor(module).exports().stream()
                .map(ModuleDescriptor.Exports::source)
                .sorted()
                .toList();
    }

    static Path mainSources(String module) {
        return ROOT.resolve(module).resolve("src/main/java");
    }

    static Path testSources(String module) {
        return ROOT.resolve(module).resolve("src/test/java");
    }

    static Path classes(String module) {
        return ROOT.resolve(module).resolve("target/classes");
    }

    static Path testClasses(String module) {
        return ROOT.resolve(module).resolve("target/test-classes");
    }

    /** All files below a directory, in the order of their names; none when the directory is not there. */
    static List<Path> files(Path directory, Predicate<Path> wanted) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> javaFiles(Path directory) {
        return files(directory, file -> file.toString().endsWith(".java"));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
