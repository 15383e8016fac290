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
package io.glaux.host.action;

import io.glaux.host.catalog.Catalogs;
import io.glaux.host.catalog.SourceCatalog;
import io.glaux.host.convert.Answers;
import io.glaux.host.stream.LookupStreams;
import io.glaux.protocol.Messages;
import io.glaux.protocol.ProtocolVersion;
import io.glaux.protocol.v1.CatalogInfo;
import io.glaux.protocol.v1.HelloRequest;
import io.glaux.protocol.v1.HelloResponse;
import io.glaux.protocol.v1.Limits;
import io.glaux.source.batch.BatchLimits;

import java.util.Optional;
import java.util.TreeSet;

import static java.util.Objects.requireNonNull;

/**
 * Who the host is, which version it speaks, and what it has.
 */
public final class HelloAction
        implements ActionHandler
{
    private final String hostId;
    private final int maxStreams;
    private final Catalogs catalogs;

    public HelloAction(String hostId, int maxStreams, Catalogs catalogs)
    {
        this.hostId = requireNonNull(hostId, "hostId is null");
        this.maxStreams = maxStreams;
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
    }

    @Override
    public void answer(byte[] body, Results results)
            throws InterruptedException
    {
        HelloRequest request = Messages.read(HelloRequest.parser(), body, "The request of glaux.v1.hello");
        String version = Optional.ofNullable(getClass().getPackage().getImplementationVersion()).orElse("development");
        HelloResponse.Builder response = HelloResponse.newBuilder()
                .setVersion(ProtocolVersion.answer(request.getVersion()))
                .setHostId(hostId)
                .setSoftware("glaux-host " + version)
                .setLimits(Limits.newBuilder()
                        .setMaxBatchBytes(BatchLimits.DEFAULT.maxBytes())
                        .setMaxStreams(maxStreams)
                        .setMaxLookupKeys(LookupStreams.MAX_KEYS));
        catalogs.all().forEach(catalog -> response.addCatalogs(info(catalog)));
        results.send(response.build());
    }

    private static CatalogInfo info(SourceCatalog catalog)
    {
        CatalogInfo.Builder info = CatalogInfo.newBuilder()
                .setName(catalog.name())
                .setSource(catalog.kind())
                .addAllUnits(new TreeSet<>(catalog.source().units()));
        new TreeSet<>(catalog.features()).forEach(feature -> info.addFeatures(Answers.feature(feature)));
        return info.build();
    }
}
