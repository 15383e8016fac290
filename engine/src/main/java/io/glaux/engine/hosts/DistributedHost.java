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
package io.glaux.engine.hosts;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * The host of the distribution: {@code hosts/lib}, and beside it a folder for each kind of source, so that no two
 * sources share a class path.
 *
 * @param folder {@code hosts} of the distribution
 */
public record DistributedHost(Path folder)
        implements HostProgram
{
    private static final String MAIN_CLASS = "io.glaux.host.Main";

    public DistributedHost
    {
        requireNonNull(folder, "folder is null");
    }

    @Override
    public List<String> arguments(String source)
    {
        Path code = folder.resolve(source);
        if (!Files.isDirectory(code)) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    ("This version of Glaux does not read sources of kind %s yet: the distribution has no folder "
                            + "hosts/%s").formatted(source, source));
        }
        String classPath = folder.resolve("lib").resolve("*") + File.pathSeparator + code.resolve("*");
        return List.of("-cp", classPath, MAIN_CLASS);
    }
}
