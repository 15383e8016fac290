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
package io.glaux.engine.saved;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import io.glaux.engine.workgroup.Workgroups;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * What every store must do with saved statements.
 */
@TestInstance(PER_CLASS)
@Timeout(60)
abstract class BaseSavedTest
{
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private SqlStore store;
    private NamedQueries queries;
    private PreparedStatements statements;

    protected abstract StoreConfig config();

    @BeforeAll
    void open()
    {
        store = SqlStore.open(config());
        new Workgroups(store, Clock.systemUTC()).ensurePrimary(Optional.empty());
        for (String name : List.of("full", "dropped")) {
            store.jdbi().useHandle(handle -> handle.execute(
                    """
                    INSERT INTO workgroups (name, state, description, configuration, created_at)
                    VALUES (?, 'ENABLED', NULL, '{}', 1)
                    """,
                    name));
        }
        queries = new NamedQueries(store);
        statements = new PreparedStatements(store, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterAll
    void close()
    {
        store.close();
    }

    @Test
    void testNamedQuery()
    {
        String id = create("token", "SELECT 1");
        assertThat(queries.find(id)).contains(
                new NamedQuery(id, "primary", "one", Optional.of("of one"), "db", "SELECT 1"));
        assertThat(queries.update(id, "two", Optional.empty(), "SELECT 2")).isTrue();
        assertThat(queries.findAll(List.of(id, "nowhere"))).containsExactly(
                new NamedQuery(id, "primary", "two", Optional.of("of one"), "db", "SELECT 2"));
        assertThat(queries.update("nowhere", "two", Optional.empty(), "SELECT 2")).isFalse();
        // the request is compared with the one before, not with what came of it
        assertThat(create("token", "SELECT 1")).isEqualTo(id);
        assertThatThrownBy(() -> create("token", "SELECT 2"))
                .isInstanceOfSatisfying(GlauxException.class, failure ->
                        assertThat(failure.code()).isEqualTo(ErrorCode.IDEMPOTENT_PARAMETER_MISMATCH));
        assertThat(queries.list("primary", "", 10)).contains(id);
        queries.delete(id);
        queries.delete(id);
        assertThat(queries.find(id)).isEmpty();
        assertThat(create("token", "SELECT 2")).isNotEqualTo(id);
    }

    @Test
    void testPreparedStatement()
    {
        statements.create("primary", "by_id", "SELECT ?", Optional.empty());
        statements.create("primary", "By_id", "SELECT 2", Optional.of("another"));
        assertThat(statements.find("primary", "by_id")).contains(
                new PreparedStatement("primary", "by_id", "SELECT ?", Optional.empty(), NOW));
        assertThat(statements.find("full", "by_id")).isEmpty();
        assertThatThrownBy(() -> statements.create("primary", "by_id", "SELECT 3", Optional.empty()))
                .isInstanceOf(GlauxException.class)
                .hasMessage("Prepared statement by_id already exists in workgroup primary");
        assertThat(statements.findAll("primary", List.of("by_id", "By_id", "nowhere"))).hasSize(2);
        assertThat(statements.update("primary", "By_id", "SELECT 4", Optional.empty())).isTrue();
        assertThat(statements.find("primary", "By_id").orElseThrow().description()).contains("another");
        assertThat(statements.delete("primary", "by_id")).isTrue();
        assertThat(statements.delete("primary", "by_id")).isFalse();
        assertThat(statements.update("primary", "by_id", "SELECT 4", Optional.empty())).isFalse();
    }

    @Test
    void testLimitOfAWorkgroup()
    {
        for (int i = 0; i < PreparedStatements.WORKGROUP_LIMIT; i++) {
            statements.create("full", "statement_%04d".formatted(i), "SELECT " + i, Optional.empty());
        }
        assertThatThrownBy(() -> statements.create("full", "one_more", "SELECT 1", Optional.empty()))
                .isInstanceOf(GlauxException.class)
                .hasMessage("Workgroup full has 1000 prepared statements, and cannot have more. Delete one first");
        assertThat(statements.list("full", "statement_0997", 10)).extracting(PreparedStatement::name)
                .containsExactly("statement_0998", "statement_0999");
        statements.delete("full", "statement_0000");
        statements.create("full", "one_more", "SELECT 1", Optional.empty());
    }

    @Test
    void testWorkgroupTakesItsStatementsAway()
    {
        statements.create("dropped", "by_id", "SELECT ?", Optional.empty());
        String id = queries.create("0", "dropped", "dropped", "one", Optional.empty(), "db", "SELECT 1");
        store.jdbi().useHandle(handle -> handle.execute("DELETE FROM workgroups WHERE name = 'dropped'"));
        assertThat(statements.find("dropped", "by_id")).isEmpty();
        assertThat(queries.find(id)).isEmpty();
    }

    private String create(String token, String sql)
    {
        return queries.create("0", token, "primary", "one", Optional.of("of one"), "db", sql);
    }
}
