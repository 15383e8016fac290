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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.result.S3Location;
import software.amazon.awssdk.services.athena.model.AclConfiguration;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.EngineVersion;
import software.amazon.awssdk.services.athena.model.IdentityCenterConfiguration;
import software.amazon.awssdk.services.athena.model.ManagedQueryResultsConfiguration;
import software.amazon.awssdk.services.athena.model.ManagedQueryResultsConfigurationUpdates;
import software.amazon.awssdk.services.athena.model.QueryResultsS3AccessGrantsConfiguration;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.ResultConfigurationUpdates;
import software.amazon.awssdk.services.athena.model.S3AclOption;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupConfigurationUpdates;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNullElse;

/**
 * The settings of workgroups: what may be sent, and what an update makes of them. A flag that removes a setting wins
 * over a value for it, as in Athena.
 */
final class WorkgroupSettings
{
    private static final long SMALLEST_CUTOFF = 10_000_000;
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final List<String> ENCRYPTION_OPTIONS =
            EncryptionOption.knownValues().stream().map(EncryptionOption::toString).sorted().toList();
    private static final List<String> ACL_OPTIONS =
            S3AclOption.knownValues().stream().map(S3AclOption::toString).sorted().toList();
    private static final Set<String> ENGINES = Set.of(
            WorkgroupOperations.ENGINE.selectedEngineVersion(),
            WorkgroupOperations.ENGINE.effectiveEngineVersion());

    private WorkgroupSettings() {}

    /**
     * The limits of the service model.
     */
    static void check(RequestChecks checks, WorkGroupConfiguration sent)
    {
        checks.atLeast(
                "configuration.bytesScannedCutoffPerQuery",
                sent.bytesScannedCutoffPerQuery(),
                SMALLEST_CUTOFF);
        checkEngine(checks, "configuration", sent.engineVersion());
        ResultConfiguration results = sent.resultConfiguration();
        if (results != null) {
            checkResults(checks, "configuration.resultConfiguration", results);
        }
        if (sent.managedQueryResultsConfiguration() != null
                && sent.managedQueryResultsConfiguration().encryptionConfiguration() != null) {
            checks.name(
                    "configuration.managedQueryResultsConfiguration.encryptionConfiguration.kmsKey",
                    sent.managedQueryResultsConfiguration().encryptionConfiguration().kmsKey(),
                    2048);
        }
        checkUnused(checks, "configuration", sent.additionalConfiguration(), sent.executionRole());
    }

    static void check(RequestChecks checks, WorkGroupConfigurationUpdates sent)
    {
        checks.atLeast(
                "configurationUpdates.bytesScannedCutoffPerQuery",
                sent.bytesScannedCutoffPerQuery(),
                SMALLEST_CUTOFF);
        checkEngine(checks, "configurationUpdates", sent.engineVersion());
        ResultConfigurationUpdates results = sent.resultConfigurationUpdates();
        if (results != null) {
            checkResults(
                    checks,
                    "configurationUpdates.resultConfigurationUpdates",
                    ResultConfiguration.builder()
                            .outputLocation(results.outputLocation())
                            .encryptionConfiguration(results.encryptionConfiguration())
                            .expectedBucketOwner(results.expectedBucketOwner())
                            .aclConfiguration(results.aclConfiguration())
                            .build());
        }
        if (sent.managedQueryResultsConfigurationUpdates() != null
                && sent.managedQueryResultsConfigurationUpdates().encryptionConfiguration() != null) {
            checks.name(
                    "configurationUpdates.managedQueryResultsConfigurationUpdates.encryptionConfiguration.kmsKey",
                    sent.managedQueryResultsConfigurationUpdates().encryptionConfiguration().kmsKey(),
                    2048);
        }
        checkUnused(checks, "configurationUpdates", sent.additionalConfiguration(), sent.executionRole());
    }

    static void checkResults(RequestChecks checks, String path, ResultConfiguration results)
    {
        checks.text(path + ".outputLocation", results.outputLocation())
                .pattern(path + ".expectedBucketOwner", results.expectedBucketOwner(), ACCOUNT);
        EncryptionConfiguration encryption = results.encryptionConfiguration();
        if (encryption != null) {
            checks.oneOf(
                            path + ".encryptionConfiguration.encryptionOption",
                            encryption.encryptionOptionAsString(),
                            ENCRYPTION_OPTIONS)
                    .text(path + ".encryptionConfiguration.kmsKey", encryption.kmsKey());
        }
        AclConfiguration acl = results.aclConfiguration();
        if (acl != null) {
            checks.oneOf(path + ".aclConfiguration.s3AclOption", acl.s3AclOptionAsString(), ACL_OPTIONS);
        }
    }

