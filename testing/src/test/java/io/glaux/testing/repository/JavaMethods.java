/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.glaux.testing.repository;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * The methods of source files, as the compiler's parser sees them.
 */
final class JavaMethods
{
    private JavaMethods() {}

    static List<Method> of(Map<String, List<String>> sources)
    {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((file, lines) -> files.add(new Source(file, String.join("\n", lines))));
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<Method> methods = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(unit, positions, methods).scan(unit, null);
            }
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return methods;
    }

    /**
     * @param lines from the first of the signature to the closing brace
     * @param given whether its parameters are not its own choice: injected, inherited, or the components of a record
     */
    record Method(String file, String name, long line, long lines, int parameters, boolean given)
    {
        String place()
        {
            return "%s:%d %s".formatted(file, line, name);
        }
    }

    private static final class Scanner
            extends TreeScanner<Void, Void>
    {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Method> methods;
        private boolean record;

        Scanner(CompilationUnitTree unit, SourcePositions positions, List<Method> methods)
        {
            this.unit = requireNonNull(unit, "unit is null");
            this.positions = requireNonNull(positions, "positions is null");
            this.methods = requireNonNull(methods, "methods is null");
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing)
        {
            boolean outer = record;
            record = tree.getKind() == Tree.Kind.RECORD;
            super.visitClass(tree, null);
            record = outer;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing)
        {
            long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
            long end = positions.getEndPosition(unit, tree);
            long last = end < 0 ? first : unit.getLineMap().getLineNumber(end);
            boolean given = tree.getModifiers().getAnnotations().stream()
                    .map(annotation -> annotation.getAnnotationType().toString())
                    .anyMatch(annotation -> annotation.equals("Inject") || annotation.equals("Override"));
            boolean component = record && tree.getName().contentEquals("<init>");
            methods.add(new Method(
                    unit.getSourceFile().getName(),
                    tree.getName().toString(),
                    first,
                    last - first + 1,
                    tree.getParameters().size(),
                    given || component));
            return super.visitMethod(tree, null);
        }
    }

    private static final class Source
            extends SimpleJavaFileObject
    {
        private final String path;
        private final String text;

        Source(String path, String text)
        {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.path = requireNonNull(path, "path is null");
            this.text = requireNonNull(text, "text is null");
        }

        @Override
        public String getName()
        {
            return path;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors)
        {
            return text;
        }
    }
}
