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
package io.glaux.engine.ddl.lake;

import java.util.regex.Pattern;

/**
 * What LOCATION may say.
 */
public final class S3Paths
{
    private static final Pattern LOCATION =
            Pattern.compile("s3[an]?://[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9](?:/.*)?", Pattern.DOTALL);

    private S3Paths() {}

    /**
     * @throws io.glaux.engine.query.work.StepFailedException when the text is not a folder in S3
     */
    public static void requireLocation(String location)
    {
        if (!LOCATION.matcher(location).matches()) {
            throw DdlFailures.invalid(
                    "The location '%s' is not a path in S3: write 's3://bucket/folder/'".formatted(location));
        }
        if (location.contains("*")) {
            throw DdlFailures.invalid(
                    ("The location '%s' has a wildcard, which names no folder: "
                            + "write the folder that holds the files").formatted(location));
        }
    }

    /**
     * The location without its last slashes, as partitions are put under it.
     */
    public static String withoutSlash(String location)
    {
        int end = location.length();
        while (end > 0 && location.charAt(end - 1) == '/') {
            end--;
        }
        return location.substring(0, end);
    }
}
