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
package io.glaux.testing.usage;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.QueryRows;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.Tag;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bill as a table, its export, and the commands that show it.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestUsage
{
    private static final String DATABASE = "usage_of";

    private final SharedGlaux glaux;
    private final AthenaQueries athena;

    TestUsage(SharedGlaux glaux)
    {
        this.glaux = glaux;
        this.athena = glaux.athena(DATABASE);
        glaux.once(DATABASE, String.class, () -> {
            glaux.clients().glue().createDatabase(request -> request.databaseInput(input -> input
                    .name(DATABASE)
                    .locationUri("s3://%s/%s/".formatted(SharedGlaux.BUCKET, DATABASE))));
            athena.run("CREATE TABLE numbers AS SELECT n FROM UNNEST(sequence(1, 1000)) AS t (n)");
            return DATABASE;
        });
    }

    @Test
    void testQueries()
    {
        QueryRows read = athena.query("SELECT sum(n) FROM numbers");
        String id = read.execution().queryExecutionId();
        Map<String, String> row = row("SELECT * FROM system.usage.queries WHERE query_id = '%s'".formatted(id));
        assertThat(row)
                .containsEntry("workgroup", "primary")
                .containsEntry("user_name", "admin")
                .containsEntry("statement_type", "DML")
                .containsEntry("substatement_type", "SELECT")
                .containsEntry("outcome", "SUCCEEDED")
                .containsEntry("scanned_bytes", String.valueOf(read.scannedBytes()))
                .containsEntry("billed_bytes", "10000000")
                .containsEntry("cost_usd", "0.000050")
                .containsEntry("complete", "true")
                .containsEntry("query", "SELECT sum(n) FROM numbers");
        assertThat(row.get("scans"))
                .contains("source=awsdatacatalog", "table_name=usage_of.numbers", "kind=DATA", "bytes=", "requests=");
        assertThat(athena.query(
                """
                SELECT sum(s.bytes) FROM system.usage.queries
                CROSS JOIN UNNEST(scans) AS s (source, t, kind, bytes, r, u)
                WHERE query_id = '%s'
                """.formatted(id)).only()).isEqualTo(String.valueOf(read.scannedBytes()));
    }

    @Test
    void testReadingTheBillIsFreeAndShowsItself()
    {
        QueryRows itself = athena.query(
                "SELECT query_id FROM system.usage.queries WHERE ended_at IS NULL AND query LIKE '%LIKE%'");
        String id = itself.execution().queryExecutionId();
        assertThat(itself.firsts()).as("it runs while it reads").containsExactly(id);
        assertThat(itself.scannedBytes()).isZero();
        assertThat(row("SELECT billed_bytes, cost_usd, scanned_bytes, outcome FROM system.usage.queries "
                + "WHERE query_id = '%s'".formatted(id)))
                .isEqualTo(Map.of(
                        "billed_bytes", "0", "cost_usd", "0.000000", "scanned_bytes", "0", "outcome", "SUCCEEDED"));
    }

    @Test
    void testTimes()
    {
        QueryExecution execution = athena.run("SELECT 'times'");
        String id = execution.queryExecutionId();
        assertThat(athena.query("SELECT count(*) FROM system.usage.queries WHERE query_id = '%s' "
                .formatted(id) + "AND started_at > localtimestamp - INTERVAL '1' HOUR "
                + "AND ended_at BETWEEN started_at AND localtimestamp + INTERVAL '1' HOUR").only()).isEqualTo("1");
        assertThat(athena.query("SELECT count(*) FROM system.usage.queries "
                        + "WHERE ended_at < TIMESTAMP '2020-01-01 00:00:00' "
                        + "OR started_at > TIMESTAMP '2120-01-01 00:00:00'")
                .only()).isEqualTo("0");
        assertThat(athena.query("SELECT count(*) FROM system.usage.queries WHERE query_id = '%s' "
                .formatted(id) + "AND started_at = TIMESTAMP '2020-01-01 00:00:00'").only()).isEqualTo("0");
    }

    @Test
    void testWorkgroups()
    {
        athena.query("SELECT max(n) FROM numbers");
        assertThat(athena.query(
                """
                SELECT count(*) FROM system.usage.workgroups
                WHERE workgroup = 'primary' AND queries > 0 AND scanned_bytes > 0 AND billed_bytes >= 10000000
                AND cost_usd >= DECIMAL '0.00005'
                """).only()).isNotEqualTo("0");
    }

    @Test
    void testOthersSeeTheirOwn()
            throws SQLException
    {
        athena.run("SELECT 'of the admin'");
        String password = addUser("usage-bob");
        try (Connection connection = glaux.trino().connect("usage-bob", password);
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT 7")) {
                assertThat(rows.next()).isTrue();
            }
            try (ResultSet rows = statement.executeQuery(
                    "SELECT DISTINCT user_name FROM system.usage.queries")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("usage-bob");
                assertThat(rows.next()).isFalse();
            }
        }
    }

    /**
     * The tags of a user and of the workgroup at the start of a query: the user's go first.
     */
    @Test
    void testTags()
    {
        run("workgroup", "create", "usage-tags", "--location", "s3://glaux/results/usage-tags/");
        tag("usage-tags", Map.of("team", "bi", "floor", "3"));
        run("user", "set", "admin", "--tag", "team=web");
        String id = athena.in("usage-tags").query("SELECT 'tagged'").execution().queryExecutionId();
        run("user", "set", "admin", "--tag", "");
        tag("usage-tags", Map.of("team", "other"));
        assertThat(athena.query("SELECT tags['team'] || tags['floor'] FROM system.usage.queries WHERE query_id = '%s'"
                .formatted(id)).only()).isEqualTo("web3");
        assertThat(run("usage", "--by", "tag:team", "--workgroup", "usage-tags", "--format", "csv"))
                .contains("\"web\",\"1\",\"0\",");
        assertThat(run("usage", "--verify")).startsWith("the ledger is whole: ");
    }

    /**
     * Who may manage a workgroup sees all its queries, without their text.
     */
    @Test
    void testManagersSeeTheirWorkgroups()
            throws SQLException
    {
        run("workgroup", "create", "usage-managed", "--location", "s3://glaux/results/usage-managed/");
        String id = athena.in("usage-managed").query("SELECT 'managed'").execution().queryExecutionId();
        String password = addUser("usage-eve");
        run("workgroup", "grant", "usage-managed", "--user", "usage-eve", "--permission", "manage");
        try (Connection connection = glaux.trino().connect("usage-eve", password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT query_id, query FROM system.usage.queries WHERE user_name <> 'usage-eve'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo(id);
            assertThat(rows.getString(2)).isNull();
            assertThat(rows.next()).isFalse();
        }
    }

    private void tag(String workgroup, Map<String, String> tags)
    {
        glaux.clients().athena().tagResource(request -> request
                .resourceARN("arn:aws:athena:us-east-1:000000000000:workgroup/" + workgroup)
                .tags(tags.entrySet().stream()
                        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                        .toList()));
    }

    private String run(String... arguments)
    {
        return glaux.instance().command(arguments).requireSuccess().out();
    }

    private String addUser(String name)
    {
        return run("user", "add", name).lines()
                .filter(line -> line.startsWith("password"))
                .map(line -> line.substring("password".length()).strip())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void testExport()
    {
        String id = athena.query("SELECT min(n) FROM numbers").execution().queryExecutionId();
        String location = "s3://%s/usage-export/".formatted(SharedGlaux.BUCKET);
        athena.run("UNLOAD (SELECT * FROM system.usage.queries WHERE query_id = '%s') TO '%s' WITH (format = 'PARQUET')"
                .formatted(id, location));
        athena.run(
                """
                CREATE EXTERNAL TABLE exported (
                    query_id string, workgroup string, user_name string, statement_type string,
                    substatement_type string, started_at timestamp, ended_at timestamp, outcome string,
                    scanned_bytes bigint, billed_bytes bigint, cost_usd decimal(18,6), complete boolean,
                    scans array<struct<source:string,table_name:string,kind:string,bytes:bigint,requests:bigint,
                        units:map<string,decimal(18,6)>>>,
                    query string, billed_units map<string,decimal(18,6)>, tags map<string,string>)
                STORED AS PARQUET LOCATION '%s'
                """.formatted(location));
        assertThat(row("SELECT * FROM exported"))
                .isEqualTo(row("SELECT * FROM system.usage.queries WHERE query_id = '%s'".formatted(id)));
    }

    @Test
    void testCommands()
    {
        athena.query("SELECT avg(n) FROM numbers");
        assertThat(glaux.instance().command("usage").requireSuccess().out())
                .contains("workgroup", "cost_usd", "primary");
        assertThat(glaux.instance().command("usage", "--by", "table", "--format", "csv").requireSuccess().out())
                .contains("\"awsdatacatalog\",\"usage_of.numbers\",");
        assertThat(glaux.instance().command("usage", "--by", "user", "--since", "2120-01-01", "--format", "json")
                .requireSuccess().out().strip()).isEqualTo("[\n]");
        assertThat(glaux.instance().command("usage", "--verify").requireSuccess().out())
                .startsWith("the ledger is whole: ");
        assertThat(glaux.instance().command("price", "list").requireSuccess().out()).contains("(default)", "10000000");
        assertThat(glaux.instance().command("price", "set", "no-such-workgroup").exit()).isEqualTo(1);
    }

    private Map<String, String> row(String sql)
    {
        QueryRows rows = athena.query(sql);
        assertThat(rows.rows()).hasSize(1);
        List<String> values = rows.rows().getFirst();
        return IntStream.range(0, values.size())
                .boxed()
                .collect(toMap(i -> rows.columns().get(i).name(), values::get));
    }
}
