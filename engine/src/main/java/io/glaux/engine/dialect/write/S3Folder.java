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
package io.glaux.engine.dialect.write;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * A folder in S3.
 *
 * @param prefix what the keys of its objects begin with: empty, or ends with a slash
 */
public record S3Folder(String bucket, String prefix)
{
    private static final Pattern URI = Pattern.compile("s3[an]?://([^/]+)(?:/(.*))?", Pattern.DOTALL);

    public S3Folder
    {
        requireNonNull(bucket, "bucket is null");
        requireNonNull(prefix, "prefix is null");
    }

    /**
     * @throws GlauxException with INVALID_INPUT if the text is not {@code s3://bucket[/folder]}
     */
    public static S3Folder of(String uri)
    {
        Matcher matcher = URI.matcher(uri);
        if (!matcher.matches()) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT, "%s is no folder in S3: write s3://bucket/folder/".formatted(uri));
        }
        String path = matcher.group(2) == null ? "" : matcher.group(2);
        return new S3Folder(matcher.group(1), path.isEmpty() || path.endsWith("/") ? path : path + "/");
    }

    public String uri(String key)
    {
        return "s3://%s/%s".formatted(bucket, key);
    }

    /**
     * Whether an object or a folder with this URI is in the folder, or is the folder.
     */
    public boolean contains(String uri)
    {
        S3Folder other = of(uri);
        return other.bucket.equals(bucket) && other.prefix.startsWith(prefix);
    }

    @Override
    public String toString()
    {
        return uri(prefix);
    }
}
