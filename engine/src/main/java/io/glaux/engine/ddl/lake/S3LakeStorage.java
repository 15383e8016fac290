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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * The storage of the instance.
 */
public final class S3LakeStorage
        implements LakeStorage
{
    private final S3Client s3;

    public S3LakeStorage(S3Client s3)
    {
        this.s3 = requireNonNull(s3, "s3 is null");
    }

    @Override
    public void folders(String folder, Consumer<List<String>> page)
    {
        Path path = Path.of(folder);
        String prefix = path.prefix();
        String token = null;
        do {
            ListObjectsV2Request request = ListObjectsV2Request.builder()
                    .bucket(path.bucket())
                    .prefix(prefix)
                    .delimiter("/")
                    .continuationToken(token)
                    .build();
            ListObjectsV2Response answer = asking(folder, () -> s3.listObjectsV2(request));
            page.accept(answer.commonPrefixes().stream()
                    .map(CommonPrefix::prefix)
                    .map(name -> name.substring(prefix.length(), name.length() - 1))
                    .filter(name -> !name.isEmpty())
                    .toList());
            token = answer.nextContinuationToken();
        }
        while (token != null);
    }

    @Override
    public boolean exists(String folder)
    {
        Path path = Path.of(folder);
        return asking(folder, () -> s3.listObjectsV2(request ->
                request.bucket(path.bucket()).prefix(path.prefix()).maxKeys(1)))
                .keyCount() > 0;
    }

    @Override
    public byte[] read(String object)
    {
        Path path = Path.of(object);
        return asking(object, () -> s3.getObjectAsBytes(request -> request.bucket(path.bucket()).key(path.key()))
                .asByteArrayUnsafe());
    }

    private static <T> T asking(String location, Supplier<T> request)
    {
        try {
            return request.get();
        }
        catch (SdkException e) {
            throw new GlauxException(
                    ErrorCode.STORAGE_ERROR,
                    "%s could not be read: %s".formatted(location, e.getMessage()),
                    e);
        }
    }

    private record Path(String bucket, String key)
    {
        static Path of(String uri)
        {
            String path = uri.substring(uri.indexOf("://") + 3);
            int slash = path.indexOf('/');
            return slash < 0 ? new Path(path, "") : new Path(path.substring(0, slash), path.substring(slash + 1));
        }

        String prefix()
        {
            return key.isEmpty() || key.endsWith("/") ? key : key + "/";
        }
    }
}
