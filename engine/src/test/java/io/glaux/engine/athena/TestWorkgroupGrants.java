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

import io.glaux.engine.identity.UserSettings;
import io.glaux.engine.workgroup.Grantee;
import io.glaux.engine.workgroup.Permission;
import io.glaux.engine.workgroup.WorkgroupGrant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Tag;
import software.amazon.awssdk.services.athena.model.WorkGroupSummary;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * What users with and without a grant may do through the API: the workgroup {@code secret} may be managed by ann, used
 * by the group of bob, and seen by cal; dan has nothing.
 */
@TestInstance(PER_CLASS)
@Timeout(120)
final class TestWorkgroupGrants
{
    private TestingAthena api;
    private AthenaClient ann;
    private AthenaClient bob;
    private AthenaClient cal;
    private AthenaClient dan;

    @BeforeAll
    void open(@TempDir Path folder)
    {
        api = new TestingAthena(folder);
        ann = api.clientOf("ann", UserSettings.NONE);
        bob = api.clientOf("bob", new UserSettings(new TreeSet<>(List.of("analysts")), Optional.of("secret")));
        cal = api.clientOf("cal", UserSettings.NONE);
        dan = api.clientOf("dan", UserSettings.NONE);
        api.client().createWorkGroup(request -> request.name("secret").configuration(configuration -> configuration
                .resultConfiguration(results -> results.outputLocation("s3://results/secret/"))));
        grant(new Grantee(Grantee.Kind.USER, "ann"), Permission.MANAGE);
        grant(new Grantee(Grantee.Kind.GROUP, "analysts"), Permission.USE);
        grant(new Grantee(Grantee.Kind.USER, "cal"), Permission.SEE);
    }

    @AfterAll
    void close()
    {
        List.of(ann, bob, cal, dan).forEach(AthenaClient::close);
        api.close();
    }

    @Test
    void testWhoSeesIt()
    {
        assertThat(names(cal)).contains("secret", "primary");
        assertThat(names(dan)).contains("primary").doesNotContain("secret");
        assertThat(names(api.client())).contains("secret");
        assertThat(cal.getWorkGroup(request -> request.workGroup("secret")).workGroup().name()).isEqualTo("secret");
        assertDenied(() -> dan.getWorkGroup(request -> request.workGroup("secret")), "dan", "GetWorkGroup");
    }

    @Test
    void testWhoRunsQueries()
    {
        String id = bob.startQueryExecution(request -> request.queryString("NUMBERS 2")).queryExecutionId();
        assertThat(api.await(id).workGroup()).as("the default of bob").isEqualTo("secret");
        assertThat(bob.getQueryResults(request -> request.queryExecutionId(id)).resultSet().rows()).hasSize(3);
        assertDenied(() -> start(cal), "cal", "StartQueryExecution");
        assertDenied(() -> start(dan), "dan", "StartQueryExecution");
        assertThat(cal.getQueryExecution(request -> request.queryExecutionId(id)).queryExecution().query())
                .isEqualTo("NUMBERS 2");
        assertThat(cal.listQueryExecutions(request -> request.workGroup("secret")).queryExecutionIds()).contains(id);
        assertDenied(() -> cal.getQueryResults(request -> request.queryExecutionId(id)), "cal", "GetQueryResults");
        assertDenied(
                () -> cal.stopQueryExecution(request -> request.queryExecutionId(id)), "cal", "StopQueryExecution");
        assertDenied(() -> dan.getQueryExecution(request -> request.queryExecutionId(id)), "dan", "GetQueryExecution");
        assertDenied(
                () -> dan.getQueryRuntimeStatistics(request -> request.queryExecutionId(id)),
                "dan",
                "GetQueryRuntimeStatistics");
        assertDenied(
                () -> dan.listQueryExecutions(request -> request.workGroup("secret")), "dan", "ListQueryExecutions");
        assertThat(dan.batchGetQueryExecution(request -> request.queryExecutionIds(id))
                .unprocessedQueryExecutionIds()).singleElement().satisfies(refused -> {
            assertThat(refused.errorCode()).isEqualTo("ACCESS_DENIED");
            assertThat(refused.errorMessage()).isEqualTo(denied("dan", "BatchGetQueryExecution"));
        });
        // a workgroup without a grant is everyone's
        api.await(dan.startQueryExecution(request -> request.queryString("NUMBERS 1")).queryExecutionId());
    }

