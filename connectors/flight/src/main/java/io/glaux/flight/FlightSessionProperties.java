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
package io.glaux.flight;

import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.session.PropertyMetadata;

import java.time.Duration;
import java.util.List;

import static io.trino.spi.StandardErrorCode.INVALID_SESSION_PROPERTY;
import static io.trino.spi.session.PropertyMetadata.booleanProperty;
import static io.trino.spi.session.PropertyMetadata.integerProperty;
import static io.trino.spi.type.VarcharType.VARCHAR;

/**
 * What a session can say of a federated catalog. Each kind of pushdown can be switched off: a query has the same rows
 * with it and without it.
 */
public final class FlightSessionProperties
{
    private static final String FILTER_PUSHDOWN = "filter_pushdown";
    private static final String COMPLEX_EXPRESSION_PUSHDOWN = "complex_expression_pushdown";
    private static final String PROJECTION_PUSHDOWN = "projection_pushdown";
    private static final String LIMIT_PUSHDOWN = "limit_pushdown";
    private static final String TOP_N_PUSHDOWN = "topn_pushdown";
    private static final String AGGREGATION_PUSHDOWN = "aggregation_pushdown";
    private static final String DYNAMIC_FILTER_PUSHDOWN = "dynamic_filter_pushdown";
    private static final String DYNAMIC_FILTERING_WAIT_TIMEOUT = "dynamic_filtering_wait_timeout";
    private static final String DOMAIN_COMPACTION_THRESHOLD = "domain_compaction_threshold";
    private static final String LOOKUP_JOINS = "lookup_joins";

    private FlightSessionProperties() {}

    static List<PropertyMetadata<?>> all(FlightConfig config)
    {
        return List.of(
                pushdown(FILTER_PUSHDOWN, "conditions"),
                pushdown(COMPLEX_EXPRESSION_PUSHDOWN, "conditions that are not ranges or values of single columns"),
                pushdown(PROJECTION_PUSHDOWN, "the choice of fields within columns"),
                pushdown(LIMIT_PUSHDOWN, "LIMIT"),
                pushdown(TOP_N_PUSHDOWN, "ORDER BY with LIMIT"),
                pushdown(AGGREGATION_PUSHDOWN, "aggregations"),
                pushdown(DYNAMIC_FILTER_PUSHDOWN, "what is known of the other side of a join"),
                new PropertyMetadata<>(
                        DYNAMIC_FILTERING_WAIT_TIMEOUT,
                        "How long to wait for what is known of the other side of a join",
                        VARCHAR,
                        Duration.class,
                        config.dynamicFilterWait(),
                        false,
                        FlightSessionProperties::duration,
                        value -> value.toMillis() + "ms"),
                integerProperty(
                        DOMAIN_COMPACTION_THRESHOLD,
                        "With how many ranges of a column a condition goes to the source as it is",
                        config.compactionThreshold(),
                        FlightSessionProperties::checkThreshold,
                        false),
                booleanProperty(
                        LOOKUP_JOINS,
                        "Look rows up by the keys of joins where a key of the table is joined",
                        config.lookupJoins(),
                        false));
    }

    private static PropertyMetadata<Boolean> pushdown(String name, String what)
    {
        return booleanProperty(name, "Let the source do " + what, true, false);
    }

    private static Duration duration(Object value)
    {
        return FlightProperties.parseDuration((String) value).orElseThrow(() -> new TrinoException(
                INVALID_SESSION_PROPERTY,
                "%s is %s".formatted(DYNAMIC_FILTERING_WAIT_TIMEOUT, FlightProperties.DURATION)));
    }

    private static void checkThreshold(int value)
    {
        if (value < 1) {
            throw new TrinoException(INVALID_SESSION_PROPERTY, DOMAIN_COMPACTION_THRESHOLD + " is at least 1");
        }
    }

    public static boolean isFilterPushdown(ConnectorSession session)
    {
        return isTrue(session, FILTER_PUSHDOWN);
    }

    public static boolean isComplexExpressionPushdown(ConnectorSession session)
    {
        return isTrue(session, COMPLEX_EXPRESSION_PUSHDOWN);
    }

    public static boolean isProjectionPushdown(ConnectorSession session)
    {
        return isTrue(session, PROJECTION_PUSHDOWN);
    }

    public static boolean isLimitPushdown(ConnectorSession session)
    {
        return isTrue(session, LIMIT_PUSHDOWN);
    }

    public static boolean isTopNPushdown(ConnectorSession session)
    {
        return isTrue(session, TOP_N_PUSHDOWN);
    }

    public static boolean isAggregationPushdown(ConnectorSession session)
    {
        return isTrue(session, AGGREGATION_PUSHDOWN);
    }

    public static boolean isDynamicFilterPushdown(ConnectorSession session)
    {
        return isTrue(session, DYNAMIC_FILTER_PUSHDOWN);
    }

    public static boolean isLookupJoins(ConnectorSession session)
    {
        return isTrue(session, LOOKUP_JOINS);
    }

    public static Duration dynamicFilteringWait(ConnectorSession session)
    {
        return session.getProperty(DYNAMIC_FILTERING_WAIT_TIMEOUT, Duration.class);
    }

    public static int domainCompactionThreshold(ConnectorSession session)
    {
        return session.getProperty(DOMAIN_COMPACTION_THRESHOLD, Integer.class);
    }

    private static boolean isTrue(ConnectorSession session, String name)
    {
        return session.getProperty(name, Boolean.class);
    }
}
