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

import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

import static java.util.Objects.requireNonNull;

/**
 * How an object of a result is to be kept: content type, encryption, owner, access control. SSE_S3 asks for nothing: it
 * is what a storage does by itself, as S3 does for every object since January 2023, and other storages refuse to be
 * asked.
 */
record UploadOptions(String contentType, ResultConfiguration configuration)
{
    UploadOptions
    {
        requireNonNull(contentType, "contentType is null");
        requireNonNull(configuration, "configuration is null");
    }

    PutObjectRequest put(S3Location location)
    {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(location.bucket())
                .key(location.key())
                .contentType(contentType)
                .expectedBucketOwner(configuration.expectedBucketOwner());
        if (configuration.aclConfiguration() != null) {
            request.acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL);
        }
        if (encryptedByKms()) {
            request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(configuration.encryptionConfiguration().kmsKey());
        }
        return request.build();
    }

    CreateMultipartUploadRequest multipart(S3Location location)
    {
        CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder()
                .bucket(location.bucket())
                .key(location.key())
                .contentType(contentType)
                .expectedBucketOwner(configuration.expectedBucketOwner());
        if (configuration.aclConfiguration() != null) {
            request.acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL);
        }
        if (encryptedByKms()) {
            request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(configuration.encryptionConfiguration().kmsKey());
        }
        return request.build();
    }

    private boolean encryptedByKms()
    {
        return configuration.encryptionConfiguration() != null
                && configuration.encryptionConfiguration().encryptionOption() == EncryptionOption.SSE_KMS;
    }
}
