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
package io.glaux.engine.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import static com.google.common.base.Throwables.getCausalChain;
import static java.util.Objects.requireNonNull;

/**
 * The store on SQLite or PostgreSQL. Opening it brings its tables to the version of this program.
 */
public final class SqlStore
        implements Store
{
    private static final long LONGEST_PAUSE_MILLIS = 200;
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(30);
    private static final String MIGRATIONS = "classpath:io/glaux/engine/store/migrations";

    private final HikariDataSource dataSource;
    private final Jdbi jdbi;
    private final StoreDialect dialect;
    private final ScopedValue<Handle> current = ScopedValue.newInstance();

    /**
     * SQLite has one writer: waiting in line here is fair and wakes at once, where SQLite's own wait polls.
     */
    private final Optional<ReentrantLock> writer;
    private final ReentrantLock order = new ReentrantLock(true);

    private SqlStore(HikariDataSource dataSource, StoreDialect dialect)
    {
        this.dataSource = requireNonNull(dataSource, "dataSource is null");
        this.dialect = requireNonNull(dialect, "dialect is null");
        this.jdbi = Jdbi.create(dataSource);
        this.writer = dialect == StoreDialect.SQLITE ? Optional.of(new ReentrantLock(true)) : Optional.empty();
    }

    /**
     * Opens the store and migrates its tables.
     *
     * @throws GlauxException when the database does not answer, or its tables are of a newer version
     */
    public static SqlStore open(StoreConfig config)
    {
        StoreDialect dialect = StoreDialect.of(config);
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("store");
        pool.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        pool.setMinimumIdle(1);
        dialect.configure(pool, config);
        HikariDataSource dataSource;
        try {
            dataSource = new HikariDataSource(pool);
        }
        catch (RuntimeException e) {
            throw doesNotOpen(e);
        }
        try {
            migrate(dataSource);
            return new SqlStore(dataSource, dialect);
        }
        catch (FlywayException e) {
            dataSource.close();
            throw new GlauxException(
                    ErrorCode.INTERNAL_ERROR,
                    "The tables of the store are not what this version of Glaux wants: " + rootMessage(e),
                    e);
        }
    }

    @Override
    public Jdbi jdbi()
    {
        return jdbi;
    }

    /**
     * Work inside work joins the transaction of the outer one.
     */
    @Override
    public <T> T inTransaction(TransactionWork<T> work)
    {
        if (current.isBound()) {
            return work.run(current.get());
        }
        if (writer.isEmpty()) {
            return retrying(work);
        }
        writer.get().lock();
        try {
            return retrying(work);
        }
        finally {
            writer.get().unlock();
        }
    }

    @Override
    public <T> T inOrder(TransactionWork<T> work)
    {
        // who is in a transaction holds what this lock may be waited with
        if (current.isBound() || writer.isPresent()) {
            return inTransaction(work);
        }
        order.lock();
        try {
            return inTransaction(work);
        }
        finally {
            order.unlock();
        }
    }

    @Override
    public boolean isPassing(RuntimeException failure)
    {
        return getCausalChain(failure).stream()
                .anyMatch(cause -> cause instanceof SQLException refusal
                        && (cause instanceof SQLTransientException
                        || cause instanceof SQLRecoverableException
                        || dialect.isPassing(refusal)));
    }

    @Override
    public void close()
    {
        dataSource.close();
    }

    private <T> T retrying(TransactionWork<T> work)
    {
        for (int attempt = 1; ; attempt++) {
            try {
                return dialect.inTransaction(jdbi, handle -> ScopedValue.where(current, handle)
                        .call(() -> work.run(handle)));
            }
            catch (JdbiException e) {
                if (attempt >= attempts(e)) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private int attempts(JdbiException e)
    {
        return getCausalChain(e).stream()
                .filter(SQLException.class::isInstance)
                .mapToInt(cause -> dialect.attempts((SQLException) cause))
                .max()
                .orElse(1);
    }

    private static void pause(int attempt)
    {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, 1L << Math.min(attempt, Byte.SIZE));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(1, longest + 1)));
    }

    private static void migrate(HikariDataSource dataSource)
    {
        Flyway.configure(SqlStore.class.getClassLoader())
                .dataSource(dataSource)
                .locations(MIGRATIONS)
                .table("schema_history")
                .load()
                .migrate();
    }

    static GlauxException doesNotOpen(Exception e)
    {
        return new GlauxException(
                ErrorCode.INTERNAL_ERROR,
                "The store does not open: %s. Check store.url, store.user, store.password".formatted(rootMessage(e)),
                e);
    }

    private static String rootMessage(Throwable e)
    {
        return String.valueOf(getCausalChain(e).getLast().getMessage());
    }
}
