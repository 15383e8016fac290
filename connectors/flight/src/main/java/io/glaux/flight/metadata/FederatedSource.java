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

import com.google.protobuf.ByteString;
import io.glaux.protocol.v1.BeginWriteResponse;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.StatisticsResponse;
import io.glaux.protocol.v1.TableDescription;
import io.glaux.protocol.v1.TableName;
import io.glaux.protocol.v1.WriteKind;
import io.trino.spi.connector.ConnectorSession;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What planning asks the source of a catalog. Every method may take its time; each throws a
 * {@link io.trino.spi.TrinoException} whose message is for the user. Thread-safe.
 */
public interface FederatedSource
{
    Set<Feature> features();

    List<String> schemas(ConnectorSession session);

    /**
     * Names alone.
     */
    List<TableName> tables(ConnectorSession session, Optional<String> schema);

    /**
     * Those that are there; one that cannot be described has an error.
     */
    List<TableDescription> describe(ConnectorSession session, List<TableName> tables);

    /**
     * All tables of a schema, or of all schemas, by one call.
     */
    List<TableDescription> describe(ConnectorSession session, Optional<String> schema);

    PlanResponse plan(ConnectorSession session, ScanSpec scan);

    StatisticsResponse statistics(ConnectorSession session, ByteString scan);

    SplitAnswers splits(ConnectorSession session, ByteString scan, List<Conjunct> dynamicFilter);

    BeginWriteResponse beginWrite(
            ConnectorSession session,
            TableName table,
            List<String> columns,
            Set<WriteKind> kinds);

    /**
     * @return what it left behind, for the user; may be empty
     */
    String endWrite(ConnectorSession session, FlightWriteHandle write, boolean commit);
}
