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
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

import static java.lang.Math.toIntExact;

/**
 * The two databases that the store runs on, and what differs between them.
 */
enum StoreDialect
{
    /**
     * One writer at a time; readers see the last commit (write-ahead log). A commit is on disk before it returns.
     */
    SQLITE {
        @Override
        void configure(HikariConfig pool, StoreConfig config)
        {
            pool.setDataSource(dataSource(config, SQLiteConfig.TransactionMode.IMMEDIATE));
            pool.setMaximumPoolSize(16);
        }

        @Override
        <T> T inTransaction(Jdbi jdbi, HandleCallback<T, RuntimeException> work)
        {
            return jdbi.inTransaction(work);
        }

        @Override
        int attempts(SQLException e)
        {
            // the primary result code is the low byte of extended ones such as SQLITE_BUSY_SNAPSHOT
            int code = e.getErrorCode() & 0xFF;
            return code == SQLITE_BUSY || code == SQLITE_LOCKED ? MANY : 1;
        }

        // busy, locked, read-only, I/O error, full, cannot open: https://www.sqlite.org/rescode.html
        @Override
        boolean isPassing(SQLException e)
        {
            return switch (e.getErrorCode() & 0xFF) {
                case SQLITE_BUSY, SQLITE_LOCKED, 8, 10, 13, 14 -> true;
                default -> false;
            };
        }
    },

    POSTGRESQL {
        @Override
        void configure(HikariConfig pool, StoreConfig config)
        {
            pool.setJdbcUrl(config.url());
            pool.setUsername(config.user());
            pool.setPassword(config.password());
            pool.setMaximumPoolSize(16);
        }

        @Override
        <T> T inTransaction(Jdbi jdbi, HandleCallback<T, RuntimeException> work)
        {
            return jdbi.inTransaction(TransactionIsolationLevel.SERIALIZABLE, work);
        }

        // unique_violation may be raised in place of serialization_failure, but is mostly just what it says: section
        // 13.5 of https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html
        @Override
        int attempts(SQLException e)
        {
            return switch (String.valueOf(e.getSQLState())) {
                case "40001", "40P01" -> MANY;
                case "23505" -> 3;
                default -> 1;
            };
        }

        // connection, rollback, resources, locks, shutdown, I/O, read-only:
        // https://www.postgresql.org/docs/current/errcodes-appendix.html
        @Override
        boolean isPassing(SQLException e)
        {
            String state = String.valueOf(e.getSQLState());
            return PASSING_CLASSES.stream().anyMatch(state::startsWith) || state.equals("25006");
        }
    };

    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "55", "57", "58");
    private static final int MANY = 40;
    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(30);

    abstract void configure(HikariConfig pool, StoreConfig config);

    /**
     * Runs work in one serializable transaction.
     */
    abstract <T> T inTransaction(Jdbi jdbi, HandleCallback<T, RuntimeException> work);

    /**
     * How often work that failed in this way is tried in all: once, unless the database asks for another try.
     */
    abstract int attempts(SQLException e);

    /**
     * Whether the state of the database is the reason, and not the work.
     */
    abstract boolean isPassing(SQLException e);

    static StoreDialect of(StoreConfig config)
    {
        if (config.url().startsWith("jdbc:sqlite:")) {
            return SQLITE;
        }
        if (config.url().startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new IllegalArgumentException(
                "store.url must start with jdbc:postgresql: (or be left out, for the embedded store)");
    }

    private static SQLiteDataSource dataSource(StoreConfig config, SQLiteConfig.TransactionMode mode)
    {
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
        sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        sqlite.setBusyTimeout(toIntExact(BUSY_TIMEOUT.toMillis()));
        sqlite.setTransactionMode(mode);
        sqlite.enforceForeignKeys(true);
        SQLiteDataSource dataSource = new SQLiteDataSource(sqlite);
        dataSource.setUrl(config.url());
        return dataSource;
    }
}
