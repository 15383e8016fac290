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
package io.glaux.testing.instance;

import io.glaux.testing.Checkout;
import io.glaux.testing.process.Command;
import io.glaux.testing.process.CommandResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

import static java.util.Objects.requireNonNull;

/**
 * Trino's own clients as users have them: the JDBC driver in a class loader of its own, the CLI as a process.
 */
public final class TrinoClients
        implements AutoCloseable
{
    private final InstanceEnvironment environment;
    private final URLClassLoader loader;
    private final Driver driver;

    public TrinoClients(InstanceEnvironment environment)
    {
        this.environment = requireNonNull(environment, "environment is null");
        try {
            URL jar = client("trino-jdbc.jar").toUri().toURL();
            this.loader = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
            this.driver = (Driver) loader.loadClass("io.trino.jdbc.TrinoDriver").getConstructor().newInstance();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        catch (ReflectiveOperationException e) {
            throw new LinkageError("Not Trino's JDBC driver", e);
        }
    }

    public Connection connect()
            throws SQLException
    {
        return connect(environment.user(), environment.password());
    }

    public Connection connect(String user, String password)
            throws SQLException
    {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return driver.connect(environment.jdbcUrl(), properties);
    }

    /**
     * @param settings properties of the driver beside the user and the password, or in their place
     */
    public Connection connect(Map<String, String> settings)
            throws SQLException
    {
        Properties properties = new Properties();
        properties.setProperty("user", environment.user());
        properties.setProperty("password", environment.password());
        properties.putAll(settings);
        return driver.connect(environment.jdbcUrl(), properties);
    }

    /**
     * Runs statements with the Trino CLI.
     *
     * @return the result; rows as CSV without a header
     */
    public CommandResult cli(String sql)
    {
        return Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        client("trino-cli.jar").toString(),
                        "--server",
                        environment.httpUrl(),
                        "--truststore-path",
                        environment.authorityFile(),
                        "--user",
                        environment.user(),
                        "--password",
                        "--catalog",
                        "awsdatacatalog",
                        "--output-format",
                        "CSV_UNQUOTED",
                        "--execute",
                        sql)
                .environment("TRINO_PASSWORD", environment.password())
                .run();
    }

    @Override
    public void close()
    {
        try {
            loader.close();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path client(String jar)
    {
        return Checkout.testing("target/clients").resolve(jar);
    }
}
