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
package io.glaux.cli.bench;

import io.glaux.cli.CommandFailure;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.ServiceLoader;

import static java.util.Objects.requireNonNull;

/**
 * A Trino server through Trino's JDBC driver, on one connection.
 */
final class JdbcSide
        implements BenchSide, AutoCloseable
{
    private static final long PATIENCE_NANOS = 180_000_000_000L;
    private static final long PAUSE_MILLIS = 500;

    private final String name;
    private final Connection connection;

    private JdbcSide(String name, Connection connection)
    {
        this.name = requireNonNull(name, "name is null");
        this.connection = requireNonNull(connection, "connection is null");
    }

    /**
     * The driver of a jar that is fetched for the benchmark.
     */
    static Driver driver(Path jar)
            throws IOException
    {
        URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        return ServiceLoader.load(Driver.class, loader).findFirst()
                .orElseThrow(() -> new CommandFailure("%s has no JDBC driver".formatted(jar.getFileName())));
    }

    /**
     * Waits until the server answers.
     */
    static JdbcSide connect(String name, Driver driver, String url, Properties properties)
            throws InterruptedException, SQLException
    {
        Connection connection = driver.connect(url, properties);
        JdbcSide side = new JdbcSide(name, connection);
        long start = System.nanoTime();
        while (true) {
            try {
                side.run(new BenchTask("ready", "SELECT 1"));
                return side;
            }
            catch (SQLException e) {
                if (System.nanoTime() - start > PATIENCE_NANOS) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    @Override
    public String name()
    {
        return name;
    }

    @Override
    public BenchAnswer run(BenchTask task)
            throws SQLException
    {
        BenchAnswer.Collector answer = BenchAnswer.collector();
        try (Statement statement = connection.createStatement(); ResultSet result =
                statement.executeQuery(task.sql())) {
            String[] row = new String[result.getMetaData().getColumnCount()];
            while (result.next()) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.getString(i + 1);
                }
                answer.row(row);
            }
        }
        return answer.answer();
    }

    /**
     * Runs a statement without rows.
     */
    void execute(String sql)
            throws SQLException
    {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close()
            throws SQLException
    {
        connection.close();
    }
}
