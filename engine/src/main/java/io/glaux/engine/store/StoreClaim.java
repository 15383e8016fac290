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

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.airlift.log.Logger;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;

import static io.airlift.concurrent.Threads.daemonThreadsNamed;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.Executors.newSingleThreadScheduledExecutor;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * The store belongs to one coordinator: a second one would fail the queries that the first one runs. On PostgreSQL the
 * claim is an advisory lock of a session of its own, so it ends with the process, however that ends. SQLite needs none:
 * its file is in the data folder, which is locked.
 *
 * <p>When the session is lost (the database restarts, the network fails), the server goes on and takes the claim again
 * as soon as it can. To stop at once would make each restart of the database an outage. If another coordinator was
 * faster, the log says so at each attempt.
 */
public final class StoreClaim
        implements AutoCloseable
{
    private static final Logger log = Logger.get(StoreClaim.class);

    /**
     * Locks are of a database, and one database may hold several stores in schemas of their own.
     */
    private static final String LOCK =
            "SELECT pg_advisory_lock(1735160161, hashtext(coalesce(current_schema(), '')))";

    /**
     * A server that was killed a moment ago holds the lock until the database notices, and one whose machine was lost
     * until the database misses its answers: 25 s, where PostgreSQL's own default is two hours.
     */
    private static final String SETTINGS = "SET lock_timeout = '3s'; SET tcp_keepalives_idle = 10; "
            + "SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String CONNECT_SECONDS = "10";
    private static final int ANSWER_SECONDS = 5;
    private static final int CHECK_SECONDS = 10;

    private final StoreConfig config;
    private final Optional<ScheduledExecutorService> checks;

    @GuardedBy("this")
    private Optional<Connection> session = Optional.empty();

    private StoreClaim(StoreConfig config, Optional<ScheduledExecutorService> checks)
    {
        this.config = requireNonNull(config, "config is null");
        this.checks = requireNonNull(checks, "checks is null");
    }

    /**
     * Claims the store, before anything of it is read or changed.
     *
     * @throws GlauxException when another coordinator has it, or the database does not answer
     */
    public static StoreClaim take(StoreConfig config)
    {
        if (StoreDialect.of(config) == StoreDialect.SQLITE) {
            return new StoreClaim(config, Optional.empty());
        }
        ScheduledExecutorService checks = newSingleThreadScheduledExecutor(daemonThreadsNamed("store-claim-%s"));
        StoreClaim claim = new StoreClaim(config, Optional.of(checks));
        try {
            claim.lock();
        }
        catch (SQLException e) {
            checks.shutdownNow();
            throw claim.refusal(e);
        }
        ScheduledFuture<?> _ = checks.scheduleWithFixedDelay(claim::check, CHECK_SECONDS, CHECK_SECONDS, SECONDS);
        return claim;
    }

    /**
     * Takes the claim again if it was lost. Never throws, or it would not be called again.
     */
    synchronized void check()
    {
        if (isHeld()) {
            return;
        }
        release();
        try {
            lock();
            log.warn("The connection that claims the store was lost: the store is claimed again");
        }
        catch (SQLException e) {
            log.error("The store is not claimed by this server any more: %s", refusal(e).getMessage());
        }
    }

    synchronized boolean isHeld()
    {
        try {
            return session.isPresent() && session.get().isValid(ANSWER_SECONDS);
        }
        catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close()
    {
        checks.ifPresent(ScheduledExecutorService::shutdownNow);
        release();
    }

    private synchronized void lock()
            throws SQLException
    {
        Properties properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password());
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        properties.setProperty("ApplicationName", "Glaux: the claim on its store");
        Connection connection = DriverManager.getConnection(config.url(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            statement.execute(LOCK);
        }
        catch (SQLException e) {
            connection.close();
            throw e;
        }
        session = Optional.of(connection);
    }

    private synchronized void release()
    {
        if (session.isEmpty()) {
            return;
        }
        try {
            session.get().close();
        }
        catch (SQLException e) {
            log.warn(e, "The connection that claimed the store did not close");
        }
        session = Optional.empty();
    }

    private GlauxException refusal(SQLException e)
    {
        if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
            return new GlauxException(
                    ErrorCode.INTERNAL_ERROR,
                    "another coordinator uses the store %s: stop it, or give this one a store of its own with store.url"
                            .formatted(config.shownUrl()),
                    e);
        }
        return SqlStore.doesNotOpen(e);
    }
}
