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
package io.glaux.engine.athena;

import io.glaux.engine.aws.AwsException;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.result.S3Location;
import io.glaux.engine.workgroup.Workgroup;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.ManagedQueryResultsEncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;

import java.util.Optional;

/**
 * Where and how the result of a query is kept: what the workgroup says and what the client sent, made one.
 */
final class ResultSettings
{
    private ResultSettings() {}

    /**
     * @param sent null when the client sent nothing
     * @param managedResults where the instance keeps managed results, if it has a place
     * @throws RuntimeException in Athena's words, if there is no place, or the place or the encryption cannot be
     */
    static ResultConfiguration effective(
            Workgroup workgroup,
            ResultConfiguration sent,
            Optional<String> managedResults)
    {
        if (sent != null && sent.outputLocation() != null) {
            S3Location.ofFolder(sent.outputLocation());
        }
        ResultConfiguration effective =
                workgroup.managesResults()
                        ? managed(workgroup, sent, managedResults)
                        : merged(workgroup, sent);
        if (effective.outputLocation() == null) {
            throw AthenaErrors.invalidInput(
                    "No output location provided. An output location is required either through the Workgroup result " +
                            "configuration "
                            + "setting or as an API input.");
        }
        S3Location.ofFolder(effective.outputLocation());
        requireSupported(effective.encryptionConfiguration());
        return effective;
    }

    static boolean hasAny(ResultConfiguration results)
    {
        return results != null && !results.equals(ResultConfiguration.builder().build());
    }

    static AwsException bothSet()
    {
        return AthenaErrors.invalidInput(
                "ManagedQueryResultsConfiguration and ResultConfiguration cannot be set together.");
    }

    /**
     * @param encryption null when there is none
     */
    static void requireSupported(EncryptionConfiguration encryption)
    {
        if (encryption != null && encryption.encryptionOption() == EncryptionOption.CSE_KMS) {
            throw new GlauxException(
                    ErrorCode.NOT_SUPPORTED, "EncryptionOption CSE_KMS is not supported. Use SSE_S3 or SSE_KMS");
        }
    }

    private static ResultConfiguration managed(
            Workgroup workgroup,
            ResultConfiguration sent,
            Optional<String> managedResults)
    {
        if (hasAny(sent)) {
            throw bothSet();
        }
        ManagedQueryResultsEncryptionConfiguration encryption =
                workgroup.configuration().managedQueryResultsConfiguration().encryptionConfiguration();
        return ResultConfiguration.builder()
                .outputLocation(managedResults.map(folder -> folder + workgroup.name() + "/").orElse(null))
                .encryptionConfiguration(encryption == null
                        ? null
                        : EncryptionConfiguration.builder()
                          .encryptionOption(EncryptionOption.SSE_KMS)
                          .kmsKey(encryption.kmsKey())
                          .build())
                .build();
    }

    /**
     * What the workgroup enforces, or else what the client sent, with the workgroup's settings for what it did not.
     */
    private static ResultConfiguration merged(Workgroup workgroup, ResultConfiguration sent)
    {
        ResultConfiguration own = workgroup.resultConfiguration();
        if (sent == null) {
            return own;
        }
        if (workgroup.enforcesConfiguration()) {
            // a workgroup without a location has none to enforce
            return own.outputLocation() == null
                    ? own.toBuilder().outputLocation(sent.outputLocation()).build()
                    : own;
        }
        ResultConfiguration.Builder effective = own.toBuilder();
        Optional.ofNullable(sent.outputLocation()).ifPresent(effective::outputLocation);
        Optional.ofNullable(sent.encryptionConfiguration())
                .filter(encryption -> isAllowed(workgroup, encryption))
                .ifPresent(effective::encryptionConfiguration);
        Optional.ofNullable(sent.expectedBucketOwner()).ifPresent(effective::expectedBucketOwner);
        Optional.ofNullable(sent.aclConfiguration()).ifPresent(effective::aclConfiguration);
        return effective.build();
    }

    /**
     * Whether the encryption is not weaker than the least that the workgroup wants.
     */
    private static boolean isAllowed(Workgroup workgroup, EncryptionConfiguration sent)
    {
        return !Boolean.TRUE.equals(workgroup.configuration().enableMinimumEncryptionConfiguration())
                || strength(sent) >= strength(workgroup.resultConfiguration().encryptionConfiguration());
    }

    private static int strength(EncryptionConfiguration encryption)
    {
        if (encryption == null || encryption.encryptionOption() == null) {
            return 0;
        }
        return switch (encryption.encryptionOption()) {
            case SSE_KMS -> 1;
            case CSE_KMS -> 2;
            case SSE_S3, UNKNOWN_TO_SDK_VERSION -> 0;
        };
    }
}
