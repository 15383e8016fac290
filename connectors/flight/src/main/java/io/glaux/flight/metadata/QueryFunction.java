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
package io.glaux.flight.metadata;

import io.airlift.slice.Slice;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorAccessControl;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.function.table.AbstractConnectorTableFunction;
import io.trino.spi.function.table.Argument;
import io.trino.spi.function.table.Descriptor;
import io.trino.spi.function.table.ScalarArgument;
import io.trino.spi.function.table.ScalarArgumentSpecification;
import io.trino.spi.function.table.TableFunctionAnalysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;
import static io.trino.spi.function.table.ReturnTypeSpecification.GenericTable.GENERIC_TABLE;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/**
 * The table function {@code system.query(query => '...')}: the answer to a text in the source's own language. That it
 * only reads is seen to by the source.
 */
public final class QueryFunction
        extends AbstractConnectorTableFunction
{
    private static final String SCHEMA = "system";
    private static final String NAME = "query";
    private static final String ARGUMENT = "QUERY";

    private final Function<ConnectorTransactionHandle, FlightMetadata> metadata;

    public QueryFunction(Function<ConnectorTransactionHandle, FlightMetadata> metadata)
    {
        super(SCHEMA,
                NAME,
                List.of(ScalarArgumentSpecification.builder().name(ARGUMENT).type(VARCHAR).build()),
                GENERIC_TABLE,
                "");
        this.metadata = requireNonNull(metadata, "metadata is null");
    }

    @Override
    public TableFunctionAnalysis analyze(
            ConnectorSession session,
            ConnectorTransactionHandle transaction,
            Map<String, Argument> arguments,
            ConnectorAccessControl accessControl)
    {
        ScalarArgument argument = (ScalarArgument) arguments.get(ARGUMENT);
        if (!(argument.getValue() instanceof Slice text)) {
            throw new TrinoException(INVALID_FUNCTION_ARGUMENT, "The argument query is a text, and not NULL");
        }
        FlightTableHandle table = metadata.apply(transaction).queryHandle(session, text.toStringUtf8());
        return TableFunctionAnalysis.builder()
                .returnedType(new Descriptor(table.columns().stream()
                        .map(column -> new Descriptor.Field(column.name(), Optional.of(column.type())))
                        .toList()))
                .handle(new QueryFunctionHandle(table))
                .build();
    }
}
