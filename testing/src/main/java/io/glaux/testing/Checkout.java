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
package io.glaux.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the checkout is that the tests run in.
 */
public final class Checkout
{
    private static final Path ROOT = findRoot();

    private Checkout() {}

    public static Path root()
    {
        return ROOT;
    }

    /**
     * What tests fetch once and use again: Python environments, servers that were built. Ignored by git.
     */
    public static Path cache()
    {
        return ROOT.resolve(".cache");
    }

    /**
     * The launcher of the distribution that the build made. The one of the checkout would build again what is newer.
     */
    public static Path launcher()
    {
        return ROOT.resolve("distribution/target/glaux/glaux");
    }

    /**
     * A file of the module {@code testing}, for instance {@code target/clients/trino-cli.jar}.
     */
    public static Path testing(String file)
    {
        return ROOT.resolve("testing").resolve(file);
    }

    private static Path findRoot()
    {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            if (Files.exists(folder.resolve("testing/pom.xml")) && Files.exists(folder.resolve("engine/pom.xml"))) {
                return folder;
            }
            folder = folder.getParent();
        }
        throw new IllegalStateException("Not in a checkout of Glaux: " + Path.of("").toAbsolutePath());
    }
}
