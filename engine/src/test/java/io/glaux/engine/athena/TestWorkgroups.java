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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.S3AclOption;
import software.amazon.awssdk.services.athena.model.Tag;
import software.amazon.awssdk.services.athena.model.UpdateWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupConfigurationUpdates;
import software.amazon.awssdk.services.athena.model.WorkGroupState;
import software.amazon.awssdk.services.athena.model.WorkGroupSummary;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * Workgroups, their settings and their tags through the API.
 */
@TestInstance(PER_CLASS)
@Timeout(120)
final class TestWorkgroups
{
    private TestingAthena api;
    private AthenaClient athena;

    @BeforeAll
    void open(@TempDir Path folder)
    {
        api = new TestingAthena(folder);
        athena = api.client();
    }

    @AfterAll
    void close()
    {
        api.close();
    }

    @Test
    void testCreate()
    {
        athena.createWorkGroup(request -> request
                .name("made")
                .description("for reports")
                .configuration(configuration -> configuration
                        .resultConfiguration(results -> results
                                .outputLocation("s3://results/made/")
                                .expectedBucketOwner("000000000000")
                                .aclConfiguration(acl -> acl.s3AclOption(S3AclOption.BUCKET_OWNER_FULL_CONTROL))
                                .encryptionConfiguration(encryption -> encryption
                                        .encryptionOption(EncryptionOption.SSE_KMS)
                                        .kmsKey("a-key")))
                        .bytesScannedCutoffPerQuery(10_000_000L)
                        .enforceWorkGroupConfiguration(true)
                        .publishCloudWatchMetricsEnabled(true)
                        .requesterPaysEnabled(true)
                        .engineVersion(engine -> engine.selectedEngineVersion("Athena engine version 3")))
                .tags(tag("team", "one")));
        WorkGroup made = get("made");
        assertThat(made.state()).isEqualTo(WorkGroupState.ENABLED);
        assertThat(made.description()).isEqualTo("for reports");
        WorkGroupConfiguration configuration = made.configuration();
        assertThat(configuration.resultConfiguration().outputLocation()).isEqualTo("s3://results/made/");
        assertThat(configuration.resultConfiguration().encryptionConfiguration().kmsKey()).isEqualTo("a-key");
        assertThat(configuration.bytesScannedCutoffPerQuery()).isEqualTo(10_000_000);
        assertThat(configuration.enforceWorkGroupConfiguration()).isTrue();
        assertThat(configuration.publishCloudWatchMetricsEnabled()).isTrue();
        assertThat(configuration.requesterPaysEnabled()).isTrue();
        assertThat(configuration.engineVersion().selectedEngineVersion()).isEqualTo("Athena engine version 3");
        assertThat(configuration.engineVersion().effectiveEngineVersion()).isEqualTo("Athena engine version 3");
        assertThat(tags("made")).containsExactly(tag("team", "one"));
        assertThat(athena.listWorkGroupsPaginator(request -> request.maxResults(1)).stream()
                .flatMap(page -> page.workGroups().stream()))
                .extracting(WorkGroupSummary::name)
                .contains("made", "primary");
        api.assertInvalid(() -> make("made", _ -> {}), "WorkGroup is already created");
        api.assertInvalid(() -> make("primary", _ -> {}), "primary workGroup could not be created");
        make("plain", _ -> {});
        assertThat(get("plain").configuration().engineVersion().selectedEngineVersion()).isEqualTo("AUTO");
        assertThat(get("plain").configuration().bytesScannedCutoffPerQuery()).isNull();
    }

    @Test
    void testWrongSettings()
    {
        api.assertInvalid(
                () -> make("wrong", configuration -> configuration.bytesScannedCutoffPerQuery(9_999_999L)),
                "1 validation error detected: Value at 'configuration.bytesScannedCutoffPerQuery' failed to satisfy "
                        + "constraint: Member must have value greater than or equal to 10000000");
        api.assertInvalid(
                () -> make("no good", _ -> {}),
                "1 validation error detected: Value at 'name' failed to satisfy constraint: Member must satisfy "
                        + "regular expression pattern: [a-zA-Z0-9._-]{1,128}");
        api.assertInvalid(
                () -> make("wrong", configuration -> configuration
                        .resultConfiguration(results -> results.outputLocation("file:///tmp"))),
                "outputLocation is not a valid S3 path.");
        api.assertInvalid(
                () -> make("wrong", configuration -> configuration
                        .resultConfiguration(results -> results.encryptionConfiguration(encryption -> encryption
                                .encryptionOption(EncryptionOption.CSE_KMS).kmsKey("a-key")))),
                "EncryptionOption CSE_KMS is not supported. Use SSE_S3 or SSE_KMS");
        api.assertInvalid(
                () -> make("wrong", configuration -> configuration
                        .resultConfiguration(results -> results.encryptionConfiguration(encryption -> encryption
                                .encryptionOption("ROT13")))),
                "1 validation error detected: Value at "
                        + "'configuration.resultConfiguration.encryptionConfiguration.encryptionOption' failed to "
                        + "satisfy constraint: Member must satisfy enum value set: [CSE_KMS, SSE_KMS, SSE_S3]");
        api.assertInvalid(
                () -> make("wrong", configuration -> configuration
                        .engineVersion(engine -> engine.selectedEngineVersion("Athena engine version 2"))),
                "There is no engine version Athena engine version 2. Use AUTO or Athena engine version 3");
        api.assertInvalid(
                () -> make("wrong", configuration -> configuration.identityCenterConfiguration(center -> center
                        .enableIdentityCenter(true))),
                "IAM Identity Center and S3 Access Grants are not supported: the workgroup would not be as safe as it "
                        + "says. Give grants on the workgroup");
        api.assertInvalid(() -> get("wrong"), "WorkGroup is not found.");
    }

