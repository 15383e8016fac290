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
package io.glaux.cli.workgroup;

import io.glaux.cli.Amounts;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The settings that {@code create} and {@code set} give.
 */
final class WorkgroupOptions
{
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--description", paramLabel = "TEXT", description = "What the workgroup is for.")
    String description;

    @Option(names = "--location",
            paramLabel = "S3-URI",
            description = "Where results go when a client does not say.")
    String location;

    @Option(names = "--enforce",
            arity = "1",
            paramLabel = "true|false",
            description = "Whether the settings for results take the place of a client's.")
    Boolean enforce;

    @Option(names = "--cutoff",
            paramLabel = "BYTES",
            description = "How many bytes a query may scan, 10MB at least: 500000000, 10GB or 10GiB.")
    private String cutoff;

    @Option(names = "--managed",
            arity = "1",
            paramLabel = "true|false",
            description = "Whether results go to the instance's own place, for 24 hours.")
    Boolean managed;

    /**
     * Null when it is not given.
     */
    Long cutoff()
    {
        try {
            return cutoff == null ? null : (Long) Amounts.readBytes(cutoff);
        }
        catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
