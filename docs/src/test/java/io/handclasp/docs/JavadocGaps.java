package io.handclasp.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;

/**
 * Finds the public and protected types and members of source files that have no doc comment. A record's components count
 * as documented by {@code @param}; a method with {@code @Override} inherits its comment.
 */
final class JavadocGaps extends TreePathScanner<Void, Void> {
    private final DocTrees trees;
    private final List<String> missing = new ArrayList<>();
    private int documented;

    private JavadocGaps(DocTrees trees) {
        this.trees = trees;
    }

    /**
     * What was found.
     *
     * @param missing the names of what has no comment
     * @param documented how many types, members and components have one
     */
    record Report(List<String> missing, int documented) {}

    static Report of(Iterable<? extends JavaFileObject> sources) throws IOException {
        JavacTask task = (JavacTask) Compiler.system().getTask(null, null, null, List.of("-proc:none"), null, sources);
        JavadocGaps gaps = new JavadocGaps(DocTrees.instance(task));
        for (CompilationUnitTree unit : task.parse()) {
            gaps.scan(unit, null);
        }
        return new Report(List.copyOf(gaps.missing), gaps.documented);
    }

    @Override
    public Void visitClass(ClassTree type, Void none) {
        if (!isVisible(type.getModifiers())) {
            return null;
        }
        require(type.getSimpleName().toString());
        if (type.getKind() == Tree.Kind.RECORD) {
            requireComponents(type);
        }
        return super.visitClass(type, null);
    }

    private void requireComponents(ClassTree type) {
        DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
        Set<String> explained = comment == null
                ? Set.of()
                : comment.getBlockTags().stream()
                        .filter(tag -> tag.getKind() == DocTree.Kind.PARAM)
                        .map(ParamTree.class::cast)
                        .filter(tag -> !tag.getDescription().isEmpty())
                        .map(tag -> tag.getName().toString())
                        .collect(Collectors.toSet());
        for (Tree member : type.getMembers()) {
            if (member instanceof VariableTree component
                    && !component.getModifiers().getFlags().contains(Modifier.STATIC)) {
                note(
                        explained.contains(component.getName().toString()),
                        type.getSimpleName() + "(" + component.getName() + ")");
            }
        }
    }

    @Override
    public Void visitMethod(MethodTree method, Void none) {
        if (isVisible(method.getModifiers()) && !isOverride(method)) {
            require(method.getName().contentEquals("<init>") ? "constructor" : method.getName() + "()");
        }
        return null;
    }

    @Override
    public Void visitVariable(VariableTree field, Void none) {
        if (isVisible(field.getModifiers())) {
            require(field.getName().toString());
        }
        return null;
    }

    private boolean isVisible(ModifiersTree modifiers) {
        Set<Modifier> flags = modifiers.getFlags();
        if (flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED)) {
            return true;
        }
        Tree around = getCurrentPath().getParentPath().getLeaf();
        boolean ofInterface = around.getKind() == Tree.Kind.INTERFACE || around.getKind() == Tree.Kind.ANNOTATION_TYPE;
        return ofInterface && !flags.contains(Modifier.PRIVATE);
    }

    private static boolean isOverride(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .map(AnnotationTree::getAnnotationType)
                .anyMatch(type -> type.toString().equals("Override"));
    }

    private void require(String name) {
        String comment = trees.getDocComment(getCurrentPath());
        note(comment != null && !comment.isBlank(), around() + name);
    }

    /** The file and the types around the current tree. */
    private String around() {
        StringBuilder names = new StringBuilder();
        for (TreePath path = getCurrentPath().getParentPath(); path != null; path = path.getParentPath()) {
            if (path.getLeaf() instanceof ClassTree type) {
                names.insert(0, type.getSimpleName() + ".");
            } else if (path.getLeaf() instanceof CompilationUnitTree unit && unit.getPackageName() != null) {
                names.insert(0, unit.getPackageName() + ".");
            }
        }
        return names.toString();
    }

    private void note(boolean isDocumented, String name) {
        if (isDocumented) {
            documented++;
        } else {
            missing.add(name);
        }
    }
}
