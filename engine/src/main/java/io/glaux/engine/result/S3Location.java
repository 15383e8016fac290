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
package io.glaux.engine.result;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * An object or a folder in S3.
 *
 * @param key without a leading slash; empty for the bucket itself
 */
public record S3Location(String bucket, String key)
{
    private static final Pattern URI =
            Pattern.compile("s3://([A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9])(?:/(.*))?", Pattern.DOTALL);
    private static final Pattern DOTS = Pattern.compile("(?:^|.*/)\\.{1,2}(?:/.*|$)", Pattern.DOTALL);

    /**
     * S3's limit of 1,024 bytes, less the longest name of a result file.
     */
    private static final int FOLDER_LIMIT =
            1024 - "/tables/00000000-0000-0000-0000-000000000000-manifest.csv.metadata".length();

    public S3Location
    {
        requireNonNull(bucket, "bucket is null");
        requireNonNull(key, "key is null");
    }

    /**
     * Reads the output location of a query.
     *
     * @throws GlauxException with INVALID_INPUT, in Athena's words, if it is not {@code s3://bucket[/folder]} or if its
     *         path leads
     *         out of the bucket
     */
    public static S3Location ofFolder(String uri)
    {
        Matcher matcher = URI.matcher(uri);
        if (matcher.matches()) {
            String key = matcher.group(2) == null ? "" : matcher.group(2);
            if (!DOTS.matcher(key).matches() && key.getBytes(UTF_8).length <= FOLDER_LIMIT) {
                return new S3Location(matcher.group(1), key);
            }
        }
        throw new GlauxException(ErrorCode.INVALID_INPUT, "outputLocation is not a valid S3 path.");
    }

    static S3Location ofObject(String uri)
    {
        Matcher matcher = URI.matcher(uri);
        if (!matcher.matches() || matcher.group(2) == null) {
            throw new IllegalArgumentException("Not an object in S3: " + uri);
        }
        return new S3Location(matcher.group(1), matcher.group(2));
    }

    S3Location withSuffix(String suffix)
    {
        return new S3Location(bucket, key + suffix);
    }

    @Override
    public String toString()
    {
        return "s3://%s/%s".formatted(bucket, key);
    }
}
