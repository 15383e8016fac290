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

import io.glaux.engine.aws.AwsException;
import io.glaux.engine.aws.PercentEncoding;
import io.glaux.engine.aws.VirtualHost;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * What a request to S3 is about. Both parts empty: the list of buckets.
 *
 * @param bucket decoded
 * @param key decoded
 */
record S3Address(String bucket, String key)
{
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]");

    S3Address
    {
        requireNonNull(bucket, "bucket is null");
        requireNonNull(key, "key is null");
    }

    /**
     * @param host the Host header
     * @param path percent-encoded
     * @throws AwsException InvalidBucketName or InvalidURI for what is no place in a bucket
     */
    static S3Address of(String host, String path)
    {
        Optional<String> hosted = VirtualHost.bucket(host);
        if (hosted.isPresent()) {
            return new S3Address(
                    checkBucket(hosted.get()),
                    checkKey(decode(path.substring(Math.min(1, path.length())))));
        }
        return ofPath(path);
    }

    /**
     * @param source the header {@code x-amz-copy-source}, {@code [/]BUCKET/KEY[?versionId=ID]}, percent-encoded
     */
    static S3Address ofCopySource(String source)
    {
        int question = source.indexOf('?');
        String path = question < 0 ? source : source.substring(0, question);
        return ofPath(path.startsWith("/") ? path : "/" + path);
    }

    /**
     * The path at a storage, percent-encoded as S3 does.
     */
    String path(boolean withBucket)
    {
        String encoded = Arrays.stream(key.split("/", -1)).map(PercentEncoding::encode)
                .collect(Collectors.joining("/"));
        return withBucket && !bucket.isEmpty() ? "/%s/%s".formatted(bucket, encoded) : "/" + encoded;
    }

    private static S3Address ofPath(String path)
    {
        String decoded = decode(path);
        if (decoded.isEmpty() || decoded.equals("/")) {
            return new S3Address("", "");
        }
        int slash = decoded.indexOf('/', 1);
        String bucket = slash < 0 ? decoded.substring(1) : decoded.substring(1, slash);
        return new S3Address(checkBucket(bucket), slash < 0 ? "" : checkKey(decoded.substring(slash + 1)));
    }

    private static String checkBucket(String bucket)
    {
        if (!BUCKET.matcher(bucket).matches() || bucket.contains("..")) {
            throw new AwsException(400, "InvalidBucketName", "The specified bucket is not valid.");
        }
        return bucket;
    }

    private static String checkKey(String key)
    {
        if (key.getBytes(UTF_8).length > 1024) {
            throw new AwsException(400, "KeyTooLongError", "Your key is too long");
        }
        boolean steps = Arrays.stream(key.split("/", -1)).anyMatch(part -> part.equals(".") || part.equals(".."));
        if (steps || key.indexOf('\0') >= 0) {
            throw invalidUri();
        }
        return key;
    }

    private static String decode(String text)
    {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(PercentEncoding.decode(text))).toString();
        }
        catch (CharacterCodingException e) {
            throw invalidUri();
        }
    }

    private static AwsException invalidUri()
    {
        return new AwsException(400, "InvalidURI", "Couldn't parse the specified URI.");
    }
}
