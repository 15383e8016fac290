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
package io.glaux.host.catalog;

import io.glaux.host.configuration.ConfigurationException;
import io.glaux.host.example.PropertyFilesFactory;
import io.glaux.source.SourceFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

final class TestSourceLoader
{
    private static final String SERVICE = "META-INF/services/" + SourceFactory.class.getName();

    @Test
    void testClassPath()
    {
        assertThat(new SourceLoader(Optional.empty()).find("property-files")).isInstanceOf(PropertyFilesFactory.class);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new SourceLoader(Optional.empty()).find("absent"))
                .withMessage("There is no source absent: it is not on the class path of the host");
    }

    @Test
    void testFolder(@TempDir Path folder)
            throws Exception
    {
        for (String kind : new String[] {"one", "two"}) {
            jar(folder.resolve(kind).resolve("source.jar"), kind);
        }
        Files.createDirectories(folder.resolve("empty"));
        SourceLoader loader = new SourceLoader(Optional.of(folder));
        SourceFactory one = loader.find("one");
        SourceFactory two = loader.find("two");
        assertThat(one.name()).isEqualTo("one");
        assertThat(two.name()).isEqualTo("two");
        assertThat(loader.find("one")).isSameAs(one);
        // of the same name, and apart
        assertThat(one.getClass().getName()).isEqualTo(two.getClass().getName());
        assertThat(one.getClass()).isNotSameAs(two.getClass());
        assertThat(one.getClass()).isNotSameAs(NamedByAFileFactory.class);
        assertThat(one.settings()).isEmpty();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> loader.find("empty"))
                .withMessageContaining("There is no source empty");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> loader.find("three"))
                .withMessageContaining("and not in " + folder.resolve("three"));
    }

    /**
     * A jar with a class that the class path of this test has as well.
     */
    private static void jar(Path path, String name)
            throws IOException
    {
        Files.createDirectories(path.getParent());
        String type = NamedByAFileFactory.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(path);
                JarOutputStream jar = new JarOutputStream(file);
                InputStream code = NamedByAFileFactory.class.getResourceAsStream("/" + type)) {
            jar.putNextEntry(new JarEntry(type));
            code.transferTo(jar);
            jar.putNextEntry(new JarEntry(SERVICE));
            jar.write(NamedByAFileFactory.class.getName().getBytes(UTF_8));
            jar.putNextEntry(new JarEntry(NamedByAFileFactory.FILE));
            jar.write(name.getBytes(UTF_8));
        }
    }
}
