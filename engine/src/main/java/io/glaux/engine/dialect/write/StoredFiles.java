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

import com.google.common.collect.Lists;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * The data files of tables. A failure is a {@link GlauxException} with STORAGE_ERROR.
 */
public final class StoredFiles
{
    /**
     * S3 takes so many keys in one request.
     */
    private static final int DELETES = 1000;

    private final S3Client s3;

    /**
     * @param s3 the storage, with the storage's credentials; not closed here
     */
    public StoredFiles(S3Client s3)
    {
        this.s3 = requireNonNull(s3, "s3 is null");
    }

    public boolean isEmpty(S3Folder folder)
    {
        return storing(() -> s3.listObjectsV2(
                request -> request.bucket(folder.bucket()).prefix(folder.prefix()).maxKeys(1)).contents().isEmpty());
    }

    /**
     * The keys of a folder, of its folders too.
     *
     * @param wanted takes the last part of a key
     */
    public List<String> keys(S3Folder folder, Predicate<String> wanted)
    {
        return list(ListObjectsV2Request.builder().bucket(folder.bucket()).prefix(folder.prefix()).build(), wanted);
    }

    /**
     * The keys of a folder without those in its folders.
     */
    public List<String> ownKeys(S3Folder folder, Predicate<String> wanted)
    {
        return list(ListObjectsV2Request.builder().bucket(folder.bucket()).prefix(folder.prefix()).delimiter("/")
                .build(), wanted);
    }

    /**
     * The names of the folders in a folder, of a big one the first only: as many as one request tells.
     */
    public List<String> someFolders(S3Folder folder)
    {
        int start = folder.prefix().length();
        return storing(() -> s3.listObjectsV2(request -> request
                .bucket(folder.bucket())
                .prefix(folder.prefix())
                .delimiter("/"))).commonPrefixes().stream()
                .map(CommonPrefix::prefix)
                .map(prefix -> prefix.substring(start, prefix.length() - 1))
                .toList();
    }

    private List<String> list(ListObjectsV2Request request, Predicate<String> wanted)
    {
        return storing(() -> s3.listObjectsV2Paginator(request).contents().stream()
                .map(S3Object::key)
                .filter(key -> wanted.test(key.substring(key.lastIndexOf('/') + 1)))
                .toList());
    }

    public void delete(S3Folder folder, List<String> keys)
    {
        for (List<String> part : Lists.partition(keys, DELETES)) {
            List<ObjectIdentifier> objects = part.stream()
                    .map(key -> ObjectIdentifier.builder().key(key).build())
                    .toList();
            DeleteObjectsResponse response = storing(() -> s3.deleteObjects(request -> request
                    .bucket(folder.bucket())
                    .delete(delete -> delete.objects(objects).quiet(true))));
            if (!response.errors().isEmpty()) {
                throw new GlauxException(
                        ErrorCode.STORAGE_ERROR,
                        "%s could not be deleted: %s".formatted(
                                folder.uri(response.errors().getFirst().key()),
                                response.errors().getFirst().message()));
            }
        }
    }

    /**
     * Gives up the uploads that a process began and did not end.
     *
     * @param wanted takes the last part of a key
     */
    public void abortUploads(S3Folder folder, Predicate<String> wanted)
    {
        storing(() -> {
            s3.listMultipartUploadsPaginator(request -> request.bucket(folder.bucket()).prefix(folder.prefix()))
                    .uploads().stream()
                    .filter(upload -> wanted.test(upload.key().substring(upload.key().lastIndexOf('/') + 1)))
                    .forEach(upload -> s3.abortMultipartUpload(request -> request
                            .bucket(folder.bucket())
                            .key(upload.key())
                            .uploadId(upload.uploadId())));
            return null;
        });
    }

    byte[] read(S3Folder folder, String key)
    {
        return storing(() -> s3.getObjectAsBytes(request -> request.bucket(folder.bucket()).key(key)).asByteArray());
    }

    void write(S3Folder folder, String key, String text)
    {
        storing(() -> s3.putObject(
                request -> request.bucket(folder.bucket()).key(key).contentType("application/octet-stream"),
                RequestBody.fromString(text, UTF_8)));
    }

    private static <T> T storing(Supplier<T> work)
    {
        try {
            return work.get();
        }
        catch (SdkException e) {
            throw new GlauxException(
                    ErrorCode.STORAGE_ERROR,
                    "The storage does not answer as it should: " + e.getMessage(),
                    e);
        }
    }
}
