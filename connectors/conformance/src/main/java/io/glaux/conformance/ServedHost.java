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
package io.glaux.conformance;

import io.glaux.conformance.data.ArrowFiles;
import io.glaux.conformance.data.KnownTable;
import io.glaux.conformance.data.StandardTables;
import io.glaux.protocol.v1.TableName;
import org.apache.arrow.flight.Location;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A host in a process of its own, that somebody else started or that a command starts.
 */
final class ServedHost
        implements TestedHost
{
    private final CheckOptions options;
    private final Optional<String> token;
    private final List<HostCommand> commands = new ArrayList<>();
    private final List<KnownTable> tables;
    private Endpoint endpoint;

    private ServedHost(CheckOptions options, Optional<String> token)
    {
        this.options = requireNonNull(options, "options is null");
        this.token = requireNonNull(token, "token is null");
        this.endpoint = endpoint(options.start());
        this.tables = options.tables().map(StandardTables::make).orElseGet(() -> ServedTables.read(endpoint));
    }

    /**
     * @param token that every call brings
     */
    static ServedHost of(CheckOptions options, Optional<String> token)
    {
        return new ServedHost(options, token);
    }

    private Endpoint endpoint(Optional<String> command)
    {
        URI address = options.address();
        int port = address.getPort();
        if (command.isPresent()) {
            HostCommand started = HostCommand.start(command.get());
            commands.add(started);
            port = started.port();
        }
        Location location = address.getScheme().equals("grpc+tls")
                ? Location.forGrpcTls(address.getHost(), port)
                : Location.forGrpcInsecure(address.getHost(), port);
        return new Endpoint(location, token, options.tls().map(ServedHost::files), options.catalog());
    }

    private static TlsFiles files(Path folder)
    {
        return new TlsFiles(
                folder.resolve("authorities.pem"),
                folder.resolve("certificate.pem"),
                folder.resolve("key.pem"));
    }

    @Override
    public Endpoint endpoint()
    {
        return endpoint;
    }

    @Override
    public List<KnownTable> tables()
    {
        return tables;
    }

    @Override
    public Optional<TableName> largeTable()
    {
        return options.tables().map(_ -> ArrowFiles.LARGE);
    }

    @Override
    public Optional<TableName> writableTable()
    {
        return options.writable().map(name -> TableName.newBuilder()
                .setSchema(name.substring(0, name.indexOf('.')))
                .setTable(name.substring(name.indexOf('.') + 1))
                .build());
    }

    @Override
    public boolean restart()
    {
        if (options.start().isEmpty()) {
            return false;
        }
        commands.forEach(HostCommand::close);
        commands.clear();
        endpoint = endpoint(options.start());
        return true;
    }

    @Override
    public Optional<Endpoint> withShortTickets()
    {
        return options.startShort().map(command -> endpoint(Optional.of(command)));
    }

    @Override
    public void close()
    {
        commands.forEach(HostCommand::close);
    }
}
