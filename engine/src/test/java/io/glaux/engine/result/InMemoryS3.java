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

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * S3 in memory, with the one bucket {@code results}, which can be told to fail.
 */
public final class InMemoryS3
        implements S3Client
{
    public static final String BUCKET = "results";

    private record Upload(String key, Map<Integer, byte[]> parts) {}

    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final Map<String, String> contentTypes = new ConcurrentHashMap<>();
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final List<String> ranges = new ArrayList<>();
    private volatile Predicate<String> refusing = _ -> false;
    private volatile Predicate<String> losing = _ -> false;

    /**
     * Refuses the writes that the predicate accepts: {@code put KEY}, {@code part KEY NUMBER}, {@code complete KEY},
     * {@code delete KEY} of several at once.
     */
    public void refuse(Predicate<String> writes)
    {
        refusing = writes;
    }

    /**
     * Does the writes that the predicate accepts, and fails as if the answer had been lost.
     */
    public void loseAnswers(Predicate<String> writes)
    {
        losing = writes;
    }

    public List<String> keys()
    {
        return List.copyOf(objects.keySet());
    }

    public byte[] object(String key)
    {
        return objects.get(key).clone();
    }

    public InMemoryS3 put(String key, String text)
    {
        objects.put(key, text.getBytes(UTF_8));
        return this;
    }

    public String text(String key)
    {
        return new String(objects.get(key), UTF_8);
    }

    public String contentType(String key)
    {
        return contentTypes.get(key);
    }

    public int openUploads()
    {
        return uploads.size();
    }

    public List<String> ranges()
    {
        return List.copyOf(ranges);
    }

    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest request)
    {
        if (!request.bucket().equals(BUCKET)) {
            throw failure(404, "NoSuchBucket");
        }
        return HeadBucketResponse.builder().build();
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body)
    {
        check("put " + request.key());
        objects.put(request.key(), read(body));
        contentTypes.put(request.key(), String.valueOf(request.contentType()));
        answer("put " + request.key());
        return PutObjectResponse.builder().build();
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request)
    {
        String id = UUID.randomUUID().toString();
        uploads.put(id, new Upload(request.key(), new TreeMap<>()));
        contentTypes.put(request.key(), String.valueOf(request.contentType()));
        return CreateMultipartUploadResponse.builder().uploadId(id).build();
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body)
    {
        check("part %s %s".formatted(request.key(), request.partNumber()));
        uploads.get(request.uploadId()).parts().put(request.partNumber(), read(body));
        return UploadPartResponse.builder().eTag("part-" + request.partNumber()).build();
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request)
    {
        check("complete " + request.key());
        Upload upload = uploads.remove(request.uploadId());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (CompletedPart part : request.multipartUpload().parts()) {
            whole.writeBytes(upload.parts().get(part.partNumber()));
        }
        objects.put(request.key(), whole.toByteArray());
        answer("complete " + request.key());
        return CompleteMultipartUploadResponse.builder().build();
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request)
    {
        if (uploads.remove(request.uploadId()) == null) {
            throw failure(404, "NoSuchUpload");
        }
        return AbortMultipartUploadResponse.builder().build();
    }

    @Override
    public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request)
    {
        return ListMultipartUploadsResponse.builder()
                .uploads(uploads.entrySet().stream()
                        .filter(upload -> upload.getValue().key().startsWith(request.prefix()))
                        .map(upload -> MultipartUpload.builder().uploadId(upload.getKey()).key(upload.getValue().key())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request)
    {
        objects.remove(request.key());
        return DeleteObjectResponse.builder().build();
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request)
    {
        for (ObjectIdentifier object : request.delete().objects()) {
            check("delete " + object.key());
            objects.remove(object.key());
        }
        return DeleteObjectsResponse.builder().build();
    }

    /**
     * All keys in one page; keys in folders are left out when there is a delimiter.
     */
    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request)
    {
        int start = request.prefix().length();
        return ListObjectsV2Response.builder()
                .contents(objects.keySet().stream()
                        .filter(key -> key.startsWith(request.prefix()))
                        .filter(key -> request.delimiter() == null || key.indexOf(request.delimiter(), start) < 0)
                        .map(key -> S3Object.builder().key(key).build())
                        .toList())
                .isTruncated(false)
                .build();
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer)
    {
        byte[] whole = objects.get(request.key());
        if (whole == null) {
            throw failure(404, "NoSuchKey");
        }
        byte[] body = request.range() == null ? whole : range(whole, request.range());
        GetObjectResponse response = GetObjectResponse.builder().contentLength((long) body.length).build();
        try {
            return transformer.transform(
                    response,
                    AbortableInputStream.create(
                            new ResponseInputStream<>(
                                    response,
                                    AbortableInputStream.create(new ByteArrayInputStream(body)))));
        }
        catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String serviceName()
    {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private byte[] range(byte[] whole, String range)
    {
        synchronized (ranges) {
            ranges.add(range);
        }
        String[] bounds = range.substring("bytes=".length()).split("-");
        long from = Long.parseLong(bounds[0]);
        long to = Long.parseLong(bounds[1]);
        if (from >= whole.length) {
            throw failure(416, "InvalidRange");
        }
        return Arrays.copyOfRange(whole, (int) from, (int) Math.min(whole.length, to + 1));
    }

    private void check(String write)
    {
        if (refusing.test(write)) {
            throw SdkClientException.create("the storage is told to refuse: " + write);
        }
    }

    private void answer(String write)
    {
        if (losing.test(write)) {
            throw SdkClientException.create("the answer is lost: " + write);
        }
    }

    private static byte[] read(RequestBody body)
    {
        try {
            return body.contentStreamProvider().newStream().readAllBytes();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static S3Exception failure(int status, String code)
    {
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .message(code)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build())
                .build();
    }
}