    @Test
    void testWhoSavesStatements()
    {
        String id = bob.createNamedQuery(request -> request
                .workGroup("secret").name("one").database("db").queryString("NUMBERS 1")).namedQueryId();
        bob.createPreparedStatement(request -> request
                .workGroup("secret").statementName("one_more").queryStatement("NUMBERS 1"));
        assertThat(cal.getNamedQuery(request -> request.namedQueryId(id)).namedQuery().name()).isEqualTo("one");
        assertDenied(() -> dan.getNamedQuery(request -> request.namedQueryId(id)), "dan", "GetNamedQuery");
        assertDenied(() -> dan.listNamedQueries(request -> request.workGroup("secret")), "dan", "ListNamedQueries");
        assertDenied(() -> dan.deleteNamedQuery(request -> request.namedQueryId(id)), "dan", "DeleteNamedQuery");
        assertDenied(
                () -> dan.updateNamedQuery(request -> request
                        .namedQueryId(id).name("mine").queryString("NUMBERS 1")),
                "dan",
                "UpdateNamedQuery");
        assertDenied(
                () -> dan.createNamedQuery(request -> request
                        .workGroup("secret").name("two").database("db").queryString("NUMBERS 1")),
                "dan",
                "CreateNamedQuery");
        assertDenied(
                () -> dan.getPreparedStatement(request -> request
                        .workGroup("secret").statementName("one_more")),
                "dan",
                "GetPreparedStatement");
        assertDenied(
                () -> dan.listPreparedStatements(request -> request.workGroup("secret")),
                "dan",
                "ListPreparedStatements");
        assertDenied(
                () -> dan.deletePreparedStatement(request -> request
                        .workGroup("secret").statementName("one_more")),
                "dan",
                "DeletePreparedStatement");
        assertDenied(() -> cal.deleteNamedQuery(request -> request.namedQueryId(id)), "cal", "DeleteNamedQuery");
        assertThat(dan.batchGetNamedQuery(request -> request.namedQueryIds(id)).unprocessedNamedQueryIds())
                .singleElement()
                .satisfies(one -> assertThat(one.errorCode()).isEqualTo("ACCESS_DENIED"));
    }

    @Test
    void testWhoManagesIt()
    {
        String arn = "arn:aws:athena:us-east-1:000000000000:workgroup/secret";
        Tag tag = Tag.builder().key("team").value("one").build();
        ann.updateWorkGroup(request -> request.workGroup("secret").description("of ann"));
        ann.tagResource(request -> request.resourceARN(arn).tags(tag));
        assertThat(cal.listTagsForResource(request -> request.resourceARN(arn)).tags()).containsExactly(tag);
        assertDenied(() -> dan.listTagsForResource(request -> request.resourceARN(arn)), "dan", "ListTagsForResource");
        assertDenied(() -> bob.tagResource(request -> request.resourceARN(arn).tags(tag)), "bob", "TagResource");
        assertDenied(() -> bob.untagResource(request -> request.resourceARN(arn).tagKeys("a")), "bob", "UntagResource");
        assertDenied(
                () -> bob.updateWorkGroup(request -> request.workGroup("secret").description("of bob")),
                "bob",
                "UpdateWorkGroup");
        assertDenied(
                () -> bob.deleteWorkGroup(request -> request.workGroup("secret").recursiveDeleteOption(true)),
                "bob",
                "DeleteWorkGroup");
        assertThat(TestingAthena.failure(() -> ann.createWorkGroup(request -> request.name("mine")))
                .awsErrorDetails()
                .errorMessage())
                .endsWith("workgroup/mine because only administrators may");
        // to use what is everyone's is not to own it
        assertThat(TestingAthena.failure(() -> dan.updateWorkGroup(request -> request
                .workGroup("primary").description("of dan"))).awsErrorDetails().errorCode())
                .isEqualTo("AccessDeniedException");
    }

    private void grant(Grantee grantee, Permission permission)
    {
        api.directory().grants().grant(new WorkgroupGrant("secret", grantee, permission));
    }

    private static void start(AthenaClient client)
    {
        client.startQueryExecution(request -> request.workGroup("secret").queryString("NUMBERS 1"));
    }

    private static List<String> names(AthenaClient client)
    {
        return client.listWorkGroupsPaginator(_ -> {}).stream()
                .flatMap(page -> page.workGroups().stream())
                .map(WorkGroupSummary::name)
                .toList();
    }

    private static void assertDenied(Runnable call, String user, String action)
    {
        AwsServiceException failure = TestingAthena.failure(call);
        assertThat(failure).as(action).isNotNull();
        assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
        assertThat(failure.awsErrorDetails().errorMessage()).isEqualTo(denied(user, action));
    }

    private static String denied(String user, String action)
    {
        return ("User: arn:aws:iam::000000000000:user/%s is not authorized to perform: athena:%s on resource: "
                + "arn:aws:athena:us-east-1:000000000000:workgroup/secret because no grant on the workgroup allows it")
                .formatted(user, action);
    }
}