    @Test
    void testUpdate()
    {
        make("changing", configuration -> configuration
                .bytesScannedCutoffPerQuery(10_000_000L)
                .customerContentEncryptionConfiguration(encryption -> encryption.kmsKey("content"))
                .resultConfiguration(results -> results
                        .outputLocation("s3://results/before/")
                        .expectedBucketOwner("000000000000")
                        .aclConfiguration(acl -> acl.s3AclOption(S3AclOption.BUCKET_OWNER_FULL_CONTROL))
                        .encryptionConfiguration(encryption -> encryption.encryptionOption(EncryptionOption.SSE_S3))));
        update("changing", request -> request.description("new"));
        update("changing", updates(sent -> sent
                .enforceWorkGroupConfiguration(true)
                .bytesScannedCutoffPerQuery(30_000_000L)
                .resultConfigurationUpdates(results -> results.outputLocation("s3://results/after/"))));
        WorkGroup changed = get("changing");
        assertThat(changed.description()).isEqualTo("new");
        assertThat(changed.configuration().bytesScannedCutoffPerQuery()).isEqualTo(30_000_000);
        assertThat(changed.configuration().enforceWorkGroupConfiguration()).isTrue();
        assertThat(changed.configuration().resultConfiguration().outputLocation()).isEqualTo("s3://results/after/");
        assertThat(changed.configuration().resultConfiguration().expectedBucketOwner()).isEqualTo("000000000000");

        // to remove wins over to set
        update("changing", updates(sent -> sent
                .bytesScannedCutoffPerQuery(40_000_000L)
                .removeBytesScannedCutoffPerQuery(true)
                .removeCustomerContentEncryptionConfiguration(true)
                .resultConfigurationUpdates(results -> results
                        .outputLocation("s3://results/never/")
                        .removeOutputLocation(true)
                        .removeEncryptionConfiguration(true)
                        .removeExpectedBucketOwner(true)
                        .removeAclConfiguration(true))));
        WorkGroupConfiguration removed = get("changing").configuration();
        assertThat(removed.bytesScannedCutoffPerQuery()).isNull();
        assertThat(removed.customerContentEncryptionConfiguration()).isNull();
        assertThat(removed.resultConfiguration()).isEqualTo(ResultConfiguration.builder().build());

        update("changing", request -> request.state(WorkGroupState.DISABLED).description(""));
        assertThat(get("changing").description()).isNull();
        api.assertInvalid(() -> start("changing", null), "WorkGroup changing is disabled.");
        api.assertInvalid(
                () -> update("changing", request -> request.state("SLEEPING")),
                "1 validation error detected: Value at 'state' failed to satisfy constraint: Member must satisfy enum "
                        + "value set: [DISABLED, ENABLED]");
        api.assertInvalid(() -> update("nowhere", request -> request.description("a")), "WorkGroup is not found.");
    }

