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
package io.glaux.lake;

import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.function.AggregationImplementation;
import io.trino.spi.function.BoundSignature;
import io.trino.spi.function.FunctionDependencies;
import io.trino.spi.function.FunctionId;
import io.trino.spi.function.FunctionProvider;
import io.trino.spi.function.InvocationConvention;
import io.trino.spi.function.ScalarFunctionImplementation;
import io.trino.spi.function.WindowFunctionSupplier;
import io.trino.spi.function.table.ConnectorTableFunctionHandle;
import io.trino.spi.function.table.TableFunctionDataProcessor;
import io.trino.spi.function.table.TableFunctionProcessorProvider;
import io.trino.spi.function.table.TableFunctionProcessorProviderFactory;
import io.trino.spi.function.table.TableFunctionProcessorState;
import io.trino.spi.function.table.TableFunctionSplitProcessor;

import java.io.IOException;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Tells the file system whose table a table function reads, as page sources do: by its name alone a file of rows could
 * pass for metadata, which nothing limits.
 */
final class MeteredFunctionProvider
        implements FunctionProvider
{
    private final FunctionProvider delegate;

    MeteredFunctionProvider(FunctionProvider delegate)
    {
        this.delegate = requireNonNull(delegate, "delegate is null");
    }

    @Override
    public ScalarFunctionImplementation getScalarFunctionImplementation(
            FunctionId function,
            BoundSignature signature,
            FunctionDependencies dependencies,
            InvocationConvention convention)
    {
        return delegate.getScalarFunctionImplementation(function, signature, dependencies, convention);
    }

    @Override
    public AggregationImplementation getAggregationImplementation(
            FunctionId function,
            BoundSignature signature,
            FunctionDependencies dependencies)
    {
        return delegate.getAggregationImplementation(function, signature, dependencies);
    }

    @Override
    public WindowFunctionSupplier getWindowFunctionSupplier(
            FunctionId function,
            BoundSignature signature,
            FunctionDependencies dependencies)
    {
        return delegate.getWindowFunctionSupplier(function, signature, dependencies);
    }

    @Override
    public TableFunctionProcessorProvider getTableFunctionProcessorProvider(ConnectorTableFunctionHandle handle)
    {
        return new Processors(delegate.getTableFunctionProcessorProvider(handle));
    }

    @Override
    public TableFunctionProcessorProviderFactory getTableFunctionProcessorProviderFactory(
            ConnectorTableFunctionHandle handle)
    {
        TableFunctionProcessorProviderFactory factory = delegate.getTableFunctionProcessorProviderFactory(handle);
        return () -> new Processors(factory.createTableFunctionProcessorProvider());
    }

    private record Processors(TableFunctionProcessorProvider delegate)
            implements TableFunctionProcessorProvider
    {
        private Processors
        {
            requireNonNull(delegate, "delegate is null");
        }

        @Override
        public TableFunctionDataProcessor getDataProcessor(
                ConnectorSession session,
                ConnectorTableFunctionHandle handle)
        {
            return delegate.getDataProcessor(session, handle);
        }

        @Override
        public TableFunctionSplitProcessor getSplitProcessor(
                ConnectorSession session,
                ConnectorTableFunctionHandle handle,
                Optional<ConnectorTableCredentials> credentials,
                ConnectorSplit split)
        {
            TableScope scope = TableScope.of(handle, split);
            return new SplitProcessor(
                    scope.in(() -> delegate.getSplitProcessor(session, handle, credentials, split)),
                    scope);
        }
    }

    private record SplitProcessor(TableFunctionSplitProcessor delegate, TableScope scope)
            implements TableFunctionSplitProcessor
    {
        private SplitProcessor
        {
            requireNonNull(delegate, "delegate is null");
            requireNonNull(scope, "scope is null");
        }

        @Override
        public TableFunctionProcessorState process()
        {
            return scope.in(delegate::process);
        }

        @Override
        public void close()
                throws IOException
        {
            delegate.close();
        }
    }
}
