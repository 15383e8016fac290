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
package io.glaux.engine.trino;

import com.google.inject.Inject;
import io.airlift.http.server.HttpServerInfo;
import io.trino.metadata.CatalogManager;
import io.trino.node.InternalNode;
import io.trino.node.InternalNodeManager;
import io.trino.spi.catalog.CatalogName;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import static com.google.common.net.InetAddresses.toUriString;
import static io.airlift.node.AddressToHostname.tryDecodeHostnameToAddress;
import static java.util.Objects.requireNonNull;

/**
 * What the rest of the server asks of Trino about itself: its port, its workers, its catalogs.
 */
public final class RunningTrino
{
    private final HttpServerInfo http;
    private final InternalNodeManager nodes;
    private final CatalogManager catalogs;

    @Inject
    public RunningTrino(HttpServerInfo http, InternalNodeManager nodes, CatalogManager catalogs)
    {
        this.http = requireNonNull(http, "http is null");
        this.nodes = requireNonNull(nodes, "nodes is null");
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
    }

    public int httpsPort()
    {
        return http.getHttpsUri().getPort();
    }

    /**
     * The URLs of the workers that are active, sorted; the coordinator, which works too, is not among them.
     */
    public List<String> workers()
    {
        return workers(nodes.getAllNodes().activeNodes());
    }

    /**
     * Calls the listener whenever the cluster has changed.
     */
    public void onChange(Consumer<List<String>> listener)
    {
        nodes.addNodeChangeListener(all -> listener.accept(workers(all.activeNodes())));
    }

    public boolean isHealthy(String catalog)
    {
        return catalogs.getCatalog(new CatalogName(catalog)).filter(found -> !found.isFailed()).isPresent();
    }

    /**
     * Between servers an address is written as a name, for instance {@code 10-0-0-5.ip}, which people cannot use.
     */
    private static String withAddress(URI uri)
    {
        return tryDecodeHostnameToAddress(uri.getHost())
                .map(address -> "%s://%s:%s".formatted(uri.getScheme(), toUriString(address), uri.getPort()))
                .orElseGet(uri::toString);
    }

    private static List<String> workers(Set<InternalNode> active)
    {
        return active.stream()
                .filter(node -> !node.isCoordinator())
                .map(InternalNode::getInternalUri)
                .map(RunningTrino::withAddress)
                .sorted()
                .toList();
    }
}
