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
package io.glaux.testing.federation;

import io.glaux.testing.Checkout;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * The host of the distribution with the code of one kind of source.
 *
 * @param code folders of jars
 */
public record HostProgram(String source, List<Path> code)
{
    private static final String MAIN_CLASS = "io.glaux.host.Main";
    private static final String HEAP = "-Xmx512m";

    public HostProgram
    {
        requireNonNull(source, "source is null");
        code = List.copyOf(code);
    }

    /**
     * A kind of source that the distribution has.
     */
    public static HostProgram distributed(String source)
    {
        return new HostProgram(source, List.of(hosts().resolve(source)));
    }

    /**
     * The source in memory that can do everything: it is for tests, and not in the distribution.
     */
    public static HostProgram reference()
    {
        Path built = Checkout.root().resolve("connectors/reference/target");
        return new HostProgram("reference", List.of(built.resolve("runtime"), built));
    }

    List<String> command()
    {
        List<String> classPath = new ArrayList<>(List.of(hosts().resolve("lib").resolve("*").toString()));
        code.forEach(folder -> classPath.add(folder.resolve("*").toString()));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                HEAP,
                "-cp",
                String.join(File.pathSeparator, classPath),
                MAIN_CLASS);
    }

    private static Path hosts()
    {
        return Checkout.launcher().resolveSibling("hosts");
    }
}