    @Test
    void testDelete()
    {
        make("going", configuration -> configuration
                .resultConfiguration(results -> results.outputLocation("s3://results/going/")));
        String query = start("going", null);
        api.await(query);
        String saved = athena.createNamedQuery(request -> request
                .workGroup("going").name("one").database("db").queryString("NUMBERS 1")).namedQueryId();
        api.assertInvalid(
                () -> athena.deleteWorkGroup(request -> request.workGroup("going")),
                "WorkGroup going is not empty");
        athena.deleteNamedQuery(request -> request.namedQueryId(saved));
        api.assertInvalid(
                () -> athena.deleteWorkGroup(request -> request.workGroup("going")),
                "WorkGroup going is not empty");
        athena.createPreparedStatement(request -> request
                .workGroup("going").statementName("two").queryStatement("NUMBERS 1"));
        athena.deleteWorkGroup(request -> request.workGroup("going").recursiveDeleteOption(true));
        api.assertInvalid(() -> get("going"), "WorkGroup is not found.");
        api.assertError(
                () -> athena.getQueryExecution(request -> request.queryExecutionId(query)),
                "QUERY_EXECUTION_NOT_FOUND",
                "QueryExecution %s was not found".formatted(query));
        make("going", _ -> {});
        assertThat(athena.listQueryExecutions(request -> request.workGroup("going")).queryExecutionIds())
                .as("the history of the one before").isEmpty();
        assertThat(athena.batchGetQueryExecution(request -> request.queryExecutionIds(query)).queryExecutions())
                .isEmpty();
        athena.deleteWorkGroup(request -> request.workGroup("going"));
        api.assertInvalid(
                () -> athena.deleteWorkGroup(request -> request.workGroup("primary").recursiveDeleteOption(true)),
                "primary workGroup could not be deleted");
        api.assertInvalid(
                () -> athena.deleteWorkGroup(request -> request.workGroup("nowhere")), "WorkGroup is not found.");
    }

    @Test
    void testEnforcedSettingsWin()
    {
        make("enforced", configuration -> configuration
                .enforceWorkGroupConfiguration(true)
                .resultConfiguration(results -> results
                        .outputLocation("s3://results/enforced/")
                        .encryptionConfiguration(encryption -> encryption.encryptionOption(EncryptionOption.SSE_S3))));
        QueryExecution query = api.await(start("enforced", ResultConfiguration.builder()
                .outputLocation("s3://results/mine/")
                .aclConfiguration(acl -> acl.s3AclOption(S3AclOption.BUCKET_OWNER_FULL_CONTROL))
                .encryptionConfiguration(encryption -> encryption
                        .encryptionOption(EncryptionOption.CSE_KMS).kmsKey("a-key"))
                .build()));
        assertThat(query.resultConfiguration().outputLocation()).startsWith("s3://results/enforced/");
        assertThat(query.resultConfiguration().aclConfiguration()).isNull();
        assertThat(query.resultConfiguration().encryptionConfiguration().encryptionOption())
                .isEqualTo(EncryptionOption.SSE_S3);
    }

    @ParameterizedTest
    @CsvSource({
            "true,  SSE_KMS, SSE_S3,  SSE_KMS, own",
            "true,  SSE_KMS, SSE_KMS, SSE_KMS, sent",
            "true,  SSE_S3,  SSE_KMS, SSE_KMS, sent",
            "false, SSE_KMS, SSE_S3,  SSE_S3,  sent",
    })
    void testMinimumEncryption(boolean minimum, String own, String sent, String effective, String key)
    {
        String name = "minimum_%s_%s_%s".formatted(minimum, own, sent);
        make(name, configuration -> configuration
                .enableMinimumEncryptionConfiguration(minimum)
                .resultConfiguration(results -> results
                        .outputLocation("s3://results/minimum/")
                        .encryptionConfiguration(encryption -> encryption.encryptionOption(own).kmsKey("own"))));
        QueryExecution query = athena.getQueryExecution(request -> request.queryExecutionId(
                start(name, ResultConfiguration.builder()
                        .encryptionConfiguration(encryption -> encryption.encryptionOption(sent).kmsKey("sent"))
                        .build()))).queryExecution();
        assertThat(query.resultConfiguration().encryptionConfiguration().encryptionOptionAsString())
                .isEqualTo(effective);
        assertThat(query.resultConfiguration().encryptionConfiguration().kmsKey()).isEqualTo(key);
    }

    @Test
    void testManagedResults()
    {
        make("managed", configuration -> configuration
                .managedQueryResultsConfiguration(managed -> managed.enabled(true)));
        String id = start("managed", null);
        QueryExecution query = api.await(id);
        assertThat(query.resultConfiguration()).isNull();
        assertThat(query.managedQueryResultsConfiguration().enabled()).isTrue();
        assertThat(athena.getQueryResults(request -> request.queryExecutionId(id)).resultSet().rows())
                .extracting(TestingAthena::first)
                .containsExactly("n", "0", "1");
        assertThat(api.s3().headObject(request -> request.bucket("results").key("managed/managed/%s.csv".formatted(id)))
                .contentLength()).isPositive();
        ResultConfiguration mine = ResultConfiguration.builder().outputLocation("s3://results/mine/").build();
        String both = "ManagedQueryResultsConfiguration and ResultConfiguration cannot be set together.";
        api.assertInvalid(() -> start("managed", mine), both);
        api.assertInvalid(
                () -> make("both", configuration -> configuration
                        .managedQueryResultsConfiguration(managed -> managed.enabled(true))
                        .resultConfiguration(mine)),
                both);
        make("moving", configuration -> configuration.resultConfiguration(mine));
        api.assertInvalid(
                () -> update("moving", updates(sent -> sent
                        .managedQueryResultsConfigurationUpdates(managed -> managed.enabled(true)))),
                both);
        update("moving", updates(sent -> sent
                .managedQueryResultsConfigurationUpdates(managed -> managed
                        .enabled(true).encryptionConfiguration(encryption -> encryption.kmsKey("a-key")))
                .resultConfigurationUpdates(results -> results.removeOutputLocation(true))));
        assertThat(get("moving").configuration().managedQueryResultsConfiguration().encryptionConfiguration().kmsKey())
                .isEqualTo("a-key");
        update("moving", updates(sent -> sent
                .managedQueryResultsConfigurationUpdates(managed -> managed
                        .enabled(false).removeEncryptionConfiguration(true))));
        assertThat(get("moving").configuration().managedQueryResultsConfiguration().enabled()).isFalse();
        assertThat(get("moving").configuration().managedQueryResultsConfiguration().encryptionConfiguration()).isNull();
    }

