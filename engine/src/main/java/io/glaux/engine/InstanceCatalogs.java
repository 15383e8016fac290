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
package io.glaux.engine;

import io.glaux.engine.config.GlauxConfig;
import io.glaux.engine.identity.AccessKey;
import io.glaux.engine.trino.FixedCatalogs.Catalog;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * The catalogs of a coordinator. Users see {@value #LAKE}, which is Trino's Hive connector; it redirects Iceberg tables
 * to a catalog that they do not see. Both have our own Glue service as their metastore, and read storage directly.
 */
final class InstanceCatalogs
{
    static final String LAKE = "awsdatacatalog";
    static final String ICEBERG = "awsdatacatalog_iceberg";

    private final GlauxConfig config;
    private final InstanceStorage storage;
    private final URI glue;
    private final AccessKey glueKey;

    /**
     * @param glue the URL of our own AWS endpoint
     * @param glueKey the key with which the connectors sign
     */
    InstanceCatalogs(GlauxConfig config, InstanceStorage storage, URI glue, AccessKey glueKey)
    {
        this.config = requireNonNull(config, "config is null");
        this.storage = requireNonNull(storage, "storage is null");
        this.glue = requireNonNull(glue, "glue is null");
        this.glueKey = requireNonNull(glueKey, "glueKey is null");
    }

    List<Catalog> catalogs()
    {
        List<Catalog> catalogs = new ArrayList<>();
        Map<String, String> hive = new HashMap<>(partitionLimit("hive.max-partitions-per-writers"));
        hive.put("hive.security", "allow-all");
        hive.put("hive.iceberg-catalog-name", ICEBERG);
        catalogs.add(new Catalog(LAKE, "glaux_hive", withAccess(hive)));
        Map<String, String> iceberg = new HashMap<>(partitionLimit("iceberg.max-partitions-per-writer"));
        iceberg.put("iceberg.hive-catalog-name", LAKE);
        catalogs.add(new Catalog(ICEBERG, "glaux_iceberg", withAccess(iceberg)));
        if (config.isTpchEnabled()) {
            catalogs.add(new Catalog("tpch", "tpch", Map.of(
                    "tpch.splits-per-node", "2",
                    // the names and the exact amounts of the standard
                    "tpch.column-naming", "STANDARD",
                    "tpch.double-type-mapping", "DECIMAL")));
        }
        return catalogs;
    }

    /**
     * @param name the connector's name of its limit of open partitions
     */
    private Map<String, String> partitionLimit(String name)
    {
        return config.getWritesPartitionLimit().map(limit -> Map.of(name, String.valueOf(limit))).orElseGet(Map::of);
    }

    private Map<String, String> withAccess(Map<String, String> own)
    {
        Map<String, String> properties = new HashMap<>(own);
        properties.put("hive.metastore.glue.endpoint-url", glue.toString());
        properties.put("hive.metastore.glue.region", config.getAwsRegion());
        properties.put("hive.metastore.glue.aws-access-key", glueKey.id());
        properties.put("hive.metastore.glue.aws-secret-key", glueKey.secret());
        storage.warehouse()
                .ifPresent(warehouse -> properties.put("hive.metastore.glue.default-warehouse-dir", warehouse));
        properties.put("s3.endpoint", storage.config().endpoint().toString());
        properties.put("s3.region", storage.config().region());
        storage.config().key().ifPresent(key -> {
            properties.put("s3.aws-access-key", key.id());
            properties.put("s3.aws-secret-key", key.secret());
        });
        properties.put("s3.path-style-access", String.valueOf(storage.config().pathStyle()));
        return properties;
    }
}
