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
package io.glaux.engine.dialect;

import io.glaux.engine.dialect.text.QualifiedName;
import io.glaux.engine.query.StatementRequest;

import java.util.Locale;

/**
 * Which catalog and database a name in a statement is of.
 */
final class LakeNames
{
    /**
     * The catalog that users see. Athena writes it {@code AwsDataCatalog}; names are not case-sensitive.
     */
    static final String LAKE = "awsdatacatalog";

    /**
     * Where Trino keeps the Iceberg tables of the lake; users do not see it.
     */
    static final String ICEBERG = "awsdatacatalog_iceberg";

    private static final String DEFAULT_DATABASE = "default";

    private LakeNames() {}

    static boolean isInLake(QualifiedName name, StatementRequest request)
    {
        return name.catalog().or(request::catalog).orElse(LAKE).toLowerCase(Locale.ENGLISH).equals(LAKE);
    }

    static String database(QualifiedName name, StatementRequest request)
    {
        return name.database()
                .or(() -> request.database().map(database -> database.toLowerCase(Locale.ENGLISH)))
                .orElse(DEFAULT_DATABASE);
    }
}