    @Test
    void testTags()
    {
        make("tagged", _ -> {});
        String arn = arn("tagged");
        athena.tagResource(request -> request.resourceARN(arn).tags(tag("team", "one"), tag("stage", "")));
        athena.tagResource(request -> request.resourceARN(arn).tags(tag("team", "two")));
        assertThat(tags("tagged")).containsExactlyInAnyOrder(tag("team", "two"), tag("stage", ""));
        athena.untagResource(request -> request.resourceARN(arn).tagKeys("stage", "nowhere"));
        assertThat(tags("tagged")).containsExactly(tag("team", "two"));
        api.assertInvalid(
                () -> athena.tagResource(request -> request.resourceARN(arn).tags(tag("aws:team", "one"))),
                "Tag keys that begin with aws: are reserved: aws:team");
        api.assertInvalid(
                () -> athena.tagResource(request -> request.resourceARN(arn).tags(tag("a", "1"), tag("a", "2"))),
                "There are several tags with the key a");
        api.assertInvalid(
                () -> athena.tagResource(request -> request.resourceARN(arn)
                        .tags(tag("k".repeat(129), "v".repeat(257)))),
                "2 validation errors detected: Value at 'tags.1.member.key' failed to satisfy constraint: Member must "
                        + "have length less than or equal to 128; Value at 'tags.1.member.value' failed to satisfy "
                        + "constraint: Member must have length less than or equal to 256");
        List<Tag> many = IntStream.range(0, 50).mapToObj(i -> tag("key" + i, "value")).toList();
        api.assertInvalid(
                () -> athena.tagResource(request -> request.resourceARN(arn).tags(many)),
                "A resource has at most 50 tags. workgroup/tagged would have 51");
        assertThat(tags("tagged")).hasSize(1);
        assertThat(TestingAthena.failure(() -> athena.tagResource(request -> request
                .resourceARN(arn("nowhere")).tags(tag("team", "one")))).awsErrorDetails().errorCode())
                .isEqualTo("ResourceNotFoundException");
        String catalog = "arn:aws:athena:us-east-1:000000000000:datacatalog/AwsDataCatalog";
        athena.tagResource(request -> request.resourceARN(catalog).tags(tag("team", "one")));
        assertThat(athena.listTagsForResource(request -> request.resourceARN(catalog)).tags())
                .containsExactly(tag("team", "one"));
    }

    private void make(String name, Consumer<WorkGroupConfiguration.Builder> configuration)
    {
        athena.createWorkGroup(request -> request.name(name).configuration(configuration));
    }

    private void update(String name, Consumer<UpdateWorkGroupRequest.Builder> change)
    {
        athena.updateWorkGroup(request -> request.workGroup(name).applyMutation(change));
    }

    private static Consumer<UpdateWorkGroupRequest.Builder> updates(
            Consumer<WorkGroupConfigurationUpdates.Builder> updates)
    {
        return request -> request.configurationUpdates(updates);
    }

    private WorkGroup get(String name)
    {
        return athena.getWorkGroup(request -> request.workGroup(name)).workGroup();
    }

    private String start(String workgroup, ResultConfiguration results)
    {
        return api.start(request -> request
                .queryString("NUMBERS 2").workGroup(workgroup).resultConfiguration(results));
    }

    private List<Tag> tags(String workgroup)
    {
        return athena.listTagsForResource(request -> request.resourceARN(arn(workgroup))).tags();
    }

    private static String arn(String workgroup)
    {
        return "arn:aws:athena:us-east-1:000000000000:workgroup/" + workgroup;
    }

    private static Tag tag(String key, String value)
    {
        return Tag.builder().key(key).value(value).build();
    }
}