    /**
     * The settings once an update is made.
     */
    static WorkGroupConfiguration apply(WorkGroupConfiguration current, WorkGroupConfigurationUpdates sent)
    {
        WorkGroupConfiguration.Builder changed = current.toBuilder();
        Optional.ofNullable(sent.enforceWorkGroupConfiguration()).ifPresent(changed::enforceWorkGroupConfiguration);
        Optional.ofNullable(sent.publishCloudWatchMetricsEnabled()).ifPresent(changed::publishCloudWatchMetricsEnabled);
        Optional.ofNullable(sent.requesterPaysEnabled()).ifPresent(changed::requesterPaysEnabled);
        Optional.ofNullable(sent.enableMinimumEncryptionConfiguration())
                .ifPresent(changed::enableMinimumEncryptionConfiguration);
        Optional.ofNullable(sent.engineVersion()).ifPresent(changed::engineVersion);
        Optional.ofNullable(sent.additionalConfiguration()).ifPresent(changed::additionalConfiguration);
        Optional.ofNullable(sent.executionRole()).ifPresent(changed::executionRole);
        Optional.ofNullable(sent.monitoringConfiguration()).ifPresent(changed::monitoringConfiguration);
        Optional.ofNullable(sent.engineConfiguration()).ifPresent(changed::engineConfiguration);
        Optional.ofNullable(sent.queryResultsS3AccessGrantsConfiguration())
                .ifPresent(changed::queryResultsS3AccessGrantsConfiguration);
        changed.bytesScannedCutoffPerQuery(changed(
                current.bytesScannedCutoffPerQuery(),
                sent.bytesScannedCutoffPerQuery(),
                sent.removeBytesScannedCutoffPerQuery()));
        changed.customerContentEncryptionConfiguration(changed(
                current.customerContentEncryptionConfiguration(),
                sent.customerContentEncryptionConfiguration(),
                sent.removeCustomerContentEncryptionConfiguration()));
        if (sent.resultConfigurationUpdates() != null) {
            changed.resultConfiguration(apply(current.resultConfiguration(), sent.resultConfigurationUpdates()));
        }
        if (sent.managedQueryResultsConfigurationUpdates() != null) {
            changed.managedQueryResultsConfiguration(apply(
                    current.managedQueryResultsConfiguration(),
                    sent.managedQueryResultsConfigurationUpdates()));
        }
        return changed.build();
    }

    /**
     * Refuses settings that cannot be kept to.
     *
     * @param managedResults where the instance keeps managed results, if it has a place
     */
    static void verify(WorkGroupConfiguration configuration, Optional<String> managedResults)
    {
        ResultConfiguration results = configuration.resultConfiguration();
        if (results != null && results.outputLocation() != null) {
            S3Location.ofFolder(results.outputLocation());
        }
        if (results != null) {
            ResultSettings.requireSupported(results.encryptionConfiguration());
        }
        EngineVersion engine = configuration.engineVersion();
        if (engine != null && engine.selectedEngineVersion() != null
                && !ENGINES.contains(engine.selectedEngineVersion())) {
            throw AthenaErrors.invalidInput("There is no engine version %s. Use AUTO or %s".formatted(
                    engine.selectedEngineVersion(),
                    WorkgroupOperations.ENGINE.effectiveEngineVersion()));
        }
        if (configuration.managedQueryResultsConfiguration() != null
                && Boolean.TRUE.equals(configuration.managedQueryResultsConfiguration().enabled())) {
            verifyManaged(results, managedResults);
        }
        IdentityCenterConfiguration center = configuration.identityCenterConfiguration();
        QueryResultsS3AccessGrantsConfiguration grants = configuration.queryResultsS3AccessGrantsConfiguration();
        if ((center != null && Boolean.TRUE.equals(center.enableIdentityCenter()))
                || (grants != null && Boolean.TRUE.equals(grants.enableS3AccessGrants()))) {
            throw new GlauxException(
                    ErrorCode.NOT_SUPPORTED,
                    "IAM Identity Center and S3 Access Grants are not supported: the workgroup would not be as safe as"
                            + " it says. Give grants on the workgroup");
        }
    }

    private static void verifyManaged(ResultConfiguration results, Optional<String> managedResults)
    {
        if (ResultSettings.hasAny(results)) {
            throw ResultSettings.bothSet();
        }
        if (managedResults.isEmpty()) {
            throw AthenaErrors.invalidInput(
                    "Managed query results need a place of the instance for them: set results.location in its"
                            + " configuration");
        }
    }

    private static ResultConfiguration apply(ResultConfiguration current, ResultConfigurationUpdates sent)
    {
        ResultConfiguration old = requireNonNullElse(current, ResultConfiguration.builder().build());
        return ResultConfiguration.builder()
                .outputLocation(changed(old.outputLocation(), sent.outputLocation(), sent.removeOutputLocation()))
                .encryptionConfiguration(changed(
                        old.encryptionConfiguration(),
                        sent.encryptionConfiguration(),
                        sent.removeEncryptionConfiguration()))
                .expectedBucketOwner(changed(
                        old.expectedBucketOwner(),
                        sent.expectedBucketOwner(),
                        sent.removeExpectedBucketOwner()))
                .aclConfiguration(changed(
                        old.aclConfiguration(),
                        sent.aclConfiguration(),
                        sent.removeAclConfiguration()))
                .build();
    }

    private static ManagedQueryResultsConfiguration apply(
            ManagedQueryResultsConfiguration current,
            ManagedQueryResultsConfigurationUpdates sent)
    {
        ManagedQueryResultsConfiguration old =
                requireNonNullElse(current, ManagedQueryResultsConfiguration.builder().build());
        return ManagedQueryResultsConfiguration.builder()
                .enabled(requireNonNullElse(sent.enabled(), Boolean.TRUE.equals(old.enabled())))
                .encryptionConfiguration(changed(
                        old.encryptionConfiguration(),
                        sent.encryptionConfiguration(),
                        sent.removeEncryptionConfiguration()))
                .build();
    }

    private static <T> T changed(T current, T sent, Boolean remove)
    {
        if (Boolean.TRUE.equals(remove)) {
            return null;
        }
        return sent == null ? current : sent;
    }

    private static void checkEngine(RequestChecks checks, String path, EngineVersion engine)
    {
        if (engine != null) {
            checks.name(path + ".engineVersion.selectedEngineVersion", engine.selectedEngineVersion(), 128);
        }
    }

    /**
     * Settings of Spark workgroups, which are kept and have no effect.
     */
    private static void checkUnused(RequestChecks checks, String path, String additional, String role)
    {
        checks.name(path + ".additionalConfiguration", additional, 128)
                .length(path + ".executionRole", role, 20, 2048)
                .text(path + ".executionRole", role);
    }
}
