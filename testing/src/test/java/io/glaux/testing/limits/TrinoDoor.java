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
package io.glaux.testing.limits;

import io.glaux.testing.shared.SharedGlaux;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Trino's protocol by its JDBC driver. Settings are properties of the driver.
 */
final class TrinoDoor
        implements Door
{
    @Override
    public String name()
    {
        return "trino";
    }

    @Override
    public Set<Need> has()
    {
        return Set.of(Need.TRINO, Need.SESSION);
    }

    @Override
    public DoorSession open(SharedGlaux glaux, String workgroup, Map<String, String> settings)
    {
        Map<String, String> all = new HashMap<>(Map.of("clientTags", "workgroup:" + workgroup));
        all.putAll(settings);
        try {
            Connection connection = glaux.trino().connect(all);
            connection.setCatalog("awsdatacatalog");
            connection.setSchema(LakeSource.DATABASE);
            return new Session(connection);
        }
        catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private record Session(Connection connection)
            implements DoorSession
    {
        private Session
        {
            requireNonNull(connection, "connection is null");
        }

        @Override
        public Ending run(String sql)
        {
            try (Statement statement = connection.createStatement()) {
                if (statement.execute(sql)) {
                    try (ResultSet rows = statement.getResultSet()) {
                        while (rows.next()) {
                            // to the last
                        }
                    }
                }
                return Ending.succeeded();
            }
            catch (SQLException e) {
                return Ending.of(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public void breakOff(String sql)
        {
            try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
            }
            catch (SQLException e) {
                assertThat(Ending.isLimit(e.getMessage())).as(e.getMessage()).isTrue();
            }
        }

        @SuppressWarnings("resource") // that is the evasion
        @Override
        public void abandon(String sql)
        {
            try {
                connection.createStatement().executeQuery(sql).next();
            }
            catch (SQLException e) {
                assertThat(Ending.isLimit(e.getMessage())).as(e.getMessage()).isTrue();
            }
        }

        @Override
        public void close()
        {
            try {
                connection.close();
            }
            catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }
}
