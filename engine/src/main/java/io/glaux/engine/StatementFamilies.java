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

import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.ddl.DdlFamily;
import io.glaux.engine.ddl.lake.S3LakeStorage;
import io.glaux.engine.ddl.statement.DdlStatement;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.work.StatementFamily;
import io.glaux.engine.query.work.StatementWork;
import software.amazon.awssdk.services.s3.S3Client;

import java.time.Clock;
import java.util.List;

/**
 * Whose statement is whose: the grammars of Athena beside the engine's own, in the order in which they are asked.
 */
final class StatementFamilies
{
    private StatementFamilies() {}

    static List<StatementFamily> all(Catalog catalog, S3Client s3, Clock clock)
    {
        return List.of(new DdlFamily(catalog, new S3LakeStorage(s3), StatementFamilies::noIceberg, clock));
    }

    private static StatementWork noIceberg(DdlStatement statement, StatementRequest request)
    {
        throw new GlauxException(
                ErrorCode.NOT_SUPPORTED,
                "%s is not supported on Iceberg tables".formatted(statement.kind().substatement()));
    }
}
