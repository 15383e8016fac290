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
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.BatchGetNamedQueryResponse;
import software.amazon.awssdk.services.athena.model.BatchGetPreparedStatementResponse;
import software.amazon.awssdk.services.athena.model.ListPreparedStatementsResponse;
import software.amazon.awssdk.services.athena.model.NamedQuery;
import software.amazon.awssdk.services.athena.model.PreparedStatement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

@TestInstance(PER_CLASS)
@Timeout(120)
final class TestSavedStatements
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
    void testNamedQuery()
    {
        String id = named("primary", "report");
        NamedQuery query = athena.getNamedQuery(request -> request.namedQueryId(id)).namedQuery();
        assertThat(query.namedQueryId()).isEqualTo(id);
        assertThat(query.workGroup()).isEqualTo("primary");
        assertThat(query.name()).isEqualTo("report");
        assertThat(query.description()).isEqualTo("of the day");
        assertThat(query.database()).isEqualTo("flights");
        // kept as it is, whether it parses or not
        assertThat(query.queryString()).isEqualTo(" no statement; ");
        athena.updateNamedQuery(request -> request.namedQueryId(id).name("renamed").queryString("NUMBERS 2"));
        NamedQuery updated = athena.getNamedQuery(request -> request.namedQueryId(id)).namedQuery();
        assertThat(updated).isEqualTo(query.toBuilder().name("renamed").queryString("NUMBERS 2").build());
        athena.deleteNamedQuery(request -> request.namedQueryId(id));
        athena.deleteNamedQuery(request -> request.namedQueryId(id));
        api.assertInvalid(
                () -> athena.getNamedQuery(request -> request.namedQueryId(id)),
                "NamedQuery %s does not exist".formatted(id));
        api.assertInvalid(
                () -> athena.updateNamedQuery(request -> request.namedQueryId(id).name("a").queryString("b")),
                "NamedQuery %s does not exist".formatted(id));
        assertThat(api.wire().answer()).contains("NamedQuery");
    }

    @Test
    void testNamedQueriesInPages()
    {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(named("strict", "query " + i));
        }
        assertThat(athena.listNamedQueriesPaginator(request -> request.workGroup("strict").maxResults(2))
                .stream()
                .flatMap(page -> page.namedQueryIds().stream()))
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(athena.listNamedQueries(request -> request.workGroup("strict").maxResults(0)).nextToken()).isNull();
        assertThat(athena.listNamedQueries(request -> request.workGroup("strict").maxResults(5)).nextToken()).isNull();
        BatchGetNamedQueryResponse found = athena.batchGetNamedQuery(
                request -> request.namedQueryIds(ids.get(3), "nowhere", ids.get(1), ids.get(3)));
        assertThat(found.namedQueries()).extracting(NamedQuery::name).containsExactly("query 3", "query 1");
        assertThat(found.unprocessedNamedQueryIds()).singleElement().satisfies(unknown -> {
            assertThat(unknown.namedQueryId()).isEqualTo("nowhere");
            assertThat(unknown.errorCode()).isEqualTo("INVALID_INPUT");
            assertThat(unknown.errorMessage()).isEqualTo("NamedQuery nowhere does not exist");
        });
    }

    @Test
    void testNamedQueryIsMadeOnce()
    {
        String token = "0123456789abcdef0123456789abcdef";
        String first = athena.createNamedQuery(request -> request
                .clientRequestToken(token).name("once").database("db").queryString("NUMBERS 1")).namedQueryId();
        assertThat(athena.createNamedQuery(request -> request
                .clientRequestToken(token).name("once").database("db").queryString("NUMBERS 1")).namedQueryId())
                .isEqualTo(first);
        api.assertError(
                () -> athena.createNamedQuery(request -> request
                        .clientRequestToken(token).name("once").database("db").queryString("NUMBERS 2")),
                "IDEMPOTENT_PARAMETER_MISMATCH",
                "Idempotent parameters do not match");
        api.wire().sendInstead("{\"Name\":\"a\",\"Database\":\"b\",\"QueryString\":\"c\"}");
        api.assertInvalid(
                () -> athena.createNamedQuery(request -> request.name("a")), "clientRequestToken is null or empty");
    }

    @Test
    void testWrongNamedQueries()
    {
        api.assertInvalid(
                () -> athena.createNamedQuery(request -> request
                        .name("n".repeat(129)).database("").queryString("q").description("")),
                "3 validation errors detected: Value at 'name' failed to satisfy constraint: "
                        + "Member must have length less than or equal to 128; "
                        + "Value at 'description' failed to satisfy constraint: "
                        + "Member must have length greater than or equal to 1; "
                        + "Value at 'database' failed to satisfy constraint: "
                        + "Member must have length greater than or equal to 1");
        api.assertInvalid(
                () -> athena.createNamedQuery(request -> request
                        .name("n").database("d").queryString("q").workGroup("nowhere")),
                "WorkGroup is not found.");
        api.assertInvalid(
                () -> athena.getNamedQuery(request -> request.namedQueryId("a b")),
                "1 validation error detected: Value at 'namedQueryId' failed to satisfy constraint: "
                        + "Member must satisfy regular expression pattern: \\S+");
        api.assertInvalid(
                () -> athena.listNamedQueries(request -> request.nextToken("bm9uc2Vuc2U=")),
                "The nextPageToken is malformed: bm9uc2Vuc2U=");
    }

    @Test
    void testPreparedStatement()
    {
        prepare("primary", "by_day", " NUMBERS 3 ; ");
        PreparedStatement statement = get("primary", "by_day");
        assertThat(statement.statementName()).isEqualTo("by_day");
        assertThat(statement.workGroupName()).isEqualTo("primary");
        assertThat(statement.queryStatement()).isEqualTo("NUMBERS 3");
        assertThat(statement.description()).isEqualTo("for tests");
        assertThat(statement.lastModifiedTime()).isNotNull();
        api.assertInvalid(
                () -> prepare("primary", "by_day", "NUMBERS 4"),
                "Prepared statement by_day already exists in workgroup primary");
        // another workgroup has names of its own
        prepare("strict", "by_day", "INSERT 4");
        athena.updatePreparedStatement(request -> request
                .workGroup("primary").statementName("by_day").queryStatement("NUMBERS 5"));
        PreparedStatement updated = get("primary", "by_day");
        assertThat(updated.queryStatement()).isEqualTo("NUMBERS 5");
        assertThat(updated.description()).isEqualTo("for tests");
        assertThat(updated.lastModifiedTime()).isAfterOrEqualTo(statement.lastModifiedTime());
        athena.deletePreparedStatement(request -> request.workGroup("primary").statementName("by_day"));
        assertNotFound(() -> get("primary", "by_day"));
        assertNotFound(() -> athena.deletePreparedStatement(
                request -> request.workGroup("primary").statementName("by_day")));
        assertNotFound(() -> athena.updatePreparedStatement(
                request -> request.workGroup("primary").statementName("by_day").queryStatement("NUMBERS 1")));
        assertThat(get("strict", "by_day").queryStatement()).isEqualTo("INSERT 4");
    }

    @Test
    void testPreparedStatementsInPages()
    {
        for (int i = 0; i < 5; i++) {
            prepare("bare", "statement_" + i, "NUMBERS " + i);
        }
        List<String> names = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            ListPreparedStatementsResponse page = athena.listPreparedStatements(
                    request -> request.workGroup("bare").maxResults(2).nextToken(next));
            page.preparedStatements().forEach(statement -> names.add(statement.statementName()));
            token = page.nextToken();
        }
        while (token != null);
        assertThat(names)
                .containsExactly("statement_0", "statement_1", "statement_2", "statement_3", "statement_4");
        assertThat(api.wire().answer()).doesNotContain("NextToken");
        BatchGetPreparedStatementResponse found = athena.batchGetPreparedStatement(request -> request
                .workGroup("bare").preparedStatementNames("statement_3", "x", "nowhere", "statement_1"));
        assertThat(found.preparedStatements()).extracting(PreparedStatement::queryStatement)
                .containsExactly("NUMBERS 3", "NUMBERS 1");
        assertThat(found.unprocessedPreparedStatementNames())
                .extracting(unknown -> unknown.statementName() + " " + unknown.errorCode())
                .containsExactly("x INVALID_INPUT", "nowhere STATEMENT_NOT_FOUND");
    }

    @Test
    void testWrongPreparedStatements()
    {
        api.assertInvalid(
                () -> prepare("primary", "9lives", "NUMBERS 1"),
                "1 validation error detected: Value at 'statementName' failed to satisfy constraint: "
                        + "Member must satisfy regular expression pattern: [a-zA-Z_][a-zA-Z0-9_@:]{1,256}");
        api.assertInvalid(() -> prepare("nowhere", "by_day", "NUMBERS 1"), "WorkGroup is not found.");
        api.assertError(
                () -> prepare("primary", "by_night", "SELEC 1"),
                "MALFORMED_QUERY",
                "line 1:1: mismatched input 'SELEC'");
        api.assertError(
                () -> prepare("primary", "by_night", "SHOW tables"),
                "MALFORMED_QUERY",
                "Only SELECT, INSERT INTO, CREATE TABLE AS and UNLOAD can be prepared");
        api.assertInvalid(
                () -> athena.listPreparedStatements(request -> request.workGroup("primary").maxResults(51)),
                "1 validation error detected: Value at 'maxResults' failed to satisfy constraint: "
                        + "Member must have value less than or equal to 50");
    }

    private String named(String workgroup, String name)
    {
        return athena.createNamedQuery(request -> request
                .workGroup(workgroup)
                .name(name)
                .description("of the day")
                .database("flights")
                .queryString(" no statement; ")).namedQueryId();
    }

    private void prepare(String workgroup, String name, String sql)
    {
        athena.createPreparedStatement(request -> request
                .workGroup(workgroup).statementName(name).queryStatement(sql).description("for tests"));
    }

    private PreparedStatement get(String workgroup, String name)
    {
        return athena.getPreparedStatement(request -> request.workGroup(workgroup).statementName(name))
                .preparedStatement();
    }

    private void assertNotFound(Runnable call)
    {
        AwsServiceException error = TestingAthena.failure(call);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFoundException");
        assertThat(error.awsErrorDetails().errorMessage())
                .isEqualTo("Prepared statement by_day was not found in workgroup primary");
        assertThat(api.wire().answer()).contains("\"ResourceName\":\"by_day\"");
    }
}
