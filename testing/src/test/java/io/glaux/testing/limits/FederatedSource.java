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

import io.glaux.testing.federation.CountedHost;
import io.glaux.testing.federation.HostProgram;
import io.glaux.testing.shared.SharedGlaux;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table in a process of its own, of 30 MB, whose batches come over Arrow Flight. The source leaves all work to the
 * engine, so that queries read what they read of a file.
 */
final class FederatedSource
        implements Source
{
    private static final String CATALOG = "evaded_host";
    /**
     * What HTTP/2 lets be under way in one stream: see Replica of connectors/flight.
     */
    static final long WINDOW = 1024 * 1024;
    /**
     * Where a host ends a batch, and a page of the source beyond it.
     */
    static final long BATCH = 1_200_000;

    @Override
    public String name()
    {
        return "FLIGHT";
    }

    @Override
    public Set<Need> has()
    {
        return Set.of();
    }

    @Override
    public void make(SharedGlaux glaux)
    {
        // evasions have tables of their own beside it
        LakeSource.makeDatabase(glaux);
        host(glaux);
    }

    private static CountedHost host(SharedGlaux glaux)
    {
        return glaux.once("evasions FLIGHT", CountedHost.class, () -> CountedHost.start(
                glaux.instance(),
                CATALOG,
                HostProgram.reference(),
                Map.of("tpch.thousandths", "30", "taken", "no")));
    }

    @Override
    public String table()
    {
        return CATALOG + ".tpch.lineitem";
    }

    @Override
    public List<String> columns()
    {
        return List.of(
                "orderkey",
                "partkey",
                "suppkey",
                "extendedprice",
                "shipdate",
                "commitdate",
                "receiptdate",
                "shipinstruct",
                "shipmode",
                "comment");
    }

    @Override
    public long beyond()
    {
        return BATCH;
    }

    @Override
    public long served(SharedGlaux glaux)
    {
        return host(glaux).relay().passed();
    }

    @Override
    public long underWay(SharedGlaux glaux)
    {
        return host(glaux).relay().underWay(WINDOW);
    }
}
