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
import io.glaux.engine.json.ModelJson;
import io.glaux.engine.query.QueryOutput;
import io.glaux.engine.query.ResultFiles;
import io.glaux.engine.query.ResultWriter;
import io.glaux.engine.query.StatementKind;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.util.List;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * The result files in S3.
 */
public final class ResultStore
        implements ResultFiles
{
    static final String METADATA = ".metadata";

    private static final int NOT_FOUND = 404;
    private static final int MOVED = 301;

    private final S3Client s3;

    /**
     * @param s3 the storage, with the storage's credentials; not closed here
     */
    public ResultStore(S3Client s3)
    {
        this.s3 = requireNonNull(s3, "s3 is null");
    }

    /**
     * @throws GlauxException with INVALID_INPUT if the folder is not a valid place, or its bucket is not there or not
     *         ours
     */
    public void check(String folder)
    {
        String bucket = S3Location.ofFolder(folder).bucket();
        try {
            s3.headBucket(request -> request.bucket(bucket));
        }
        catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND || e.statusCode() == MOVED || e.statusCode() == 400) {
                throw new GlauxException(ErrorCode.INVALID_INPUT, "Unable to verify/create output bucket " + bucket, e);
            }
            if (e.statusCode() == 403) {
                throw new GlauxException(
                        ErrorCode.INVALID_INPUT, "Access denied when writing to location: " + folder, e);
            }
            throw unavailable(e);
        }
        catch (SdkException e) {
            throw unavailable(e);
        }
    }

    @Override
    public String location(String folder, String executionId, StatementKind.Output output)
    {
        S3Location parent = S3Location.ofFolder(folder);
        String name = switch (output) {
            case CSV, CSV_METADATA_ONLY -> executionId + ".csv";
            case INSERT -> executionId;
            case TABLE -> "tables/" + executionId;
            case TEXT -> executionId + ".txt";
        };
        boolean needsSlash = !parent.key().isEmpty() && !parent.key().endsWith("/");
        return parent.withSuffix((needsSlash ? "/" : "") + name).toString();
    }

    @Override
    public ResultWriter open(
            String executionId,
            String file,
            StatementKind kind,
            QueryOutput output,
            OptionalLong maxBytes)
    {
        ResultConfiguration configuration = ModelJson.readString(output.settings(), ResultConfiguration.builder());
        return new ResultFileWriter(
                s3,
                executionId,
                S3Location.ofObject(file),
                kind,
                new UploadOptions(ResultLayout.contentType(kind), configuration),
                maxBytes);
    }

    @Override
    public boolean exists(String file)
    {
        S3Location location = S3Location.ofObject(file);
        try {
            for (String key : List.of(location.key(), location.key() + METADATA)) {
                s3.headObject(request -> request.bucket(location.bucket()).key(key));
            }
            return true;
        }
        catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND || e.statusCode() == 403) {
                return false;
            }
            throw unavailable(e);
        }
        catch (SdkException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void discard(String file)
    {
        S3Location location = S3Location.ofObject(file);
        try {
            List<MultipartUpload> uploads = s3.listMultipartUploads(request -> request
                    .bucket(location.bucket())
                    .prefix(location.key())).uploads();
            for (MultipartUpload upload : uploads) {
                s3.abortMultipartUpload(request -> request.bucket(location.bucket()).key(upload.key())
                        .uploadId(upload.uploadId()));
            }
            s3.deleteObject(request -> request.bucket(location.bucket()).key(location.key()));
            s3.deleteObject(request -> request.bucket(location.bucket()).key(location.key() + METADATA));
        }
        catch (SdkException e) {
            throw unavailable(e);
        }
    }

    private static GlauxException unavailable(SdkException e)
    {
        return new GlauxException(
                ErrorCode.STORAGE_ERROR,
                "The storage does not answer as it should: " + e.getMessage(),
                e);
    }
}
