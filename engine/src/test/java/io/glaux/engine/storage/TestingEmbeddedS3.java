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
package io.glaux.engine.storage;

import io.glaux.engine.identity.AccessKey;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The embedded storage as the build leaves it, before it is packed.
 */
public final class TestingEmbeddedS3
{
    static final AccessKey KEY = new AccessKey("GLAUXSTORAGE", "a-secret-for-tests-only");

    private TestingEmbeddedS3() {}

    public static EmbeddedS3 start(Path data)
    {
        return EmbeddedS3.start(classPath(), data, KEY);
    }

    static List<Path> classPath()
    {
        Path target = Path.of("../embedded-s3/target").toAbsolutePath().normalize();
        try {
            String libraries = Files.readString(target.resolve("runtime.classpath")).strip();
            return Stream.concat(
                    Stream.of(target.resolve("classes")),
                    Arrays.stream(libraries.split(File.pathSeparator)).map(Path::of)).toList();
        }
        catch (IOException e) {
            throw new UncheckedIOException("Compile module embedded-s3 first", e);
        }
    }
}
